"""The commands that look after the ledger: `check` and `backup`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from pledgebook.cli.options import ledger_option
from pledgebook.cli.output import console

if TYPE_CHECKING:
    from pledgebook.ledger.records import Advance


@contextmanager
def _progress(what: str) -> Iterator[Advance]:
    """A bar on standard error for a task of known length; none where nobody looks at it."""
    out = console(to_stderr=True)
    if not out.is_terminal:
        yield lambda _done, _all: None
        return
    from rich.progress import Progress

    with Progress(console=out, transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, all_: bar.update(task, completed=done, total=all_)


@click.command(short_help="Whether the ledger is whole: words, digests, links.")
@ledger_option
@click.option(
    "--rebuild",
    is_flag=True,
    help="First make all commitments anew from claims and judgements; nothing else is changed.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="A table to look at, or json for another program.",
)
def check(ledger_file: str | None, rebuild: bool, form: Literal["table", "json"]) -> None:
    """Check that the ledger still says what was put into it.

    Every id is compared with the content that it is a digest of, every quote with its text,
    every reference with what it refers to, and every commitment with what its claims come to.
    The database must refuse to change what was read. Nothing is written without --rebuild.

    \b
    Examples:
      pledgebook check
      pledgebook check --rebuild --ledger iraq.db

    Exit code 0 if all is well; 1 if a problem was found; 2 if the ledger cannot be read.
    """
    from pledgebook.config import settings
    from pledgebook.ledger.store import Ledger
    from pledgebook.pages.check import check_page
    from pledgebook.pages.plain import json_text
    from pledgebook.pages.terminal.check import check_view

    with Ledger.open(settings(ledger=ledger_file).ledger) as book:
        if rebuild:
            book.rebuild()
        with _progress("checking") as advance:
            page = check_page(book.check(advance), book.name)
    if form == "json":
        click.echo(json_text(page), nl=False)
    else:
        console().print(check_view(page))
    if page.number:
        click.get_current_context().exit(1)


@click.command(short_help="Copy the ledger to a file while it is in use.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE")
@ledger_option
def backup(file: Path, ledger_file: str | None) -> None:
    """Copy the ledger to FILE, whole and checked, while others may read and write.

    FILE is a ledger like any other: to go back to it, put it in the ledger's place. A ledger
    on a PostgreSQL server is backed up with pg_dump.

    \b
    Examples:
      pledgebook backup pledges-2014-09-30.db
      pledgebook ledger --ledger pledges-2014-09-30.db
    """
    from pledgebook.config import settings
    from pledgebook.ledger.store import Ledger

    with Ledger.open(settings(ledger=ledger_file).ledger) as book, _progress("copying") as advance:
        book.back_up(file, advance)
    with Ledger.open(file) as copy:
        totals = copy.view().totals()
    click.echo(f"{file}: {totals.documents} documents, {totals.claims} claims, checked")
