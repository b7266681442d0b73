"""Readings of the hand-checked trees in trees.conllu, each named by its text.

told("Japan gave $5 million for food.", Japan="JPN", sums={"$5 million": 5_000_000})
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pledgebook.claims.clauses.reading import Reading
from pledgebook.types import (
    ActorName,
    Block,
    Document,
    Mention,
    Money,
    Quantity,
    Sentence,
    Token,
)


@cache
def trees() -> dict[str, tuple[Token, ...]]:
    """The tokens of each sentence by its text."""
    lines = Path(__file__).with_name("trees.conllu").read_text("utf-8")
    found = {}
    for stanza in lines.strip().split("\n\n"):
        head, *rows = stanza.splitlines()
        text = head.removeprefix("# text = ")
        tokens, at = [], 0
        for row in rows:
            id, form, lemma, upos, xpos, feats, above, deprel, _, _ = row.split("\t")
            at = text.index(form, at)
            token = Token(
                id=int(id),
                form=form,
                lemma=lemma,
                upos=upos,
                xpos=xpos,
                feats=feats,
                head=int(above),
                deprel=deprel,
                start=at,
                end=at + len(form),
            )
            tokens.append(token)
            at += len(form)
        found[text] = tuple(tokens)
    return found


def told(
    text: str,
    *,
    sums: dict[str, int] | None = None,
    counts: dict[str, tuple[int, str]] | None = None,
    adjectives: dict[str, str] | None = None,
    home: str | None = None,
    **actors: str,
) -> Reading:
    """The reading of a sentence with the mentions that a test names.

    Args:
        sums: words and dollars.
        counts: words, number and unit.
        adjectives: words for a state's people or things, and the state.
        home: the country of the publisher.
        actors: a word of the sentence and whom it names.
    """
    block = Block(start=0, end=len(text), kind="body")
    document = Document(id="d", text=text, digest="0", home=home, blocks=(block,))
    sentence = Sentence(index=0, block=0, start=0, end=len(text), tokens=trees()[text])
    return Reading(
        document,
        sentence,
        (
            *(_named(text, words, id, "country") for words, id in actors.items()),
            *(_named(text, words, id, "adjective") for words, id in (adjectives or {}).items()),
            *(_sum(text, words, low) for words, low in (sums or {}).items()),
            *(_count(text, words, *number) for words, number in (counts or {}).items()),
        ),
    )


def at(reading: Reading, form: str) -> int:
    """The id of the first token of this form."""
    return next(token.id for token in reading.tree.tokens if token.form == form)


def words(reading: Reading, *ids: int | None) -> list[str | None]:
    """The forms of tokens, None for None."""
    return [None if id is None else reading.tree[id].form for id in ids]


def _named(text: str, words: str, id: str, via: str) -> Mention:
    start = text.index(words)
    return Mention(
        type="actor",
        start=start,
        end=start + len(words),
        quote=words,
        normal=ActorName(id=id),
        via=via,
    )


def _sum(text: str, words: str, low: int) -> Mention:
    start = text.index(words)
    return Mention(
        type="money",
        start=start,
        end=start + len(words),
        quote=words,
        normal=Money(low=low, high=low, currency="USD"),
    )


def _count(text: str, words: str, low: int, unit: str) -> Mention:
    start = text.index(words)
    return Mention(
        type="quantity",
        start=start,
        end=start + len(words),
        quote=words,
        normal=Quantity(low=low, high=low, unit=unit),
    )
