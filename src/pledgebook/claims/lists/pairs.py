"""Pairs of a giver and what stands beside it without a verb: "Sweden $3m", "so did Oslo"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pledgebook.claims.clauses.reading import Reading, actor_of
from pledgebook.claims.gifts.kinds import GRANT, UNSPECIFIED, Kinds
from pledgebook.claims.lists.fragments import bracketed
from pledgebook.claims.rulebook.book import Rulebook
from pledgebook.types import Document, Mention, Token

# How far an amount may stand behind its giver in a gapped clause: "Denmark (another $2m".
GAP_CHARACTERS = 40
GAP_SIGNS = frozenset(":–—-(,“\"'‘")
BOUNDARIES = frozenset(
    {",", ";", ":", "–", "—", "-", "(", ".", "and", "while", "but", "plus", "then"}
)
NONE = frozenset({"none", "nothing", "nil"})
PRO_VERBS = frozenset({"do", "have", "be", "will", "would", "can", "could"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A giver and what stands beside it: the stretch, the amount, a kind of its own."""

    giver: str
    start: int
    end: int
    what: tuple[int, int]
    amount: Mention | None = None
    kind: str | None = None
    same: bool = False
    nothing: bool = False
    recipient: str | None = None


def pairs(reading: Reading, kinds: Kinds) -> Iterator[Pair]:
    """The pairs (giver, amount) of a sentence with nothing but list words between."""
    document = reading.document
    sums = [m for m in reading.mentions if m.type in {"money", "quantity"} and m.normal]
    every = sorted((*sums, *reading.bare_numbers), key=lambda m: m.start)
    for actor in reading.mentions:
        name = actor_of(actor)
        if actor.type != "actor" or name is None or name.id is None or name.person is not None:
            continue
        if not begins_part(reading, actor):
            continue
        amount = next_amount(kinds.rulebook, document, actor, every)
        if amount is not None:
            yield Pair(
                giver=name.id,
                start=actor.start,
                end=amount.end,
                what=(amount.start, amount.end),
                amount=amount,
                kind=own_kind(reading, kinds, amount),
            )
            continue
        thing = next_thing(reading, kinds, actor, name.id)
        if thing is not None:
            yield thing


def own_kind(reading: Reading, kinds: Kinds, amount: Mention) -> str | None:
    """The kind that the counted thing itself has: "200 tonnes of maize" is food."""
    top = reading.tree.top(amount.start, amount.end)
    if top is None:
        return None
    given = kinds.given(reading, top.id)
    return given.kind if given.kind not in {GRANT, UNSPECIFIED} else None


def begins_part(reading: Reading, actor: Mention) -> bool:
    """Whether an actor begins a conjunct: behind a comma, "and", "followed by" or nothing.

    One behind another preposition is a taker or a place: "to Chad, $5m".
    """
    tree = reading.tree
    covered = tree.at(actor.start, actor.end)
    if not covered:
        return False
    before: Token | None = tree[covered[0].id - 1] if covered[0].id > 1 else None
    defined = False
    while before is not None and before.upos == "DET" and before.lemma.lower() == "the":
        defined = True
        before = tree[before.id - 1] if before.id > 1 else None
    if actor.via == "adjective" and not (defined and nominal(reading, covered[-1])):
        return False
    if before is None:
        return True
    word = before.form.lower()
    if word in BOUNDARIES:
        return word != "and" or not joined(reading, before)
    text = reading.document.text[actor.end : actor.end + 2]
    if word in {"from", "by"} and text == " (":
        return True
    return word == "by" and before.id > 1 and tree[before.id - 1].form.lower() == "followed"


def nominal(reading: Reading, token: Token) -> bool:
    """Whether an adjective stands for its people: "the Dutch 900"."""
    following = reading.tree[token.id + 1] if token.id < len(reading.tree) else None
    return following is None or following.upos not in {"NOUN", "ADJ", "PROPN"}


def joined(reading: Reading, conjunction: Token) -> bool:
    """Whether "and" joins two actors into one giver: "Qatar and Kuwait 150".

    In "$5m to Chad and Sweden $3m" the first is a taker, and "and" begins another part.
    """
    if conjunction.id <= 1:
        return False
    before = reading.actor_at(conjunction.id - 1)
    return actor_of(before) is not None and before is not None and begins_part(reading, before)


def next_amount(
    rulebook: Rulebook,
    document: Document,
    actor: Mention,
    every: Sequence[Mention],
    *,
    with_it: bool = False,
) -> Mention | None:
    """The amount right behind an actor, with nothing but list words between.

    "Oslo, with 40 of its citizens held" names no gift, "so has Oslo, with 40" does (`with_it`).
    """
    for amount in every:
        if amount.start < actor.end:
            continue
        if amount.start - actor.end > GAP_CHARACTERS:
            return None
        between = document.text[actor.end : amount.start]
        if not with_it and "with" in between.split() and "," in between:
            return None
        words = between.lower().translate({ord(sign): " " for sign in GAP_SIGNS}).split()
        ranks = rulebook.words("ranking_verb")
        allowed = rulebook.words("gap")
        if "with" in words and ranks & set(words):
            allowed |= ranks | rulebook.words("rank")
        return amount if all(word in allowed for word in words) else None
    return None


