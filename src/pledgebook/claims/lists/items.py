"""Gifts in list items and labelled lines: "Norway: 40 tents, delivered", "Oman, 150".

The giver is the label of the line, the actor that its heading names ("CANADA"), or whoever
gives the package that the line in front opens ("The package includes:").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pledgebook.claims.clauses.reading import Reading, actor_of
from pledgebook.claims.drafting.drafts import Draft, quantity_of_gift
from pledgebook.claims.gifts.kinds import GRANT, UNSPECIFIED, Kinds
from pledgebook.claims.lists.fragments import Gift, clausal, gifts, stage_of
from pledgebook.claims.parties.party import is_listed
from pledgebook.claims.parties.roles import Roles
from pledgebook.types import ActorName, Block, Document, Mention, Step

# Share of a heading's letters that its actor must make up: "CANADA:", not "Help for Canada".
HEADING_SHARE = 0.7
_BULLET = re.compile(r"[\W\d_]*")
_SEPARATOR = re.compile(r"\s*(?:\([^()]{1,60}\)\s*)?(?::|\s[–—-]|[–—])\s*")
_COMMA = re.compile(r"\s*,\s*")
_LETTERS = re.compile(r"[^\W\d_]")
OWN_LINES = frozenset({"label", "heading"})
"""Labels under which each line tells what the actor gives: "CHINA: ... A plane arrived"."""
INCLUDING = frozenset(
    {"include", "comprise", "contain", "consist", "follow", "provide", "give", "send", "cover",
     "deliver", "contribute", "supply", "donate", "pledge", "commit", "announce", "offer"}
)  # fmt: skip
"""Verbs of a line that opens a list of gifts: "The package includes:"."""
OPENERS = frozenset({"brief", "glance", "fact", "figure"})
"""Nouns of such a line without a verb: "The mandate in brief:", "Quick facts"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Who gives what stands in a line: actor id, how it was read, where the gifts begin."""

    id: str
    via: str
    start: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A part of a block between semicolons or sentence ends, with the trees that touch it."""

    start: int
    end: int
    readings: tuple[Reading, ...]


def itemised(
    document: Document,
    readings: Sequence[Reading],
    drafts: Sequence[Draft],
    roles: Roles,
    kinds: Kinds,
) -> Iterator[Draft]:
    """Drafts of verbless gifts in items and labelled lines; names the giver of others there."""
    by_block: dict[int, list[Reading]] = {}
    for reading in readings:
        by_block.setdefault(reading.sentence.block, []).append(reading)
    mentions = tuple(m for reading in readings for m in reading.mentions)
    for at, here in by_block.items():
        block = document.blocks[at]
        if block.kind not in {"item", "body"}:
            continue
        outer = heading_label(document, mentions, block)
        if outer is None and block.kind == "item":
            outer = opened(document, by_block, drafts, block)
        found = [d for d in drafts if d.reading.sentence.block == at]
        for segment in segments(document, block, here):
            label = label_at(document, mentions, segment) or (
                replace(outer, start=segment.start, after=segment.start) if outer else None
            )
            if label is None:
                continue
            if outer is None and block.kind == "item":
                outer = label if label.start - block.start < 4 else None
            name_unresolved(found, label, segment)
            yield from fragment(document, segment, label, found, roles, kinds)


def segments(document: Document, block: Block, here: Sequence[Reading]) -> Iterator[Segment]:
    """The parts of a block, in order."""
    cuts = {block.start, block.end, *(r.sentence.end for r in here)}
    for found in re.finditer(r";", document.text[block.start : block.end]):
        cuts.add(block.start + found.end())
    for reading in here:
        for mention in reading.mentions:
            before, after = mention.start - 2, document.text[mention.end : mention.end + 2]
            if after == ": " and document.text[max(before, 0) : mention.start] == ". ":
                cuts.add(mention.start)
    for start, end in pairwise(sorted(cuts)):
        touching = tuple(r for r in here if r.sentence.start < end and start < r.sentence.end)
        if touching and document.text[start:end].strip():
            yield Segment(start=start, end=end, readings=touching)


