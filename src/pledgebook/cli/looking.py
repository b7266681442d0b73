"""The commands that look at the ledger: `ledger`, `show`, `totals`, `coverage` and more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pledgebook.cli.options import (
    CurrencyCode,
    Day,
    Format,
    StatusName,
    as_of_option,
    format_option,
    joined,
    ledger_option,
    min_score_option,
)
from pledgebook.cli.output import complain, emit
from pledgebook.errors import LedgerError

if TYPE_CHECKING:
    from pledgebook.analysis.plans import Plan
    from pledgebook.analysis.totals import By
    from pledgebook.ledger.records import Commitment, Scope
    from pledgebook.ledger.view import View


@contextmanager
def viewed(ledger_file: str | None, scope: Scope | None = None) -> Iterator[View]:
    """A view of the ledger that an option or a setting names.

    Raises:
        LedgerError: it is not there, locked, of a newer version or no ledger.
    """
    from pledgebook.config import settings
    from pledgebook.ledger.records import Scope
    from pledgebook.ledger.store import Ledger

    with Ledger.open(settings(ledger=ledger_file).ledger) as book:
        yield book.view(scope or Scope())


class _Actor:
    """A contributor or recipient as a person names one: by id, by name, or by part of a name."""

    def __init__(self, words: str | None) -> None:
        from pledgebook.mentions.world import actor_id

        self.id = actor_id(words) if words else None
        self._part: re.Pattern[str] | None = None
        if words and not self.id:
            self._part = re.compile(rf"\b{re.escape(words.strip())}", re.IGNORECASE)

    def fits(self, actor: str | None) -> bool:
        """Whether the part of a name, where that is all that was given, begins a word of it."""
        from pledgebook.mentions.world import actor_name

        if self._part is None:
            return True
        return actor is not None and self._part.search(f"{actor} {actor_name(actor)}") is not None


def _shown(commitment: Commitment, least: float) -> bool:
    return any(report.claim.score >= least for report in commitment.reports)


class _Choice:
    """Which commitments the filters of a command keep, beyond what a scope can say."""

    def __init__(
        self, contributor: str | None, recipient: str | None, min_score: float | None
    ) -> None:
        from pledgebook.config import settings

        self.giver, self.taker = _Actor(contributor), _Actor(recipient)
        self._least = settings(min_score=min_score).min_score

    def keeps(self, commitment: Commitment) -> bool:
        """Whether giver and taker fit and a report is probable enough."""
        return (
            self.giver.fits(commitment.contributor)
            and self.taker.fits(commitment.recipient)
            and _shown(commitment, self._least)
        )


_filters = joined(
    click.option("--contributor", metavar="NAME", help="Whose: AUS, Australia, or part of a name."),
    click.option(
        "--kind", metavar="KIND", help="What: military, humanitarian.food, financial.loan ..."
    ),
    click.option("--status", type=StatusName(), help="How far: pledged, delivered, declined ..."),
    click.option("--recipient", metavar="NAME", help="For whom: a code, a name or part of one."),
    as_of_option,
    click.option(
        "--since",
        type=Day("first"),
        metavar="DATE",
        help="Only commitments that a text of this date or later reports.",
    ),
    min_score_option,
)


@click.command(short_help="Who pledged what, as far as the texts say.")
@ledger_option
@_filters
@format_option
def ledger(
    ledger_file: str | None,
    contributor: str | None,
    recipient: str | None,
    min_score: float | None,
    form: Format,
    **filters: Any,
) -> None:
    """Show the ledger: one line for each commitment, with its status and who says so.

    Marks behind a status: "?" hedged, "if" on a condition, "part" only part of it so far,
    "~" only on a third side's word, "≠" reports differ.

    \b
    Examples:
      pledgebook ledger
      pledgebook ledger --contributor Australia --kind military
      pledgebook ledger --status pledged --as-of 2014-09-15 --format csv
    """
    from pledgebook.exports.commitments import commitment_form
    from pledgebook.ledger.records import Scope
    from pledgebook.pages.ledger import LedgerRow, ledger_page
    from pledgebook.pages.plain import csv_text, json_text
    from pledgebook.pages.terminal.ledger import ledger_table

    choice = _Choice(contributor, recipient, min_score)
    scope = Scope(contributor=choice.giver.id, recipient=choice.taker.id, **filters)
    with viewed(ledger_file, scope) as view:
        commitments = [each for each in view.commitments() if choice.keeps(each)]
        page = ledger_page(commitments, view.totals().documents)
    emit(
        form,
        table=lambda out: ledger_table(page, out.width),
        json=lambda: json_text([commitment_form(each) for each in commitments]),
        csv=lambda: csv_text(page.rows, LedgerRow),
    )


@click.command(short_help="One commitment with every report of it.")
@click.argument("id", metavar="ID")
@ledger_option
@as_of_option
@format_option
def show(id: str, ledger_file: str | None, as_of: str | None, form: Format) -> None:
    """Show one commitment: every report with its exact words, who said it and where.

    ID is the start of an id as `pledgebook ledger` prints it.

    \b
    Examples:
      pledgebook show 3f2a9c1
      pledgebook show 3f2a9c1 --as-of 2014-09-10 --format json

    Exit code 1 if no commitment, or more than one, has an id that starts so.
    """
    from pledgebook.ledger.records import Scope
    from pledgebook.pages.commitment import ReportEntry, commitment_page
    from pledgebook.pages.plain import csv_text, json_text
    from pledgebook.pages.terminal.commitment import commitment_view

    with viewed(ledger_file, Scope(as_of=as_of)) as view:
        try:
            commitment = view.commitment(id)
        except LedgerError as error:
            complain(str(error))
            click.get_current_context().exit(1)
        page = commitment_page(commitment)
    emit(
        form,
        table=lambda out: commitment_view(page, coloured=out.color_system is not None),
        json=lambda: json_text(page),
        csv=lambda: csv_text(page.reports, ReportEntry),
    )


@click.command(short_help="What it all comes to, by stage, with the rule of each sum.")
@ledger_option
@click.option(
    "--by",
    type=click.Choice(("currency", "contributor", "kind", "recipient")),
    default="currency",
    show_default=True,
    help="A line for each currency or unit alone, or for each giver, area or recipient too.",
)
@click.option(
    "--convert-to",
    type=CurrencyCode(),
    metavar="CODE",
    help="Add currencies too, at the dated rates of the European Central Bank: USD, EUR ...",
)
@click.option("--list", "listed", is_flag=True, help="List every commitment with the reason.")
@_filters
@format_option
def totals(
    ledger_file: str | None,
    by: By,
    convert_to: str | None,
    listed: bool,
    contributor: str | None,
    recipient: str | None,
    min_score: float | None,
    form: Format,
    **filters: Any,
) -> None:
    """Add up what is pledged, committed and delivered, each commitment in one column.

    The rule of each sum is printed with it. Currencies are never added to one another without
    --convert-to, goods are counted by unit and never priced. Totals that texts state stand
    beside the sum. Filters choose what is shown; what counts is decided over the whole ledger.

    \b
    Examples:
      pledgebook totals
      pledgebook totals --by contributor --kind humanitarian
      pledgebook totals --as-of 2014-10-09 --convert-to USD --list
    """
    from pledgebook.analysis.totals import totals as found
    from pledgebook.ledger.records import Scope
    from pledgebook.pages.plain import csv_text, json_text
    from pledgebook.pages.terminal.totals import totals_view
    from pledgebook.pages.totals import EntryRow, TotalRow, totals_page

    choice = _Choice(contributor, recipient, min_score)
    scope = Scope(contributor=choice.giver.id, recipient=choice.taker.id, **filters)
    with viewed(ledger_file, scope) as view:
        page = totals_page(found(view, by, convert_to=convert_to, keep=choice.keeps))
    emit(
        form,
        table=lambda _: totals_view(page, listed=listed),
        json=lambda: json_text(page),
        csv=lambda: csv_text(page.entries, EntryRow) if listed else csv_text(page.rows, TotalRow),
    )


@click.command(short_help="What is needed, who covers it, what nobody covers.")
@click.option(
    "--plan",
    "plan_file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A YAML file with needs of your own: kind, quantity and unit or money, deadline, weight.",
)
@ledger_option
@as_of_option
@format_option
def coverage(
    plan_file: Path | None, ledger_file: str | None, as_of: str | None, form: Format
) -> None:
    """Set what is needed against who delivers, pledges, offers or declines it.

    Each need is covered, partly covered, offered only, contested or uncovered; amounts are those
    that count in `pledgebook totals`. Who says that all is covered stands below, in their words.
    Deadlines are judged as of --as-of, or of today.

    \b
    Examples:
      pledgebook coverage
      pledgebook coverage --plan plan.yaml
      pledgebook coverage --as-of 2014-09-10 --format csv
    """
    from datetime import UTC, datetime

    from pledgebook.analysis.counting import entries
    from pledgebook.analysis.coverage import coverage as found
    from pledgebook.analysis.verdicts import plan_coverage, stated_coverage
    from pledgebook.ledger.records import Scope
    from pledgebook.pages.coverage import CoverageCell, VerdictRow, coverage_page
    from pledgebook.pages.plain import csv_text, json_text
    from pledgebook.pages.terminal.analysis import coverage_view

    plan = _plan(plan_file) if plan_file else None
    day = as_of or datetime.now(UTC).date().isoformat()
    with viewed(ledger_file, Scope(as_of=as_of)) as view:
        every = entries(view)
        page = coverage_page(
            found(view),
            stated_coverage(view.needs(), every, day),
            plan_coverage(plan, every, day) if plan else None,
        )
    cells = [cell for line in page.lines for cell in line.cells]
    needs = page.plan.needs if page.plan else None
    emit(
        form,
        table=lambda _: coverage_view(page),
        json=lambda: json_text(page),
        csv=lambda: csv_text(cells, CoverageCell) if needs is None else csv_text(needs, VerdictRow),
    )


def _plan(path: Path) -> Plan:
    """The plan with its recipients as ids.

    Raises:
        SettingsError: the file is no plan, or a recipient is nobody that is known.
    """
    from pledgebook.analysis.plans import read_plan
    from pledgebook.errors import SettingsError
    from pledgebook.mentions.world import actor_id

    plan = read_plan(path)
    needs = []
    for need in plan.needs:
        known = actor_id(need.recipient) if need.recipient else None
        if need.recipient and not known and ":" not in need.recipient:
            raise SettingsError(
                f"{path}: recipient {need.recipient!r} of {need.name!r} is no known state or body; "
                "write the id that `pledgebook ledger --format csv` shows"
            )
        needs.append(replace(need, recipient=known or need.recipient))
    return replace(plan, needs=tuple(needs))


@click.command(short_help="Who is named as a member, against the counts claimed.")
@click.argument("group", required=False, metavar="[GROUP]")
@click.option(
    "--over-time", is_flag=True, help="How many were named and claimed, on each date of a change."
)
@ledger_option
@as_of_option
@format_option
def members(
    group: str | None, over_time: bool, ledger_file: str | None, as_of: str | None, form: Format
) -> None:
    """List who is named as a member of a coalition, meeting or fund.

    Named members stand against the counts that texts claim ("ten nations"); neither corrects
    the other. GROUP is a name or a part of one; all groups without it.

    \b
    Examples:
      pledgebook members
      pledgebook members "core coalition"
      pledgebook members "core coalition" --over-time
    """
    from pledgebook.analysis.members import members as found
    from pledgebook.ledger.records import Scope
    from pledgebook.pages.members import MemberRow, PointRow, members_page, timelines
    from pledgebook.pages.plain import csv_text, json_text
    from pledgebook.pages.terminal.analysis import members_view, timelines_view

    with viewed(ledger_file, Scope(as_of=as_of)) as view:
        groups = found(view, group)
    if over_time:
        lines = timelines(groups)
        emit(
            form,
            table=lambda _: timelines_view(lines),
            json=lambda: json_text([asdict(line) for line in lines]),
            csv=lambda: csv_text([point for line in lines for point in line.points], PointRow),
        )
        return
    page = members_page(groups)
    rows = [row for entry in page.groups for row in entry.members]
    emit(
        form,
        table=lambda _: members_view(page),
        json=lambda: json_text(page),
        csv=lambda: csv_text(rows, MemberRow),
    )


@click.command(short_help="What is new, moved, withdrawn or disputed since a date.")
@click.option(
    "--since",
    required=True,
    type=Day("last"),
    metavar="DATE",
    help="What had been published by this date is known already.",
)
@click.option(
    "--until",
    type=Day("last"),
    metavar="DATE",
    help="The last date of publication that counts. [default: today]",
)
@ledger_option
@format_option
def changes(since: str, until: str | None, ledger_file: str | None, form: Format) -> None:
    """Show what texts published between two dates changed.

    \b
    Examples:
      pledgebook changes --since 2014-09-05 --until 2014-09-15
      pledgebook changes --since 2014-08 --format json
    """
    from datetime import UTC, datetime

    from pledgebook.analysis.changes import changes as found
    from pledgebook.pages.changes import ChangeRow, changes_page
    from pledgebook.pages.plain import csv_text, json_text
    from pledgebook.pages.terminal.analysis import changes_view

    last = until or datetime.now(UTC).date().isoformat()
    if last < since:
        raise click.UsageError(f"--until {last} lies before --since {since}; swap them")
    with viewed(ledger_file) as view:
        page = changes_page(found(view, since, last))
    emit(
        form,
        table=lambda _: changes_view(page),
        json=lambda: json_text(page),
        csv=lambda: csv_text(page.rows, ChangeRow),
    )
