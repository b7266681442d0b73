"""What is given: the thing, its kind in the taxonomy, its sum or its count."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pledgebook.claims.clauses.reading import Reading, money_of, quantity_of
from pledgebook.claims.rulebook.book import Rulebook, Thing
from pledgebook.types import Mention, Money, Quantity, Token

UNSPECIFIED = "other.unspecified"
GRANT = "financial.grant"
RELIEF = "humanitarian.aid"
PURPOSE_MARKS = ("for", "towards", "toward", "in", "to", "of", "on", "against", "as")
GIVING_AREAS = frozenset({"humanitarian", "financial", "climate", "economic", "other"})
ARMING = frozenset(
    {"military.weapons", "military.equipment", "military.training_advice", "military.aid",
     "military.air_defence"}
)  # fmt: skip
"""Military gifts that somebody gets; the rest is done for oneself or for a force."""
GENERIC_KINDS = frozenset(
    {
        "military.support_troops",
        "military.aid",
        "humanitarian.aid",
        "other.unspecified",
        "military.logistics",
        "military.equipment",
    }
)
"""Kinds that a stated purpose makes more specific: "soldiers to train ..." is training."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One thing that is given, as its noun phrase states it.

    `head` is the token of the noun phrase; `kind` None where the words support none;
    `noun_class` is the class in things.tsv, "money" for sums, "" where nothing is known.
    """

    head: int
    kind: str | None
    noun_class: str
    money_kind: str | None = None
    deployed_kind: str | None = None
    money: Money | None = None
    money_mention: Mention | None = None
    quantity: Quantity | None = None
    single: Quantity | None = None
    """One thing by its article ("a frigate"), which does not part it from others of a list."""
    elided: bool = False
    """Whether the noun is left out and taken from an earlier amount (`claims.gifts.ellipsis`)."""

    @property
    def counts(self) -> bool:
        """Whether this is something that can be given, by the words alone."""
        if self.noun_class == "container":
            return self.kind is not None or self.quantity is not None or self.money is not None
        return self.noun_class in {"thing", "people", "money", "act"} or self.money is not None


def area_of(kind: str) -> str:
    """The area of a kind: "military" of "military.naval"."""
    return kind.partition(".")[0]


class Kinds:
    """Reads kinds off noun phrases and purposes."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook

    def thing_at(self, reading: Reading, head: int) -> Thing | None:
        """The longest known phrase that ends at this noun: "field hospital", "hospital"."""
        run: list[Token] = []
        last = self.last_of(reading, head)
        for token_id in range(last, max(0, head - 5), -1):
            token = reading.tree[token_id]
            participle = token.form.islower() and token.upos == "VERB" and token.deprel == "amod"
            ends = token.upos in {"VERB", "AUX", "ADP", "CCONJ", "DET"} and not participle
            if token_id < head and ends:
                break
            run.append(token)
        run.reverse()
        return self.rulebook.thing_of(reading.lemmas(run)) or self.rulebook.thing_of(
            tuple(token.form.lower() for token in run)
        )

    def last_of(self, reading: Reading, head: int) -> int:
        """The last token of a hyphenated name that the head begins: "F-16s" is three tokens."""
        last = head
        while last + 2 <= len(reading.tree) and reading.tree[last + 1].form in {"-", "‑"}:
            first, second = reading.tree[last], reading.tree[last + 2]
            if first.end != reading.tree[last + 1].start or second.head not in {head, last}:
                break
            last += 2
        return last

    def of_modifiers(self, reading: Reading, head: int) -> Thing | None:
        """A known thing or topic among the words before or after an unknown or generic noun.

        "food supplies", "aid for refugees": the modifier tells the kind.
        """
        best: Thing | None = None
        for token in reading.phrase(head):
            if token.id == head or token.upos not in {"NOUN", "PROPN", "ADJ", "VERB"}:
                continue
            thing = self.thing_at(reading, token.id)
            if thing is None or thing.kind is None or thing.cls == "not":
                continue
            if best is None or (best.kind in GENERIC_KINDS and thing.kind not in GENERIC_KINDS):
                best = thing
        return best

    def given(self, reading: Reading, head: int) -> Given:
        """What the noun phrase of this head says is given."""
        whole = next(
            (c for c in reading.tree.children(head, "nmod") if reading.marker(c.id) == "of"), None
        )
        if whole is not None and reading.tree[head].lemma.lower() in self.rulebook.words("measure"):
            return self.given(reading, whole.id)
        ids = frozenset(token.id for token in reading.phrase(head))
        monies = reading.amounts(ids, "money") or self.worth(reading, max(ids))
        at_head = [m for m in reading.by_token.get(head, ()) if m.type == "money"]
        money_mention = at_head[0] if at_head else (monies[0] if len(monies) >= 1 else None)
        money = money_of(money_mention) if money_mention is not None else None
        quantity = self.quantity_in(reading, head, ids)
        thing = None if at_head else self.thing_at(reading, head)
        taken = len(thing.phrase.split(" ")) - 1 if thing is not None else 0
        kind = thing.kind if thing is not None else None
        noun_class = thing.cls if thing is not None else ""
        if at_head:
            noun_class = "money"
        if noun_class in {"container", ""} or (kind in GENERIC_KINDS and noun_class != "not"):
            inner = self.inside(
                reading,
                head - taken,
                head,
                container=noun_class != "" or money is not None or kind is not None,
            )
            if inner is not None and inner.cls != "not":
                if money is not None or noun_class == "money":
                    kind = inner.money_kind or kind
                elif inner.kind is not None and (kind is None or overrides(inner.kind, kind)):
                    kind = inner.kind
                if noun_class == "container" and inner.cls != "topic":
                    noun_class = noun_class or inner.cls
        elif noun_class == "money" and thing is not None:
            inner = self.of_modifiers(reading, head)
            if kind in {None, GRANT} and inner is not None and inner.money_kind:
                kind = inner.money_kind
        if noun_class == "people" and self.is_military(reading, head):
            kind = "military.support_troops" if kind not in MILITARY_PEOPLE else kind
        if money is not None:
            noun_class = "money" if noun_class in {"", "container", "money"} else noun_class
            if thing is not None and thing.money_kind and noun_class != "money":
                kind = thing.money_kind
        return Given(
            head=head,
            kind=kind,
            noun_class=noun_class,
            money_kind=thing.money_kind if thing is not None else None,
            deployed_kind=thing.deployed_kind if thing is not None else None,
            money=money,
            money_mention=money_mention,
            quantity=quantity,
            single=self.single(reading, head, thing) if money is None and not quantity else None,
        )

    def single(self, reading: Reading, head: int, thing: Thing | None) -> Quantity | None:
        """One, for a concrete singular thing with an article or ordinal: "a second frigate"."""
        if thing is None or thing.cls not in {"thing", "people"} or thing.kind is None:
            return None
        if thing.kind in UNCOUNTED or thing.kind.startswith(("political.", "financial.")):
            return None
        if reading.tree[head].xpos != "NN":
            return None
        if reading.has_child(head, "det", "a", "an", "another") is None:
            return None
        return Quantity(low=1, high=1, unit=thing.phrase)

    def worth(self, reading: Reading, last: int) -> tuple[Mention, ...]:
        """The sum that a noun phrase is said to be worth right behind it: "totalling $9m"."""
        tree = reading.tree
        at = last + 1
        while at <= len(tree) and tree[at].form == ",":
            at += 1
        if at > len(tree) or tree[at].lemma.lower() not in self.rulebook.words("worth"):
            return ()
        return reading.amounts(frozenset(range(at, min(at + 6, len(tree) + 1))), "money")

    def is_military(self, reading: Reading, head: int) -> bool:
        """Whether people are members of armed forces by their modifiers: "army engineers"."""
        words = {t.lemma.lower() for t in reading.phrase(head) if t.id < head}
        return bool(words & self.rulebook.words("military"))

    def quantity_in(self, reading: Reading, head: int, ids: frozenset[int]) -> Quantity | None:
        """The count of a noun phrase: the one on its head first, else the first within it."""
        own = [m for m in reading.by_token.get(head, ()) if m.type == "quantity"]
        if own:
            return quantity_of(own[0])
        found = reading.amounts(ids, "quantity")
        return quantity_of(found[0]) if found else None

    def premodifier(self, reading: Reading, first: int, head: int) -> Thing | None:
        """A known thing right before an unknown noun: "food supplies", "flood relief goods"."""
        for child in reversed(reading.tree.children(head, "compound", "amod")):
            if child.id >= first:
                continue
            thing = self.thing_at(reading, child.id)
            if thing is not None and thing.kind is not None and thing.cls != "not":
                return thing
        return None

    def inside(self, reading: Reading, first: int, head: int, *, container: bool) -> Thing | None:
        """What a container holds: "a shipment of rifles", "a plane carrying tents".

        Of a noun that is no container only the words before it tell its kind; words from
        `first` on are part of a known phrase and tell nothing more.
        """
        tree = reading.tree
        best: Thing | None = None
        for child in tree.children(head, "nmod"):
            if reading.marker(child.id).split(" ")[0] in {"of", "in", "for", "with", "worth"}:
                thing = self.thing_at(reading, child.id)
                if thing is None or thing.kind is None:
                    thing = self.of_modifiers(reading, child.id) or thing
                if thing is not None and (thing.kind is not None or thing.money_kind):
                    best = thing
                    break
        if best is None or not container:
            best = self.premodifier(reading, first, head) or (best if container else None)
        if best is None and container:
            for clause in tree.children(head, "acl"):
                held = tree.child(clause.id, "obj") or tree.child(clause.id, "obl")
                if (
                    clause.lemma.lower() in self.rulebook.words("carrying_verb")
                    and held is not None
                ):
                    best = self.thing_at(reading, held.id)
        return best

    def purpose_kind(
        self, reading: Reading, verb: int, head: int | None, *, money: bool
    ) -> str | None:
        """The kind that a purpose beside the gift names, or None.

        "$5m for flood victims", "officials to advise Iraqi forces", "$2m to rebuild roads".
        """
        tree = reading.tree
        places = [verb] if head is None else [head, verb]
        for place in places:
            for child in tree.children(place, "nmod", "obl"):
                marker = reading.marker(child.id).split(" ")[0]
                if marker not in PURPOSE_MARKS or (
                    child.deprel.startswith("obl") and marker in {"in", "to", "on", "of"}
                ):
                    continue
                kind = self.noun_purpose(reading, child.id, money=money)
                if kind is not None:
                    return kind
        for place in places:
            for clause in tree.children(place, "acl", "advcl", "xcomp"):
                if "to" not in reading.marker(clause.id).split(" ") and not (
                    reading.marker(clause.id) == "for" and clause.xpos == "VBG"
                ):
                    continue
                kind = self.clause_purpose(reading, clause.id, money=money)
                if kind is not None:
                    return kind
        return None

    def noun_purpose(self, reading: Reading, head: int, *, money: bool) -> str | None:
        """The kind that a purpose noun names: "for reconstruction", "for food and medicine"."""
        thing = self.thing_at(reading, head)
        if thing is None or (thing.kind is None and thing.money_kind is None):
            thing = self.of_modifiers(reading, head)
        if money and (thing is None or thing.cls == "people") and self.are_helped(reading, head):
            told = self.of_modifiers(reading, head)
            return told.money_kind if told is not None and told.money_kind else RELIEF
        if thing is None or thing.cls in {"not", "container", "people"}:
            return None
        return thing.money_kind if money else thing.kind

    def are_helped(self, reading: Reading, head: int) -> bool:
        """Whether a noun names people in need: survivors, the people of Lebanon."""
        mark = self.rulebook.groups.get(reading.tree[head].lemma.lower())
        return mark is not None and mark.cls in {"beneficiary", "refugee"}

    def act_purpose(self, reading: Reading, lemma: str, held: Token | None) -> str | None:
        """The kind of the act that a verb of purpose means, by the thing that it is done to.

        "to rebuild the army" is military, "to rebuild" and "to rebuild Sudan" are not.
        """
        kinds = [act.kind for act in self.rulebook.acts.get(lemma, ()) if act.kind != "thing"]
        thing = self.thing_at(reading, held.id) if held is not None else None
        area = area_of(thing.kind or "") if thing is not None else ""
        for kind in kinds:
            if area and kind.startswith(f"{area}."):
                return kind
        civil = [kind for kind in kinds if not kind.startswith("military.")]
        return next(iter((*civil, *kinds)), None)

    def clause_purpose(self, reading: Reading, verb: int, *, money: bool) -> str | None:
        """The kind that a purpose clause names: "to train pilots", "to help rebuild Mosul"."""
        tree = reading.tree
        lemma = tree[verb].lemma.lower()
        held = tree.child(verb, "obj")
        for inner in tree.children(verb, "xcomp", "ccomp"):
            kind = self.clause_purpose(reading, inner.id, money=money)
            if kind is not None:
                return kind
        fixed = self.act_purpose(reading, lemma, held)
        if held is not None:
            kind = self.noun_purpose(reading, held.id, money=money)
            if kind is not None and (fixed is None or fixed in GENERIC_KINDS):
                return kind
        if fixed is not None and fixed.startswith("political."):
            return None if money or fixed != "political.mediation" else fixed
        return fixed

    def refine(self, given: Given, kind: str | None) -> Given:
        """The gift with a more specific kind, where its own is missing or generic."""
        if kind is None or (given.kind is not None and given.kind not in {*GENERIC_KINDS, GRANT}):
            return given
        if given.kind in GENERIC_KINDS and (
            kind in {UNSPECIFIED, GRANT} or not overrides(kind, given.kind)
        ):
            return given
        return replace(given, kind=kind)


def overrides(kind: str, own: str) -> bool:
    """Whether a purpose tells more than a thing's generic kind: no "mission" makes troops aid."""
    return own in GENERIC_KINDS and (own.endswith(VAGUE) or not kind.endswith(VAGUE))


VAGUE = (".aid", ".unspecified", ".grant")
"""Endings of kinds that say only what area something belongs to."""
UNCOUNTED = frozenset(
    {"military.basing", "military.aid", "humanitarian.aid", "humanitarian.hosting",
     "military.training_advice", "other.unspecified"}
)  # fmt: skip
"""Kinds of help whose nouns with an article count nothing: "a base", "a training role"."""
MILITARY_PEOPLE = frozenset(
    {"military.combat_troops", "military.training_advice", "military.support_troops",
     "military.naval", "military.intelligence"}
)  # fmt: skip
