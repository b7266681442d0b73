"""The command `demo`: the shipped sample read into temporary ledgers."""

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
    from pledgebook.protocols import Engine

SAMPLE = "data/sample"
"""The folder of the sample in the package: one folder a story, each with its metadata file."""

TEXTS = (".txt", ".html")


@click.command(short_help="Read the sample articles and show what comes out.")
@parser_option
def demo(parser: str | None) -> None:
    """Read the sample articles into a temporary ledger and show it.

    The articles are invented; the first story follows the public events of September 2014.
    Prints the ledger, one commitment with its exact words, the coverage of needs, the
    members of the coalition and what changed. Nothing is left behind.

    \b
    Example:
      pledgebook demo
    """
    from importlib.resources import as_file, files

    from pledgebook.cli.running import engine_for
    from pledgebook.errors import SourceError
    from pledgebook.ledger.store import Ledger

    out = console()
    with as_file(files("pledgebook").joinpath(SAMPLE)) as sample:
        stories = sorted({path.parent for path in sample.glob("*/*") if path.suffix in TEXTS})
        if not stories:
            raise SourceError(f"{sample}: holds no sample text; install pledgebook again")
        engine = engine_for(parser)
        for story in stories:
            with Ledger.open(":memory:", create=True) as book:
                _read(story, book, engine)
                _print(story.name, book.view(), out)
    out.print("Now your own: pledgebook read FOLDER, then pledgebook ledger")


def _read(story: Path, book: Ledger, engine: Engine) -> None:
    """Reads every text of a story into the ledger; what is wrong with one stops the demo."""
    from pledgebook.errors import SourceError
    from pledgebook.pipeline import process
    from pledgebook.sources.local import Skipped, snapshots
    from pledgebook.sources.metadata import read_metadata

    # A README beside the texts is no article.
    texts = sorted(path for path in story.iterdir() if path.suffix in TEXTS)
    table = next(iter(sorted(story.glob("metadata.*"))), None)
    for item in snapshots(texts, read_metadata(table) if table else None):
        if isinstance(item, Skipped):
            raise SourceError(f"{item.error}; install pledgebook again")
        book.add(process(item, engine))
    book.link()


def _print(story: str, view: View, out: Console) -> None:
    """The pages of one story; one that has nothing to show is left out, but for the ledger."""
    from pledgebook.pages.wording import counted_words

    documents = counted_words(view.totals().documents, "article")
    out.print(f"\n{story}: {documents}\n", style="bold reverse")
    for show in (_ledger, _commitment, _coverage, _members, _changes):
        show(view, out)


def _page(out: Console, command: str, page: object) -> None:
    out.rule(command, align="left")
    out.print(page)
    out.print()


def _ledger(view: View, out: Console) -> None:
    from pledgebook.pages.ledger import ledger_page
    from pledgebook.pages.terminal.ledger import ledger_table

    page = ledger_page(view.commitments(), view.totals().documents)
    _page(out, "pledgebook ledger", ledger_table(page, out.width))


def _commitment(view: View, out: Console) -> None:
    """The commitment that the most sources report, the one with a conflict first."""
    from pledgebook.pages.commitment import commitment_page
    from pledgebook.pages.terminal.commitment import commitment_view

    best = max(
        view.commitments(),
        key=lambda each: (bool(each.conflicts), each.sources, len(each.reports)),
        default=None,
    )
    if best:
        drawn = commitment_view(commitment_page(best), coloured=out.color_system is not None)
        _page(out, f"pledgebook show {best.id[:7]}", drawn)


def _coverage(view: View, out: Console) -> None:
    from pledgebook.analysis.coverage import coverage
    from pledgebook.pages.coverage import coverage_page
    from pledgebook.pages.terminal.analysis import coverage_view

    _page(out, "pledgebook coverage", coverage_view(coverage_page(coverage(view))))


def _members(view: View, out: Console) -> None:
    from pledgebook.analysis.members import members
    from pledgebook.pages.members import members_page
    from pledgebook.pages.terminal.analysis import members_view

    groups = members(view)
    if groups:
        _page(out, "pledgebook members", members_view(members_page(groups)))


def _changes(view: View, out: Console) -> None:
    """What the later half of the dates changed."""
    from pledgebook.analysis.changes import changes
    from pledgebook.pages.changes import changes_page
    from pledgebook.pages.terminal.analysis import changes_view

    dates = sorted({source.published for source in view.documents() if source.published})
    if len(dates) > 1:
        since, until = dates[(len(dates) - 1) // 2], dates[-1]
        drawn = changes_view(changes_page(changes(view, since, until)))
        _page(out, f"pledgebook changes --since {since} --until {until}", drawn)
