"""What the network believes, held against what the rules found and completed by them.

The rules read who gets it, how much, when, on which condition and in whose words; the
network only says which word heads a contribution, of what kind and status, and who gives.
A draft of the rules that it agrees with carries its belief; what the rules do not know by
its wording becomes a draft of its own, with the belief as its first step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pledgebook.claims.clauses.reading import Reading, actor_of
from pledgebook.claims.clauses.status import Outcome
from pledgebook.claims.drafting.drafts import Draft, Drafter
from pledgebook.claims.drafting.proposals import Proposal
from pledgebook.claims.gifts.kinds import Kinds
from pledgebook.claims.parties.roles import Party, Roles, cut
from pledgebook.mentions.world import bodies
from pledgebook.types import ActorName, Belief, Step, Token

RULE = "network"
LEAST = 0.1
"""Beliefs below this are not looked at."""
GIVES = 0.4
"""Of several words that may name who gives, those below this do only if none is above."""
TAKES = 0.5
"""A word below this names nobody who gets it."""
PARTS_OF_NAMES = frozenset({"compound", "flat", "amod"})
SURE = 0.5
"""From this belief on a draft that only the network makes counts like one of the rules."""
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "ADJ", "DET", "X"})


class Believed:
    """Joins the network's beliefs to the drafts of one document."""

    def __init__(
        self, readings: Sequence[Reading], roles: Roles, kinds: Kinds, drafter: Drafter
    ) -> None:
        self.readings = readings
        self.roles = roles
        self.kinds = kinds
        self.drafter = drafter

    def joined(self, drafts: Sequence[Draft]) -> list[Draft]:
        """The drafts, with beliefs on those that agree with one, and what only is believed."""
        found = list(drafts)
        for reading in self.readings:
            here = [draft for draft in drafts if draft.reading is reading]
            for belief in reading.sentence.beliefs:
                if belief.probability < LEAST:
                    continue
                found.extend(self.of_belief(reading, belief, here))
        return found

    def of_belief(
        self, reading: Reading, belief: Belief, drafts: Sequence[Draft]
    ) -> Iterator[Draft]:
        """New drafts of a belief; it is noted on those that say the same already."""
        for head, party, probability in self.givers(reading, belief):
            sure = belief.probability * probability
            same = [d for d in drafts if agrees(d, reading, belief, party)]
            if same:
                for draft in same:
                    if sure > draft.belief:
                        draft.belief = sure
                        draft.believed = belief
                continue
            yield self.draft(reading, belief, head, party, sure)

    def givers(
        self, reading: Reading, belief: Belief
    ) -> Iterator[tuple[int | None, Party | None, float]]:
        """Who gives: token in this sentence if there, party if it can be told, probability."""
        ranked = sorted(belief.givers, key=lambda giver: -giver[1])
        likely = [giver for giver in ranked if giver[1] >= GIVES] or ranked[:1]
        seen: set[str | None] = set()
        for start, probability in likely:
            head, party = self.party(reading, start)
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
            _, party = self.party(reading, start)
            if party is not None and party.id != giver:
                return party.id
        return None

    def party(self, reading: Reading, start: int | None) -> tuple[int | None, Party | None]:
        """The word that starts there and the party it names, here or in another sentence."""
        if start is None:
            return None, None
        for near in around(self.readings, reading):
            if near.sentence.start <= start < near.sentence.end:
                token = near.tree.at(start, start + 1)[0]
                party = self.roles.party(near, token.id)
                if party is None and token.head and token.deprel in PARTS_OF_NAMES:
                    party = self.roles.party(near, token.head)
                party = party or placed(near, token) or self.short(token) or described(near, token)
                return (token.id if near is reading else None), party
        return None, None

    def short(self, token: Token) -> Party | None:
        """The body of the document that a capitalised noun of its name stands for.

        "the Fund" where the text names the IMF, "the Union" where it names the EU.
        """
        if token.upos not in {"NOUN", "PROPN"} or not token.form[:1].isupper():
            return None
        known = {
            str(name.id)
            for reading in self.readings
            for mention in reading.mentions
            if (name := actor_of(mention)) is not None
        }
        named = [
            actor
            for actor in sorted(known & bodies().keys())
            if token.form in bodies()[actor].name.split()
        ]
        if len(named) != 1:
            return None
        return Party(id=named[0], token=token.id, name=ActorName(id=named[0]), via="short")

    def draft(
        self,
        reading: Reading,
        belief: Belief,
        head: int | None,
        party: Party | None,
        sure: float,
    ) -> Draft:
        """The draft of what the rules did not find, its other fields read by the rules."""
        token = reading.tree[belief.token]
        thing = token.upos in NOMINAL
        kind, status = belief.kinds[0][0], belief.statuses[0][0]
        says = (
            f"the network believes ({belief.probability:.0%}) that {token.form!r} heads a "
            f"contribution: {kind} ({belief.kinds[0][1]:.0%}), {status} "
            f"({belief.statuses[0][1]:.0%})"
        )
        step = Step(rule=RULE, says=says, start=token.start, end=token.end)
        predicate = governor(reading, belief.token) if thing else belief.token
        outcome = Outcome(status=status, chain=(predicate,), steps=(step,))
        proposal = Proposal(
            reading=reading,
            predicate=predicate,
            outcome=outcome,
            kind=kind,
            given=self.kinds.given(reading, belief.token) if thing else None,
            objects=(belief.token,) if thing else (),
        )
        base = self.drafter.base(proposal, head)
        base.belief, base.believed = sure, belief
        if party is None:
            base.contributor_via = "agentless" if head is None else "unresolved"
            return base
        base.recipient = self.taker(reading, belief, party.id) or base.recipient
        if party.id == base.recipient:
            base.recipient = None
        if head is not None:
            return self.drafter.with_party(base, replace(party, token=head), shared=False)
        says = f"contributor {party.id} ({party.via})"
        base.contributor, base.contributor_via = party.id, party.via
        base.steps.append(Step(rule="contributor", says=says, start=base.start, end=base.end))
        return base


