"""Finds the contributions that a sentence's predicates state, before anybody is named.

Each proposal binds one predicate (an act, or an operator over a thing) to one thing given
and to the outcome of everything above it. Who gives and who gets is read afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pledgebook.claims.clauses.reading import Reading
from pledgebook.claims.clauses.status import ABSENT, OPEN, Composer, Outcome
from pledgebook.claims.drafting.fitting import JOINING, Fitting, required
from pledgebook.claims.drafting.objects import Objects
from pledgebook.claims.drafting.trail import Trail
from pledgebook.claims.gifts.ellipsis import Elided
from pledgebook.claims.gifts.kinds import GRANT, MILITARY_PEOPLE, UNSPECIFIED, VAGUE, Given, Kinds
from pledgebook.claims.parties.roles import Roles
from pledgebook.claims.rulebook.book import Act, Operator, Rulebook
from pledgebook.mentions.world import is_country
from pledgebook.types import Token

HEARSAY = frozenset({"op.say", "op.appear", "op.welcome"})
"""Operators whose subject only speaks of an act."""
CLAUSAL_KINDS = frozenset(
    {"political.support", "political.membership", "political.cooperation", "other.unspecified"}
)
"""Kinds that only a clause states: "its part in", "support" name no act by themselves."""
CREWED = frozenset(
    {"military.naval", "military.air_strikes", "military.intelligence", "military.logistics"}
)
"""Kinds of ships and aircraft, which stay with their crews unless somebody is said to get them."""

NO_THING = "governs no thing"
"""Why an operator states nothing by itself; over an act it may still make the status."""
UNSAID = {
    OPEN: "nobody asserts it: nothing above gives it a status",
    ABSENT: "the text says that there is nothing, or leaves it open",
}
"""Why a composed status makes no claim."""

COPULAR = frozenset({"remain", "stay", "become"})
"""Verbs that with a predicate noun only say what something is: "remained its main export"."""


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
    """Finds proposals in one sentence.

    Args:
        trail: notes every rule that is tried in vain, with the reason.
    """

    def __init__(
        self,
        rulebook: Rulebook,
        composer: Composer,
        kinds: Kinds,
        roles: Roles,
        trail: Trail | None = None,
    ) -> None:
        self.rulebook = rulebook
        self.trail = trail or Trail()
        self.composer = composer
        self.kinds = kinds
        self.elided = Elided(kinds)
        self.roles = roles
        self.objects = Objects(rulebook, composer, kinds, roles)
        self.fitting = Fitting(rulebook, roles)

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
        if token.lemma.lower() in COPULAR and reading.tree.children(token.id, "xcomp"):
            return ()
        marks = {marker for _, marker in self.roles.dependents(reading, (token.id,))}
        if "with" not in marks:
            return acts
        return tuple(sorted(acts, key=lambda act: "thing" not in act.preps.get("with", ())))

    def of_act(self, reading: Reading, token: Token, act: Act) -> Iterator[Proposal]:
        """The proposals of one reading of an act verb, none where its needs are not met."""
        heads = self.objects.of_act(reading, token, act)
        if any(self.is_event(reading, head) for head in heads) and self.composer.operators_at(
            reading, token.id
        ):
            self.trail.strike(
                reading, token.id, act.id, "its object is an act with a thing of its own"
            )
            return
        outcome = self.composer.of_act(reading, token.id, act)
        if outcome.status in {ABSENT, OPEN}:
            self.trail.strike(reading, token.id, act.id, UNSAID[outcome.status], outcome)
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
                    objects=self.objects.idiom_object(reading, token),
                )
            else:
                why = f"has nothing that the rule requires ({required(act)})"
                self.trail.strike(reading, token.id, act.id, why)
            return
        kept = []
        for given in (self.elided.given(reading, head) for head in heads):
            unmet = self.fitting.unmet(reading, act, given)
            if unmet:
                self.trail.strike(reading, token.id, act.id, said_of(reading, given, unmet))
            else:
                kept.append(given)
        for group in merged(kept):
            first = group[0]
            kind = self.refined(reading, token, act, first)
            yield Proposal(
                reading=reading,
                predicate=token.id,
                outcome=outcome,
                kind=kind,
                act=act,
                given=first,
                objects=tuple(g.head for g in group),
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

    def of_operator(self, reading: Reading, token: Token, operator: Operator) -> Iterator[Proposal]:
        """The proposals of an operator that governs a thing: "pledged $5m", "offer of tents"."""
        heads = self.objects.of_operator(reading, token, operator)
        if not heads:
            self.trail.strike(reading, token.id, operator.id, NO_THING)
            return
        kept = []
        for given in (self.elided.given(reading, head) for head in heads):
            ungoverned = self.ungoverned(reading, given)
            if ungoverned:
                self.trail.strike(
                    reading, token.id, operator.id, said_of(reading, given, ungoverned)
                )
            else:
                kept.append(given)
        if not kept:
            return
        outcome = self.composer.of_operator(reading, token.id, operator)
        if outcome.status in {ABSENT, OPEN}:
            self.trail.strike(reading, token.id, operator.id, UNSAID[outcome.status], outcome)
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

    def ungoverned(self, reading: Reading, given: Given) -> str:
        """Why an operator has no contribution in a thing that it governs; "" where it has."""
        if not given.counts:
            return "is nothing that can be given, by its words"
        if self.is_operator_noun(reading, given.head):
            return "is a pledge, offer or the like itself"
        if self.is_event(reading, given.head):
            return "is an act with a thing of its own"
        return ""

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
            self.objects.of_operator(reading, token, operator)
            for operator in self.composer.operators_at(reading, head)
        )

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
                why = "nobody is named who does it" if agent is None else "names no act here"
                self.trail.strike(reading, token.id, act.id, why)
                continue
            if outcome.status == OPEN:
                outcome = replace(outcome, status=act.past if act.past != "none" else ABSENT)
            if outcome.status == ABSENT:
                self.trail.strike(reading, token.id, act.id, UNSAID[ABSENT], outcome)
                continue
            heads = [
                child.id
                for child in reading.tree.children(token.id, "nmod")
                if reading.marker(child.id) == "of"
            ]
            given = self.kinds.given(reading, heads[0]) if heads else None
            if act.kind == "thing" and (given is None or not given.counts):
                self.trail.strike(
                    reading, token.id, act.id, 'has no thing that is given behind "of"'
                )
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


def said_of(reading: Reading, given: Given, why: str) -> str:
    """What is wrong with a thing, and what the lexicon knows of it.

    "'letters' is given or sent, but is never a contribution (things.tsv: class not)"
    """
    form = reading.tree[given.head].form
    known = f"class {given.noun_class}" if given.noun_class else "unknown"
    known += f", kind {given.kind}" if given.kind else ""
    return f"{form!r} {why} (things.tsv: {known})"


def is_sum(proposal: Proposal) -> bool:
    """Whether money is given."""
    return proposal.given is not None and proposal.given.money is not None


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
