"""The ledger: opened, added to, judged, linked and looked at.

`Ledger` is the only writer. Each document goes in with everything read from it in one
transaction, so a run that is killed leaves whole documents only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Final

from sqlalchemy import Connection, Engine, Table, insert, select

from pledgebook.errors import LedgerError
from pledgebook.ledger import rows, tables
from pledgebook.ledger.adding import add_results, check_spans, now_text
from pledgebook.ledger.backup import back_up
from pledgebook.ledger.check import check
from pledgebook.ledger.connect import MEMORY, bring_up_to_date, connect, errors_named, place_of
from pledgebook.ledger.projection import judged_blocks, rebuild_all, rebuild_stale
from pledgebook.ledger.records import Advance, Check, Scope, Verdict
from pledgebook.ledger.view import View
from pledgebook.types import Document, Result

WAIT_SECONDS: Final = 5.0
"""How long to wait for another writer before giving up."""

ADDED_AT_ONCE: Final = 200
"""How many documents `add_all` saves in one transaction: others wait for a fifth of a second."""

LINKED_AT_ONCE: Final = 100
"""How many blocks are linked in one transaction: well below a second of waiting for others."""

EVERYTHING: Final = Scope()

_PAIRED: Final = frozenset({"same", "not_same", "unsure"})
_SINGLE: Final = frozenset({"accept", "reject", "undo"})


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
            return _has(connection, tables.readings, "id", reading)

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
    ) -> int:
        """The number of a decision that is appended; nothing is overwritten.

        Args:
            subject: a report's `identity` or a commitment's id; for `undo` the number of the
                judgement to take back.
            verdict: `accept` or `reject` a report; `same`, `not_same` or `unsure` of two. Only
                what one contributor gives within one family of kinds can be the same.
            other: the second report or commitment of `same`, `not_same` and `unsure`.

        Raises:
            LedgerError: the verdict is unknown, lacks its second subject, or names a report
                that the ledger does not hold.
        """
        if verdict not in _PAIRED | _SINGLE:
            known = ", ".join(sorted(_PAIRED | _SINGLE))
            raise LedgerError(f"{self.name}: no verdict {verdict!r}; use one of {known}")
        if (verdict in _PAIRED) != (other is not None):
            need = "needs" if verdict in _PAIRED else "takes no"
            raise LedgerError(f"{self.name}: the verdict {verdict!r} {need} second subject")
        with self._writing() as connection:
            for name in (subject, *([other] if other else [])):
                self._check_subject(connection, name, verdict)
            if verdict == "same":
                self._check_same_block(connection, (subject, str(other)))
            row = {
                "subject": subject,
                "verdict": verdict,
                "other": other,
                "author": author,
                "reason": reason,
                "made_at": now_text(),
            }
            number = connection.execute(insert(tables.judgements), row).inserted_primary_key
            _mark_stale(connection, judged_blocks(connection, (subject, other), verdict))
        return int(number[0]) if number else 0

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
        with errors_named(self.name), self._engine.connect() as connection:
            due = connection.execute(select(tables.stale.c.id).limit(1)).first() is not None
        if due:
            self.link()
        return View(self._engine, self.name, scope)

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

    def _check_subject(self, connection: Connection, name: str, verdict: Verdict) -> None:
        if verdict == "undo":
            found = name.isdigit() and _has(connection, tables.judgements, "id", int(name))
            what = "judgement"
        else:
            found = _has(connection, tables.claims, "identity", name)
            what = "report or commitment"
        if not found:
            raise LedgerError(f"{self.name}: there is no {what} {name!r}; look it up first")

    def _check_same_block(self, connection: Connection, identities: tuple[str, str]) -> None:
        """Refuses to make one of what different contributors give: claims say who gives."""
        if len(judged_blocks(connection, identities, "same")) > 1:
            raise LedgerError(
                f"{self.name}: {identities[0]} and {identities[1]} are of different "
                "contributors or families of kinds and cannot be one commitment"
            )


def _has(connection: Connection, table: Table, column: str, value: str | int) -> bool:
    found = select(table.c[column]).where(table.c[column] == value).limit(1)
    return connection.execute(found).first() is not None


def _mark_stale(connection: Connection, blocks: set[str]) -> None:
    if blocks:
        connection.execute(insert(tables.stale), [{"block": block} for block in sorted(blocks)])
