"""Scores the shipped parser end to end from raw text on the held-out treebanks.

    python training/evaluate.py TREEBANKS [--parser shipped] [--part test]

A gold word that the parser did not produce with the same characters counts as wrong. UAS and
LAS leave out punctuation and compare full labels. PUD sentences are read one by one (the
set holds single sentences), EWT and GUM paragraph by paragraph.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from pledgebook.protocols import Parser
from pledgebook.sentences.parse import parser_named
from pledgebook.types import Block, Document, Sentence
from treebanks import PLAIN_KINDS, POLITICS, Gold, columns, ewt, gum, pud

Place = tuple[int, int]


def raw(sentences: Iterable[Gold]) -> tuple[str, list[list[Place]]]:
    """The text of some sentences with its real spacing, and the place of each gold word."""
    text, places = "", []
    for gold in sentences:
        spots = []
        for number, word in enumerate(gold.words):
            if number and not word.glued:
                text += " "
            spots.append((len(text), len(text) + len(word.form)))
            text += word.form
        places.append(spots)
        if gold.spaced_after:
            text += " "
    return text.rstrip(), places


class Score:
    """Counts of right, gold and found things by name."""

    def __init__(self) -> None:
        self.right: dict[str, int] = defaultdict(int)
        self.gold: dict[str, int] = defaultdict(int)
        self.found: dict[str, int] = defaultdict(int)

    def sets(self, key: str, gold: set[object], found: set[object]) -> None:
        """Adds two sets that should be equal."""
        self.right[key] += len(gold & found)
        self.gold[key] += len(gold)
        self.found[key] += len(found)

    def share(self, key: str, right: bool) -> None:
        """Adds one gold thing that was read rightly or not."""
        self.right[key] += right
        self.gold[key] += 1
        self.found[key] += 1

    def result(self) -> dict[str, float]:
        """F1 of every name, in per cent; the share of right ones where all are asked."""
        return {
            key: round(200 * self.right[key] / max(1, self.gold[key] + self.found[key]), 2)
            for key in self.gold
        }


def spans(places: list[Place], tags: list[str]) -> set[object]:
    """The names that BIO tags mark, as (start, end, type)."""
    found: set[object] = set()
    begin, kind = -1, ""
    for number, tag in enumerate([*tags, "O"]):
        if kind and tag != f"I-{kind}":
            found.add((places[begin][0], places[number - 1][1], kind))
            kind = ""
        if tag[0] == "B":
            begin, kind = number, tag[2:]
    return found


def count(golds: list[Gold], places: list[list[Place]], trees: list[Sentence], to: Score) -> None:
    """Compares the trees of one text with gold."""
    tokens = {(t.start, t.end): (t, s) for s in trees for t in s.tokens}
    to.sets("tokens", {p for spots in places for p in spots}, set(tokens))
    to.sets("sentences", {(s[0][0], s[-1][1]) for s in places}, {(s.start, s.end) for s in trees})
    named = all(w.name and w.name != "?" for gold in golds for w in gold.words)
    for gold, spots in zip(golds, places, strict=True):
        for word, place in zip(gold.words, spots, strict=True):
            token, sentence = tokens.get(place, (None, None))
            if not gold.parsed:
                continue
            to.share("upos", token is not None and token.upos == word.upos)
            to.share("xpos", token is not None and token.xpos == word.xpos)
            to.share("lemma", token is not None and token.lemma == word.lemma)
            if word.upos == "VERB":
                to.share("verb lemma", token is not None and token.lemma == word.lemma)
            if word.upos == "PUNCT":
                continue
            attached = False
            if token is not None and sentence is not None:
                above = sentence.tokens[token.head - 1] if token.head else None
                wanted = spots[word.head - 1] if word.head else None
                attached = (above and (above.start, above.end)) == wanted
            to.share("uas", attached)
            right = attached and token is not None and token.deprel == word.deprel
            to.share("las", right)
            if word.deprel in RELATIONS:
                to.share("recall " + word.deprel, right)
    if named:
        want = set().union(
            *(spans(s, [w.name for w in g.words]) for g, s in zip(golds, places, strict=True))
        )
        have = set().union(
            *(
                spans([(t.start, t.end) for t in s.tokens], [t.name for t in s.tokens])
                for s in trees
            )
        )
        to.sets("names", want, have)
        for kind in ("PER", "ORG", "LOC"):
            to.sets(kind, {n for n in want if n[2] == kind}, {n for n in have if n[2] == kind})


RELATIONS = (
    "nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "aux", "mark", "ccomp",
    "xcomp", "advcl", "acl:relcl", "acl", "conj", "compound", "nummod", "appos", "parataxis",
)  # fmt: skip


def paragraphs(golds: list[Gold]) -> Iterator[list[Gold]]:
    """The sentences of each paragraph; sentences of sets without paragraphs one by one."""
    for _, group in groupby(golds, key=lambda g: (g.source, g.paragraph)):
        held = list(group)
        if held[0].source in ("ewt", "gum"):
            yield held
        else:
            yield from ([gold] for gold in held)


def score(parser: Parser, golds: list[Gold]) -> tuple[dict[str, float], float]:
    """The scores on a set, and tokens for each CPU-second of reading it."""
    to, words, spent = Score(), 0, 0.0
    for group in paragraphs(golds):
        text, places = raw(group)
        blocks = (Block(start=0, end=len(text), kind="body"),)
        document = Document(id="d", text=text, digest="", blocks=blocks)
        began = time.process_time()
        trees = list(parser.parse(document, (0,)))
        spent += time.process_time() - began
        words += sum(len(tree.tokens) for tree in trees)
        count(group, places, trees, to)
    return to.result(), words / spent


def load_seconds() -> float:
    """Wall seconds that a fresh process needs to import and load the shipped parser."""
    code = (
        "import time; t = time.perf_counter(); "
        "from pledgebook.sentences.parse import shipped_parser; shipped_parser(); "
        "print(time.perf_counter() - t)"
    )
    return float(subprocess.check_output([sys.executable, "-c", code], text=True))


def main() -> None:
    """Prints one line of scores for each set."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("treebanks", type=Path)
    reader.add_argument("--parser", default="shipped")
    reader.add_argument("--part", choices=("test", "dev"), default="test")
    reader.add_argument("--json", type=Path, help="also write the figures to this file")
    args = reader.parse_args()
    folder, part = args.treebanks, args.part
    sets = {"EWT": ewt(folder, part), "GUM-open": gum(folder, part)}
    uner = columns(folder / f"uner/en_ewt-ud-{part}.iob2.gz", "uner", PLAIN_KINDS, form=1, tag=2)
    sets["UNER-EWT sentences"] = uner
    if part == "test":
        sets["PUD"] = pud(folder)
        path = folder / "crossner/politics-test.conll.gz"
        sets["CrossNER politics"] = columns(path, "crossner", POLITICS, form=0, tag=1)
    parser = parser_named(args.parser)
    figures: dict[str, object] = {}
    for name, golds in sets.items():
        found, speed = score(parser, golds)
        figures[name] = found | {"tokens per CPU-second": round(speed)}
        print(name, json.dumps(figures[name]), flush=True)
    if args.parser == "shipped":
        figures["load seconds"] = round(load_seconds(), 2)
        print("load seconds", figures["load seconds"])
    if args.json:
        args.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
