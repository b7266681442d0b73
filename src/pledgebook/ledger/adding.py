"""Writes what engines read: documents, readings, claims and statements, many in one stretch."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import JSON, Connection, Table, insert, select
from sqlalchemy.exc import DBAPIError

from pledgebook.errors import DocumentError, LedgerError
from pledgebook.ledger import rows, tables
from pledgebook.ledger.copies import signature
from pledgebook.ledger.standing import batches, homes_of, standing_of
from pledgebook.types import Claim, Result, Span

Runs = dict[tuple[str, str], int]
"""The number of a program's run by engine and version."""

_STATEMENTS: Final = (
    (tables.memberships, "memberships"),
    (tables.counts, "counts"),
    (tables.meetings, "meetings"),
    (tables.needs, "needs"),
    (tables.coverage_claims, "coverage_claims"),
)


def add_results(
    connection: Connection, results: Sequence[Result], runs: Mapping[tuple[str, str], int]
) -> tuple[int, Runs]:
    """How many documents were not there yet, and the runs that they belong to.

    Args:
        runs: those that this program has begun already.

    Raises:
        DocumentError: a text that a server's database cannot keep.
    """
    keyed: dict[str, tuple[str, Result]] = {}
    for result in results:
        key = rows.document_key(result.document)
        reading = rows.reading_id(key, result.engine, result.engine_version)
        keyed.setdefault(reading, (key, result))
    for reading in there(connection, tables.readings, "id", list(keyed)):
        del keyed[reading]
    if not keyed:
        return 0, {}
    known = there(connection, tables.documents, "key", [key for key, _ in keyed.values()])
    now, begun = now_text(), dict(runs)
    written: dict[Table, list[rows.Row]] = defaultdict(list)
    for reading, (key, result) in keyed.items():
        if key not in known:
            known.add(key)
            mark = signature(result.document.text)
            row = rows.document_row(result.document, key, mark, now)
            if connection.dialect.name != "sqlite":
                _check_characters(row)
            written[tables.documents].append(row)
        engine = (result.engine, result.engine_version)
        if engine not in begun:
            begun[engine] = _begin_run(connection, *engine, now)
        row = {"id": reading, "document": key, "run": begun[engine], "added_at": now}
        row |= {"engine": engine[0], "version": engine[1], "parsed": result.parsed}
        written[tables.readings].append(row)
        for table, found in _rows_of(result, key, reading):
            written[table] += found
    told = {(row["identity"], row["block"]) for row in written[tables.claims]}
    # A newer version of the engine takes the place of what the older one read here.
    for batch in batches([key for key, _ in keyed.values()]):
        earlier = select(tables.claims.c.identity, tables.claims.c.block).distinct()
        earlier = earlier.where(tables.claims.c.document.in_(batch))
        told |= {(row.identity, row.block) for row in connection.execute(earlier)}
    judged = standing_of(connection, sorted({identity for identity, _ in told}))
    blocks = {block for _, block in told} | set(homes_of(connection, judged).values())
    written[tables.stale] = [{"block": block} for block in sorted(blocks)]
    for table in tables.metadata.sorted_tables:
        if written[table]:
            _write(connection, table, written[table])
    return len(keyed), begun


def check_spans(result: Result) -> None:
    """Refuses a result in which any quote is not exactly its span of the text.

    Raises:
        LedgerError: it names document, claim and words.
    """
    text, name = result.document.text, result.document.id
    for claim in result.claims:
        for span in _spans_of(claim):
            _check_span(text, span, f"{name}: claim {claim.id} ({claim.contributor})")
    for _, sort in _STATEMENTS:
        for record in getattr(result, sort):
            _check_span(text, record.evidence, f"{name}: {sort}")
    for count in result.counts:
        _check_span(text, count.what, f"{name}: counts")


def now_text() -> str:
    """The time as the ledger writes it: UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def there(connection: Connection, table: Table, column: str, values: Sequence[str]) -> set[str]:
    """Those of some values that a column of a table holds."""
    found: set[str] = set()
    for batch in batches(values):
        query = select(table.c[column]).where(table.c[column].in_(batch))
        found |= set(connection.execute(query).scalars())
    return found


def _check_characters(row: rows.Row) -> None:
    """Refuses one text instead of a run: PostgreSQL keeps every character but this one."""
    if any(isinstance(value, str) and "\0" in value for value in row.values()):
        raise DocumentError(
            f"{row['id']}: holds a NUL character, which PostgreSQL cannot keep; take it out"
        )


def _begin_run(connection: Connection, engine: str, version: str, now: str) -> int:
    row = {"engine": engine, "version": version, "started_at": now}
    number = connection.execute(insert(tables.runs), row).inserted_primary_key
    if number is None:
        raise LedgerError("the run could not be numbered; check the database")
    return int(number[0])


def _rows_of(result: Result, key: str, reading: str) -> Iterator[tuple[Table, list[rows.Row]]]:
    yield tables.claims, [rows.claim_row(claim, key, reading) for claim in result.claims]
    unaligned = [
        {"reading": reading, "reason": each.reason, "quote": each.quote, "start": each.start}
        for each in result.unaligned
    ]
    yield tables.unaligned, unaligned
    for table, sort in _STATEMENTS:
        records: Sequence[rows.Statement] = getattr(result, sort)
        found = [
            rows.statement_row(record, key, reading, number)
            for number, record in enumerate(records)
        ]
        yield table, found


def _write(connection: Connection, table: Table, written: Sequence[rows.Row]) -> None:
    """Inserts rows, all with the same columns in the same order, the driver's quickest way.

    `Connection.execute` takes every row through its compiler, which costs as much as SQLite
    itself; COPY is the fastest that PostgreSQL has.
    """
    dialect = connection.dialect
    names = ", ".join(dialect.identifier_preparer.quote(name) for name in written[0])
    structured = [at for at, name in enumerate(written[0]) if isinstance(table.c[name].type, JSON)]
    plain = [_plain(row, structured) for row in written]
    if dialect.name == "sqlite":
        marks = ", ".join("?" * len(written[0]))
        connection.exec_driver_sql(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", plain)
        return
    driver: Any = connection.connection.driver_connection
    statement = f"COPY {table.name} ({names}) FROM STDIN"
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for values in plain:
                copy.write_row(values)
    except dialect.loaded_dbapi.Error as error:
        raise DBAPIError(statement, None, error) from error


def _plain(row: rows.Row, structured: Sequence[int]) -> tuple[Any, ...]:
    values = list(row.values())
    for at in structured:
        if values[at] is not None:
            values[at] = json.dumps(values[at])
    return tuple(values)


def _spans_of(claim: Claim) -> Iterator[Span]:
    yield claim.evidence
    for span in (claim.what, claim.place, claim.condition):
        if span is not None:
            yield span


def _check_span(text: str, span: Span, name: str) -> None:
    if text[span.start : span.end] != span.quote:
        raise LedgerError(
            f"{name}: {span.quote[:60]!r} is not what stands at [{span.start}, {span.end}); "
            "the document was not saved"
        )
