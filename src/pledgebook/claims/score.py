"""How sure a claim is: features of its derivation, weighed as learnt on annotated texts.

A logistic model: the weights of the features that a claim has add up to log odds. Weights
lie in `data/en/score.tsv`, made by `training/score.py`; docs/reference/scores.md has the
tables. Names are hierarchical ("rule:op", "rule:op.promise"): a rare rule that has no
weight of its own is weighed with its family.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from pledgebook.claims.drafting.beliefs import RULE as NETWORK
from pledgebook.claims.drafting.drafts import Draft
from pledgebook.claims.gifts.kinds import GRANT, UNSPECIFIED
from pledgebook.errors import RuleError
from pledgebook.mentions.world import countries
from pledgebook.types import Claim

ALWAYS = "always"
"""The feature that each claim has: its weight is the log odds of a claim of which nothing
is known."""
LEAST = 0.5
"""Claims with a lower score are not emitted; chosen by F-0.5 (docs/reference/scores.md)."""
FIRST_PERSON = frozenset({"we", "our", "us", "i", "my"})
TENTHS = (10, 25, 50, 75)
"""Bounds of shares, in percent."""
BELIEFS = (20, 35, 50, 65, 80, 90, 97)
"""Bounds of the network's probabilities, in percent."""
CLAUSES = frozenset({"root", "xcomp", "ccomp", "conj", "acl", "acl:relcl", "advcl", "parataxis"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What the rest of a document says of its drafts.

    `drafts` are in text order and `place` is each one's place there by identity; `givers`,
    `areas` and `recipients` count them. `takers` and `targets` are those who get, or against
    whom something is done, in the words of any draft; `aided` is the taker of all gifts that
    name none.
    """

    drafts: tuple[Draft, ...]
    place: Mapping[int, int]
    givers: Mapping[str, int]
    areas: Mapping[str, int]
    recipients: Mapping[str, int]
    takers: frozenset[str]
    aided: frozenset[str]
    targets: frozenset[str]

    def neighbours(self, draft: Draft) -> tuple[Draft, ...]:
        """The two nearest other drafts, one where there is only one, the earlier of equals."""
        at = self.place[id(draft)]
        near = (*self.drafts[max(0, at - 2) : at], *self.drafts[at + 1 : at + 3])
        return tuple(sorted(near, key=lambda other: abs(other.start - draft.start))[:2])


Scorer = Callable[[Claim, Draft, Around], float]
"""Says how probable it is that a claim is right, as `score_of` does."""


def around(drafts: Sequence[Draft]) -> Around:
    """What a document's drafts say together."""
    ordered = sorted(drafts, key=lambda draft: draft.start)
    return Around(
        drafts=tuple(ordered),
        place={id(draft): at for at, draft in enumerate(ordered)},
        givers=Counter(d.contributor for d in drafts if d.contributor),
        areas=Counter(d.area for d in drafts),
        recipients=Counter(d.recipient for d in drafts if d.recipient),
        takers=frozenset(d.recipient for d in drafts if d.recipient and not by_default(d)),
        aided=frozenset(d.recipient for d in drafts if d.recipient and by_default(d)),
        targets=frozenset(d.target for d in drafts if d.target),
    )


def by_default(draft: Draft) -> bool:
    """Whether the taker was read off the document as a whole."""
    return any(step.rule == "taker" for step in draft.steps)


def score_of(claim: Claim, draft: Draft, whole: Around) -> float:
    """The probability that contributor, kind area and evidence of a claim are right.

    Calibrated on annotated texts: of claims with 0.8, eight in ten are right. A feature
    that the table does not list weighs nothing. Rounded to three places.
    """
    table = weights()
    odds = sum(table.get(name, 0.0) for name in features(claim, draft, whole))
    return round(1 / (1 + math.exp(-odds)), 3)


@cache
def weights() -> Mapping[str, float]:
    """The shipped weights, `weights_in` of `data/en/score.tsv`."""
    return weights_in((files("pledgebook") / "data" / "en" / "score.tsv").read_text("utf-8"))


def weights_in(text: str) -> Mapping[str, float]:
    """The weight of each feature in log odds, from lines of feature, weight and note.

    Raises:
        RuleError: a line is no feature with a number.
    """
    found: dict[str, float] = {}
    for number, line in enumerate(text.splitlines()[1:], 2):
        try:
            name, weight, _note = line.split("\t")
            found[name] = float(weight)
        except ValueError:
            raise RuleError(f"score.tsv line {number}: no feature, weight and note") from None
    return MappingProxyType(found)


def features(claim: Claim, draft: Draft, whole: Around) -> tuple[str, ...]:
    """The names of what is known of how a claim was found, each once, in a fixed order.

    `("always", "via:country", "giver:state", "area:military", ..., "rule:op.promise")`
    """
    named = (
        ALWAYS,
        *of_giver(claim, draft, whole),
        *of_claim(claim, draft),
        *of_others(claim, draft, whole),
        *of_rules(draft),
        *of_belief(claim, draft),
        *of_predicate(draft),
        *of_object(claim, draft),
        f"block:{draft.reading.block.kind}",
    )
    return tuple(dict.fromkeys(named))


def of_giver(claim: Claim, draft: Draft, whole: Around) -> Iterator[str]:
    """How the contributor was read, what it is, and what else the document says of it."""
    giver = claim.contributor
    source, _, of_noun = draft.contributor_via.partition(" of ")
    yield f"via:{source}"
    if of_noun:
        yield "via:of noun"
    yield f"giver:{giver_type(giver)}"
    yield f"giver share:{bucket(percent(whole.givers.get(giver, 1), len(whole.drafts)), *TENTHS)}"
    if giver in whole.takers:
        yield "giver:also takes"
    if giver in whole.aided:
        yield "giver:aided by all"
    if giver in whole.targets:
        yield "giver:also target"
    if giver == draft.reading.document.home:
        yield "giver:publisher's home"


def giver_type(actor: str) -> str:
    """What an actor id stands for: state, body, sub-state actor, or the class it names."""
    prefix, colon, _ = actor.partition(":")
    if colon:
        return prefix.lower()
    if actor in countries():
        return "state"
    return "substate" if actor[3:4] == "-" else "body"


def of_claim(claim: Claim, draft: Draft) -> Iterator[str]:
    """Kind, status and marks."""
    yield f"kind from:{kind_source(draft)}"
    amount = "money" if claim.money else "quantity" if claim.quantity else "none"
    yield f"area and amount:{draft.area} {amount}"
    yield f"area:{draft.area}"
    yield f"kind:{claim.kind}"
    yield f"status:{claim.status}"
    yield f"area and status:{draft.area} {claim.status}"
    for mark in ("hedged", "overdue", "denied", "partial", "condition", "place", "target"):
        if getattr(claim, mark):
            yield f"mark:{mark}"
    if claim.channel:
        yield "mark:channel"


def of_others(claim: Claim, draft: Draft, whole: Around) -> Iterator[str]:
    """How the area and the taker agree with those of the document's other drafts.

    A text is about few things: military basing amid twelve gifts of food is a misreading.
    """
    others = len(whole.drafts) - 1
    if not others:
        yield "others:none"
        return
    if draft.echo:
        yield f"echo:{draft.echo}"
    alike = whole.areas[draft.area] - 1
    yield f"others in area:{bucket(percent(alike, others), 0, *TENTHS)}"
    near = whole.neighbours(draft)
    yield f"neighbours in area:{sum(other.area == draft.area for other in near)} of {len(near)}"
    if claim.recipient is not None:
        same = whole.recipients[claim.recipient] - 1
        yield f"others with taker:{bucket(percent(same, others), 0, 25, 50)}"


def percent(part: int, whole: int) -> int:
    """How many in a hundred; 0 of nothing."""
    return round(100 * part / whole) if whole else 0


def kind_source(draft: Draft) -> str:
    """What decided the kind: topic of the document, the act, the thing, or its purpose."""
    if any(step.rule == "topic" for step in draft.steps):
        return "topic"
    if draft.proposal is None:
        return "none"
    given, act = draft.proposal.given, draft.proposal.act
    if given is not None and draft.kind in {given.kind, given.money_kind, given.deployed_kind}:
        return "thing"
    if act is not None and draft.kind == act.kind:
        return "act"
    return "default" if draft.kind in {GRANT, UNSPECIFIED} else "purpose"


def of_rules(draft: Draft) -> Iterator[str]:
    """The act or operator that the claim was read from, by family and by name."""
    first = draft.steps[0].rule if draft.steps else "none"
    yield f"rule:{family(first)}"
    yield f"rule:{first}"


def of_belief(claim: Claim, draft: Draft) -> Iterator[str]:
    """What the network believes of the contribution, and whether it reads it as the rules do."""
    belief = draft.believed
    found = "network" if draft.steps and draft.steps[0].rule == NETWORK else "rules"
    if belief is None:
        yield "belief:none"
        yield "found by:rules only"
        return
    yield f"found by:{'both' if found == 'rules' else found}"
    yield f"belief:{bucket(percent(round(1000 * draft.belief), 1000), *BELIEFS)}"
    yield f"believed word:{bucket(percent(round(1000 * belief.probability), 1000), *BELIEFS)}"
    area = draft.area_belief(draft.area)
    yield f"believed area:{bucket(percent(round(1000 * area), 1000), *BELIEFS)}"
    sure = round(1000 * draft.belief * area)
    yield f"believed at all:{bucket(percent(sure, 1000), *BELIEFS)}"
    yield f"believed status:{'same' if belief.statuses[0][0] == claim.status else 'other'}"


def family(rule: str) -> str:
    """What a rule's name begins with: "give" of "give.up", "op" of "op.promise"."""
    return rule.partition(".")[0]


def of_predicate(draft: Draft) -> Iterator[str]:
    """The form of the predicate, its place in the tree and its way to the contributor."""
    if draft.proposal is None:
        yield "relation:none"
        return
    # A draft of a list may stand in another sentence than the predicate that it continues.
    tree = draft.proposal.reading.tree
    token = tree[draft.proposal.predicate]
    yield f"relation:{token.deprel if token.deprel in CLAUSES else 'nominal'}"
    step = next((s for s in draft.steps if s.rule == "contributor"), None)
    if step is None:
        return
    yield f"giver {'before' if step.start < token.start else 'after'} predicate"
    if any(t.form.lower() in FIRST_PERSON for t in tree.at(step.start, step.end)):
        yield "giver:first person"


def of_object(claim: Claim, draft: Draft) -> Iterator[str]:
    """What is given, how much, and to whom."""
    if draft.proposal is not None and draft.proposal.given is not None:
        yield "thing:kind known" if draft.proposal.given.kind else "thing:kind unknown"
    if claim.recipient is None:
        yield "taker:none"
        return
    yield "taker:default" if by_default(draft) else "taker:explicit"


def bucket(number: int, *limits: int) -> str:
    """The range of a number, by the highest values of the ranges: `bucket(3, 1, 4)` -> "2-4"."""
    low = 0
    for limit in limits:
        if number <= limit:
            return str(limit) if low == limit else f"{low}-{limit}"
        low = limit + 1
    return f"{low}+"
