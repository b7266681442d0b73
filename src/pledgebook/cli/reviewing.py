"""The commands on judgements: `review`, `judgements export|import`, `agreement`.

`review` shows and asks; what is decided is decided by `ledger.review`, which a web page calls
too.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, get_args

import click

from pledgebook.cli.looking import viewed
from pledgebook.cli.options import Format, StatusName, format_option, ledger_option
from pledgebook.cli.output import complain, console, emit
from pledgebook.errors import ChangedError, LedgerError

if TYPE_CHECKING:
    from rich.console import Console

    from pledgebook.analysis.queue import Case
    from pledgebook.ledger.records import Reviewed, Seen
    from pledgebook.ledger.store import Ledger
    from pledgebook.ledger.view import View

STATES = ("open", "unsure", "accepted", "rejected")
_ENDS = ("", "q", "\x03", "\x04")

KEYS = {
    "a": "accept: it says so",
    "r": "reject: it says no such thing",
    "u": "unsure: leave it for somebody else",
    "c": "correct a field",
    "m": "merge its commitment with another one",
    "s": "split it from the others of its commitment",
    "p": "prefer its amounts, or put them last",
    "n": "next, without a decision",
    "z": "take back your last decision",
    "q": "quit",
    "?": "this list",
}

author_option = click.option(
    "--author",
    metavar="NAME",
    help="Whose judgements they are. [default: the setting, else your login name]",
)


@click.command(short_help="Accept, reject and correct reports, one key each.")
@ledger_option
@author_option
@click.option(
    "--state",
    type=click.Choice(STATES),
    default="open",
    show_default=True,
    help="Which reports: not decided on yet, or those with this verdict.",
)
@click.option("--contributor", metavar="NAME", help="Whose: AUS or Australia.")
@click.option("--kind", metavar="KIND", help="What: military, humanitarian.food ...")
@click.option("--status", type=StatusName(), help="How far: pledged, delivered, declined ...")
@click.option("--recipient", metavar="NAME", help="For whom: a code or a name.")
def review(
    ledger_file: str | None,
    author: str | None,
    state: Any,
    contributor: str | None,
    recipient: str | None,
    **filters: Any,
) -> None:
    """Go through the reports, the most doubtful and largest first.

    Each is shown with its words in context; one key decides. A capital letter (A, R, U, C, M,
    S, P) asks for your reason first. Nothing is overwritten, and z takes back.

    \b
    a accept   r reject   u unsure   c correct a field   m merge   s split
    p prefer   n next     z undo     q quit              ? help

    \b
    Examples:
      pledgebook review
      pledgebook review --author Ana --kind military
      pledgebook review --state rejected
    """
    from pledgebook.analysis.queue import queue
    from pledgebook.config import reviewer, settings
    from pledgebook.ledger.records import Scope
    from pledgebook.ledger.store import Ledger
    from pledgebook.mentions.world import actor_id

    name = reviewer(author)
    giver = actor_id(contributor) or contributor if contributor else None
    taker = actor_id(recipient) or recipient if recipient else None
    with Ledger.open(settings(ledger=ledger_file).ledger) as book:
        view = book.view(Scope(contributor=giver, recipient=taker, **filters))
        waiting = [each.report.identity for each in queue(view, state=state)]
        if not waiting:
            click.echo("There is nothing to decide on here.")
            return
        _Session(book, name).go_through(waiting)


class _Session:
    """One person at the keyboard; holds what may be taken back."""

    def __init__(self, book: Ledger, author: str) -> None:
        self._book = book
        self._author = author
        self._out: Console = console()
        self._done: list[tuple[int, tuple[int, ...]]] = []

    def go_through(self, waiting: list[str]) -> None:
        """Shows one report after the other until the last one or q."""
        at = 0
        while 0 <= at < len(waiting):
            moved = self._decide_on(waiting[at], f"{at + 1} of {len(waiting)}", at)
            if moved is None:
                break
            at = moved
        made = sum(len(numbers) for _, numbers in self._done)
        click.echo(f"{made} judgement{'' if made == 1 else 's'} by {self._author}.")

    def _decide_on(self, identity: str, place: str, at: int) -> int | None:
        """Which report comes next; None to quit."""
        from pledgebook.analysis.queue import case
        from pledgebook.pages.review import review_page
        from pledgebook.pages.terminal.review import review_view

        # Seen before it is read: what comes in between is refused, not overlooked.
        seen = self._book.seen(identity)
        view = self._book.view()
        shown = case(view, identity)
        if shown is None:
            return at + 1
        coloured = self._out.color_system is not None
        self._out.print(review_view(review_page(shown), place, coloured=coloured))
        while True:
            key = self._key()
            if key in _ENDS:
                return None
            if key == "n":
                return at + 1
            if key == "?":
                for each, says in KEYS.items():
                    click.echo(f"  {each}  {says}")
                continue
            if key.lower() not in KEYS or key in "NZQ":
                click.echo("Press one of a r u c m s p n z q, or ? for what they do.")
                continue
            try:
                if key == "z":
                    return self._take_back(at)
                if self._act(key, shown, seen, view, at):
                    return at if key.lower() in "cp" else at + 1
            except ChangedError as error:
                complain(str(error))
                return at
            except LedgerError as error:
                complain(str(error))

    def _key(self) -> str:
        click.echo("[a r u c m s p n z q ?] ", nl=False)
        try:
            key = click.getchar()
        except (EOFError, KeyboardInterrupt):
            key = "q"
        except OSError as error:
            raise click.UsageError("review needs a terminal to ask at") from error
        click.echo(key if key.isprintable() else "")
        return key

    def _act(self, key: str, shown: Case, seen: Seen, view: View, at: int) -> bool:
        """Does what a key says; False where the person thought better of it."""
        from pledgebook.ledger import review as acts

        verdicts: dict[str, Reviewed] = {"a": "accept", "r": "reject", "u": "unsure"}
        asking = {"c": self._correction, "m": self._other, "p": self._rank}
        calls: dict[str, Callable[..., tuple[int, ...]]] = {
            "c": acts.correct,
            "m": acts.merge,
            "p": acts.prefer,
            "s": acts.split,
        }
        letter = key.lower()
        parts: tuple[Any, ...] | None = ()
        if letter in verdicts:
            parts = (verdicts[letter],)
        elif letter in asking:
            parts = asking[letter](shown, view)
        if parts is None:
            return False
        reason = _ask("reason") if key.isupper() else ""
        act = calls.get(letter, acts.rule)
        numbers = act(self._book, seen, *parts, author=self._author, reason=reason or "")
        self._done.append((at, numbers))
        return True

    def _correction(self, shown: Case, view: View) -> tuple[Any, ...] | None:
        from pledgebook.ledger.correcting import FIELDS
        from pledgebook.pages.review import field_value

        click.echo(f"  {' '.join(FIELDS)}")
        field = _ask("field")
        if field is None:
            return None
        if field not in FIELDS:
            raise LedgerError(f"no field {field!r} can be corrected; use one of the list")
        words = _ask(f"{field} (none to empty it)")
        if words is None:
            return None
        report = shown.report
        text = view.text_of(report.source)
        return field, field_value(field, words, report.claim.evidence, text)

    def _other(self, _: Case, view: View) -> tuple[Any, ...] | None:
        prefix = _ask("merge with the commitment or report")
        if prefix is None:
            return None
        found = view.commitment(prefix)
        words = f"{found.contributor}: {found.kind}, {found.status}, {len(found.reports)} reports"
        click.echo(f"  {words if words.isprintable() else ascii(words)}")
        other = self._book.seen(found.id)
        return (other,) if _ask("is it this one? [y/n]") == "y" else None

    def _rank(self, _: Case, __: View) -> tuple[Any, ...] | None:
        from pledgebook.ledger.records import Rank

        ranks = {rank[0]: rank for rank in get_args(Rank)}
        chosen = _ask("its amounts are p preferred, n normal, d deprecated")
        return None if chosen is None else (ranks.get(chosen[0], chosen),)

    def _take_back(self, at: int) -> int:
        """Takes back the last decision of this sitting and returns to its report."""
        from pledgebook.ledger.review import undo

        if not self._done:
            click.echo("You have decided nothing in this sitting.")
            return at
        place, numbers = self._done[-1]
        try:
            undo(self._book, numbers, author=self._author)
        except ChangedError:
            # Somebody took it back before: the next z means the one before it.
            self._done.pop()
            raise
        self._done.pop()
        return place


def _ask(what: str) -> str | None:
    """What a person types; None for nothing, Ctrl-C or the end of input."""
    with suppress(click.Abort):
        return str(click.prompt(f"  {what}", default="", show_default=False)).strip() or None
    return None


@click.group(short_help="Write judgements to a file, or take them in.")
def judgements() -> None:
    """Send judgements from one ledger to another that holds the same texts.

    \b
    Examples:
      pledgebook judgements export -o ana.jsonl
      pledgebook judgements import ana.jsonl --ledger other.db
    """


@judgements.command("export", short_help="Write all judgements as JSON lines.")
@click.option(
    "-o",
    "--output",
    type=click.File("w", "utf-8", atomic=True),
    help="The file. [default: the screen]",
)
@ledger_option
def export_judgements(output: IO[str] | None, ledger_file: str | None) -> None:
    """Write every judgement, those taken back too, one JSON object a line.

    \b
    Example:
      pledgebook judgements export -o ana.jsonl
    """
    from pledgebook.exports.judgements import judgement_lines

    with viewed(ledger_file) as view:
        for line in judgement_lines(view.judgements()):
            click.echo(line, file=output)


@judgements.command("import", short_help="Take judgements of another ledger in.")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, allow_dash=True))
@ledger_option
def import_judgements(file: Path, ledger_file: str | None) -> None:
    """Add the judgements that this ledger lacks; what it has is not added twice.

    Judgements on reports that the ledger does not hold are left out and named. FILE is one
    that `export` wrote; "-" is standard input.

    \b
    Example:
      pledgebook judgements import ana.jsonl
    """
    from pledgebook.config import settings
    from pledgebook.exports.judgements import judgements_from
    from pledgebook.ledger.store import Ledger

    try:
        text = sys.stdin.read() if str(file) == "-" else file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LedgerError(f"{file}: cannot be read as text ({error}); check the name") from None
    found = judgements_from(text.split("\n"), str(file))
    with Ledger.open(settings(ledger=ledger_file).ledger) as book:
        told = book.adopt(found)
    for name, why in told.left_out:
        complain(f"{name}: left out: {why}")
    click.echo(f"{told.added} added, {told.known} known before, {len(told.left_out)} left out.")


@click.command(short_help="How far two reviewers agree, field by field.")
@click.argument("one", metavar="AUTHOR")
@click.argument("two", metavar="AUTHOR")
@ledger_option
@format_option
def agreement(one: str, two: str, ledger_file: str | None, form: Format) -> None:
    """Compare two reviewers on the reports that both looked at.

    Verdicts and coded fields come with Cohen's kappa, words of the text with the share of
    characters that both selected.

    \b
    Example:
      pledgebook agreement Ana Ben
    """
    from pledgebook.analysis.agreement import agreement as found
    from pledgebook.pages.agreement import AgreementRow, agreement_page
    from pledgebook.pages.plain import csv_text, json_text
    from pledgebook.pages.terminal.review import agreement_view

    with viewed(ledger_file) as view:
        page = agreement_page(found(view, one, two))
    emit(
        form,
        table=lambda _: agreement_view(page),
        json=lambda: json_text(page),
        csv=lambda: csv_text(page.rows, AgreementRow),
    )
