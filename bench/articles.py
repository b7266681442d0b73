"""Articles for the benchmarks: a mix in which one in ten holds a commitment.

Those with commitments and some without are the annotated texts of tests/gold/data; the rest is
general news, made of the sentences of news.yaml, which has states, sums and verbs of giving in
other uses. The same number gives the same articles.
"""

from __future__ import annotations

import hashlib
import json
import random
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pledgebook.types import Metadata, Snapshot

HERE = Path(__file__).parent
GOLD = HERE.parent / "tests" / "gold" / "data"
ON_TOPIC = (9, 13)
PLAIN = (6, 9)
"""How many sentences of either sort an article has: with them it is about as long as the
annotated texts (250 words)."""


@cache
def _news() -> dict[str, Any]:
    held: dict[str, Any] = yaml.safe_load((HERE / "news.yaml").read_text(encoding="utf-8"))
    return held


def _filled(line: str, chance: random.Random) -> str:
    slots = _news()["slots"]
    while "{" in line:
        before, _, rest = line.partition("{")
        slot, _, after = rest.partition("}")
        line = f"{before}{chance.choice(slots[slot])}{after}"
    return line[0].upper() + line[1:]


def news_article(number: int) -> str:
    """The text of one article of general news: a headline and some paragraphs."""
    chance = random.Random(number)
    topics = _news()["topics"]
    names = sorted(topics)
    main = topics[names[number % len(names)]]
    lines = chance.sample(main["lines"], chance.randint(*ON_TOPIC))
    for line in chance.sample(_news()["plain"], chance.randint(*PLAIN)):
        lines.insert(chance.randint(1, len(lines)), line)
    filled = [_filled(line, chance) for line in lines]
    paragraphs, at = [_filled(chance.choice(main["titles"]), chance)], 0
    while at < len(filled):
        size = chance.randint(1, 3)
        paragraphs.append(" ".join(filled[at : at + size]))
        at += size
    return "\n\n".join(paragraphs) + "\n"


def snapshot(name: str, text: str, metadata: Metadata) -> Snapshot:
    """A text as if it had been read from a file."""
    body = text.encode()
    return Snapshot(
        address=f"{name}.txt",
        name=name,
        media_type="text/plain",
        digest=hashlib.sha256(body).hexdigest(),
        body=body,
        metadata=metadata,
    )


@cache
def gold(folder: Path = GOLD) -> tuple[tuple[Snapshot, dict[str, Any]], ...]:
    """The annotated texts below a folder with their annotation, by path."""
    found = []
    for path in sorted(folder.glob("**/*.json")):
        if not path.with_suffix(".txt").exists():
            continue
        form = json.loads(path.read_text(encoding="utf-8"))
        about = form["document"]
        metadata = Metadata(
            id=about["id"],
            title=about.get("title"),
            publisher=about.get("publisher"),
            published=about.get("published"),
        )
        text = path.with_suffix(".txt").read_bytes().decode()
        found.append((snapshot(path.stem, text, metadata), form))
    return tuple(found)


def mix(documents: int, seed: int = 1) -> list[Snapshot]:
    """So many articles in random order, every tenth with a commitment.

    One in forty is an annotated text that only looks as if it had one ("trap"); texts are used
    again under other names where there are not enough.
    """
    chance = random.Random(seed)
    giving = [text for text, form in gold() if form["claims"]]
    traps = [text for text, form in gold() if not form["claims"]]
    chance.shuffle(giving)
    made: list[Snapshot] = []
    for number in range(documents):
        if number % 10 == 0:
            made.append(_again(giving, number // 10))
        elif number % 40 == 9:
            made.append(_again(traps, number // 40))
        else:
            about = Metadata(publisher="The Morning Courier", published="2024-05-06")
            made.append(snapshot(f"news-{number}", news_article(seed * 100_000 + number), about))
    chance.shuffle(made)
    return made


def _again(texts: list[Snapshot], number: int) -> Snapshot:
    """The text of that number, with its round in its name from the second round on."""
    text = texts[number % len(texts)]
    if number < len(texts):
        return text
    name = f"{text.name}-{number // len(texts)}"
    body = f"{text.body.decode()}\n{name}\n"
    about = text.metadata
    named = Metadata(title=about.title, publisher=about.publisher, published=about.published)
    return snapshot(name, body, named)
