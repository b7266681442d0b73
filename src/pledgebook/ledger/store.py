"""The ledger: opened, added to, judged, linked and looked at.

`Ledger` is the only writer. Each document goes in with everything read from it in one
transaction, so a run that is killed leaves whole documents only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Final, TypeVar

from sqlalchemy import Connection, Engine, select

from pledgebook.errors import LedgerError
from pledgebook.ledger import judging, rows, tables
from pledgebook.ledger.adding import add_results, check_spans, there
from pledgebook.ledger.backup import back_up
from pledgebook.ledger.check import check
from pledgebook.ledger.connect import MEMORY, bring_up_to_date, connect, errors_named, place_of
from pledgebook.ledger.projection import rebuild_all, rebuild_stale
from pledgebook.ledger.records import (
    Adoption,
    Advance,
    Check,
    Decision,
    Portable,
    Scope,
    Seen,
    Verdict,
)
from pledgebook.ledger.view import View
from pledgebook.types import Document, Result

WAIT_SECONDS: Final = 5.0
"""How long to wait for another writer before giving up."""

ADDED_AT_ONCE: Final = 200
"""How many documents `add_all` saves in one transaction: others wait for a fifth of a second."""

LINKED_AT_ONCE: Final = 100
"""How many blocks are linked in one transaction: well below a second of waiting for others."""

EVERYTHING: Final = Scope()

T = TypeVar("T")


class Ledger:
    """A ledger file or database that is open.

    Example:
        with Ledger.open("pledges.db", create=True) as ledger:
            ledger.add(result)
            for commitment in ledger.view().commitments():
                print(commitment.contributor, commitment.kind, commitment.status)
    """

    def __init__(self, engine: Engine, name: str, writable: bool) -> None:
        self._engine = engine
        self._runs: dict[tuple[str, str], int] = {}
        self.name = name
        self.writable = writable

    @classmethod
    def open(
        cls, path: str | Path, *, create: bool = False, timeout: float = WAIT_SECONDS
    ) -> Ledger:
        """The ledger at a path (`:memory:` too) or database address, migrated if older.

        Args:
            create: make it where it is missing or empty.
            timeout: seconds to wait while another process writes.

        Raises:
            LedgerError: missing, a folder, no SQLite file, not a ledger, newer than this
                program, locked, or read-only where it must be written. One line, with advice.
        """
        text, name = place_of(str(path))
        with errors_named(name):
            engine, writable = connect(text, create=create or text == MEMORY, timeout=timeout)
        try:
            bring_up_to_date(engine, name, create=create or text == MEMORY, writable=writable)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, name, writable)

    def close(self) -> None:
        """Gives the file back; what was added stays."""
        self._engine.dispose()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def holds(self, document: Document, engine: str, version: str) -> bool:
        """Whether this version of an engine has read this document into the ledger.

        The same text of the same publisher and date is the same document, wherever it lay.
        """
        reading = rows.reading_id(rows.document_key(document), engine, version)
        with errors_named(self.name), self._engine.connect() as connection:
            return bool(there(connection, tables.readings, "id", [reading]))

    def add(self, result: Result) -> bool:
        """Adds a document with everything read from it; False where it is there already.

        Raises:
            LedgerError: a quote is not exactly its span of the text, or the ledger cannot be
                written. Nothing of the document is saved then.
        """
        return self.add_all((result,)) == 1

    def add_all(self, results: Iterable[Result]) -> int:
        """Adds documents as `add` does, many in one transaction; how many were not there yet.

        Raises:
            LedgerError: as `add`. Nothing is saved of the stretch of ADDED_AT_ONCE documents in
                which it stands; the stretches before it are.
        """
        added, remaining = 0, iter(results)
        while stretch := list(islice(remaining, ADDED_AT_ONCE)):
            for result in stretch:
                check_spans(result)
            with self._writing() as connection:
                number, runs = add_results(connection, stretch, self._runs)
            # Only now: a run that was begun in a transaction that failed is not there.
            self._runs.update(runs)
            added += number
        return added

    def judge(
        self,
        subject: str,
        verdict: Verdict,
        *,
        author: str,
        reason: str = "",
        other: str | None = None,
        field: str | None = None,
        value: object = None,
    ) -> int:
        """The number of a decision that is appended; nothing is overwritten.

        Args:
            subject: a report's `identity` or a commitment's id; for `undo` the number of the
                judgement to take back.
            verdict: `accept`, `reject` or `unsure` of a report; `correct` a field of it;
                `prefer` its amounts; `same`, `not_same` or `unsure` of two. Only what one
                contributor gives within one family of kinds can be the same.
            other: the second report or commitment of `same` and `not_same`.
            field: the field to `correct`.
            value: what the field is, as `ledger.correcting.checked` takes it; for `prefer`
                "preferred", "normal" or "deprecated".

        Raises:
            LedgerError: the verdict is unknown, lacks a part, names a report that the ledger
                does not hold, or the value is none of the field.
        """
        decision = Decision(subject=subject, verdict=verdict, other=other, field=field, value=value)
        return self.decide([decision], author=author, reason=reason)[0]

    def decide(
        self,
        decisions: Sequence[Decision],
        *,
        author: str,
        reason: str = "",
        seen: Sequence[Seen] = (),
    ) -> tuple[int, ...]:
        """The numbers of decisions that are appended together: all of them or none.

        Args:
            seen: the reports as the person saw them (`Ledger.seen`); what is not named may
                have changed.

        Raises:
            ChangedError: a report is not what was seen any more; says what changed.
            LedgerError: as `judge`.
        """
        with self._writing() as connection:
            while seen and rebuild_stale(connection, LINKED_AT_ONCE):
                pass
            for each in seen:
                self._named(judging.check_unchanged, connection, each)
            return tuple(
                self._named(judging.append, connection, decision, author=author, reason=reason)
                for decision in decisions
            )

    def seen(self, identity: str) -> Seen:
        """What is to be seen of a report now, for `decide` to compare with."""
        self._link_if_due()
        with errors_named(self.name), self._engine.connect() as connection:
            return judging.seen_of(connection, identity)

    def adopt(self, judgements: Sequence[Portable]) -> Adoption:
        """Appends judgements of another ledger that this one lacks, with their own times.

        What is here already is not added twice. A judgement of a report that this ledger does
        not hold, or that it refuses for another reason, is left out and told of.

        Args:
            judgements: in any order; they are taken by the time when they were made.
        """
        with self._writing() as connection:
            return judging.adopt(connection, judgements)

    def link(self) -> int:
        """Brings the commitments up to date; how many blocks of claims were linked anew.

        The writer's lock is given back between stretches of LINKED_AT_ONCE blocks.
        """
        total = 0
        while True:
            with self._writing() as connection:
                done = rebuild_stale(connection, LINKED_AT_ONCE)
            total += done
            if done < LINKED_AT_ONCE:
                return total

    def rebuild(self) -> int:
        """Makes all commitments anew from documents, claims and judgements; their number."""
        with self._writing() as connection:
            return rebuild_all(connection)

    def check(self, advance: Advance = lambda _done, _all: None) -> Check:
        """What is wrong with the ledger: digests, spans, keys, triggers and commitments.

        Nothing is changed; others may write meanwhile. `rebuild` corrects commitments.

        Args:
            advance: told how many of how many steps are done.

        Raises:
            LedgerError: the file is damaged so that it cannot be read.
        """
        with errors_named(self.name), self._engine.connect() as connection:
            return check(connection, advance)

    def back_up(self, target: Path, advance: Advance = lambda _done, _all: None) -> None:
        """Copies the ledger's file while others may write; the copy is checked.

        Args:
            advance: told how many of how many pages are copied.

        Raises:
            LedgerError: the target is there or cannot be written, the copy is not sound, or the
                ledger is kept by a server, which has its own program for this.
        """
        if self._engine.dialect.name != "sqlite":
            raise LedgerError(
                f"{self.name}: PostgreSQL backs itself up; run "
                f"`pg_dump --format=custom --file={target}` with the database's address"
            )
        with errors_named(self.name), self._engine.connect() as connection:
            connection.execute(select(tables.format_table)).all()
            back_up(connection.connection.dbapi_connection, target, advance)  # type: ignore[arg-type]

    def view(self, scope: Scope = EVERYTHING) -> View:
        """What the ledger shows in a scope, linked first where something was added.

        Raises:
            LedgerError: something was added that is not linked, and the ledger is read-only.
        """
        self._link_if_due()
        return View(self._engine, self.name, scope)

    def _link_if_due(self) -> None:
        with errors_named(self.name), self._engine.connect() as connection:
            due = connection.execute(select(tables.stale.c.id).limit(1)).first() is not None
        if due:
            self.link()

    def _named(self, act: Callable[..., T], *parts: object, **options: object) -> T:
        """What an act on this ledger gives; its errors name the ledger."""
        try:
            return act(*parts, **options)
        except LedgerError as error:
            raise type(error)(f"{self.name}: {error}") from error

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A transaction that holds the writer's lock from its start."""
        if not self.writable:
            raise LedgerError(
                f"{self.name}: this ledger is read-only; make file and folder writable"
            )
        with errors_named(self.name), self._engine.connect() as connection:
            connection = connection.execution_options(writing=True)
            with connection.begin():
                yield connection
