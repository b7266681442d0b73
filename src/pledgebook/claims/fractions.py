"""Shares of a gift in words: "half of it in soft loans", "two thirds in cash".

The share has a kind of its own and the status of the whole; its sum is known where the
fraction is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pledgebook.claims.drafts import Draft
from pledgebook.claims.kinds import GRANT, UNSPECIFIED, Kinds
from pledgebook.claims.reading import Reading
from pledgebook.types import Money, Step, Token

FRACTIONS = {"half": (1, 2), "third": (1, 3), "quarter": (1, 4), "fifth": (1, 5), "tenth": (1, 10)}
UNSIZED = frozenset({"most", "much", "part", "some", "rest", "remainder", "balance"})
ANAPHORS = frozenset({"it", "this", "that", "which", "them", "whom", "these"})
MANNER = frozenset({"in", "as"})


def fractions(reading: Reading, token: Token, whole: Draft | None, kinds: Kinds) -> Iterator[Draft]:
    """The draft of the share that begins at a token, none where it names no kind.

    Args:
        whole: the gift that the words take apart, None where there is none.
    """
    word = token.lemma.lower()
    if whole is None or (word not in FRACTIONS and word not in UNSIZED):
        return
    following = reading.tree.tokens[token.id : token.id + 8]
    place = past_anaphor(following)
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
    money = share_of(whole.money, token, reading) if whole.money is not None else None
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


def share_of(money: Money, token: Token, reading: Reading) -> Money | None:
    """The sum of a fraction, None of an unsized share ("most of it")."""
    parts = FRACTIONS.get(token.lemma.lower())
    if parts is None:
        return None
    before = reading.tree[token.id - 1].form.lower() if token.id > 1 else ""
    times = {"two": 2, "three": 3, "four": 4}.get(before.rstrip("-"), parts[0])
    low = money.low * times / parts[1] if money.low is not None else None
    high = money.high * times / parts[1] if money.high is not None else None
    return replace(money, low=low, high=high)
