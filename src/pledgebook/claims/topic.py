"""What a document is about: the purpose of its sums, and who its gifts go to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from pledgebook.claims.kinds import GRANT
from pledgebook.claims.reading import Reading
from pledgebook.claims.rulebook import Rulebook
from pledgebook.mentions.names import names_in
from pledgebook.mentions.world import is_country, members
from pledgebook.types import ActorName, Document, Mention

# A topic must be named this often before it colours sums without a purpose of their own;
# a word of the title counts TITLE_WEIGHT times. Chosen on the dev half of the gold (3 and 4
# were best of 2-5 and 1-6); re-run the gold after a change.
TOPIC_MENTIONS = 3
TITLE_WEIGHT = 4
GENERIC_TOPICS = frozenset({"relief", "humanitarian aid", "emergency aid", "aid", "weapon", "arm"})
# Weights of a possible taker: a mention, one in the title or the first paragraphs, and a
# sentence that names it as recipient. The leader must have TAKER_SHARE of the sum.
LEAD_BLOCKS = 3
LEAD_WEIGHT = 2
RECIPIENT_WEIGHT = 5
GIVER_WEIGHT = 4
# Members of the rich states' club take relief only where a sentence says so.
DONOR_GROUP = "G7"
TAKER_SHARE = 0.25


def topic_kind(rulebook: Rulebook, document: Document, readings: Iterable[Reading]) -> str | None:
    """The kind that a sum without stated purpose takes from its document, or None.

    Contract, section 8, point 1: a purpose stated anywhere in the document holds for every
    sum of that gift or conference.
    """
    counts: Counter[str] = Counter()
    for reading in readings:
        weight = TITLE_WEIGHT if reading.block.kind in {"title", "heading"} else 1
        for token in reading.tree.tokens:
            kind = topic_of(rulebook, token.lemma.lower(), token.upos)
            if kind is not None:
                counts[kind] += weight
    areas: Counter[str] = Counter()
    for kind, count in counts.items():
        areas[grouped(kind)] += count
    if not areas:
        return None
    area, count = max(areas.items(), key=lambda item: (item[1], item[0]))
    if count < TOPIC_MENTIONS:
        return None
    if area == "humanitarian":
        return "humanitarian.aid"
    return max((n, k) for k, n in counts.items() if grouped(k) == area)[1]


def topic_of(rulebook: Rulebook, lemma: str, upos: str) -> str | None:
    """The kind of sums that one word speaks of: "flood" -> relief, "rebuild" -> reconstruction."""
    if upos == "VERB":
        acts = rulebook.acts.get(lemma, ())
        return next((a.kind for a in acts if a.kind == "financial.reconstruction"), None)
    if upos not in {"NOUN", "PROPN", "ADJ"}:
        return None
    thing = rulebook.things.get(lemma)
    if thing is None or not thing.money_kind or thing.money_kind == GRANT:
        return None
    if thing.money_kind.startswith("political."):
        return None
    owed = thing.money_kind == "financial.debt_relief"
    if owed or thing.cls in {"topic", "people"} or thing.phrase in GENERIC_TOPICS:
        return thing.money_kind
    return None


def grouped(kind: str) -> str:
    """The area of a kind; kinds of money stand for themselves."""
    area = kind.partition(".")[0]
    return kind if area == "financial" else area


def taker(
    document: Document,
    mentions: Sequence[Mention],
    givers: Sequence[str],
    recipients: list[str],
    *,
    relief: bool,
) -> str | None:
    """The state or people that the document's gifts go to where a sentence names nobody.

    The actor that the title, the opening and the explicit recipients speak of most, those
    who give themselves counted down; None where nobody leads clearly.

    Args:
        relief: the document is about relief, whose taker is the place that it tells of; other
            gifts need a recipient that the title or a sentence names as such.
    """
    counts: Counter[str] = Counter()
    bodies = [b for b in document.blocks if b.kind in {"body", "item", "turn"}][:LEAD_BLOCKS]
    lead = max((b.end for b in bodies), default=0)
    for mention in mentions:
        if mention.type not in {"actor", "place"} or not isinstance(mention.normal, ActorName):
            continue
        actor = mention.normal.id
        if actor is not None and is_taker(actor) and mention.normal.person is None:
            counts[actor] += LEAD_WEIGHT if mention.start < lead else 1
    named = set(recipients)
    for hit in names_in(document.title or ""):
        for reading in hit.readings[:1]:
            if is_taker(reading.actor or ""):
                named.add(str(reading.actor))
                counts[str(reading.actor)] += TITLE_WEIGHT
    donors = set(members(DONOR_GROUP, document.published))
    counts = Counter({a: n for a, n in counts.items() if a not in donors})
    for recipient in recipients:
        if is_taker(recipient):
            counts[recipient] += RECIPIENT_WEIGHT
    for giver in givers:
        if giver not in recipients:
            counts[giver] = 0
        else:
            counts[giver] -= GIVER_WEIGHT
    if document.home in counts:
        counts[str(document.home)] //= 2
    positive = {actor: n for actor, n in counts.items() if n > 0}
    if not relief:
        positive = {actor: n for actor, n in positive.items() if actor in named}
    if not positive:
        return None
    leader, count = max(positive.items(), key=lambda item: (item[1], item[0]))
    return leader if count >= TAKER_SHARE * sum(positive.values()) and count > 1 else None


def is_taker(actor: str) -> bool:
    """Whether an id is a state or a people of one: "SDN", "IRQ-kurds"."""
    return is_country(actor) or actor[3:4] == "-"
