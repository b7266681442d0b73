"""What the document as a whole says of each draft: topic, taker, giver, restatement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from pledgebook.claims.drafts import Draft
from pledgebook.claims.kinds import GRANT, UNSPECIFIED
from pledgebook.claims.reading import Reading
from pledgebook.claims.rulebook import Rulebook
from pledgebook.mentions.context import role_words
from pledgebook.types import ActorName, Document, Mention, Step

# A topic must be named this often before it colours sums without a purpose of their own.
TOPIC_MENTIONS = 3
# Share of all mentions of possible takers that the leading one must have. Swept 0.2-0.6 on
# the dev half; re-run the gold after a change.
TAKER_SHARE = 0.3

GIVING_AREAS = frozenset({"humanitarian", "financial", "climate", "economic", "other"})
STATUS_RANK = (
    "delivered", "under_way", "committed", "pledged", "offered", "considering", "declined",
    "withdrawn", "asked",
)  # fmt: skip


def topic_kind(rulebook: Rulebook, readings: Iterable[Reading]) -> str | None:
    """The kind that a sum without stated purpose takes from its document, or None.

    Contract, section 8, point 1: a purpose stated anywhere in the document holds for every
    sum of that gift or conference.
    """
    counts: Counter[str] = Counter()
    for reading in readings:
        for token in reading.tree.tokens:
            if token.upos not in {"NOUN", "PROPN", "ADJ"}:
                continue
            thing = rulebook.things.get(token.lemma.lower())
            if thing is not None and thing.money_kind and thing.money_kind != GRANT:
                if thing.cls in {"topic", "thing", "people"}:
                    counts[thing.money_kind] += 1
    areas: Counter[str] = Counter()
    for kind, count in counts.items():
        areas[kind.partition(".")[0]] += count
    if not areas:
        return None
    area, count = areas.most_common(1)[0]
    if count < TOPIC_MENTIONS:
        return None
    if area == "humanitarian":
        return "humanitarian.aid"
    best = [(n, k) for k, n in counts.items() if k.startswith(area + ".")]
    return max(best)[1]


def taker(document: Document, mentions: Sequence[Mention], drafts: Sequence[Draft]) -> str | None:
    """The state or people that the document's gifts go to where a sentence names nobody.

    The actor that explicit recipients and mentions speak of most, givers left out; None
    where nobody leads clearly.
    """
    givers = {d.contributor for d in drafts if d.status not in {"asked"}}
    counts: Counter[str] = Counter()
    for mention in mentions:
        if mention.type not in {"actor", "place"} or not isinstance(mention.normal, ActorName):
            continue
        actor = mention.normal.id
        if actor is None or actor in givers or ":" in actor or mention.normal.person:
            continue
        if len(actor) == 3 or (len(actor) > 4 and actor[3] == "-"):
            counts[actor] += 1
    for draft in drafts:
        if draft.recipient is not None and draft.recipient not in givers:
            counts[draft.recipient] += 4
    if document.home is not None and document.home in counts and len(counts) > 1:
        counts[document.home] = counts[document.home] // 2
    if not counts:
        return None
    leader, count = max(counts.items(), key=lambda item: (item[1], item[0]))
    return leader if count >= TAKER_SHARE * counts.total() and count > 1 else None


def settle(
    rulebook: Rulebook,
    document: Document,
    readings: Sequence[Reading],
    mentions: Sequence[Mention],
    drafts: list[Draft],
) -> tuple[list[Draft], list[Draft]]:
    """Drafts with what the document adds, restatements removed; and those nobody gives."""
    topic = topic_kind(rulebook, readings)
    for draft in drafts:
        if draft.kind == GRANT and draft.money is not None and topic is not None:
            draft.kind = topic
            draft.steps.append(note(draft, "topic", f"the document speaks of {topic}"))
        elif draft.kind == UNSPECIFIED and draft.money is not None:
            draft.kind = topic or GRANT
    named, lost = name_agents(drafts)
    named = [d for d in named if d.contributor and gives(d.contributor, d.kind) and states(d)]
    default = taker(document, mentions, named)
    for draft in named:
        if draft.recipient == draft.contributor:
            draft.recipient = None
        if (
            draft.recipient is None
            and default is not None
            and default != draft.contributor
            and draft.target is None
            and takes_recipient(draft)
        ):
            draft.recipient = default
            draft.steps.append(note(draft, "taker", f"the document's gifts go to {default}"))
    return restated(named), lost


def takes_recipient(draft: Draft) -> bool:
    """Whether a gift of this kind has a taker by its nature."""
    if draft.area in GIVING_AREAS:
        return True
    return draft.kind in {
        "military.weapons",
        "military.equipment",
        "military.training_advice",
        "military.aid",
        "military.air_defence",
    }


def gives(contributor: str, kind: str) -> bool:
    """Whether such an actor is a contributor in the ledger's sense.

    A described group must be one of states, donors or bodies: students and companies are no
    contributors by description. Persons and unlisted organisations give in their own name
    only where the gift says what it is for.
    """
    if contributor.startswith("PERSON:"):
        return False
    if contributor.startswith("GROUP:"):
        words = {w.strip(",.").casefold() for w in contributor[6:].split()}
        return bool(words & (role_words("set") | role_words("circle")))
    if contributor.startswith("ORG:"):
        return kind not in {GRANT, UNSPECIFIED} and not kind.startswith(("political.", "military."))
    return True


def states(draft: Draft) -> bool:
    """Whether a draft says enough to be an entry.

    Unspecified help counts only with an amount or to somebody named.
    """
    if draft.kind != UNSPECIFIED:
        return True
    return draft.money is not None or (draft.quantity is not None and draft.recipient is not None)


def name_agents(drafts: Sequence[Draft]) -> tuple[list[Draft], list[Draft]]:
    """Agentless drafts given the one contributor of their paragraph, else `GROUP:unnamed`.

    Contract, section 8, point 15. A draft whose subject is a phrase that nobody can resolve
    is lost: it is counted, never guessed.
    """
    by_block: dict[int, set[str]] = {}
    for draft in drafts:
        if draft.contributor is not None:
            by_block.setdefault(draft.reading.sentence.block, set()).add(draft.contributor)
    named: list[Draft] = []
    lost: list[Draft] = []
    for draft in drafts:
        if draft.contributor is None:
            if draft.contributor_via != "agentless":
                lost.append(draft)
                continue
            near = by_block.get(draft.reading.sentence.block, set())
            if len(near) == 1:
                draft.contributor = next(iter(near))
                draft.contributor_via = "paragraph"
            else:
                lost.append(draft)
                continue
        named.append(draft)
    return named, lost


def restated(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without restatements: one for one contribution, at its fullest mention.

    Contract, section 8, point 2: another amount, status or thing makes a claim of its own.
    """
    kept: list[Draft] = []
    for draft in sorted(drafts, key=fullness, reverse=True):
        if not any(restates(draft, other) for other in kept):
            kept.append(draft)
    return sorted(kept, key=lambda d: (d.start, d.end, d.contributor or "", d.kind))


