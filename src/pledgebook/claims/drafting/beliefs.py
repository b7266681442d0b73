"""What the network believes, held against what the rules found and completed by them.

The rules read who gets it, how much, when, on which condition and in whose words; the
network only says which word heads a contribution, of what kind and status, and who gives.
A draft of the rules that it agrees with carries its belief; what the rules do not know by
its wording becomes a draft of its own, with the belief as its first step.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import get_args

from pledgebook.claims.clauses.reading import Reading, actor_of
from pledgebook.claims.clauses.status import OPEN, Composer, Outcome
from pledgebook.claims.drafting.drafts import Draft, Drafter, name_giver
from pledgebook.claims.drafting.proposals import Proposal
from pledgebook.claims.gifts.kinds import Given, Kinds, area_of
from pledgebook.claims.parties.party import Party, by_name, cut
from pledgebook.claims.parties.roles import Roles
from pledgebook.claims.parties.sayers import sayer
from pledgebook.mentions.context import role_words
from pledgebook.mentions.names import names_in
from pledgebook.mentions.world import NamedActor, bodies
from pledgebook.types import ActorName, Belief, Sentence, Status, Step, Token

RULE = "network"
LEAST = 0.1
"""Beliefs below this are not looked at."""
CLEAR = 0.6
"""From this probability of an area on, a draft of the rules in another one is corrected: on
documents that the network had not seen, it is right three times as often then."""
GIVES = 0.4
"""Of several words that may name who gives, those below this do only if none is above."""
OF_KIND, OF_AREA = 0.4, 0.6
"""How much the shares of a kind and of its area in the rest of the document count for it."""
OF_THING, OF_ACT, OF_PURPOSE = (2.0, 0.0), (1.5, 0.5), (1.0, 1.0)
"""Log odds for the kind that a lexicon gives, and for others of its area.

These and the shares were fitted on documents that the first network with beliefs had not
seen: they raised the share of right areas from .74 to .78, of right kinds from .52 to .55."""
BY_OPERATOR, BY_ACT, BY_RULES = 2.0, 1.0, 3.0
"""Log odds for a status that the rules compose: from an operator, from an act, and of a draft
that they made themselves. Fitted like the kinds: right statuses of what only the network
finds rose from .65 to .68, of what both find from .74 to .79."""
UNSEEN = 0.01
"""Stands for the share of a kind that the rest of a document does not have."""
TAKES = 0.5
"""A word below this names nobody who gets it."""
PREDICATING = ("nsubj", "cop", "aux", "expl", "mark", "cc")
"""Relations of what a noun has below it because it is a predicate: "it was Berg"."""
THEIRS = frozenset({"its", "our", "their", "whose", "his", "her"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
PARTS_OF_NAMES = frozenset({"compound", "flat", "amod"})
SURE = 0.5
"""From this belief on a draft that only the network makes counts like one of the rules."""
LADDER = frozenset(get_args(Status))
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "ADJ", "DET", "X"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A belief with what the sentence and the document make of it.

    `kinds` have probabilities, best first; `given` is what the lexicons read at the word, and
    `purpose` the kind of what it is said to be for.
    """

    reading: Reading
    belief: Belief
    predicate: int
    given: Given
    purpose: str | None
    kinds: Mapping[str, float]

    @property
    def kind(self) -> str:
        """The likeliest kind."""
        return next(iter(self.kinds))


