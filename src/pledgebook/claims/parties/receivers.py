"""Who gets what a proposal gives, and against whom it goes."""

from __future__ import annotations

from pledgebook.claims.clauses.reading import Reading, actor_of
from pledgebook.claims.drafting.proposals import Proposal
from pledgebook.claims.gifts.kinds import ARMING, GIVING_AREAS, area_of
from pledgebook.claims.parties.roles import Roles
from pledgebook.claims.rulebook.book import Rulebook
from pledgebook.mentions.world import is_country

RECEIVING = frozenset({"refugee", "beneficiary", "partner", "body", "organ"})
"""Classes of parties.tsv that get something by description: "flood victims", "the ministry"."""


class Receivers:
    """Names the recipients, channels and targets of proposals."""

    def __init__(self, rulebook: Rulebook, roles: Roles) -> None:
        self.rulebook = rulebook
        self.roles = roles

    def recipient(
        self, proposal: Proposal, places: tuple[int, ...], contributor_head: int | None
    ) -> str | None:
        """Who gets it, by the act's frame, the indirect object and to/for phrases."""
        reading, act = proposal.reading, proposal.act
        tree = reading.tree
        candidates: list[int] = []
        if act is not None and act.subject == "recipient":
            taker = self.roles.subject(reading, proposal.predicate)
            candidates.extend([taker] if taker is not None else [])
        if act is not None and act.object in {"recipient", "people"}:
            candidates.extend(proposal.objects)
        candidates.extend(c.id for c in tree.children(proposal.predicate, "iobj"))
        candidates.extend(c.id for c in tree.children(proposal.predicate, "obj")[:-1])
        direct = tree.child(proposal.predicate, "obj")
        if (
            direct is not None
            and direct.id not in proposal.objects
            and act is not None
            and act.object == "recipient"
        ):
            candidates.append(direct.id)
        beside = tree.children(proposal.predicate, "obl")
        for head in (*proposal.objects, *(c.id for c in beside if self.holds(reading, c.id))):
            for token in reading.contents(head):
                for child in tree.children(token.id, "nmod"):
                    if reading.marker(child.id) in {"to", "for"}:
                        candidates.append(child.id)
        candidates.extend(self.roles.in_role(reading, act, places, "recipient"))
        if act is None or "recipient" not in act.preps.get("to", ()):
            candidates.extend(
                child.id
                for child in beside
                if reading.marker(child.id) == "to" and actor_of(reading.actor_at(child.id))
            )
        given = set(proposal.objects) if act is None or act.object == "thing" else set()
        for candidate in candidates:
            if candidate in given | {contributor_head, proposal.outcome.addressee}:
                continue
            party = self.roles.party(reading, candidate)
            if party is not None and not party.id.startswith("PERSON:"):
                return party.id
            described = self.people(reading, candidate)
            if described is not None:
                return described
        return self.requester(proposal) or self.landing(proposal)

    def landing(self, proposal: Proposal) -> str | None:
        """The state that goods arrive in, which is who gets them: "rifles reached Mali"."""
        act, tree = proposal.act, proposal.reading.tree
        given = proposal.kind in ARMING or area_of(proposal.kind) in GIVING_AREAS
        if act is None or act.object != "place" or not given:
            return None
        for child in tree.children(proposal.predicate, "obj", "obl"):
            party = self.roles.party(proposal.reading, child.id)
            at = child.deprel == "obj" or proposal.reading.marker(child.id) in {"in", "into"}
            if at and party is not None and is_country(party.id):
                return party.id
        return None

    def requester(self, proposal: Proposal) -> str | None:
        """The state that asks for a thing, which is for itself: "Chad asked Norway for tents"."""
        asked = proposal.outcome.addressee
        if asked is None or proposal.act is not None:
            return None
        subject = self.roles.subject(proposal.reading, asked)
        party = self.roles.party(proposal.reading, subject) if subject is not None else None
        return party.id if party is not None and is_country(party.id) else None

    def holds(self, reading: Reading, head: int) -> bool:
        """Whether a phrase beside the verb says what a sum is: "gave $1bn in emergency loans"."""
        thing = self.rulebook.thing_of((reading.tree[head].lemma.lower(),))
        return reading.marker(head) == "in" and thing is not None and thing.kind is not None

    def people(self, reading: Reading, head: int) -> str | None:
        """A GROUP id for people who receive: "flood victims" -> "GROUP:flood victims"."""
        token = reading.tree[head]
        thing = self.rulebook.thing_of((token.lemma.lower(),))
        known = thing is not None and thing.cls == "people"
        mark = self.rulebook.groups.get(token.lemma.lower())
        known = known or (mark is not None and mark.cls in RECEIVING)
        if thing is None or not known or token.upos != "NOUN":
            return None
        if token.xpos not in {"NNS", "NN"} or (
            token.xpos == "NN" and token.lemma.lower() not in {"people", "population", "community"}
        ):
            return None
        tokens = [
            t for t in reading.phrase(head) if t.upos not in {"DET", "ADP", "PUNCT"} or t.id > head
        ]
        start = min(t.start for t in tokens)
        end = max(t.end for t in tokens)
        return f"GROUP:{reading.document.text[start:end]}" if start < end else None

    def target(self, proposal: Proposal, places: tuple[int, ...]) -> str | None:
        """Against whom: sanctions on, strikes against."""
        reading, act = proposal.reading, proposal.act
        candidates = list(self.roles.in_role(reading, act, places, "target"))
        if act is not None and act.object == "target":
            candidates = [*proposal.objects, *candidates]
        return self.first_party(reading, tuple(candidates))

    def first_party(self, reading: Reading, heads: tuple[int, ...]) -> str | None:
        """The id of the first of these that names an actor."""
        for head in heads:
            party = self.roles.party(reading, head)
            if party is not None:
                return party.id
        return None
