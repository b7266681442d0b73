"""A claim in the making: what one proposal says once its parties are named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pledgebook.claims.clauses.conditions import condition_of
from pledgebook.claims.clauses.reading import Reading, actor_of, money_of, quantity_of, when_of
from pledgebook.claims.drafting.fitting import JOINING
from pledgebook.claims.drafting.proposals import Proposal
from pledgebook.claims.drafting.trail import Trail
from pledgebook.claims.gifts.kinds import Given, area_of
from pledgebook.claims.parties.party import Party
from pledgebook.claims.parties.receivers import Receivers
from pledgebook.claims.parties.roles import Roles
from pledgebook.claims.rulebook.book import Act, Rulebook, increment_of
from pledgebook.types import ActorName, Belief, Increment, Mention, Money, Quantity, Span, Step

HEARSAY = frozenset({"op.say", "op.appear", "op.credit", "op.welcome", "op.ask", "op.press"})
"""Operators whose subject speaks of somebody else's act."""
CONDITION_GAP = 80
"""So many characters may stand between a contribution and a condition that is quoted with it."""
DONE = frozenset({"delivered", "under_way", "withdrawn"})


@dataclass(slots=True, kw_only=True)
class Draft:
    """A claim before the document as a whole has been considered.

    `start` and `end` bound the evidence; `contributor` None until the discourse names one.
    """

    reading: Reading
    proposal: Proposal | None
    contributor: str | None
    contributor_via: str
    kind: str
    status: str
    start: int
    end: int
    money: Money | None = None
    money_mention: Mention | None = None
    quantity: Quantity | None = None
    what: Span | None = None
    recipient: str | None = None
    channel: str | None = None
    target: str | None = None
    place: Span | None = None
    condition: Span | None = None
    when: str | None = None
    hedged: bool = False
    overdue: bool = False
    denied: bool = False
    partial: bool = False
    increment: Increment | None = None
    asker: int | None = None
    joint: bool = False
    whole: Draft | None = None
    """The gift that this one is a part of."""
    group_size: int | None = None
    belief: float = 0.0
    """How probable the network holds it to be that this is given, by this contributor."""
    believed: Belief | None = None
    kinds: Mapping[str, float] = field(default_factory=dict, compare=False)
    """How probable each kind is, by network, words and document; empty without a belief."""
    echo: str = ""
    """What it names beside a fuller draft that says as much: "same thing", "another thing"."""
    struck: str = field(default="", compare=False)
    """Why this is no claim, in words; "" while nothing speaks against it."""
    steps: list[Step] = field(default_factory=list)

    @property
    def area(self) -> str:
        """The area of the kind: "military" of "military.naval"."""
        return area_of(self.kind)

    def area_belief(self, area: str) -> float:
        """How probable some kind of an area is, by `kinds`."""
        return sum(share for kind, share in self.kinds.items() if area_of(kind) == area)


