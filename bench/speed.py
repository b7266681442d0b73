"""Documents per second of the whole pipeline, against parsing every sentence.

    python bench/speed.py
    python bench/speed.py --documents 200 --rounds 7 --seed 2

Both begin with the bytes of the same articles, one in ten of which holds a commitment, and run in
turns, so that what else the machine does meets both. The figure is the ratio of the two.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from statistics import median

from articles import mix
from pledgebook.claims.rules import RulesEngine
from pledgebook.documents.read import read
from pledgebook.pipeline import process
from pledgebook.sentences.parse import shipped_parser
from pledgebook.types import Snapshot

NEEDED = 4.0


def seconds(work: Callable[[Snapshot], object], texts: list[Snapshot]) -> float:
    """The CPU seconds of this process for all texts, threads included."""
    started = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - started


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--documents", type=int, default=600, help="articles in the mix")
    options.add_argument("--rounds", type=int, default=3, help="rounds; the median counts")
    options.add_argument("--seed", type=int, default=1, help="another mix of articles")
    chosen = options.parse_args()
    texts = mix(chosen.documents, chosen.seed)
    parser = shipped_parser()
    engine = RulesEngine(parser)

    def everything(text: Snapshot) -> object:
        document = read(text)
        return parser.parse(document, tuple(range(len(document.blocks))))

    def pipeline(text: Snapshot) -> object:
        return process(text, engine)

    for warm in texts[:5]:
        everything(warm), pipeline(warm)
    pairs = [(seconds(everything, texts), seconds(pipeline, texts)) for _ in range(chosen.rounds)]
    base, whole = (median(column) for column in zip(*pairs, strict=True))
    ratio = median(every / ours for every, ours in pairs)
    found = sum(len(process(text, engine).claims) for text in texts)
    print(f"articles                {len(texts)}, one in ten with a commitment; {found} claims")
    print(f"parsing every sentence  {len(texts) / base:8.1f} documents a CPU second")
    print(f"whole pipeline          {len(texts) / whole:8.1f} documents a CPU second")
    print(f"ratio                   {ratio:8.2f}  (needed: {NEEDED:.1f}; rounds: {chosen.rounds})")


if __name__ == "__main__":
    main()