class Believed:
    """Joins the network's beliefs to the drafts of one document."""

    def __init__(
        self,
        readings: Sequence[Reading],
        roles: Roles,
        kinds: Kinds,
        drafter: Drafter,
        composer: Composer,
    ) -> None:
        self.readings = readings
        self.starts = [reading.sentence.start for reading in readings]
        self.roles = roles
        self.kinds = kinds
        self.drafter = drafter
        self.composer = composer
        self.shares: defaultdict[str, float] = defaultdict(float)
        for reading in readings:
            for belief in reading.sentence.beliefs:
                for kind, probability in belief.kinds:
                    self.shares[kind] += belief.probability * probability

    def joined(self, drafts: Sequence[Draft]) -> list[Draft]:
        """The drafts, with beliefs on those that agree with one, and what only is believed."""
        found = list(drafts)
        by_reading: defaultdict[int, list[Draft]] = defaultdict(list)
        for draft in drafts:
            by_reading[id(draft.reading)].append(draft)
        for reading in self.readings:
            for belief in reading.sentence.beliefs:
                if belief.probability >= LEAST:
                    found.extend(self.of_belief(reading, belief, by_reading[id(reading)]))
        return found

    def of_belief(
        self, reading: Reading, belief: Belief, drafts: Sequence[Draft]
    ) -> Iterator[Draft]:
        """New drafts of a belief; it is noted on those that say the same already."""
        weighed = self.weighed(reading, belief)
        givers = tuple(self.givers(reading, belief))
        together = tuple(party for _, party, _ in givers if party and party.via == "together")
        for head, party, probability in givers:
            sure = belief.probability * probability
            mine = [d for d in drafts if is_giver(d, party)]
            same = [d for d in mine if gives_it(d, reading, belief.token)]
            if not same:
                area = area_of(weighed.kind)
                near = (d for d in mine if d.contributor and party)
                same = [d for d in near if tells_of(d, reading, belief.token, area)][:1]
            for draft in same:
                if sure > draft.belief:
                    note(draft, weighed, sure)
                    settle_kind(draft, weighed)
                    settle_status(draft, belief)
                if draft.contributor is None and party is not None:
                    name_giver(draft, party, head)
            if not same:
                found = self.draft(weighed, head, party, sure)
                if party in together and self.drafter.shares(reading, together, weighed.given):
                    found.money, found.joint = None, True
                yield found

    def weighed(self, reading: Reading, belief: Belief) -> Weighed:
        """A belief with its kinds by the network, the words and the rest of the document.

        A text is about few things, so what the network believes elsewhere counts; so do the
        kinds that the lexicons give the thing, the act and the purpose. Weights are log odds.
        """
        predicate = headed(reading, belief.token)
        given = self.kinds.given(reading, belief.token)
        money = given.money is not None
        purpose = self.kinds.purpose_kind(reading, predicate, belief.token, money=money)
        said = self.said(reading, predicate, given, purpose)
        rest = defaultdict(float, self.shares)
        for kind, probability in belief.kinds:
            rest[kind] -= belief.probability * probability
        whole = max(sum(rest.values()), 0.0) + UNSEEN
        areas: defaultdict[str, float] = defaultdict(float)
        for kind, share in rest.items():
            areas[area_of(kind)] += share

        def weight(kind: str, probability: float) -> float:
            """The odds of a kind, not yet shared out."""
            odds = math.log(probability)
            odds += OF_KIND * math.log((max(rest[kind], 0.0) + UNSEEN) / whole)
            odds += OF_AREA * math.log((max(areas[area_of(kind)], 0.0) + UNSEEN) / whole)
            for other, exact, akin in said:
                odds += exact * (kind == other) + akin * (area_of(kind) == area_of(other))
            return math.exp(odds)

        found = {kind: weight(kind, probability) for kind, probability in belief.kinds}
        total = sum(found.values())
        ranked = sorted(found.items(), key=lambda each: -each[1])
        return Weighed(
            reading=reading,
            belief=belief,
            predicate=predicate,
            given=given,
            purpose=purpose,
            kinds={kind: share / total for kind, share in ranked},
        )

    def composed(self, reading: Reading, predicate: int) -> tuple[str, float]:
        """The status that the rules compose for a predicate they know, and what it counts for."""
        acts, operators, _ = self.composer.entries_at(reading, predicate)
        if operators:
            outcome = self.composer.of_operator(reading, predicate, operators[0])
            return outcome.status, BY_OPERATOR
        if acts:
            return self.composer.of_act(reading, predicate, acts[0]).status, BY_ACT
        return OPEN, 0.0

    def said(
        self, reading: Reading, predicate: int, given: Given, purpose: str | None
    ) -> tuple[tuple[str, float, float], ...]:
        """The kinds that lexicons give thing, act and purpose, with their weights."""
        thing = given.kind
        if given.money is not None:
            thing = given.money_kind or given.kind
        acts = self.composer.entries_at(reading, predicate)[0]
        act = next((act.kind for act in acts if act.kind != "thing"), None)
        return tuple(
            (kind, *weights)
            for kind, weights in ((thing, OF_THING), (act, OF_ACT), (purpose, OF_PURPOSE))
            if kind is not None
        )

    def givers(
        self, reading: Reading, belief: Belief
    ) -> Iterator[tuple[int | None, Party | None, float]]:
        """Who gives: token in this sentence if there, party if it can be told, probability."""
        ranked = sorted(belief.givers, key=lambda giver: -giver[1])
        likely = [giver for giver in ranked if giver[1] >= GIVES] or ranked[:1]
        found = [
            (head, party, probability)
            for start, probability in likely
            for head, parties in (self.parties(reading, start),)
            for party in parties or (None,)
        ]
        # A word that nobody can resolve ("Germany, which") beside one that says who it is.
        found = [each for each in found if each[1] is not None] or found[:1]
        seen: set[str | None] = set()
        for head, party, probability in found:
            name = party.id if party is not None else None
            if name not in seen:
                seen.add(name)
                yield head, party, probability

    def taker(self, reading: Reading, belief: Belief, giver: str | None) -> str | None:
        """Who gets it, where a word names that party more likely than not."""
        ranked = sorted(belief.takers, key=lambda taker: -taker[1])
        for start, probability in ranked:
            if start is None or probability < TAKES:
                return None
            _, parties = self.parties(reading, start)
            for party in parties:
                if party.id != giver:
                    return party.id
        return None

    def parties(self, reading: Reading, start: int | None) -> tuple[int | None, tuple[Party, ...]]:
        """The word that starts there and whom it names, here or in another sentence.

        Several parties where the word is for several: "they", "the two leaders".
        """
        near = self.reading_at(start) if start is not None else None
        if start is None or near is None:
            return None, ()
        token = near.tree.at(start, start + 1)[0]
        head = token.id if near is reading else None
        several = self.roles.several(near, token.id)
        if several:
            return head, several
        party = self.party(near, token)
        return head, () if party is None else (party,)

    def reading_at(self, start: int) -> Reading | None:
        """The sentence in which a character of the document stands, None between sentences."""
        at = bisect_right(self.starts, start)
        near = self.readings[at - 1] if at else None
        return near if near is not None and start < near.sentence.end else None

    def party(self, reading: Reading, token: Token) -> Party | None:
        """The one party that a word names."""
        party = self.roles.party(reading, token.id)
        if party is not None and party.via == "referent":
            party = self.short(token) or party
        if party is None and token.head and token.deprel in PARTS_OF_NAMES:
            party = self.roles.party(reading, token.head)
        if party is not None:
            return party
        source = sayer(reading, token, self.roles.subject)
        token = reading.tree[source] if source is not None else token
        party = placed(reading, token) or self.short(token)
        if party is None and not self.roles.institutions.is_somebodys(reading, token):
            return described(reading, token)
        return party

    @cached_property
    def bodies(self) -> tuple[NamedActor, ...]:
        """The bodies that the document names, by id."""
        known = {
            str(name.id)
            for reading in self.readings
            for mention in reading.mentions
            if (name := actor_of(mention)) is not None
        }
        return tuple(bodies()[actor] for actor in sorted(known & bodies().keys()))

    def short(self, token: Token) -> Party | None:
        """The body of the document that a capitalised noun of its name stands for.

        "the Fund" where the text names the IMF, "the Union" where it names the EU.
        """
        if token.upos not in {"NOUN", "PROPN"} or not token.form[:1].isupper():
            return None
        named = [body.id for body in self.bodies if token.form in body.name.split()]
        if len(named) != 1:
            return None
        return by_name(ActorName(id=named[0]), token.id, "short")

    def draft(self, weighed: Weighed, head: int | None, party: Party | None, sure: float) -> Draft:
        """The draft of what the rules did not find, its other fields read by the rules."""
        reading, belief, kind = weighed.reading, weighed.belief, weighed.kind
        token = reading.tree[belief.token]
        thing = token.upos in NOMINAL
        status = likeliest(belief.statuses, *self.composed(reading, weighed.predicate))
        says = (
            f"the network believes ({belief.probability:.0%}) that {token.form!r} heads a "
            f"contribution: {kind} ({weighed.kinds[kind]:.0%}), {status} "
            f"({dict(belief.statuses).get(status, 0.0):.0%})"
        )
        step = Step(rule=RULE, says=says, start=token.start, end=token.end)
        proposal = Proposal(
            reading=reading,
            predicate=weighed.predicate,
            outcome=Outcome(status=status, chain=(weighed.predicate,), steps=(step,)),
            kind=kind,
            given=weighed.given if thing else None,
            objects=(belief.token,) if thing else (),
        )
        base = self.drafter.base(proposal, head)
        note(base, weighed, sure)
        if party is None:
            base.contributor_via = "agentless" if head is None else "unresolved"
            return base
        base.recipient = self.taker(reading, belief, party.id) or base.recipient
        name_giver(base, party, head)
        return base


