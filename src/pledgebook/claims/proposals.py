"""Finds the contributions that a sentence's predicates state, before anybody is named.

Each proposal binds one predicate (an act, or an operator over a thing) to one thing given
and to the outcome of everything above it. Who gives and who gets is read afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pledgebook.claims.ellipsis import Elided
from pledgebook.claims.kinds import GRANT, MILITARY_PEOPLE, UNSPECIFIED, VAGUE, Given, Kinds
from pledgebook.claims.predicates import complements
from pledgebook.claims.reading import Reading
from pledgebook.claims.roles import RELATIVE, Roles
from pledgebook.claims.rulebook import Act, Operator, Rulebook
from pledgebook.claims.status import ABSENT, OPEN, Composer, Outcome
from pledgebook.mentions.world import is_country
from pledgebook.types import Token

HEARSAY = frozenset({"op.say", "op.appear", "op.welcome"})
"""Operators whose subject only speaks of an act."""
CLAUSAL_KINDS = frozenset(
    {"political.support", "political.membership", "political.cooperation", "other.unspecified"}
)
"""Kinds that only a clause states: "its part in", "support" name no act by themselves."""
PREPOSITIONS = frozenset({"of", "on", "for", "with", "against", "from", "in"})
CREWED = frozenset(
    {"military.naval", "military.air_strikes", "military.intelligence", "military.logistics"}
)
"""Kinds of ships and aircraft, which stay with their crews unless somebody is said to get them."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One predicate with one thing given and what the sentence makes of it."""

    reading: Reading
    predicate: int
    outcome: Outcome
    kind: str
    act: Act | None = None
    operator: Operator | None = None
    given: Given | None = None
    objects: tuple[int, ...] = ()
    """Tokens of the object heads that this proposal covers (a list of equals is one)."""


