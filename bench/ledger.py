"""Claims a second that the ledger takes, against a bare executemany of the same rows.

    python bench/ledger.py

Both write the same number of claims of the same size to a file in write-ahead mode, in turns.
The ledger also checks each quote, keeps documents and runs, and commits every document by itself;
the baseline commits once and keeps claims alone.
"""

from __future__ import annotations

import argparse
import hashlib
import sqlite3
import tempfile
import time
from pathlib import Path
from statistics import median

from pledgebook.ledger.store import Ledger
from pledgebook.types import Block, Claim, Document, Result, Speaker

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


def with_ledger(path: Path, results: list[Result]) -> float:
    """Seconds to add all results to a new ledger."""
    with Ledger.open(path, create=True) as ledger:
        started = time.perf_counter()
        for result in results:
            ledger.add(result)
        return time.perf_counter() - started


def bare(path: Path, results: list[Result]) -> float:
    """Seconds to write the claims alone in one go."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute(
        "CREATE TABLE claims (id TEXT PRIMARY KEY, document TEXT, contributor TEXT, kind TEXT, "
        "status TEXT, start INTEGER, stop INTEGER, quote TEXT, speakers TEXT, side TEXT)"
    )
    started = time.perf_counter()
    made = [
        (
            f"{claim.document}#{claim.id}", claim.document, claim.contributor, claim.kind,
            claim.status, claim.evidence.start, claim.evidence.end, claim.evidence.quote,
            repr(claim.speakers), claim.said_by_side,
        )
        for result in results
        for claim in result.claims
    ]  # fmt: skip
    with connection:
        connection.executemany(f"INSERT INTO claims VALUES ({','.join('?' * 10)})", made)
    seconds = time.perf_counter() - started
    connection.close()
    return seconds


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--documents", type=int, default=500, help="documents of ten claims")
    options.add_argument("--rounds", type=int, default=5, help="rounds; the median counts")
    chosen = options.parse_args()
    results = [reading(number) for number in range(chosen.documents)]
    pairs = []
    with tempfile.TemporaryDirectory() as place:
        for turn in range(chosen.rounds):
            base = bare(Path(place, f"bare-{turn}.db"), results)
            pairs.append((base, with_ledger(Path(place, f"ledger-{turn}.db"), results)))
    claims = chosen.documents * CLAIMS_EACH
    base, ours = (median(column) for column in zip(*pairs, strict=True))
    print(f"bare executemany  {claims / base:10.0f} claims a second")
    print(f"ledger            {claims / ours:10.0f} claims a second")
    print(f"ratio             {median(b / o for b, o in pairs):10.3f}  (rounds: {chosen.rounds})")
    print(f"a document        {1000 * ours / chosen.documents:10.2f} ms")


if __name__ == "__main__":
    main()