def note(draft: Draft, weighed: Weighed, sure: float) -> None:
    """Puts a belief on a draft, with how probable the kinds are by it."""
    draft.belief, draft.believed, draft.kinds = sure, weighed.belief, weighed.kinds


def likeliest(statuses: Sequence[tuple[str, float]], ruled: str, weight: float) -> str:
    """The status that the network's belief and the rules' odds together make the likeliest."""
    odds = {status: math.log(probability) for status, probability in statuses}
    if ruled in LADDER:
        odds[ruled] = odds.get(ruled, math.log(UNSEEN)) + weight
    return max(odds, key=lambda status: odds[status])


def settle_kind(draft: Draft, weighed: Weighed) -> None:
    """Corrects the kind of a draft of the rules where another area is likely.

    A purpose that is stated beside it stands (contract, section 8, point 1).
    """
    kind = weighed.kind
    likely = draft.area_belief(area_of(kind))
    if area_of(kind) != draft.area and likely >= CLEAR and draft.kind != weighed.purpose:
        says = f"the network is sure enough of {kind} ({likely:.0%} for its area)"
        draft.steps.append(Step(rule=RULE, says=says, start=draft.start, end=draft.end))
        draft.kind = kind


def settle_status(draft: Draft, belief: Belief) -> None:
    """Corrects the status of a draft of the rules where the network is very sure of another."""
    status = likeliest(belief.statuses, draft.status, BY_RULES)
    if status != draft.status:
        says = f"the network is sure enough of {status} ({dict(belief.statuses)[status]:.0%})"
        draft.steps.append(Step(rule=RULE, says=says, start=draft.start, end=draft.end))
        draft.status = status