class Proposer:
    """Finds proposals in one sentence."""

    def __init__(self, rulebook: Rulebook, composer: Composer, kinds: Kinds, roles: Roles) -> None:
        self.rulebook = rulebook
        self.composer = composer
        self.kinds = kinds
        self.elided = Elided(kinds)
        self.roles = roles

    def proposals(self, reading: Reading) -> Iterator[Proposal]:
        """All proposals of a sentence, verbs before nouns, in text order."""
        self.elided.enter(reading)
        if reading.is_question:
            return
        claimed: set[int] = set()
        for token in reading.tree.tokens:
            verbal = token.upos in {"VERB", "ADJ", "AUX"} or bool(
                token.upos == "NOUN" and reading.tree.children(token.id, "cop")
            )
            if verbal and self.predicates(reading, token):
                for proposal in self.of_predicate(reading, token):
                    claimed.add(token.id)
                    claimed.update(proposal.objects)
                    yield proposal
        for token in reading.tree.tokens:
            if token.upos == "NOUN" and token.id not in claimed and self.predicates(reading, token):
                yield from self.of_noun(reading, token)

    def predicates(self, reading: Reading, token: Token) -> bool:
        """Whether a word predicates: not part of a name, not an attribute of a noun."""
        if token.deprel in {"compound", "flat", "nmod:desc"} or (
            token.deprel == "amod" and not reading.tree.children(token.id, "obl", "xcomp")
        ):
            return False
        mention = reading.actor_at(token.id)
        return (
            mention is None
            or not token.form[:1].isupper()
            or (token.upos == "VERB" and token.deprel == "root")
        )

    def of_predicate(self, reading: Reading, token: Token) -> Iterator[Proposal]:
        """The proposals of a verb or adjective, as an act or as an operator over a thing."""
        operators = self.composer.operators_at(reading, token.id)
        acts = self.acts_at(reading, token)
        money = [act for act in acts if act.require == ("money",)]
        others = [act for act in acts if act.require != ("money",)]
        for act in money:
            found = tuple(self.of_act(reading, token, act))
            if found:
                yield from found
                return
        for operator in operators:
            found = tuple(p for p in self.of_operator(reading, token, operator) if is_sum(p))
            if found:
                yield from found
                return
        for act in others:
            found = tuple(self.of_act(reading, token, act))
            if found:
                yield from found
                return
        for operator in operators:
            found = tuple(self.of_operator(reading, token, operator))
            if found:
                yield from found
                return

    def acts_at(self, reading: Reading, token: Token) -> tuple[Act, ...]:
        """The acts that a predicate may be; those for a with-phrase first where it has one."""
        acts = self.composer.entries_at(reading, token.id)[0]
        marks = {marker for _, marker in self.roles.dependents(reading, (token.id,))}
        if "with" not in marks:
            return acts
        return tuple(sorted(acts, key=lambda act: "thing" not in act.preps.get("with", ())))

    def of_act(self, reading: Reading, token: Token, act: Act) -> Iterator[Proposal]:
        """The proposals of one reading of an act verb, none where its needs are not met."""
        heads = self.objects(reading, token, act)
        if any(self.is_event(reading, head) for head in heads) and self.composer.operators_at(
            reading, token.id
        ):
            return
        outcome = self.composer.of_act(reading, token.id, act)
        if outcome.status in {ABSENT, OPEN}:
            return
        if not heads:
            if "none" in act.require and act.kind != "thing":
                kind = self.refined(reading, token, act, None)
                yield Proposal(
                    reading=reading,
                    predicate=token.id,
                    outcome=outcome,
                    kind=kind,
                    act=act,
                    objects=self.idiom_object(reading, token),
                )
            return
        givens = [self.elided.given(reading, head) for head in heads]
        kept = [g for g in givens if self.meets(reading, act, g)]
        for group in merged(kept):
            first = group[0]
            kind = self.refined(reading, token, act, first)
            if kind is None:
                continue
            yield Proposal(
                reading=reading,
                predicate=token.id,
                outcome=outcome,
                kind=kind,
                act=act,
                given=first,
                objects=tuple(g.head for g in group),
            )

    def idiom_object(self, reading: Reading, token: Token) -> tuple[int, ...]:
        """The object that is part of a predicate's phrase: "expressed support for the plan"."""
        words = self.composer.entries_at(reading, token.id)[2].split(" ")[1:]
        return tuple(
            child.id
            for child in reading.tree.children(token.id, "obj")
            if child.lemma.lower() in words
        )

    def refined(self, reading: Reading, token: Token, act: Act, given: Given | None) -> str:
        """The kind of an act on a thing, with its purpose."""
        money = given is not None and given.money is not None
        if given is not None and not money and given.kind in {None, GRANT}:
            risen = self.risen(reading, token)
            given = replace(given, kind=risen) if risen is not None else given
        purpose = self.kinds.purpose_kind(
            reading, token.id, given.head if given is not None else None, money=money
        )
        if act.kind == "thing":
            if given is None:
                return UNSPECIFIED
            if given.deployed_kind is not None and self.goes_along(reading, token, act, given):
                along = replace(given, kind=given.deployed_kind)
                return self.kinds.refine(along, purpose).kind or given.deployed_kind
            return self.kinds.refine(given, purpose).kind or (GRANT if money else UNSPECIFIED)
        if given is None:
            return act.kind
        if act.kind == "political.support" and self.is_army(reading, given.head):
            return "military.aid"
        if given.kind and given.noun_class != "people" and act.kind.endswith(VAGUE):
            return given.kind
        if act.kind in JOINING and given.noun_class == "act" and given.kind:
            return given.kind
        if act.kind == GRANT and given.money_kind:
            return given.money_kind
        return act.kind

    def is_army(self, reading: Reading, head: int) -> bool:
        """Whether a noun phrase is the armed force of a state or people: "Iraqi troops"."""
        mark = self.rulebook.groups.get(reading.tree[head].lemma.lower())
        armed = mark is not None and mark.cls == "force"
        thing = self.kinds.thing_at(reading, head)
        armed = armed or (thing is not None and thing.kind in MILITARY_PEOPLE)
        party = self.roles.party_within(reading, head) if armed else None
        return party is not None and (is_country(party.id) or party.id[3:4] == "-")

    def risen(self, reading: Reading, token: Token) -> str | None:
        """The kind of what a contribution rises to: "raised its contribution to 900 soldiers"."""
        for dependent, marker in self.roles.dependents(reading, (token.id,)):
            if marker == "to":
                thing = self.kinds.thing_at(reading, dependent)
                if thing is not None and thing.cls in {"thing", "people"}:
                    return thing.kind
        return None

    def goes_along(self, reading: Reading, token: Token, act: Act, given: Given) -> bool:
        """Whether a thing stays with its crew: "deployed jets", "sent a frigate to the Gulf"."""
        if act.transfer == "deployed":
            return True
        if act.transfer != "sent" or given.deployed_kind not in CREWED:
            return False
        for head in self.roles.in_role(reading, act, (token.id,), "recipient"):
            if self.roles.party(reading, head) is not None:
                return False
        return not reading.tree.children(token.id, "iobj")

    def meets(self, reading: Reading, act: Act, given: Given) -> bool:
        """Whether a thing satisfies what the act requires of its object."""
        persons = {"actor", "people", "group"} & set(act.require)
        spoken = act.kind.startswith("political.")
        if given.noun_class == "not" and not persons and not spoken:
            return False
        taken_in = given.kind == "humanitarian.hosting" and given.noun_class == "people"
        if taken_in and act.subject != "contributor":
            return False
        if given.noun_class == "act" and act.transfer != "none" and "act" not in act.require:
            return False
        fixed = act.kind != "thing" and "thing" in act.require
        if fixed and given.money is not None and not act.kind.startswith("financial."):
            return False
        apt = act.kind == "thing" or "thing" not in act.require or akin(given, act.kind)
        for need in act.require:
            if need == "none":
                return True
            if need == "thing" and apt and (given.counts or (given.kind and given.quantity)):
                return True
            if need in {"act", "topic"} and given.noun_class == need and suits(given, act.kind):
                return True
            if need == "money" and given.money is not None:
                return True
            if need == "guest" and self.are_guests(reading, given):
                return True
            if need == "people" and self.are_people(reading, given):
                return act.kind != "humanitarian.hosting" or not of_forces(given)
            if need == "actor" and self.is_actor(reading, given.head, act):
                return True
            if need == "group" and self.is_group(reading, given.head, act):
                return True
        return False

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

    def objects(self, reading: Reading, token: Token, act: Act) -> tuple[int, ...]:
        """The tokens of what the act is done with or to, conjuncts included."""
        tree = reading.tree
        passive = self.roles.is_passive(reading, token.id)
        if act.subject == "thing" and not passive:
            subject = self.roles.subject(reading, token.id)
            return self.spread(reading, subject)
        if passive:
            return self.spread(reading, self.undergoer(reading, token))
        with_thing = [
            dependent
            for dependent, marker in self.roles.dependents(reading, (token.id,))
            if dependent > token.id
            and act.object != "thing"
            and "thing" in act.preps.get(marker, ())
        ]
        if with_thing:
            return tuple(t for head in with_thing for t in self.spread(reading, head))
        words = self.composer.entries_at(reading, token.id)[2].split(" ")[1:]
        direct = self.direct(reading, token, words)
        if direct is None:
            for child in tree.children(token.id, "obl"):
                bare = not tree.children(child.id, "case") and child.id > token.id
                timed = any(m.type == "time" for m in reading.by_token.get(child.id, ()))
                if bare and not timed and child.upos == "NOUN" and act.object == "thing":
                    return self.spread(reading, child.id)
                if f"{token.lemma.lower()} {reading.marker(child.id)}" in act.lemmas:
                    return self.spread(reading, child.id)
        if direct is None and act.object != "none":
            direct_id = self.relative_object(reading, token)
        else:
            direct_id = direct.id if direct is not None else None
        if direct_id is None:
            consumed = [c.id for c in tree.children(token.id, "obj") if c.lemma.lower() in words]
            for dependent, marker in self.roles.dependents(reading, (token.id, *consumed)):
                roles = act.preps.get(marker, ())
                if set(roles) & {"thing", "group"}:
                    return self.spread(reading, dependent)
                if consumed and act.object in {"people", "recipient"} and marker in {"to", "for"}:
                    return self.spread(reading, dependent)
        return self.spread(reading, direct_id)

    def direct(self, reading: Reading, token: Token, words: list[str]) -> Token | None:
        """The direct object of a verb: the last of several, a sum even where it looks indirect.

        One with an actor beside it belongs to another giver: "takes 40, Malta 20".

        Args:
            words: words of the verb's phrase, which are no object ("take part").
        """
        tree = reading.tree
        for child in reversed(reading.objects(token.id)):
            if child.lemma.lower() not in words:
                return child
        for child in tree.children(token.id, "iobj"):
            if any(m.type == "money" for m in reading.by_token.get(child.id, ())):
                return child
        return None

    def undergoer(self, reading: Reading, token: Token) -> int | None:
        """What a passive is done to: its subject, or the noun that its participle modifies."""
        tree = reading.tree
        subject = tree.child(token.id, "nsubj:pass") or tree.child(token.id, "nsubj")
        if subject is not None:
            if subject.lemma.lower() in RELATIVE:
                return self.roles.antecedent(reading, subject.id)
            return subject.id
        if token.deprel in {"acl", "amod"}:
            return token.head
        if token.deprel == "conj":
            return self.undergoer(reading, tree[token.head])
        if token.deprel == "xcomp":
            passive = tree.child(token.head, "nsubj:pass", "nsubj", "obj")
            return passive.id if passive is not None else None
        return None

    def relative_object(self, reading: Reading, token: Token) -> int | None:
        """The noun whose relative clause lacks an object: "the places it has promised"."""
        tree = reading.tree
        for above in (token, *tree.path_to_root(token.id)):
            if above.deprel == "acl:relcl":
                subject = tree.child(above.id, "nsubj")
                if subject is not None and subject.lemma.lower() not in RELATIVE:
                    return self.nearest(reading, above.head, above.id)
                return None
            if above.deprel not in {"xcomp", "ccomp", "conj"}:
                return None
        return None

    def nearest(self, reading: Reading, head: int, clause: int) -> int:
        """The noun right before a relative clause: "$12m of the $50m that it pledged"."""
        for child in reversed(reading.tree.children(head, "nmod")):
            of_it = head < child.id < clause and reading.marker(child.id) == "of"
            if of_it and self.kinds.given(reading, child.id).money is not None:
                return child.id
        return head

    def spread(self, reading: Reading, head: int | None) -> tuple[int, ...]:
        """The head and its nominal conjuncts; a relative pronoun gives its antecedent."""
        if head is None:
            return ()
        token = reading.tree[head]
        if token.lemma.lower() in RELATIVE and token.upos in {"PRON", "DET", "SCONJ"}:
            antecedent = self.roles.antecedent(reading, head)
            return self.spread(reading, antecedent) if antecedent else ()
        held = self.load(reading, head) or self.part_of(reading, head)
        if held is not None:
            return self.spread(reading, held)
        return tuple(
            t.id
            for t in reading.conjuncts(head)
            if t.upos in {"NOUN", "PROPN", "NUM", "SYM", "PRON", "ADJ", "X"} or t.id == head
        )

    def part_of(self, reading: Reading, head: int) -> int | None:
        """The noun of a partitive: "four of its boats", "some of the tents"."""
        if reading.tree[head].upos not in {"NUM", "DET", "PRON"}:
            return None
        for child in reading.tree.children(head, "nmod"):
            if reading.marker(child.id) == "of" and child.upos == "NOUN":
                return child.id
        return None

    def load(self, reading: Reading, head: int) -> int | None:
        """What a vehicle carries, where that is what is given: "a plane loaded with tents"."""
        for clause in reading.tree.children(head, "acl"):
            if clause.lemma.lower() not in self.rulebook.words("carrying_verb"):
                continue
            for held in reading.tree.children(clause.id, "obj", "obl"):
                if held.deprel == "obj" or reading.marker(held.id) == "with":
                    given = self.kinds.given(reading, held.id)
                    return held.id if given.counts else None
        return None

    def of_operator(self, reading: Reading, token: Token, operator: Operator) -> Iterator[Proposal]:
        """The proposals of an operator that governs a thing: "pledged $5m", "offer of tents"."""
        heads = self.governed(reading, token, operator)
        if not heads:
            return
        givens = [self.elided.given(reading, head) for head in heads]
        kept = [
            g
            for g in givens
            if g.counts
            and not self.is_operator_noun(reading, g.head)
            and not self.is_event(reading, g.head)
        ]
        if not kept:
            return
        outcome = self.composer.of_operator(reading, token.id, operator)
        if outcome.status in {ABSENT, OPEN}:
            return
        for group in merged(kept):
            first = group[0]
            purpose = self.kinds.purpose_kind(
                reading, token.id, first.head, money=first.money is not None
            )
            refined = self.kinds.refine(first, purpose)
            yield Proposal(
                reading=reading,
                predicate=token.id,
                outcome=outcome,
                kind=refined.kind or (GRANT if first.money is not None else UNSPECIFIED),
                operator=operator,
                given=refined,
                objects=tuple(g.head for g in group),
            )

    def is_event(self, reading: Reading, head: int) -> bool:
        """Whether a noun is an act with a thing of its own: "the dispatch of six jets"."""
        token = reading.tree[head]
        if token.lemma.lower() not in self.rulebook.act_nouns:
            return False
        return any(
            reading.marker(child.id) == "of" and self.kinds.given(reading, child.id).counts
            for child in reading.tree.children(head, "nmod")
        )

    def is_operator_noun(self, reading: Reading, head: int) -> bool:
        """Whether a noun is itself an operator that yields the proposal: "took back its offer"."""
        token = reading.tree[head]
        if token.upos != "NOUN":
            return False
        return any(
            self.governed(reading, token, operator)
            for operator in self.composer.operators_at(reading, head)
        )

    def governed(self, reading: Reading, token: Token, operator: Operator) -> tuple[int, ...]:
        """The heads of the things that an operator governs, in any of the ways it takes."""
        tree = reading.tree
        if "thing" in operator.takes and token.upos in {"VERB", "AUX"}:
            if self.roles.is_passive(reading, token.id):
                found = self.spread(reading, self.undergoer(reading, token))
            else:
                direct = self.direct(reading, token, [])
                found = self.spread(
                    reading,
                    direct.id if direct is not None else self.relative_object(reading, token),
                )
            if found:
                return found
            for child in tree.children(token.id, "obl"):
                phrase = f"{token.lemma.lower()} {reading.marker(child.id)}"
                if phrase in operator.verbs:
                    return self.spread(reading, child.id)
        if "subject" in operator.takes:
            passive = self.roles.is_passive(reading, token.id)
            find = self.undergoer(reading, token) if passive else None
            subject = find or (
                self.roles.subject(reading, token.id) if token.upos != "NOUN" else None
            )
            if subject is not None and self.kinds.given(reading, subject).counts:
                return self.spread(reading, subject)
        for child in tree.children(token.id, "obl", "nmod"):
            if child.deprel == "nmod:poss":
                continue
            if complements(reading, child.id, token.id) & operator.takes & PREPOSITIONS:
                return self.spread(reading, child.id)
        above = tree.head(token.id)
        if (
            above is not None
            and token.upos == "NOUN"
            and above.lemma.lower() in self.rulebook.words("support_verb")
        ):
            for child in tree.children(above.id, "obl"):
                if (
                    child.id > token.id
                    and reading.marker(child.id) in operator.takes & PREPOSITIONS
                ):
                    return self.spread(reading, child.id)
        if token.upos in {"NOUN", "PROPN"}:
            for clause in tree.children(token.id, "acl"):
                held = tree.child(clause.id, "obj", "obl")
                if clause.lemma.lower() in self.rulebook.words("worth") and held is not None:
                    return (held.id,)
            for child in tree.children(token.id, "compound", "nummod", "amod"):
                if self.kinds.given(reading, child.id).counts:
                    return (child.id,)
        return ()

    def names_act(self, reading: Reading, token: Token, act: Act, agent: int) -> bool:
        """Whether a noun names an act: "support" only as what is given or renewed for somebody."""
        if act.kind in CLAUSAL_KINDS:
            above = reading.tree.head(token.id)
            return (
                token.lemma.lower() in {"support", "backing"}
                and token.deprel == "obj"
                and above is not None
                and above.lemma.lower() in self.rulebook.words("support_verb")
                and bool(reading.tree.children(token.id, "nmod"))
            )
        possessive = reading.tree[agent].deprel == "nmod:poss"
        return not (possessive and reading.tree[agent].upos == "PRON")

    def decider(self, reading: Reading, outcome: Outcome) -> int | None:
        """The subject of an operator over a nominal act: "completed the delivery of boats"."""
        for predicate, step in zip(outcome.chain[1:], outcome.steps[1:], strict=False):
            if step.rule.startswith("op.") and step.rule not in HEARSAY:
                return self.roles.subject(reading, predicate) or predicate
        return None

    def of_denial(self, reading: Reading, token: Token) -> Iterator[Proposal]:
        """The refusal in "made no pledge": nothing is given, of a kind that the text tells."""
        if self.roles.noun_agent(reading, token.id) is None:
            return
        for operator in self.composer.operators_at(reading, token.id):
            step = self.composer.step(reading, token.id, operator.id, "no promise: declined")
            outcome = Outcome(status="declined", chain=(token.id,), steps=(step,))
            yield Proposal(
                reading=reading,
                predicate=token.id,
                outcome=outcome,
                kind=GRANT,
                operator=operator,
                objects=(),
            )
            return

    def of_noun(self, reading: Reading, token: Token) -> Iterator[Proposal]:
        """The proposals of a noun that is an act or an operator: "Japan's gift of tents"."""
        for operator in self.composer.operators_at(reading, token.id):
            found = tuple(self.of_operator(reading, token, operator))
            if found:
                yield from found
                return
        if token.lemma.lower() in self.rulebook.words("promise") and reading.negated(token.id):
            yield from self.of_denial(reading, token)
            return
        for act in self.rulebook.act_nouns.get(token.lemma.lower(), ()):
            outcome = self.composer.of_act(reading, token.id, act)
            agent = self.roles.noun_agent(reading, token.id)
            if agent is None and self.is_event(reading, token.id):
                agent = self.decider(reading, outcome)
            if agent is None or not self.names_act(reading, token, act, agent):
                continue
            if outcome.status == OPEN:
                outcome = replace(outcome, status=act.past if act.past != "none" else ABSENT)
            if outcome.status == ABSENT:
                continue
            heads = [
                child.id
                for child in reading.tree.children(token.id, "nmod")
                if reading.marker(child.id) == "of"
            ]
            given = self.kinds.given(reading, heads[0]) if heads else None
            if act.kind == "thing" and (given is None or not given.counts):
                continue
            kind = self.refined(reading, token, act, given)
            yield Proposal(
                reading=reading,
                predicate=token.id,
                outcome=outcome,
                kind=kind,
                act=act,
                given=given,
                objects=tuple(heads),
            )
            return


def is_sum(proposal: Proposal) -> bool:
    """Whether money is given."""
    return proposal.given is not None and proposal.given.money is not None


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
        return given.kind.partition(".")[0] == kind.partition(".")[0]
    if given.kind is None:
        return given.noun_class not in {"", "container"}
    if kind == "military.basing":
        used = (given.kind or "").startswith("military.") or given.kind in BASED
        return given.noun_class in {"thing", "people"} and used
    if kind == "humanitarian.hosting":
        return False
    area = kind.partition(".")[0]
    return area in {"military", "climate"} and (given.kind or "").startswith(f"{area}.")


def merged(givens: list[Given]) -> list[list[Given]]:
    """Things of one list grouped into claims (contract, section 8, point 3).

    Things of equal kind without amounts of their own are one; each amount stands alone.
    """
    groups: list[list[Given]] = []
    for given in givens:
        bare = given.money is None and given.quantity is None
        for group in groups:
            first = group[0]
            if (
                bare
                and first.money is None
                and first.quantity is None
                and (first.kind == given.kind or given.kind is None)
            ):
                group.append(given)
                break
        else:
            groups.append([given])
    return groups
