"""What the gate loses of the annotated claims, and what it parses of other news.

    python bench/gate.py
    python bench/gate.py --gold more-annotated-texts/

A claim is lost if the block that holds its words is not parsed. A claim leans on the blocks of its
thing, place and condition as well. The baseline is parsing every block: it loses nothing and
parses all words.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from articles import GOLD, gold, news_article, snapshot
from pledgebook.claims.rules import RulesEngine
from pledgebook.documents.read import read
from pledgebook.protocols import Parser
from pledgebook.sentences.gate import blocks_to_parse
from pledgebook.sentences.parse import shipped_parser
from pledgebook.types import Document, Metadata, Sentence, Snapshot

NEEDED = 0.995


class Counting:
    """A parser that counts the words it is given.

    Args:
        parser: does the work.
    """

    def __init__(self, parser: Parser) -> None:
        self.parser = parser
        self.name, self.version, self.believes = parser.name, parser.version, parser.believes
        self.words = 0

    def parse(self, document: Document, blocks: tuple[int, ...]) -> tuple[Sentence, ...]:
        """The trees of the parser behind."""
        found = self.parser.parse(document, blocks)
        self.words += sum(len(sentence.tokens) for sentence in found)
        return found


def kept_of(engine: RulesEngine, document: Document) -> set[int]:
    """The blocks that the engine parses for good."""
    if not engine.probe.opens(document):
        return set()
    return set(blocks_to_parse(document, engine.rules.cues))


def blocks_at(document: Document, start: int, end: int) -> set[int]:
    """The blocks that a stretch touches."""
    return {
        at for at, block in enumerate(document.blocks) if block.start < end and start < block.end
    }


def leaned_on(claim: dict[str, Any]) -> Iterator[tuple[int, int]]:
    """The stretches of a claim besides its evidence."""
    for name in ("what", "place", "condition"):
        if claim.get(name):
            yield claim[name]["start"], claim[name]["end"]


def parts() -> dict[str, str]:
    """The part (dev, test) of each annotated text, by its stem."""
    lines = (GOLD / "split.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {Path(name).name: part for name, part in (line.split("\t") for line in lines)}


def recall(engine: RulesEngine, texts: Iterable[tuple[Snapshot, dict[str, Any]]]) -> None:
    """Prints the shares of claims and of leaned-on blocks that are parsed, by part."""
    part_of = parts()
    tallies: defaultdict[str, list[int]] = defaultdict(lambda: [0] * 6)
    for text, form in texts:
        if not form["claims"]:
            continue
        document = read(text)
        kept = kept_of(engine, document)
        tally = tallies[part_of.get(text.name, "other")]
        tally[0] += 1
        tally[1] += bool(kept)
        for claim in form["claims"]:
            evidence = claim["evidence"]
            tally[2] += 1
            tally[3] += blocks_at(document, evidence["start"], evidence["end"]) <= kept
            for start, end in leaned_on(claim):
                tally[4] += 1
                tally[5] += blocks_at(document, start, end) <= kept
    print("part   texts  open  claims  recall  leaned on  recall")
    for part, (number, opened, claims, held, leaned, there) in sorted(tallies.items()):
        print(
            f"{part:6}{number:6}{opened:6}{claims:8}{held / claims:8.4f}{leaned:11}"
            f"{there / max(1, leaned):8.4f}"
        )
    print(f"needed: {NEEDED}; the baseline, every block, has 1.0000 throughout")


def share(engine: RulesEngine, counting: Counting, name: str, texts: list[Snapshot]) -> None:
    """Prints how much of texts without a claim is parsed, looks at single sentences included."""
    opened, counting.words = 0, 0
    for text in texts:
        document = read(text)
        if engine.probe.opens(document):
            opened += 1
            engine.parser.parse(document, blocks_to_parse(document, engine.rules.cues))
    words, counting.words = counting.words, 0
    for text in texts:
        document = read(text)
        counting.parse(document, tuple(range(len(document.blocks))))
    print(f"{name:26}{len(texts):5} texts, {opened:3} open, {words / counting.words:6.1%} of words")


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--gold", type=Path, default=GOLD, help="a folder of annotated texts")
    options.add_argument("--news", type=int, default=300, help="articles of general news")
    chosen = options.parse_args()
    counting = Counting(shipped_parser())
    engine = RulesEngine(counting)
    texts = gold(chosen.gold)
    recall(engine, texts)
    print("\nparsed of texts without a commitment (the baseline parses 100.0%)")
    share(engine, counting, "annotated, no claim", [t for t, form in texts if not form["claims"]])
    about = Metadata(publisher="The Morning Courier", published="2024-05-06")
    news = [snapshot(f"news-{n}", news_article(n), about) for n in range(chosen.news)]
    share(engine, counting, "general news", news)


if __name__ == "__main__":
    main()