def is_thinkable(sentence: Sentence) -> bool:
    """Whether the network believes in some word of a sentence as heading a contribution."""
    return any(belief.probability >= LEAST for belief in sentence.beliefs)


def is_sure(draft: Draft) -> bool:
    """Whether a draft is of the rules, or more likely than not by the network's belief."""
    return draft.belief >= SURE or not draft.steps or draft.steps[0].rule != RULE


def placed(reading: Reading, token: Token) -> Party | None:
    """The state or body whose seat or land a word names: a place that gives acts."""
    for mention in reading.by_token.get(token.id, ()):
        name = mention.normal if isinstance(mention.normal, ActorName) else None
        if mention.type == "place" and name is not None and name.id:
            return by_name(name, token.id, "place")
    return None


def described(reading: Reading, token: Token) -> Party | None:
    """The party that a noun phrase names which no table knows: "a shipping agent in Aden".

    Contract, section 4: an organisation or person by its name, a described set by its
    phrase. None for a pronoun or a noun that takes somebody up again ("the fund", "the
    envoy", "its teams"), whose name would have to be guessed.
    """
    phrase = [t for t in named_by(reading, token) if t.upos not in {"DET", "PUNCT"}]
    phrase = [t for t in phrase if t.deprel != "case" or t.head != token.id]
    named = token.upos == "PROPN" and not token.form.islower()
    if not phrase or not (named or token.upos == "NOUN") or is_anaphor(reading, token):
        return None
    words = " ".join(reading.document.text[phrase[0].start : phrase[-1].end].split())
    for hit in names_in(words):
        if hit.end - hit.start == len(words) and hit.readings[0].actor:
            return by_name(ActorName(id=hit.readings[0].actor), token.id, "name")
    prefix = "GROUP"
    if named:
        prefix = "PERSON" if token.name.endswith("PER") else "ORG"
    if prefix == "PERSON" and " " not in words:
        return None
    return by_name(ActorName(id=cut(f"{prefix}:{words}")), token.id, "described")