def label_at(document: Document, mentions: Sequence[Mention], segment: Segment) -> Label | None:
    """The actor that labels a segment: before a colon or dash, or a comma and an amount.

    A label may follow the words that open the list: "The pledges were: Oman, $2m; ...".
    """
    text = document.text
    starts = [_BULLET.match(text, segment.start, segment.end).end()]  # type: ignore[union-attr]
    colon = text.rfind(": ", segment.start, segment.end)
    if colon >= 0:
        starts.append(colon + 2)
    for start in starts:
        for word in ("and ", "the ", "The "):
            if text.startswith(word, start):
                start += len(word)
        for mention in mentions:
            if not start <= mention.start <= start + 14 or mention.end > segment.end:
                continue
            name = actor_of(mention)
            if name is None or mention.type != "actor" or not labels(name):
                continue
            before = text[start : mention.start]
            if before and not before.endswith(" of "):
                continue
            sign = _SEPARATOR.match(text, mention.end, segment.end)
            if sign is not None and sign.end() > mention.end:
                return Label(id=str(name.id), via="label", start=start, after=sign.end())
            comma = _COMMA.match(text, mention.end, segment.end)
            if comma is not None and any(
                m.type in {"money", "quantity"} and m.start == comma.end() for m in mentions
            ):
                return Label(id=str(name.id), via="label", start=start, after=comma.end())
    return None


def labels(name: ActorName) -> bool:
    """Whether an actor may be the label of a gift: no person and no described set.

    "Participants:" heads a list of names, "Smith:" a turn.
    """
    return name.person is None and not str(name.id).startswith(("GROUP:", "COALITION:", "PERSON:"))


def heading_label(document: Document, mentions: Sequence[Mention], block: Block) -> Label | None:
    """The actor that the heading over a block names and hardly anything else, or None."""
    if block.parent is None:
        return None
    parent = document.blocks[block.parent]
    letters = len(_LETTERS.findall(document.text[parent.start : parent.end]))
    for mention in mentions:
        name = actor_of(mention)
        if name is None or not parent.start <= mention.start < parent.end or not labels(name):
            continue
        if len(_LETTERS.findall(mention.quote)) >= HEADING_SHARE * letters:
            return Label(id=str(name.id), via="heading", start=block.start, after=block.start)
    return None


def opened(
    document: Document,
    by_block: dict[int, list[Reading]],
    drafts: Sequence[Draft],
    block: Block,
) -> Label | None:
    """Who gives the items below a line such as "The package includes:", None where unclear.

    The one giver of that line, else the one giver of all before it, else the state whose
    release it is.
    """
    if block.parent is None:
        return None
    lines = by_block.get(block.parent, ())
    if not any(opens(reading) for reading in lines):
        return None
    first = document.blocks[block.parent].start
    own = Counter(
        d.contributor for d in drafts if d.contributor and d.reading.sentence.block == block.parent
    )
    before = Counter(d.contributor for d in drafts if d.contributor and d.start < first)
    for givers in (own, before):
        if len(givers) == 1:
            giver = next(iter(givers))
            return Label(id=str(giver), via="lead-in", start=block.start, after=block.start)
        if givers:
            return None
    if document.home is None:
        return None
    return Label(id=document.home, via="issuer", start=block.start, after=block.start)


def opens(reading: Reading) -> bool:
    """Whether a line opens a list of gifts."""
    text = reading.document.text[reading.sentence.start : reading.sentence.end].rstrip()
    words = set(reading.lemmas(reading.tree.tokens))
    return text.endswith(":") and bool(words & (INCLUDING | OPENERS))


def name_unresolved(found: Sequence[Draft], label: Label, segment: Segment) -> None:
    """Gives the label's actor to drafts of the segment that name nobody."""
    for draft in found:
        if not segment.start <= draft.start < segment.end:
            continue
        main = subjectless(draft) if label.via not in OWN_LINES else heads_sentence(draft)
        if draft.contributor is None and main:
            draft.contributor, draft.contributor_via = label.id, label.via
            draft.steps.append(
                Step(
                    rule="item.giver",
                    says=f"{label.id} gives what stands under its {label.via}",
                    start=draft.start,
                    end=draft.end,
                )
            )


