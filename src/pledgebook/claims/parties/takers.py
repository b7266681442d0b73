"""Who a document's gifts go to where a sentence names nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from pledgebook.claims.clauses.reading import Reading
from pledgebook.claims.drafting.drafts import Draft
from pledgebook.claims.gifts.kinds import ARMING, GIVING_AREAS
from pledgebook.claims.groups.groupnames import GroupNames
from pledgebook.claims.rulebook.book import Rulebook
from pledgebook.mentions.names import names_in
from pledgebook.mentions.world import bodies, is_country, kind_of, members
from pledgebook.types import ActorName, Document, Mention

HOSTING = "humanitarian.hosting"
MANNING = frozenset(
    {"military.naval", "military.support_troops", "military.combat_troops", "military.basing",
     "military.intelligence", "military.logistics", "military.training_advice", "military.aid",
     "military.equipment"}
)  # fmt: skip
"""What states put into a multinational force."""
POOLED = frozenset({"fund", "mission"})
"""Kinds of bodies that gifts go to by their nature."""
# Weights of a possible taker: a mention, one in the title or the first paragraphs, and a
# sentence that names it as recipient. The leader must have TAKER_SHARE of the sum.
LEAD_BLOCKS = 3
LEAD_WEIGHT = 2
TITLE_WEIGHT = 6
RECIPIENT_WEIGHT = 5
GIVER_WEIGHT = 4
TAKER_SHARE = 0.25
LEAST_WEIGHT = 2
FORCE_MENTIONS = 2
# Members of the rich states' club take relief only where a sentence says so.
DONOR_GROUP = "G7"


class Takers:
    """The takers of one document by kind of gift.

    `place` is the state, people, fund or mission that its gifts go to; `guests` the people
    that its hosts take in; `force` the multinational force that its soldiers and ships join.
    Each is None where the document singles nobody out.
    """

    def __init__(
        self,
        rulebook: Rulebook,
        document: Document,
        readings: Sequence[Reading],
        mentions: Sequence[Mention],
        drafts: Sequence[Draft],
        *,
        relief: bool,
    ) -> None:
        self.rulebook, self.readings, self.mentions = rulebook, readings, mentions
        self.place = place(document, mentions, drafts, relief=relief)
        self.relieved = {d.recipient for d in drafts if d.area in GIVING_AREAS}

    @cached_property
    def guests(self) -> str | None:
        """The people whom the hosts take in."""
        return guests(self.rulebook, self.readings)

    @cached_property
    def force(self) -> str | None:
        """The multinational force that soldiers and ships join."""
        return force(self.rulebook, self.readings, self.mentions)

    def of(self, draft: Draft) -> str | None:
        """The taker of a gift whose sentence names nobody; None for gifts without one.

        Relief goes to a country: to rebels of it only where a sentence says so.
        """
        if draft.kind == HOSTING:
            return self.guests
        if draft.kind in MANNING and self.force is not None:
            return self.force
        if draft.kind in ARMING:
            return self.place
        if draft.area not in GIVING_AREAS or self.place is None:
            return None
        return self.place if self.place in self.relieved else self.place.partition("-")[0]


def place(
    document: Document, mentions: Sequence[Mention], drafts: Sequence[Draft], *, relief: bool
) -> str | None:
    """The actor that title, opening and explicit recipients speak of most.

    Givers are counted down, adversaries are out.

    Args:
        relief: the document is about relief, whose taker is the place that it tells of; other
            gifts need a recipient that the title or a sentence names as such.
    """
    given = Counter(d.contributor for d in drafts if d.contributor and d.status != "asked")
    recipients = [d.recipient for d in drafts if d.recipient and takes(d.recipient)]
    adversaries = {d.target for d in drafts if d.target}
    counts: Counter[str] = Counter()
    bodies_read = [b for b in document.blocks if b.kind in {"body", "item", "turn"}][:LEAD_BLOCKS]
    lead = max((b.end for b in bodies_read), default=0)
    for mention in mentions:
        if mention.type not in {"actor", "place"} or not isinstance(mention.normal, ActorName):
            continue
        actor = mention.normal.id
        if actor is not None and takes(actor) and mention.normal.person is None:
            counts[actor] += LEAD_WEIGHT if mention.start < lead else 1
    named = set(recipients)
    for hit in names_in(document.title or ""):
        for reading in hit.readings[:1]:
            if takes(reading.actor or ""):
                named.add(str(reading.actor))
                counts[str(reading.actor)] += TITLE_WEIGHT
    donors = set(members(DONOR_GROUP, document.published))
    counts = Counter({a: n for a, n in counts.items() if a not in donors | adversaries})
    for recipient in recipients:
        counts[recipient] += RECIPIENT_WEIGHT
    for giver, times in given.items():
        counts[giver] -= GIVER_WEIGHT * times
    positive = {actor: n for actor, n in counts.items() if n > 0}
    if not relief or any(kind_of(a) == "body" for a in positive):
        positive = {
            a: n for a, n in positive.items() if a in named or (relief and kind_of(a) != "body")
        }
    if not positive:
        return None
    leader, count = max(positive.items(), key=lambda item: (item[1], item[0]))
    if count < TAKER_SHARE * sum(positive.values()) or count < LEAST_WEIGHT:
        return None
    state = leader.partition("-")[0]
    return state if relief and state in positive else leader


def takes(actor: str) -> bool:
    """Whether an id is a state, a people of one, a fund or a mission: "SDN", "IRQ-kurds", "GCF"."""
    if is_country(actor) or actor[3:4] == "-":
        return True
    return actor in bodies() and bodies()[actor].kind in POOLED


def guests(rulebook: Rulebook, readings: Sequence[Reading]) -> str | None:
    """The people whom the document's hosts take in, by its commonest word: "refugees"."""
    counts: Counter[str] = Counter()
    for reading in readings:
        for token in reading.tree.tokens:
            mark = rulebook.groups.get(token.lemma.lower())
            plural = token.upos == "NOUN" and token.form.lower() != token.lemma.lower()
            if mark is not None and mark.cls == "refugee" and plural:
                counts[token.form.lower()] += 1
    if not counts:
        return None
    word, _ = max(counts.items(), key=lambda item: (item[1], item[0]))
    return f"GROUP:{word}"


def force(
    rulebook: Rulebook, readings: Sequence[Reading], mentions: Sequence[Mention]
) -> str | None:
    """The multinational force with a name of its own that the document speaks of most."""
    names = GroupNames(rulebook, readings)
    counts: Counter[str] = Counter()
    forces = {noun for noun, mark in rulebook.groups.items() if mark.cls == "force"}
    called = [(lemma, name, 1) for _, lemma, name in names.known]
    called += [(lemma, name, FORCE_MENTIONS) for lemma, name in names.proper.items()]
    for lemma, name, weight in called:
        if lemma in forces and name[:1].isupper() and not names_in(name):
            counts[f"COALITION:{name}"] += weight
    for mention in mentions:
        name = str(mention.normal.id) if isinstance(mention.normal, ActorName) else ""
        if name in bodies() and bodies()[name].kind == "mission":
            counts[name] += 1
    if not counts:
        return None
    leader, count = max(counts.items(), key=lambda item: (item[1], item[0]))
    return leader if count >= FORCE_MENTIONS else None
