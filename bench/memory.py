"""Memory of the whole pipeline over many documents: it must stay flat, below 1 GB.

    python bench/memory.py
    python bench/memory.py --documents 10000

Articles are written to a folder and read from it into a ledger as `pledgebook read` does. The
baseline is the memory after the first tenth of the documents.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from pathlib import Path

from articles import mix
from pledgebook.claims.rules import RulesEngine
from pledgebook.documents.read import read
from pledgebook.ledger.store import Ledger
from pledgebook.sentences.parse import shipped_parser
from pledgebook.sources.local import Skipped, snapshots

NEEDED_MB = 1000
PAGE = resource.getpagesize()


def resident() -> float:
    """The memory that this process holds now, in MB; the highest so far off Linux."""
    pages = Path("/proc/self/statm")
    if pages.exists():
        return int(pages.read_text().split()[1]) * PAGE / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def write_articles(folder: Path, documents: int) -> None:
    """So many articles as files, a thousand at a time so that they are not all held at once."""
    for start in range(0, documents, 1000):
        batch = mix(min(1000, documents - start), seed=start + 1)
        for number, text in enumerate(batch, start):
            (folder / f"{number:06}.txt").write_bytes(text.body + f"\nNo. {number}\n".encode())


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--documents", type=int, default=1000, help="articles to read")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "articles")
        folder.mkdir()
        write_articles(folder, chosen.documents)
        engine = RulesEngine(shipped_parser())
        every = max(1, chosen.documents // 10)
        measured: list[float] = []
        started = time.monotonic()
        with Ledger.open(Path(place, "pledges.db"), create=True) as ledger:
            for number, text in enumerate(snapshots((str(folder),), None), 1):
                if isinstance(text, Skipped):
                    raise SystemExit(f"{text.address}: {text.error}")
                ledger.add(engine.read(read(text)))
                if number % every == 0:
                    measured.append(resident())
                    print(f"{number:7} documents  {measured[-1]:7.1f} MB", flush=True)
            ledger.link()
        seconds = time.monotonic() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    print(f"grown since the first tenth: {measured[-1] / measured[0]:.2f} times")
    print(
        f"peak {peak:.0f} MB (needed: below {NEEDED_MB}); {chosen.documents / seconds:.0f} a second"
    )


if __name__ == "__main__":
    main()
