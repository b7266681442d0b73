"""What a stretch without a verb of its own gives: "Norway: 40 tents, delivered".

Fact sheets, lists and tables state gifts in noun phrases. The giver stands in the label, the
heading or the first cell; how far the gift has got stands in a participle or a stock phrase
("under appraisal"), which `data/en/lexicons/stages.tsv` lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pledgebook.claims.clauses.reading import Reading, money_of
from pledgebook.claims.gifts.kinds import GRANT, UNSPECIFIED, Given, Kinds
from pledgebook.mentions.lexicons import rows
from pledgebook.types import Mention, Token

_BRACKETS = re.compile(r"\([^()]*\)")
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "SYM", "X"})
_INSIDE = ("compound", "amod", "nmod", "flat", "nmod:desc", "nmod:poss", "nummod")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gift:
    """One thing or sum of a verbless stretch; `[start, end)` are its words in the document."""

    given: Given
    kind: str | None
    start: int
    end: int


@cache
def _stage_pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {row["phrase"]: row["status"] for row in rows("stages")}
    longest = sorted(table, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b", re.IGNORECASE), table


def stage_of(text: str) -> str | None:
    """The ladder value that the words of a column head, cell or fragment state, or None.

    The longest phrase at the earliest place counts, and one in brackets only where no other
    stands: "60% disbursed" is delivered, "under appraisal" considering, "cocoa" None.
    """
    pattern, table = _stage_pattern()
    for words in (_BRACKETS.sub(" ", text), text):
        found = pattern.search(words)
        if found is not None:
            return table[found[0].lower()]
    return None


def gifts(kinds: Kinds, reading: Reading, start: int, end: int) -> Iterator[Gift]:
    """The gifts of `[start, end)`: one an amount, else one for the first known thing.

    A sum in brackets behind a thing is its value, not another gift: "one air defence system
    (SEK 2bn)". Counts of things that nobody can give are left out.
    """
    text = reading.document.text
    inside = [
        m
        for m in reading.mentions
        if m.type in {"money", "quantity"}
        and m.normal is not None
        and start <= m.start
        and m.end <= end
    ]
    outer = [m for m in inside if not bracketed(text, start, m.start)]
    found: list[Gift] = []
    for mention in outer:
        gift = of_amount(kinds, reading, mention)
        if gift is not None:
            found.append(gift)
    if not found:
        thing = first_thing(kinds, reading, start, end)
        if thing is not None:
            found.append(thing)
    if not found:
        for mention in inside:
            gift = of_amount(kinds, reading, mention) if mention not in outer else None
            if gift is not None:
                found.append(gift)
    value = next((m for m in inside if m not in outer and m.type == "money"), None)
    if len(found) == 1 and found[0].given.money is None and value is not None:
        given = replace(found[0].given, money=money_of(value), money_mention=value)
        found = [replace(found[0], given=given, end=max(found[0].end, value.end))]
    yield from found


def of_amount(kinds: Kinds, reading: Reading, mention: Mention) -> Gift | None:
    """The gift whose amount this is, None where its words name nothing that can be given."""
    top = reading.tree.top(mention.start, mention.end)
    if top is None:
        return None
    head = top
    while head.deprel in {"nummod", "compound", "nmod:desc"} and head.head:
        head = reading.tree[head.head]
    given = kinds.given(reading, head.id)
    if given.noun_class == "not":
        return None
    if mention.type == "money":
        given = replace(given, money=money_of(mention), money_mention=mention, quantity=None)
        if given.noun_class in {"", "container"}:
            given = replace(given, noun_class="money")
    kind = kinds.refine(
        given, kinds.purpose_kind(reading, head.id, head.id, money=mention.type == "money")
    ).kind
    if mention.type == "money":
        return Gift(given=given, kind=kind or GRANT, start=mention.start, end=mention.end)
    if not given.counts and kind is None:
        return None
    return Gift(given=given, kind=kind, start=mention.start, end=mention.end)


def first_thing(kinds: Kinds, reading: Reading, start: int, end: int) -> Gift | None:
    """The first thing of a stretch that can be given: "Border patrol vessel, until May"."""
    text = reading.document.text
    for token in reading.tree.tokens:
        if not (start <= token.start and token.end <= end) or token.upos not in _NOMINAL:
            continue
        if token.deprel in _INSIDE and start <= reading.tree[token.head].start < end:
            continue
        if bracketed(text, start, token.start):
            continue
        given = kinds.given(reading, token.id)
        if given.noun_class in {"not", "topic", ""} or given.kind in {None, UNSPECIFIED}:
            continue
        phrase = [t for t in reading.phrase(token.id) if start <= t.start and t.end <= end]
        return Gift(
            given=given,
            kind=given.kind,
            start=min(t.start for t in phrase),
            end=max(t.end for t in phrase),
        )
    return None


def bracketed(text: str, start: int, at: int) -> bool:
    """Whether the place `at` lies in brackets that open behind `start`."""
    before = text[start:at]
    return before.count("(") > before.count(")")


def clausal(reading: Reading, start: int, end: int, amounts: Sequence[Mention]) -> bool:
    """Whether a stretch holds a finite clause with a subject that is no amount itself.

    "40 tents, delivered" and "two delivered" are fragments, "the cabinet will send tents" is
    not. Relative clauses do not count.
    """
    for token in reading.tree.tokens:
        if not (start <= token.start and token.end <= end):
            continue
        if not token.deprel.startswith(("nsubj", "csubj")):
            continue
        verb = reading.tree[token.head]
        if verb.upos not in {"VERB", "AUX"} and not reading.tree.children(verb.id, "cop"):
            continue
        if verb.deprel == "acl:relcl" or counted(token, amounts):
            continue
        return True
    return False


def counted(token: Token, amounts: Sequence[Mention]) -> bool:
    """Whether a token is part of an amount."""
    return any(m.start <= token.start and token.end <= m.end for m in amounts)
