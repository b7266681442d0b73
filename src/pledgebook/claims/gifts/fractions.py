"""Shares of a gift in words: "half of it in soft loans", "two thirds in cash".

The share has a kind of its own and the status of the whole; its sum is known where the
fraction is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pledgebook.claims.clauses.reading import Reading, money_of
from pledgebook.claims.drafting.drafts import Draft
from pledgebook.claims.gifts.kinds import GRANT, UNSPECIFIED, Kinds
from pledgebook.claims.gifts.parts import whole_of
from pledgebook.mentions.amounts import in_country
from pledgebook.types import Money, Step, Token

FRACTIONS = {"half": (1, 2), "third": (1, 3), "quarter": (1, 4), "fifth": (1, 5), "tenth": (1, 10)}
UNSIZED = frozenset({"most", "much", "part", "some", "rest", "remainder", "balance"})
OF_IT = frozenset({"most", "much", "part", "some"})
"""Words that are a share only with "of it": one also takes part in things."""
ANAPHORS = frozenset({"it", "this", "that", "which", "them", "whom", "these"})
MANNER = frozenset({"in", "as"})


def fractions(
    readings: Sequence[Reading], drafts: Sequence[Draft], kinds: Kinds
) -> Iterator[Draft]:
    """Drafts of the shares that words take out of gifts that the drafts state."""
    named = sorted((d for d in drafts if d.contributor is not None), key=lambda d: d.start)
    for reading in readings:
        if reading.is_question or reading.block.kind in {"row", "title", "heading"}:
            continue
        for token in reading.tree.tokens:
            word = token.lemma.lower()
            if word in FRACTIONS or word in UNSIZED:
                whole = parted_here(reading, token, named)
                if whole is not None:
                    yield from share(reading, token, whole, kinds)


def parted_here(reading: Reading, token: Token, named: Sequence[Draft]) -> Draft | None:
    """The gift of the last amount before a token in its sentence, None where none is stated."""
    amounts = [
        m for m in reading.mentions if m.type in {"money", "quantity"} and m.end <= token.start
    ]
    whole = whole_of(reading, token.start, named)
    if whole is None or not amounts:
        return whole
    last = amounts[-1]
    holds = [
        d
        for d in named
        if d.reading is reading
        and d.start <= last.start
        and last.end <= d.end
        and (d.money is not None or d.quantity is not None)
    ]
    return holds[-1] if holds else None


def share(reading: Reading, token: Token, whole: Draft, kinds: Kinds) -> Iterator[Draft]:
    """The draft of the share that begins at a token, none where it names no kind."""
    following = reading.tree.tokens[token.id : token.id + 8]
    place = past_anaphor(following)
    if place == 0 and token.lemma.lower() in OF_IT:
        return
    if place is None or following[place].lemma.lower() not in MANNER:
        return
    noun = next((t for t in following[place + 1 :] if t.upos in {"NOUN", "PROPN"}), None)
    if noun is None or any(t.upos in {"VERB", "AUX", "NUM"} for t in following[: place + 1]):
        return
    head = noun
    while head.deprel in {"compound", "amod"} and head.head > head.id:
        head = reading.tree[head.head]
    given = kinds.given(reading, head.id)
    if given.kind in {None, UNSPECIFIED} or given.noun_class in {"not", "topic", "people"}:
        return
    money = share_of(sum_of(whole), token, reading)
    step = Step(
        rule="part.fraction",
        says=f"{token.form!r} of what {whole.contributor} gives",
        start=token.start,
        end=head.end,
    )
    yield replace(
        whole,
        reading=reading,
        proposal=None,
        kind=given.kind or GRANT,
        start=token.start,
        end=head.end,
        what=reading.span(token.start, head.end),
        money=money,
        money_mention=None,
        quantity=None,
        condition=None,
        when=None,
        joint=False,
        whole=whole,
        steps=[step],
    )


def past_anaphor(following: Sequence[Token]) -> int | None:
    """Where the words go on behind "of it", 0 without such words, None where others follow."""
    if not following:
        return None
    if following[0].lemma.lower() != "of":
        return 0
    if len(following) > 2 and following[1].form.lower() in ANAPHORS:
        return 2
    return None


def sum_of(whole: Draft) -> Money | None:
    """The sum of a gift, a bare dollar read as its giver's."""
    mention, giver = whole.money_mention, whole.contributor
    if whole.money is None or mention is None or giver is None or "bare" not in mention.via:
        return whole.money
    return money_of(in_country(mention, giver)) if len(giver) == 3 else whole.money


def share_of(money: Money | None, token: Token, reading: Reading) -> Money | None:
    """The sum of a fraction, None of an unsized share ("most of it")."""
    parts = FRACTIONS.get(token.lemma.lower())
    if parts is None or money is None:
        return None
    before = reading.tree[token.id - 1].form.lower() if token.id > 1 else ""
    times = {"two": 2, "three": 3, "four": 4}.get(before.rstrip("-"), parts[0])
    low = round(money.low * times / parts[1]) if money.low is not None else None
    high = round(money.high * times / parts[1]) if money.high is not None else None
    return replace(money, low=low, high=high)