class Drafter:
    """Names the parties of proposals.

    Args:
        trail: notes the proposals whose giver serves only itself.
    """

    def __init__(
        self,
        rulebook: Rulebook,
        roles: Roles,
        mentions: Sequence[Mention],
        trail: Trail | None = None,
    ) -> None:
        self.trail = trail or Trail()
        self.rulebook = rulebook
        self.roles = roles
        self.receivers = Receivers(rulebook, roles)
        self.leads = tuple(m for m in mentions if m.type == "actor")

    def drafts(self, proposal: Proposal) -> Iterator[Draft]:
        """One draft for each contributor of a proposal; one without where nobody is named."""
        reading = proposal.reading
        head = self.contributor_head(proposal)
        parties = self.roles.parties(reading, head) if head is not None else ()
        if proposal.act is not None and proposal.act.object == "contributor":
            parties += self.range_end(proposal)
        if not parties:
            head, parties = self.owner(proposal, head)
        base = self.base(proposal, head)
        if not parties and (head is None or reading.tree[head].upos == "PRON"):
            lead = self.lead(reading)
            if lead is not None:
                base.contributor, base.contributor_via = lead.id, lead.via
                yield base
                return
        if not parties:
            if head is None and self.finite(proposal):
                base.contributor_via = "agentless"
                yield base
            else:
                base.contributor_via = "unresolved"
                yield base
            return
        shared = self.shares(reading, parties, proposal.given)
        for party in parties:
            if self.serves_itself(proposal, party):
                rule = proposal.act.id if proposal.act is not None else ""
                why = f"{party.id} serves only itself with it"
                self.trail.strike(reading, proposal.predicate, rule, why, proposal.outcome)
                continue
            yield self.with_party(base, party, shared=shared)

    def serves_itself(self, proposal: Proposal, party: Party) -> bool:
        """Whether the giver helps only its own: "defends itself", "treats its citizens"."""
        act = proposal.act
        if act is None:
            return False
        if act.kind == "thing" and self.at_home(proposal, party):
            return True
        if act.object not in {"recipient", "people"} or act.transfer == "deployed":
            return False
        described = party.id.startswith("GROUP:")
        tree = proposal.reading.tree
        for head in (c.id for c in tree.children(proposal.predicate, "obj", "nsubj:pass")):
            token = tree[head]
            if token.upos == "PRON" or described:
                own = token.form.lower().endswith(("self", "selves"))
            else:
                taken = self.roles.party(proposal.reading, head)
                own = taken is not None and taken.id == party.id
            if own:
                return True
        return False

    def at_home(self, proposal: Proposal, party: Party) -> bool:
        """Whether a thing goes to a place of the giver's own: "Kenya sent police to Nairobi"."""
        reading = proposal.reading
        for place, marker in self.roles.dependents(reading, (proposal.predicate,)):
            if marker in {"to", "into"} and any(
                mention.type == "place"
                and isinstance(mention.normal, ActorName)
                and mention.normal.id == party.id
                for mention in reading.by_token.get(place, ())
            ):
                return True
        return False

    def with_party(self, base: Draft, party: Party, *, shared: bool) -> Draft:
        """The draft as this party's own, which it shares with others or not."""
        draft = replace(base, steps=[*base.steps], joint=shared)
        if shared:
            draft.money = None
        name_giver(draft, party, party.token)
        return draft

    def shares(self, reading: Reading, parties: Sequence[Party], given: Given | None) -> bool:
        """Whether several parties give one sum: it is then no single one's."""
        summed = given is not None and given.money is not None
        return len(parties) > 1 and summed and not self.distributive(reading)

    def distributive(self, reading: Reading) -> bool:
        """Whether the sentence gives each giver the sum: "Norway and Canada each gave"."""
        return any(
            t.lemma.lower() in {"each", "apiece", "respectively"} for t in reading.tree.tokens
        )

    def contributor_head(self, proposal: Proposal) -> int | None:
        """The token of the noun phrase that gives, None where the sentence names nobody."""
        reading, outcome = proposal.reading, proposal.outcome
        if outcome.addressee is not None:
            asked = self.roles.addressee(reading, outcome.addressee)
            if asked is not None:
                return asked
            inner = proposal.predicate
            if inner != outcome.addressee:
                return self.roles.subject(reading, inner)
            return None
        if outcome.responder is not None:
            return self.roles.subject(reading, outcome.responder)
        act = proposal.act
        if act is not None and act.subject == "recipient":
            for dependent, marker in self.roles.dependents(
                reading, (proposal.predicate, *proposal.objects)
            ):
                if marker in {"from", "by"} and self.roles.party(reading, dependent) is not None:
                    return dependent
            return None
        if act is not None and act.object == "contributor" and proposal.objects:
            return proposal.objects[0]
        if act is not None and act.subject == "thing":
            for head in proposal.objects:
                if self.roles.party_within(reading, head) is not None:
                    return head
            held = [t.id for head in proposal.objects for t in reading.contents(head)]
            for dependent, marker in self.roles.dependents(reading, (proposal.predicate, *held)):
                if marker in {"from", "by"} and self.roles.party(reading, dependent) is not None:
                    return dependent
            carrier = self.roles.subject(reading, proposal.predicate)
            if carrier is not None and self.roles.party_within(reading, carrier) is not None:
                return carrier
            return self.departure(reading, act, proposal.predicate)
        subject = self.roles.subject(reading, proposal.predicate)
        if subject is not None:
            return subject
        return self.possessor(proposal) or self.above(proposal)

    def departure(self, reading: Reading, act: Act, predicate: int) -> int | None:
        """The place that something leaves, which stands for its state: "planes left Ankara"."""
        if not act.id.startswith("depart"):
            return None
        left = reading.tree.child(predicate, "obj")
        if left is None or self.roles.party(reading, left.id) is None:
            return None
        return left.id

    def above(self, proposal: Proposal) -> int | None:
        """The subject of the operators over a noun: "Sweden signed an agreement worth $9m"."""
        reading = proposal.reading
        for predicate, step in zip(proposal.outcome.chain, proposal.outcome.steps, strict=False):
            if predicate == proposal.predicate or step.rule in HEARSAY:
                continue
            subject = self.roles.subject(reading, predicate)
            if subject is not None:
                return subject
        return None

    def range_end(self, proposal: Proposal) -> tuple[Party, ...]:
        """The last named of a range: "bringing in allies from Europe to Japan and Korea"."""
        reading = proposal.reading
        return tuple(
            party
            for dependent, marker in self.roles.dependents(reading, (proposal.predicate,))
            if marker == "to"
            for party in self.roles.parties(reading, dependent)
        )

    def owner(self, proposal: Proposal, head: int | None) -> tuple[int | None, tuple[Party, ...]]:
        """The state whose troops or goods are spoken of, where the subject is no actor.

        "The motion rules out sending British troops": a motion gives nothing.
        """
        owned = self.possessor(proposal)
        if owned is None or owned == head:
            return head, ()
        parties = self.roles.parties(proposal.reading, owned)
        return (owned, parties) if parties else (head, ())

    def finite(self, proposal: Proposal) -> bool:
        """Whether an agentless predicate is a clause of its own: "Tents were sent"."""
        tree = proposal.reading.tree
        token = tree[proposal.predicate]
        if any(tree.children(above.id, "expl") for above in tree.path_to_root(token.id)):
            return True
        return not token.deprel.startswith("acl") and bool(
            tree.children(token.id, "aux:pass", "nsubj:pass", "nsubj")
        )

    def lead(self, reading: Reading) -> Party | None:
        """The actor that a list item is about: "CHINA: Announced 50 million yuan"."""
        block = reading.block
        text = reading.document.text
        if block.kind == "turn":
            return None
        own = [m for m in self.leads if 0 <= m.start - reading.sentence.start <= 3]
        first = [m for m in self.leads if 0 <= m.start - block.start <= 3]
        for mention in (*own, *first):
            after = text[mention.end : mention.end + 3].lstrip()
            name = actor_of(mention)
            if name is not None and after[:1] in {":", "–", "—"} and mention.end <= block.end:
                return Party(id=str(name.id), token=0, name=name, via="lead")
        return None

    def possessor(self, proposal: Proposal) -> int | None:
        """Who owns the thing of an agentless passive: "Japanese tents were handed over"."""
        reading = proposal.reading
        if proposal.act is not None and proposal.act.object != "thing":
            return None
        for head in proposal.objects[:1]:
            for child in reading.tree.children(head, "nmod:poss", "amod", "compound"):
                mention = reading.actor_at(child.id)
                beside = mention is not None and mention.end <= reading.tree[head].start
                if beside and self.roles.party(reading, child.id) is not None:
                    return child.id
            for child in reading.tree.children(head, "nmod"):
                if reading.marker(child.id) == "from" and self.roles.party(reading, child.id):
                    return child.id
        return None

    def base(self, proposal: Proposal, contributor_head: int | None) -> Draft:
        """The draft without its contributor: roles, amounts, marks and evidence."""
        reading, outcome = proposal.reading, proposal.outcome
        given, act = proposal.given, proposal.act
        contents = tuple(
            child.id
            for head in proposal.objects
            for child in reading.tree.children(head, "nmod")
            if reading.marker(child.id) in {"in", "of", "worth"} and child.upos == "NOUN"
        )
        places = (proposal.predicate, *proposal.objects, *outcome.chain[1:2], *contents)
        condition = condition_of(reading, outcome.chain or (proposal.predicate,), self.rulebook)
        sum_mention = given.money_mention if given is not None else None
        if given is not None and given.money is None:
            sum_mention = self.amount(proposal, "money")
        start, end = self.evidence(proposal, contributor_head, condition)
        return Draft(
            reading=reading,
            proposal=proposal,
            contributor=None,
            contributor_via="",
            kind=proposal.kind,
            status=outcome.status,
            start=start,
            end=end,
            money=money_of(sum_mention) if sum_mention is not None else None,
            money_mention=sum_mention,
            quantity=self.quantity(proposal),
            what=self.what(proposal) if given is not None else None,
            recipient=None
            if proposal.kind in JOINING
            else self.receivers.recipient(proposal, places, contributor_head),
            channel=self.receivers.first_party(
                reading, self.roles.in_role(reading, act, places, "channel")
            ),
            target=self.receivers.target(proposal, places),
            place=self.roles.place(reading, places),
            condition=condition,
            when=self.when(reading, start, end, outcome.status),
            hedged=outcome.hedged or self.hedge_word(reading, outcome.chain),
            overdue=outcome.overdue,
            denied=outcome.denied,
            partial=outcome.partial,
            increment=self.increment(reading, proposal),
            asker=outcome.addressee,
            steps=[*outcome.steps, *elided(proposal)],
        )

    def amount(self, proposal: Proposal, kind: str) -> Mention | None:
        """The sum ("money") or count ("quantity") of what is given; of a rise or cut "to X", X."""
        reading = proposal.reading
        for child in reading.tree.children(proposal.predicate, "obl"):
            if reading.marker(child.id) == "to":
                for mention in reading.by_token.get(child.id, ()):
                    if mention.type == kind:
                        return mention
        return None

    def quantity(self, proposal: Proposal) -> Quantity | None:
        """The count of what is given, None where there is none or a sum instead."""
        given = proposal.given
        if given is None or given.money is not None:
            return None
        if given.quantity is not None:
            return given.quantity
        mention = self.amount(proposal, "quantity")
        if mention is not None:
            return quantity_of(mention)
        return quantity_of_gift(given, alone=len(proposal.objects) == 1)

    def increment(self, reading: Reading, proposal: Proposal) -> Increment | None:
        """Whether the gift adds to one before: "a further $15m"."""
        for head in proposal.objects:
            words = [t.form.lower() for t in reading.phrase(head)]
            for size in (3, 2, 1):
                for at in range(len(words) - size + 1):
                    mark = self.rulebook.amount_changes.get(" ".join(words[at : at + size]))
                    found = increment_of(mark) if mark is not None else None
                    if found is not None:
                        return found
        return None

    def hedge_word(self, reading: Reading, chain: tuple[int, ...]) -> bool:
        """Whether an adverb on one of the predicates hedges it: "has reportedly sent"."""
        for predicate in chain:
            for child in reading.tree.children(predicate, "advmod", "obl"):
                if child.form.lower() in self.rulebook.hedges:
                    return True
        return False

    def what(self, proposal: Proposal) -> Span | None:
        """The object as written, with the verb where the object is who gets it.

        "600 soldiers"; "arming the Kurds".
        """
        reading = proposal.reading
        cases = {
            child.id for head in proposal.objects for child in reading.tree.children(head, "case")
        }
        tokens = [t for head in proposal.objects for t in reading.phrase(head) if t.id not in cases]
        if not tokens:
            return None
        if proposal.act is not None and proposal.act.object in {"recipient", "people", "target"}:
            tokens.append(reading.tree[proposal.predicate])
        start = min(t.start for t in tokens)
        end = max(t.end for t in tokens)
        return reading.span(start, end) if start < end else None

    def evidence(
        self, proposal: Proposal, contributor_head: int | None, condition: Span | None
    ) -> tuple[int, int]:
        """The bounds of the shortest stretch with contributor, predicate, object, condition."""
        reading = proposal.reading
        near = [
            predicate
            for predicate, step in zip(
                proposal.outcome.chain[:2], proposal.outcome.steps, strict=False
            )
            if step.rule not in HEARSAY
        ]
        tokens = [reading.tree[t] for t in (*near, proposal.predicate)]
        for head in proposal.objects:
            tokens.extend(reading.phrase(head))
        if contributor_head is not None:
            tokens.extend(reading.phrase(contributor_head))
        kept = [t for t in tokens if t.upos != "PUNCT"]
        start = min(t.start for t in kept)
        end = max(t.end for t in kept)
        for child in reading.tree.children(
            proposal.predicate, "obl", "iobj", "xcomp", "compound:prt"
        ):
            low, high = reading.tree.extent(child.id, "conj", "advcl", "acl")
            if child.id > proposal.predicate and low - end < 4:
                end = max(end, high)
        if condition is not None and condition.end <= reading.sentence.end:
            gap = min(abs(condition.start - end), abs(start - condition.end))
            if gap < CONDITION_GAP:
                start, end = min(start, condition.start), max(end, condition.end)
        return start, end

    def when(self, reading: Reading, start: int, end: int, status: str) -> str | None:
        """When it was or is to be done: the first time in the clause that fits the status."""
        published = reading.document.published or "9999"
        for mention in reading.mentions:
            if mention.type != "time" or not (start <= mention.start < end + 40):
                continue
            when = when_of(mention)
            if when is None:
                continue
            first = when.value.split("/")[0].replace("..", "") or when.value.split("/")[-1]
            past = first[: len(published)] <= published[: len(first)]
            if (status in DONE) == past:
                return when.value
        return None


