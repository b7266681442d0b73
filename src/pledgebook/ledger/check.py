"""Whether a ledger still says what was put into it, found out from its rows alone.

Ids are digests of content, quotes stand in texts, and commitments follow from claims and
judgements, so that a row that was changed behind the ledger's back gives itself away. Rows are
taken a batch of documents or one block of claims at a time: memory does not grow with the ledger.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, cast

from sqlalchemy import Connection, Table, func, select, text

from pledgebook.errors import LedgerError
from pledgebook.ledger import rows, tables
from pledgebook.ledger.copies import signature
from pledgebook.ledger.projection import derived, items_in
from pledgebook.ledger.records import Advance, Check, Problem
from pledgebook.ledger.standing import Standing, homes_of, standing_of
from pledgebook.types import (
    Count,
    CoverageClaim,
    Document,
    Meeting,
    Membership,
    Need,
)

BATCH: Final = 100
"""How many documents are taken at a time: a few MB of text and claims."""

LISTED: Final = 1000
"""How many problems are kept; all are counted."""

_STATEMENTS: Final[Mapping[Table, type[rows.Statement]]] = {
    tables.memberships: Membership,
    tables.counts: Count,
    tables.meetings: Meeting,
    tables.needs: Need,
    tables.coverage_claims: CoverageClaim,
}
_READ: Final = (tables.readings, tables.claims, *_STATEMENTS)

Found = Iterator[Problem]
Row = Mapping[Any, Any]


def check(connection: Connection, advance: Advance = lambda _done, _all: None) -> Check:
    """What is wrong with a ledger, as one transaction sees it.

    Blocks that wait to be linked are counted and passed over: their commitments are due.
    """
    return _Checker(connection, advance).checked()


class _Checker:
    def __init__(self, connection: Connection, advance: Advance) -> None:
        self._connection = connection
        self._advance = advance
        self._seen: Counter[str] = Counter()
        stale = select(tables.stale.c.block).distinct()
        self._waiting = frozenset(connection.execute(stale).scalars())

    def checked(self) -> Check:
        """All problems counted, the first LISTED of them told."""
        listed: list[Problem] = []
        problems = 0
        for problem in self._problems():
            problems += 1
            if len(listed) < LISTED:
                listed.append(problem)
        return Check(
            checked=tuple(sorted(self._seen.items())),
            problems=tuple(listed),
            number=problems,
            waiting=len(self._waiting),
        )

    def _problems(self) -> Found:
        yield from self._file()
        yield from self._triggers()
        yield from self._foreign_keys()
        documents = self._number(select(func.count()).select_from(tables.documents))
        standing = standing_of(self._connection)
        claims = self._connection.execute(select(tables.claims.c.block).distinct())
        blocks = set(claims.scalars())
        homes: dict[str, str] = {}
        try:
            homes = homes_of(self._connection, standing)
            blocks |= set(homes.values())
        except rows.UNREADABLE as error:
            what = f"a corrected claim was changed and cannot be read ({error})"
            yield Problem(sort="claims", name="", what=what)
        steps = documents + len(blocks)
        for done, problems in enumerate(self._documents()):
            yield from problems
            self._advance(min(done * BATCH + BATCH, documents), steps)
        for done, block in enumerate(sorted(blocks), documents + 1):
            if block not in self._waiting:
                yield from self._block(block, homes, standing)
            self._advance(done, steps)
        yield from self._left_over(blocks)

    def _file(self) -> Found:
        """What SQLite finds wrong with its pages and indexes; a server looks after its own."""
        if self._connection.dialect.name != "sqlite":
            return
        for (line,) in self._connection.exec_driver_sql("PRAGMA integrity_check"):
            if line != "ok":
                yield Problem(sort="file", name="", what=line)

    def _triggers(self) -> Found:
        """Tables that the database would let be changed."""
        if self._connection.dialect.name == "sqlite":
            query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            wanted = ["{}_no_update", "{}_no_delete"]
        else:
            query = (
                "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid WHERE "
                "tgenabled IN ('O', 'A') AND relnamespace = current_schema()::regnamespace"
            )
            wanted = ["{}_append_only"]
        there = set(self._connection.execute(text(query)).scalars())
        for table in tables.APPEND_ONLY:
            self._seen["triggers"] += len(wanted)
            for form in wanted:
                if form.format(table.name) not in there:
                    what = f"the trigger {form.format(table.name)} is missing or off"
                    yield Problem(sort="trigger", name=table.name, what=what)

    def _foreign_keys(self) -> Found:
        for table in tables.metadata.sorted_tables:
            for key in table.foreign_keys:
                self._seen["foreign keys"] += 1
                child, parent = key.parent, key.column
                lost = (
                    select(child)
                    .select_from(table.outerjoin(parent.table, child == parent))
                    .where(parent.is_(None), child.is_not(None))
                    .limit(LISTED)
                )
                for value in self._connection.execute(lost).scalars():
                    what = f"{child.name} {value} is not in {parent.table.name}"
                    yield Problem(sort="foreign key", name=table.name, what=what)

    def _documents(self) -> Iterator[Found]:
        """The problems of a batch of documents and of all that was read from them."""
        table, last = tables.documents, ""
        while True:
            query = select(table).where(table.c.key > last).order_by(table.c.key).limit(BATCH)
            batch = {row["key"]: row for row in self._connection.execute(query).mappings()}
            if not batch:
                return
            last = max(batch)
            yield self._batch(batch)

    def _batch(self, batch: Mapping[str, Row]) -> Found:
        try:
            read = [(table, self._of(table, batch)) for table in _READ]
        except ValueError as error:
            # A field that is no JSON; the database does not say in which row.
            if len(batch) > 1:
                for key, row in batch.items():
                    yield from self._batch({key: row})
                return
            (document,) = batch.values()
            what = f"something read from it is in no row that can be read ({error})"
            yield Problem(sort="document", name=document["id"], what=what)
            return
        readings: dict[str, str] = {}
        for document in batch.values():
            self._seen["documents"] += 1
            yield from _document(document)
        for table, found in read:
            self._seen[table.name if table in _READ[:2] else "statements"] += len(found)
            for row in found:
                if table is tables.readings:
                    readings[row["id"]] = row["document"]
                    yield from _reading(row)
                    continue
                document = batch[row["document"]]
                name = f"{document['id']}#{row['span_start']}-{row['span_end']}"
                if readings.get(row["reading"]) != row["document"]:
                    what = "its reading is of another document"
                    yield Problem(sort=table.name, name=name, what=what)
                for what in _wrong_in(table, row, document, found):
                    yield Problem(sort=table.name, name=name, what=what)

    def _block(self, block: str, homes: Mapping[str, str], standing: Standing) -> Found:
        """The problems of a block: stored commitments against those that its claims come to."""
        try:
            items = items_in(self._connection, block, homes, standing)
        except LedgerError as error:
            yield Problem(sort="block", name=block, what=str(error))
            return
        yield from self._projection(block, *derived(items, block, standing))

    def _projection(self, block: str, heads: list[rows.Row], members: list[rows.Row]) -> Found:
        table, joins = tables.commitments, tables.commitment_claims
        stored = select(table).where(table.c.block == block)
        found = {row["id"]: dict(row) for row in self._connection.execute(stored).mappings()}
        joined = select(joins).join(table, table.c.id == joins.c.commitment)
        joined = joined.where(table.c.block == block)
        reports = {row["claim"]: dict(row) for row in self._connection.execute(joined).mappings()}
        self._seen["commitments"] += len(found)
        due = {row["id"]: row for row in heads}
        yield from _differences("commitment", due, found)
        yield from _differences("report", {row["claim"]: row for row in members}, reports)

    def _left_over(self, blocks: set[str]) -> Found:
        """Commitments of blocks in which no claim stands any more."""
        table = tables.commitments
        found = self._connection.execute(select(table.c.block).distinct()).scalars().all()
        for block in sorted(set(found) - blocks - self._waiting):
            lost = select(table.c.id).where(table.c.block == block).limit(LISTED)
            for name in self._connection.execute(lost).scalars():
                self._seen["commitments"] += 1
                yield Problem(sort="commitment", name=name, what="it rests on no claim")

    def _of(self, table: Table, batch: Mapping[str, Row]) -> Sequence[Row]:
        query = select(table).where(table.c.document.in_(list(batch)))
        return self._connection.execute(query).mappings().all()

    def _number(self, query: Any) -> int:
        return int(self._connection.execute(query).scalar_one())


def _document(row: Row) -> Found:
    name, words = row["id"], row["text"]
    fields = {each: row[each] for each in ("id", "text", "digest", "publisher", "published")}
    if hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest() != row["digest"]:
        yield Problem(sort="document", name=name, what="the digest is not that of the text")
    if rows.document_key(Document(**fields)) != row["key"]:
        what = "the key is not the digest of text, publisher and date"
        yield Problem(sort="document", name=name, what=what)
    if signature(words) != row["signature"]:
        yield Problem(sort="document", name=name, what="the signature is not that of the text")


def _reading(row: Row) -> Found:
    if row["id"] != rows.reading_id(row["document"], row["engine"], row["version"]):
        what = "the id is not the digest of document, engine and version"
        yield Problem(sort="readings", name=row["id"], what=what)


def _wrong_in(table: Table, row: Row, document: Row, found: Sequence[Row]) -> Iterator[str]:
    """What is wrong with a claim or statement, given all that its batch has of that sort."""
    try:
        if not all(_stands(span, document["text"]) for span in _spans(table, row)):
            yield "a quote is not what stands in the text"
        if table is tables.claims:
            record = rows.claim_of(row, document["id"])
            again = rows.claim_row(record, row["document"], row["reading"])
            wrong = [column for column, value in again.items() if row[column] != value]
            if wrong:
                yield f"{', '.join(wrong)}: not what the rest of the row comes to"
            return
        statement = rows.statement_of(_STATEMENTS[table], row)
        # Its number in its reading is a part of the id and is not stored.
        siblings = sum(other["reading"] == row["reading"] for other in found)
        if not any(
            rows.statement_row(statement, row["document"], row["reading"], index) == dict(row)
            for index in range(siblings)
        ):
            yield "the row is not what its id is the digest of"
    except rows.UNREADABLE as error:
        yield f"the row was changed and cannot be read ({error})"


def _spans(table: Table, row: Row) -> Iterator[Mapping[str, Any]]:
    yield {"start": row["span_start"], "end": row["span_end"], "quote": row["quote"]}
    if table is tables.claims:
        yield from (row[name] for name in ("what", "place", "condition") if row[name] is not None)
    elif table is tables.counts:
        yield row["body"]["what"]


def _stands(span: Mapping[str, Any], words: str) -> bool:
    return words[span["start"] : span["end"]] == cast(str, span["quote"])


def _differences(sort: str, due: Mapping[str, Row], found: Mapping[str, Row]) -> Found:
    for name in sorted(due.keys() | found.keys()):
        if name not in found:
            yield Problem(sort=sort, name=name, what="it is missing; `--rebuild` makes it")
        elif name not in due:
            what = "no claims come to it; `--rebuild` removes it"
            yield Problem(sort=sort, name=name, what=what)
        elif due[name] != found[name]:
            wrong = [column for column, value in due[name].items() if found[name][column] != value]
            what = f"{', '.join(wrong)}: not what the claims come to; `--rebuild` corrects it"
            yield Problem(sort=sort, name=name, what=what)
