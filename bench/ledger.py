"""Claims a second that the ledger takes, against a bare executemany of the same rows.

    python bench/ledger.py
    python bench/ledger.py --documents 5000 --database postgresql://USER@HOST/EMPTY_DATABASE

The rows that the ledger wrote are read back, and the driver alone writes them into tables with the
same indexes, triggers and references, in one transaction. The ledger besides checks each quote and
makes digests and near-copy signatures. On a server all tables of the database are dropped first.
"""

from __future__ import annotations

import argparse
import hashlib
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import create_engine, text

from pledgebook.ledger import tables
from pledgebook.ledger.connect import place_of
from pledgebook.ledger.store import Ledger
from pledgebook.types import Block, Claim, Document, Result, Speaker

FILLED = (tables.documents, tables.runs, tables.readings, tables.claims, tables.stale)
CLAIMS_EACH = 10
SENTENCE = "France will send {n} frigates of class {of} to the gulf, the minister said.\n"


def reading(number: int) -> Result:
    """A document with ten claims, unlike all others."""
    lines = [SENTENCE.format(n=n + 2, of=number) for n in range(CLAIMS_EACH)]
    text = "".join(lines)
    document = Document(
        id=f"d{number}",
        text=text,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        title=f"Ships, part {number}",
        publisher="The Morning Courier",
        published="2024-05-06",
        blocks=(Block(start=0, end=len(text), kind="body"),),
    )
    claims, at = [], 0
    for place, line in enumerate(lines):
        claims.append(
            Claim(
                id=f"m{place + 1}",
                document=document.id,
                contributor="FRA",
                kind="military.naval",
                status="pledged",
                evidence=document.span(at, at + line.index(",")),
                speakers=(Speaker(actor="FRA", role="minister", cue="said"),),
                said_by_side="provider",
            )
        )
        at += len(line)
    return Result(
        document=document, engine="bench", engine_version="1", claims=tuple(claims), parsed=1
    )


def with_ledger(place: str, results: list[Result], *, at_once: bool) -> float:
    """Seconds to add all results to a new ledger, together or one by one."""
    with Ledger.open(place, create=True) as ledger:
        started = time.perf_counter()
        if at_once:
            ledger.add_all(results)
        else:
            for result in results:
                ledger.add(result)
        return time.perf_counter() - started


def written(place: str) -> dict[str, list[Any]]:
    """The rows of a ledger by table, as its driver takes them; JSON as text."""
    engine = direct(place)
    with engine.connect() as connection:
        rows = {}
        for table in FILLED:
            names = ", ".join(f'CAST("{c.name}" AS TEXT)' if is_json(c) else f'"{c.name}"'
                              for c in table.c)  # fmt: skip
            found = connection.execute(text(f"SELECT {names} FROM {table.name}"))
            rows[table.name] = [tuple(row) for row in found]
    engine.dispose()
    return rows


def bare(place: str, rows: dict[str, list[Any]]) -> float:
    """Seconds for the driver's executemany to write the rows into empty tables."""
    Ledger.open(place, create=True).close()
    engine = direct(place)
    mark = "?" if engine.dialect.name == "sqlite" else "%s"
    with engine.connect() as connection:
        cursor = connection.connection.cursor()
        started = time.perf_counter()
        for table in FILLED:
            marks = ", ".join([mark] * len(table.c))
            cursor.executemany(f"INSERT INTO {table.name} VALUES ({marks})", rows[table.name])
        connection.connection.commit()
        seconds = time.perf_counter() - started
    engine.dispose()
    return seconds


def is_json(column: Any) -> bool:
    """Whether a column holds structured values."""
    return str(column.type) == "JSON"


def direct(place: str) -> Any:
    """The database without the ledger's rules for transactions."""
    address, _ = place_of(place)
    return create_engine(address if "://" in address else f"sqlite:///{address}")


def emptied(address: str) -> str:
    """The address, after everything in its database was dropped."""
    engine = direct(address)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()
    return address


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--documents", type=int, default=500, help="documents of ten claims")
    options.add_argument("--rounds", type=int, default=5, help="rounds; the median counts")
    options.add_argument("--database", metavar="URL", help="an empty PostgreSQL database")
    chosen = options.parse_args()
    results = [reading(number) for number in range(chosen.documents)]
    found = []
    with tempfile.TemporaryDirectory() as folder:

        def new(name: str) -> str:
            return emptied(chosen.database) if chosen.database else str(Path(folder, name))

        for turn in range(chosen.rounds):
            place = new(f"ledger-{turn}.db")
            bulk = with_ledger(place, results, at_once=True)
            rows = written(place)
            base = bare(new(f"bare-{turn}.db"), rows)
            single = with_ledger(new(f"single-{turn}.db"), results, at_once=False)
            found.append((base, bulk, single))
    claims = chosen.documents * CLAIMS_EACH
    base, bulk, single = (median(column) for column in zip(*found, strict=True))
    print(f"bare executemany    {claims / base:10.0f} claims a second")
    print(f"ledger, many at once{claims / bulk:10.0f} claims a second")
    print(f"ledger, one by one  {claims / single:10.0f} claims a second")
    print(
        f"ratio, many at once {median(b / o for b, o, _ in found):10.3f}  ({chosen.rounds} rounds)"
    )
    print(f"one document        {1000 * single / chosen.documents:10.2f} ms")


if __name__ == "__main__":
    main()
