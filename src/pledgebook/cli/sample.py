"""The command `demo`: the shipped sample read into a temporary ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pledgebook.cli.options import parser_option
from pledgebook.cli.output import console

if TYPE_CHECKING:
    from rich.console import Console

    from pledgebook.ledger.store import Ledger
    from pledgebook.ledger.view import View

SAMPLE = "data/sample"
METADATA = "metadata.csv"


@click.command(short_help="Read the sample articles and show what comes out.")
@parser_option
def demo(parser: str | None) -> None:
    """Read the sample articles into a temporary ledger and show it.

    Prints the ledger, one commitment with its exact words, the coverage of needs, the
    members of the coalition and what changed. Nothing is left behind.

    \b
    Example:
      pledgebook demo
    """
    from importlib.resources import as_file, files

    from pledgebook.ledger.store import Ledger

    out = console()
    with (
        as_file(files("pledgebook").joinpath(SAMPLE)) as sample,
        Ledger.open(":memory:", create=True) as book,
    ):
        _read(sample, book, parser)
        _print(book.view(), out)


def _read(sample: Path, book: Ledger, parser: str | None) -> None:
    """Reads every sample text into the ledger; what is wrong with one stops the demo."""
    from pledgebook.cli.running import engine_for
    from pledgebook.errors import SourceError
    from pledgebook.pipeline import process
    from pledgebook.sources.local import Skipped, snapshots
    from pledgebook.sources.metadata import read_metadata

    table = sample / METADATA
    engine = engine_for(parser)
    for item in snapshots([sample], read_metadata(table) if table.is_file() else None):
        if isinstance(item, Skipped):
            raise SourceError(f"{item.error}; install pledgebook again")
        book.add(process(item, engine))
    book.link()


def _print(view: View, out: Console) -> None:
    from pledgebook.analysis.changes import changes
    from pledgebook.analysis.coverage import coverage
    from pledgebook.analysis.members import members
    from pledgebook.pages.changes import changes_page
    from pledgebook.pages.coverage import coverage_page
    from pledgebook.pages.ledger import ledger_page
    from pledgebook.pages.members import members_page
    from pledgebook.pages.terminal.analysis import changes_view, coverage_view, members_view
    from pledgebook.pages.terminal.commitment import commitment_view
    from pledgebook.pages.terminal.ledger import ledger_table

    commitments = list(view.commitments())
    out.rule("pledgebook ledger")
    out.print(ledger_table(ledger_page(commitments, view.totals().documents), out.width))
    richest = max(commitments, key=lambda each: (each.sources, len(each.reports)), default=None)
    if richest:
        from pledgebook.pages.commitment import commitment_page

        out.rule(f"pledgebook show {richest.id[:7]}")
        out.print(commitment_view(commitment_page(richest), coloured=out.color_system is not None))
    out.rule("pledgebook coverage")
    out.print(coverage_view(coverage_page(coverage(view))))
    out.rule("pledgebook members")
    out.print(members_view(members_page(members(view))))
    dates = sorted({source.published for source in view.documents() if source.published})
    if len(dates) > 1:
        since, until = dates[(len(dates) - 1) // 2], dates[-1]
        out.rule(f"pledgebook changes --since {since} --until {until}")
        out.print(changes_view(changes_page(changes(view, since, until))))