def next_thing(reading: Reading, kinds: Kinds, actor: Mention, giver: str) -> Pair | None:
    """What else may stand in an amount's place: "Malta a platoon", "Cuba the same", "Chad none"."""
    tree = reading.tree
    at = tree.at(actor.start, actor.end)[-1].id + 1
    if at > len(tree):
        return None
    first = tree[at]
    if first.form.lower() in NONE:
        what = (first.start, first.end)
        return Pair(giver=giver, start=actor.start, end=first.end, what=what, nothing=True)
    if at < len(tree) and first.form.lower() == "the" and tree[at + 1].form.lower() == "same":
        what = (first.start, tree[at + 1].end)
        return Pair(giver=giver, start=actor.start, end=what[1], what=what, same=True)
    if first.form.lower() not in {"a", "an", "one", "another"}:
        return None
    head = first.head
    if not at < head <= at + 5 or tree[head].upos not in {"NOUN", "PROPN"}:
        return None
    given = kinds.given(reading, head)
    if given.kind is None or given.noun_class not in {"thing", "people", "act"}:
        return None
    end = tree[head].end
    return Pair(giver=giver, start=actor.start, end=end, what=(first.start, end), kind=given.kind)


def echoes(reading: Reading, kinds: Kinds) -> Iterator[Pair]:
    """Givers that a pro-verb adds: "so did Oslo", "as has the Dutch government", "nor will Rome".

    An amount behind "for" or "with" is their own: "So did the Dutch, for 900".
    """
    tree, document = reading.tree, reading.document
    every = sorted(
        (*(m for m in reading.mentions if m.type in {"money", "quantity"}), *reading.bare_numbers),
        key=lambda m: m.start,
    )
    for token in tree.tokens[:-2]:
        if token.form.lower() not in {"so", "as", "neither", "nor"}:
            continue
        verb = tree[token.id + 1]
        if verb.lemma.lower() not in PRO_VERBS or verb.upos not in {"AUX", "VERB"}:
            continue
        at = token.id + 2
        while at < len(tree) and tree[at].upos == "DET":
            at += 1
        mention = reading.actor_at(at)
        name = actor_of(mention)
        if name is None or name.id is None or mention is None:
            continue
        amount = next_amount(kinds.rulebook, document, mention, every, with_it=True)
        end = amount.end if amount is not None else mention.end
        what = (amount.start, amount.end) if amount is not None else (token.start, mention.end)
        yield Pair(giver=name.id, start=token.start, end=end, what=what, amount=amount)


def transfers(reading: Reading, kinds: Kinds) -> Iterator[Pair]:
    """Amounts with whom they are from or go to, without a verb: "$9m to UNICEF", "40 from Oman".

    The giver of an amount that goes to somebody is its model's (`giver` ""). Only amounts
    that no verb governs, or one that says that they came or are, count.
    """
    tree, sentence = reading.tree, reading.sentence
    for amount in (*reading.mentions, *reading.bare_numbers):
        if amount.type not in {"money", "quantity"} or amount.normal is None:
            continue
        top = tree.top(amount.start, amount.end)
        party = party_behind(reading, amount)
        if (
            top is None
            or party is None
            or bracketed(reading.document.text, sentence.start, amount.start)
        ):
            continue
        word, mention = party
        if not unruled(reading, top) and not (word == "to" and goes_on(reading, amount)):
            continue
        name = actor_of(mention)
        if name is None or name.id is None or name.person is not None:
            continue
        yield Pair(
            giver=name.id if word == "from" else "",
            start=amount.start,
            end=mention.end,
            what=(amount.start, amount.end),
            amount=amount,
            kind=own_kind(reading, kinds, amount),
            recipient=name.id if word == "to" else None,
        )


def goes_on(reading: Reading, amount: Mention) -> bool:
    """Whether an amount goes on with a list of amounts: behind a comma, colon or "and"."""
    covered = reading.tree.at(amount.start, amount.end)
    if not covered or covered[0].id <= 1:
        return False
    return reading.tree[covered[0].id - 1].form.lower() in BOUNDARIES


def unruled(reading: Reading, top: Token) -> bool:
    """Whether no verb but "be" or "come" governs an amount."""
    tree = reading.tree
    here = top
    while here.head:
        here = tree[here.head]
        if here.upos in {"VERB", "AUX"}:
            return here.lemma.lower() in {"be", "come"}
    return True


def party_behind(reading: Reading, amount: Mention) -> tuple[str, Mention] | None:
    """The preposition and actor behind an amount: "in cash from the Saudi government"."""
    tree = reading.tree
    inside = tree.at(amount.start, amount.end)
    at = inside[-1].id + 1
    for token in tree.tokens[at - 1 : at + 5]:
        if token.upos in {"VERB", "AUX", "PUNCT", "CCONJ", "PRON"}:
            return None
        if token.form.lower() in {"from", "to"}:
            place = token.id + 1
            while place < len(tree) and tree[place].upos == "DET":
                place += 1
            mention = reading.actor_at(place) if place <= len(tree) else None
            return (token.form.lower(), mention) if mention is not None else None
    return None