def heads_sentence(draft: Draft) -> bool:
    """Whether a draft's predicate, or what governs it, is the main verb of its sentence."""
    if draft.proposal is None:
        return False
    tree = draft.proposal.reading.tree
    relations = {
        t.deprel
        for t in (tree[draft.proposal.predicate], *tree.path_to_root(draft.proposal.predicate))
    }
    return not any(r.startswith(("acl", "advcl", "nmod", "obl")) for r in relations)


def subjectless(draft: Draft) -> bool:
    """Whether a draft's predicate heads its sentence without a subject: "Sent 40 tents"."""
    if draft.proposal is None:
        return False
    tree, here = draft.proposal.reading.tree, draft.proposal.predicate
    while tree[here].deprel == "conj":
        if tree.children(here, "nsubj"):
            return False
        here = tree[here].head
    return tree[here].deprel in {"root", "parataxis"} and not tree.children(here, "nsubj")


def fragment(
    document: Document,
    segment: Segment,
    label: Label,
    found: Sequence[Draft],
    roles: Roles,
    kinds: Kinds,
) -> Iterator[Draft]:
    """The drafts of one verbless segment, none where a clause says it."""
    text = document.text
    for reading in segment.readings:
        start = max(label.after, reading.sentence.start)
        end = min(segment.end, reading.sentence.end)
        if start >= end:
            continue
        amounts = [m for m in reading.mentions if m.type in {"money", "quantity"}]
        if clausal(reading, start, end, amounts):
            continue
        if label.via != "label" and captioned(kinds, reading, start, end):
            continue
        stage = stage_of(text[start:end])
        for gift in gifts(kinds, reading, start, end):
            # A firm's name heads many other lines.
            sized = gift.given.money is not None or gift.given.quantity is not None
            if any(covers(draft, gift) for draft in found) or not (sized or is_listed(label.id)):
                continue
            yield of_gift(reading, label, gift, stage or "pledged", roles)


def captioned(kinds: Kinds, reading: Reading, start: int, end: int) -> bool:
    """Whether a line tells something else under a word of its own: "Duration: six months"."""
    colon = reading.document.text.find(": ", start, end)
    if colon < 0 or stage_of(reading.document.text[start:colon]) is not None:
        return False
    return not any(True for _ in gifts(kinds, reading, start, colon))


def covers(draft: Draft, gift: Gift) -> bool:
    """Whether a clause of the same stretch already states the gift."""
    if not (draft.start < gift.end and gift.start < draft.end):
        return False
    return draft.contributor is not None and (
        draft.money == gift.given.money and draft.quantity == gift.given.quantity
    )


def of_gift(reading: Reading, label: Label, gift: Gift, status: str, roles: Roles) -> Draft:
    """The draft of a gift that the label's actor gives."""
    given = gift.given
    start = min(label.start, gift.start) if label.via == "label" else gift.start
    recipient = None
    for head, marker in roles.dependents(reading, (given.head,)):
        party = roles.party(reading, head) if marker == "to" else None
        if party is not None:
            recipient = party.id
            break
    kind = gift.kind or (GRANT if given.money is not None else UNSPECIFIED)
    says = f"{label.id} is the {label.via} of {reading.document.text[gift.start : gift.end]!r}"
    return Draft(
        reading=reading,
        proposal=None,
        contributor=label.id,
        contributor_via=label.via,
        kind=kind,
        status=status,
        start=start,
        end=gift.end,
        money=given.money,
        money_mention=given.money_mention,
        quantity=quantity_of_gift(given, alone=True),
        what=reading.span(gift.start, gift.end),
        recipient=recipient,
        steps=[Step(rule="item.gift", says=says, start=start, end=gift.end)],
    )
