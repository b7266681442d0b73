"""Whether a thing is of the sort that an act demands of what it is done with or to."""

from __future__ import annotations

from pledgebook.claims.clauses.reading import Reading
from pledgebook.claims.gifts.kinds import UNSPECIFIED, Given, area_of
from pledgebook.claims.parties.roles import Roles
from pledgebook.claims.rulebook.book import Act, Rulebook

JOINING = frozenset({"political.support", "political.membership"})
"""Kinds of acts that take the kind of the operation that is joined: "took part in strikes"."""
MEDIATION = "political.mediation"
BASED = frozenset({"humanitarian.logistics", "financial.reconstruction"})
"""Kinds of aircraft, ports and roads, which forces may be let use."""
EXACT = frozenset(
    {"political.sanctions", "political.counter_financing", "political.mediation",
     "political.recognition"}
)  # fmt: skip
"""Kinds of acts that need an object of that very kind: one expands sanctions, not talks."""
JOINABLE = frozenset({"coalition", "treaty", "scheme", "fund", "force", "circle", "club"})


class Fitting:
    """Holds things against the demands of the acts of one document."""

    def __init__(self, rulebook: Rulebook, roles: Roles) -> None:
        self.rulebook = rulebook
        self.roles = roles

    def unmet(self, reading: Reading, act: Act, given: Given) -> str:
        """Why a thing does not satisfy what the act requires of its object; "" where it does."""
        persons = {"actor", "people", "group"} & set(act.require)
        spoken = act.kind.startswith("political.")
        if given.noun_class == "not" and not persons and not spoken:
            return "is given or sent, but is never a contribution"
        taken_in = given.kind == "humanitarian.hosting" and given.noun_class == "people"
        if taken_in and act.subject != "contributor":
            return "are people who are taken in, and nobody here takes them in"
        if given.noun_class == "act" and act.transfer != "none" and "act" not in act.require:
            return "is an act, and the rule is about things that change hands"
        fixed = act.kind != "thing" and "thing" in act.require
        if fixed and given.money is not None and not act.kind.startswith("financial."):
            return f"is a sum, and the rule is about {act.kind}"
        apt = act.kind == "thing" or "thing" not in act.require or akin(given, act.kind)
        unmet = f"is not what the rule requires ({required(act)})"
        if given.counts and not apt:
            unmet = f"is not of the sort that goes with {act.kind}"
        for need in act.require:
            if need == "none":
                return ""
            if need == "thing" and apt and (given.counts or (given.kind and given.quantity)):
                return ""
            if need in {"act", "topic"} and given.noun_class == need and suits(given, act.kind):
                return ""
            if need == "money" and given.money is not None:
                return ""
            if need == "guest" and self.are_guests(reading, given):
                return ""
            if need == "people" and self.are_people(reading, given):
                based = act.kind == "humanitarian.hosting" and of_forces(given)
                return "are of armed forces, who are based and not taken in" if based else ""
            if need == "actor" and self.is_actor(reading, given.head, act):
                return ""
            if need == "group" and self.is_group(reading, given.head, act):
                return ""
        return unmet

    def is_actor(self, reading: Reading, head: int, act: Act) -> bool:
        """Whether a noun phrase names an actor; what is recognised is a state or its rulers."""
        party = self.roles.party(reading, head)
        mark = self.rulebook.groups.get(reading.tree[head].lemma.lower())
        helped = mark is not None and mark.cls in {"beneficiary", "refugee"}
        if helped and act.kind.startswith("political."):
            return False
        if act.kind != "political.recognition":
            return party is not None
        ruling = mark is not None and mark.cls in {"organ", "body"}
        return ruling or (party is not None and not party.id.startswith(("GROUP:", "PERSON:")))

    def are_guests(self, reading: Reading, given: Given) -> bool:
        """Whether a noun phrase names people that one takes in: refugees, 1,200 Sudanese."""
        if given.kind == "humanitarian.hosting":
            return True
        counted = given.quantity is not None and given.noun_class in {"", "people"}
        mark = self.rulebook.groups.get(reading.tree[given.head].lemma.lower())
        helpers = given.noun_class == "people" and given.kind not in {None, UNSPECIFIED}
        if helpers or (mark is not None and mark.cls == "partner"):
            return False
        return counted and self.are_people(reading, given)

    def are_people(self, reading: Reading, given: Given) -> bool:
        """Whether a noun phrase names people or an actor: pupils, refugees, Syrians."""
        if given.noun_class == "people":
            return True
        if reading.tree[given.head].upos == "ADJ" and reading.actor_at(given.head) is not None:
            return True
        mark = self.rulebook.groups.get(reading.tree[given.head].lemma.lower())
        if mark is not None:
            return mark.cls in {"refugee", "beneficiary", "partner"}
        party = self.roles.party(reading, given.head)
        return party is not None and (party.id.startswith("GROUP:") or party.via == "demonym")

    def is_group(self, reading: Reading, head: int, act: Act) -> bool:
        """Whether a noun phrase names something that one can join."""
        token = reading.tree[head]
        lemma = token.lemma.lower()
        for child in reading.tree.children(head, "nmod"):
            if lemma in self.rulebook.words("round") and reading.marker(child.id) == "of":
                return self.is_group(reading, child.id, act)
            if lemma in self.rulebook.words("aim") and reading.marker(child.id) == "of":
                named = self.roles.party(reading, child.id) is not None
                return named or self.is_group(reading, child.id, act)
        mark = self.rulebook.groups.get(lemma) or self.rulebook.groups.get(lemma.removesuffix("s"))
        if mark is not None:
            if mark.cls == "deal":
                return act.kind == "political.support"
            return mark.cls in JOINABLE or (mark.cls == "talks" and act.kind == MEDIATION)
        party = self.roles.party(reading, head)
        return party is not None and party.id.startswith(("COALITION:", "GROUP:"))


def required(act: Act) -> str:
    """What an act's object may be, in words: "thing or money"."""
    return " or ".join(need for need in act.require if need != "none") or "an object"


def of_forces(given: Given) -> bool:
    """Whether people are members of armed forces, whom one bases and does not take in."""
    return (given.kind or "").startswith("military.")


def suits(given: Given, kind: str) -> bool:
    """Whether a nominal act or topic is of the sort that an act of a fixed kind is done to."""
    if kind in {"thing", UNSPECIFIED} or given.kind is None:
        return True
    if kind in EXACT:
        return given.kind == kind
    return akin(given, kind)


def akin(given: Given, kind: str) -> bool:
    """Whether a thing is of the sort that an act of a fixed kind is done with."""
    if given.kind == kind:
        return True
    if kind == "financial.guarantee":
        return given.kind == "financial.loan"
    if given.noun_class in {"act", "topic"}:
        if kind in JOINING or kind == MEDIATION or given.kind is None:
            return not kind.startswith(("financial.", "economic."))
        return area_of(given.kind) == area_of(kind)
    if given.kind is None:
        return given.noun_class not in {"", "container"}
    if kind == "military.basing":
        used = (given.kind or "").startswith("military.") or given.kind in BASED
        return given.noun_class in {"thing", "people"} and used
    if kind == "humanitarian.hosting":
        return False
    area = area_of(kind)
    return area in {"military", "climate"} and (given.kind or "").startswith(f"{area}.")