def fullness(draft: Draft) -> tuple[bool, bool, bool, bool, bool, int]:
    """How much a draft says: amount, body text, object, recipient, condition; earlier first."""
    return (
        draft.money is not None or draft.quantity is not None,
        draft.reading.block.kind not in {"title", "heading"},
        draft.what is not None,
        draft.recipient is not None,
        draft.condition is not None,
        -draft.start,
    )


def restates(draft: Draft, other: Draft) -> bool:
    """Whether a draft says nothing that the fuller one does not say."""
    if draft.contributor != other.contributor:
        return False
    overlapping = draft.start < other.end and other.start < draft.end
    same_kind = draft.kind == other.kind
    if overlapping and same_kind and draft.status == other.status:
        return amounts_agree(draft, other)
    title = draft.reading.block.kind in {"title", "heading"}
    if title and draft.area == other.area:
        return amounts_agree(draft, other)
    if not same_kind or draft.status != other.status:
        return False
    if draft.money is not None or draft.quantity is not None:
        return draft.money == other.money and draft.quantity == other.quantity
    if draft.recipient and other.recipient and draft.recipient != other.recipient:
        return False
    return True


def amounts_agree(draft: Draft, other: Draft) -> bool:
    """Whether the draft has no amount, or the other's."""
    return (draft.money is None or draft.money == other.money) and (
        draft.quantity is None or draft.quantity == other.quantity
    )


def note(draft: Draft, rule: str, says: str) -> Step:
    """A line of the trace that is bound to the whole evidence."""
    return Step(rule=rule, says=says, start=draft.start, end=draft.end)