def name_giver(draft: Draft, party: Party, head: int | None) -> None:
    """Names who gives a draft, at the words of the giver: the evidence reaches to them.

    Args:
        head: the giver's word in the draft's sentence, None where it stands in another.
    """
    phrase = draft.reading.phrase(head) if head is not None else ()
    words = [t for t in phrase if t.upos != "PUNCT"]
    start = min((t.start for t in words), default=draft.start)
    end = max((t.end for t in words), default=draft.end)
    says = f"contributor {party.id} ({party.via})"
    draft.contributor, draft.contributor_via = party.id, party.via
    draft.steps.append(Step(rule="contributor", says=says, start=start, end=end))
    draft.start, draft.end = min(draft.start, start), max(draft.end, end)
    if draft.recipient == party.id:
        draft.recipient = None


def quantity_of_gift(given: Given | None, *, alone: bool) -> Quantity | None:
    """How many are given; one where an article says so and nothing else is given along."""
    if given is None or given.money is not None:
        return None
    return given.quantity or (given.single if alone else None)


def elided(proposal: Proposal) -> tuple[Step, ...]:
    """The line of the trace for a noun that is left out, none for others."""
    given = proposal.given
    if given is None or not given.elided:
        return ()
    token = proposal.reading.tree[given.head]
    says = f"{token.form!r} counts what the last amount before it counts"
    return (Step(rule="ellipsis", says=says, start=token.start, end=token.end),)