def is_sure(draft: Draft) -> bool:
    """Whether a draft is of the rules, or more likely than not by the network's belief."""
    return draft.belief >= SURE or not draft.steps or draft.steps[0].rule != RULE


def around(readings: Sequence[Reading], reading: Reading) -> Iterable[Reading]:
    """A sentence, then the others of its block."""
    yield reading
    for other in readings:
        if other is not reading and other.sentence.block == reading.sentence.block:
            yield other


def placed(reading: Reading, token: Token) -> Party | None:
    """The state or body whose seat or land a word names: a place that gives acts."""
    for mention in reading.by_token.get(token.id, ()):
        name = mention.normal if isinstance(mention.normal, ActorName) else None
        if mention.type == "place" and name is not None and name.id:
            return Party(id=name.id, token=token.id, name=name, via="place")
    return None


def described(reading: Reading, token: Token) -> Party | None:
    """The party that a noun phrase names which no table knows: "a shipping agent in Aden".

    Contract, section 4: an organisation or person by its name, a described set by its
    phrase. None for a pronoun, whose noun would have to be guessed.
    """
    phrase = [t for t in reading.phrase(token.id) if t.upos not in {"DET", "PUNCT"}]
    phrase = [t for t in phrase if t.deprel != "case" or t.head != token.id]
    if token.upos not in {"NOUN", "PROPN"} or not phrase:
        return None
    words = reading.document.text[phrase[0].start : phrase[-1].end]
    prefix = "GROUP"
    if token.upos == "PROPN":
        prefix = "PERSON" if token.name.endswith("PER") else "ORG"
    name = cut(f"{prefix}:{words}")
    return Party(id=name, token=token.id, name=ActorName(id=name), via="described")


def governor(reading: Reading, token_id: int) -> int:
    """The predicate that a noun phrase belongs to: the nearest verb above, or itself."""
    for token in reading.tree.path_to_root(token_id):
        if token.upos in {"VERB", "AUX"}:
            return token.id
    return token_id


def agrees(draft: Draft, reading: Reading, belief: Belief, party: Party | None) -> bool:
    """Whether a draft of the rules is the contribution that is believed."""
    if party is not None and draft.contributor not in {party.id, None}:
        return False
    token = reading.tree[belief.token]
    if draft.proposal is None or draft.proposal.reading is not reading:
        return draft.start <= token.start < draft.end
    ids = {draft.proposal.predicate, *draft.proposal.objects}
    held = {t.id for head in draft.proposal.objects for t in reading.phrase(head)}
    return belief.token in ids | held or bool(
        draft.proposal.objects == () and draft.start <= token.start < draft.end
    )
