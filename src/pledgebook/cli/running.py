"""Runs over many texts: one after another, with progress, errors as lines, and a clean stop."""

from __future__ import annotations

import signal
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from pledgebook.cli.output import complain, console
from pledgebook.errors import LedgerError, PledgebookError, RunStoppedError, SettingsError

if TYPE_CHECKING:
    from pledgebook.claims.rules import RulesEngine
    from pledgebook.pages.run import RunPage
    from pledgebook.sources.metadata import MetadataTable
    from pledgebook.types import Metadata, Result, Snapshot

INTERRUPTED = 130

Work = Callable[["Snapshot"], "Result | None"]
"""What is done with one text; None where it was known already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """The paths of a run and what the options say of the texts."""

    paths: tuple[str, ...]
    metadata_file: Path | None = None
    published: str | None = None
    publisher: str | None = None
    parser: str | None = None

    def defaults(self) -> Metadata:
        """What holds for texts that say nothing else; the publisher may be a setting."""
        from pledgebook.config import settings
        from pledgebook.types import Metadata

        publisher = settings(publisher=self.publisher).publisher
        return Metadata(publisher=publisher, published=self.published)

    def metadata(self) -> MetadataTable | None:
        """The table of --metadata, None without one."""
        from pledgebook.sources.metadata import read_metadata

        return read_metadata(self.metadata_file) if self.metadata_file else None


def engine_for(parser: str | None) -> RulesEngine:
    """The rules engine over the parser that an option or a setting names."""
    from pledgebook.claims.rules import RulesEngine
    from pledgebook.config import settings
    from pledgebook.sentences.parse import parser_named

    return RulesEngine(parser_named(settings(parser=parser).parser))


@dataclass(slots=True)
class _Tallies:
    """What a run adds up to while it goes on."""

    documents: int = 0
    known: int = 0
    claims: int = 0
    sentences: int = 0
    unaligned: Counter[str] = field(default_factory=Counter)
    skipped: list[tuple[str, str]] = field(default_factory=list)

    def add(self, result: Result | None) -> None:
        if result is None:
            self.known += 1
            return
        self.documents += 1
        self.claims += len(result.claims)
        self.sentences += result.parsed
        self.unaligned.update(each.reason for each in result.unaligned)

    def skip(self, name: str, error: Exception) -> None:
        line = str(error)
        reason = line.removeprefix(f"{name}: ")
        self.skipped.append((name, reason))
        complain(f"{name}: {reason}")


@contextmanager
def _stopping() -> Iterator[Callable[[], bool]]:
    """Whether somebody pressed Ctrl-C; a second time stops at once."""
    asked = False

    def ask(_signal: int, _frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True
        complain("stopping after this document; press Ctrl-C again to stop at once")

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield lambda: asked
    finally:
        signal.signal(signal.SIGINT, before)


def _tell_warnings() -> None:
    """Makes warnings of our own modules lines like all others."""
    import logging

    class Teller(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            complain(record.getMessage())

    ours = logging.getLogger("pledgebook")
    if not ours.handlers:
        ours.addHandler(Teller())


def _about(paths: Iterable[str]) -> int:
    """How many files the paths stand for, about; only the bar's length hangs on it."""
    from pledgebook.sources.local import MEDIA_TYPES

    total = 0
    for path in map(Path, paths):
        if path.is_dir():
            total += sum(each.suffix.lower() in MEDIA_TYPES for each in path.rglob("*"))
        elif any(char in str(path) for char in "*?["):
            total += sum(1 for _ in Path().glob(str(path))) if not path.is_absolute() else 1
        else:
            total += 1
    return total


@contextmanager
def _progress(paths: tuple[str, ...]) -> Iterator[Callable[[str], None]]:
    """A bar on standard error, told of each text by name; none where nobody looks at it."""
    out = console(to_stderr=True)
    if not out.is_terminal:
        yield lambda _name: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as Remaining

    columns = (
        TextColumn("reading"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        Remaining(),
        TextColumn("{task.fields[name]}", markup=False),
    )
    with Progress(*columns, console=out, transient=True) as bar:
        task = bar.add_task("reading", total=_about(paths), name="")

        def advance(name: str) -> None:
            bar.update(task, advance=1, name=name[-32:])

        yield advance


def run(inputs: Inputs, work: Work, *, written_to: str, for_claims: bool = True) -> RunPage:
    """Does the work for each text that can be read, and says what came of it.

    What is wrong with one text is a line on standard error and the run goes on; errors of
    the ledger and of settings stop it.

    Args:
        for_claims: whether the work looks for claims, so that their number is worth showing.
    """
    from pledgebook.pages.run import RunPage, SkippedRow
    from pledgebook.sources.local import Skipped, snapshots

    _tell_warnings()
    tallies, started = _Tallies(), time.monotonic()
    with _stopping() as stopped, _progress(inputs.paths) as advance:
        for item in snapshots(inputs.paths, inputs.metadata()):
            if isinstance(item, Skipped):
                tallies.skip(item.address, item.error)
            else:
                _do(item, work, tallies)
            advance(item.address)
            if stopped():
                break
        was_stopped = stopped()
    return RunPage(
        documents=tallies.documents,
        known=tallies.known,
        claims=tallies.claims if for_claims else None,
        sentences=tallies.sentences,
        unaligned=tuple(sorted(tallies.unaligned.items())),
        skipped=tuple(SkippedRow(name=name, reason=why) for name, why in tallies.skipped),
        seconds=time.monotonic() - started,
        written_to=written_to,
        stopped=was_stopped,
    )


def _do(snapshot: Snapshot, work: Work, tallies: _Tallies) -> None:
    try:
        tallies.add(work(snapshot))
    except (LedgerError, SettingsError, RunStoppedError):
        raise
    except PledgebookError as error:
        tallies.skip(snapshot.address, error)
    except Exception as error:  # noqa: BLE001
        # One text that trips over a fault of ours must not end a night's run over thousands;
        # the line names it, and the run does not count the text as read.
        tallies.skip(snapshot.address, RuntimeError(fault_words(error)))


def fault_words(error: Exception) -> str:
    """What to say of a text that tripped over a fault of this program, with its place."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(where.filename).name}:{where.lineno}"
    kind = type(error).__name__
    return f"could not be read ({kind} at {place}: {error}); please report it with the text"


def finish(page: RunPage, resume: str) -> None:
    """Prints the summary and ends the command: 1 where nothing could be read, 130 if stopped.

    Args:
        resume: how a stopped run is taken up again.
    """
    from pledgebook.pages.terminal.run import run_summary

    console().print(run_summary(page))
    if page.stopped:
        complain(f"stopped after {page.documents + page.known} documents; {resume}")
        click.get_current_context().exit(INTERRUPTED)
    if page.read_nothing:
        complain("nothing could be read; the lines above say why")
        click.get_current_context().exit(1)