def named_by(reading: Reading, token: Token) -> tuple[Token, ...]:
    """The noun phrase of a giver, without the clause that it is the predicate of."""
    outside = {
        t.id
        for child in reading.tree.children(token.id, *PREDICATING)
        for t in reading.tree.subtree(child.id)
    }
    return tuple(t for t in reading.phrase(token.id) if t.id not in outside)


def is_anaphor(reading: Reading, token: Token) -> bool:
    """Whether a phrase means somebody named elsewhere: by a title, an institution, a pronoun.

    "the Foreign Minister", "a spokesman", "the hospital", "whose department"; counted ones
    are a group of their own ("thirteen heads", "two mayors").
    """
    tree = reading.tree
    if not tree.children(token.id, "nummod") and token.lemma.lower() in public():
        return True
    below = tree.children(token.id)
    if any(t.deprel == "nmod:poss" and t.form.lower() in THEIRS for t in below):
        return True
    bare = all(t.deprel in {"det", "case", "punct", "nsubj", "cop"} for t in below)
    return token.upos == "NOUN" and bare and any(t.form.lower() in DEFINITE for t in below)


@cache
def public() -> frozenset[str]:
    """What holds or is an office: "minister", "spokesman", "cabinet", "troops"."""
    kinds = ("office", "voice", "institution", "force")
    return frozenset(word.lower() for kind in kinds for word in role_words(kind))


def headed(reading: Reading, token_id: int) -> int:
    """The predicate of a contribution: the word itself, or what governs the thing given."""
    thing = reading.tree[token_id].upos in NOMINAL
    return governor(reading, token_id) if thing else token_id


def governor(reading: Reading, token_id: int) -> int:
    """The predicate that a noun phrase belongs to: the nearest verb above, or itself."""
    for token in reading.tree.path_to_root(token_id):
        if token.upos in {"VERB", "AUX"}:
            return token.id
    return token_id


def is_giver(draft: Draft, party: Party | None) -> bool:
    """Whether a draft names no other giver than the one believed in, if any."""
    return party is None or draft.contributor in {party.id, None}


def gives_it(draft: Draft, reading: Reading, token_id: int) -> bool:
    """Whether the word is the predicate of a draft, or in what it says is given."""
    token = reading.tree[token_id]
    if draft.what is not None and draft.what.start <= token.start < draft.what.end:
        return True
    if draft.proposal is None or draft.proposal.reading is not reading:
        return draft.what is None and draft.start <= token.start < draft.end
    ids = {draft.proposal.predicate, *draft.proposal.objects}
    held = {t.id for head in draft.proposal.objects for t in reading.phrase(head)}
    bare = not draft.proposal.objects
    return token_id in ids | held or (bare and draft.start <= token.start < draft.end)


def tells_of(draft: Draft, reading: Reading, token_id: int, area: str) -> bool:
    """Whether the word stands in the evidence of a draft of the same area that has no belief."""
    inside = draft.start <= reading.tree[token_id].start < draft.end
    return inside and draft.believed is None and draft.area == area
