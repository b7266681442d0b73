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

from pledgebook.claims.drafts import Draft
from pledgebook.claims.kinds import GRANT, UNSPECIFIED
from pledgebook.claims.reading import Reading, when_of
from pledgebook.claims.voices.heads import issuer
from pledgebook.errors import RuleError
from pledgebook.mentions.world import countries
from pledgebook.types import Claim, Document, Step

ALWAYS = "always"
"""The feature that each claim has: its weight is the log odds of a claim of which nothing
is known."""
LEAST = 0.0
"""Claims with a lower score are not emitted; chosen by F-0.5, docs/reference/scores.md."""
FIRST_PERSON = frozenset({"we", "our", "us", "i", "my"})
CLAUSES = frozenset({"root", "xcomp", "ccomp", "conj", "acl", "acl:relcl", "advcl", "parataxis"})
OPENING, CLOSING, STRAIGHT = "“", "”", '"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What the rest of a document says of its drafts.

    `givers` counts drafts by contributor; `takers` and `targets` are those who get, or
    against whom something is done, in the words of any draft; `aided` is the taker of all
    gifts that name none; `official`: the publisher is a side; `stretches` are the words of
    each draft with its contributor.
    """

    official: bool
    drafts: int
    givers: Mapping[str, int]
    takers: frozenset[str]
    aided: frozenset[str]
    targets: frozenset[str]
    areas: Mapping[str, int]
    stretches: tuple[Draft, ...]


Scorer = Callable[[Claim, Draft, Around], float]
"""Says how probable it is that a claim is right, as `score_of` does."""


def around(document: Document, drafts: Sequence[Draft]) -> Around:
    """What a document's drafts say together."""
    return Around(
        official=issuer(document) is not None,
        drafts=len(drafts),
        givers=Counter(d.contributor for d in drafts if d.contributor),
        takers=frozenset(d.recipient for d in drafts if d.recipient and not by_default(d)),
        aided=frozenset(d.recipient for d in drafts if d.recipient and by_default(d)),
        targets=frozenset(d.target for d in drafts if d.target),
        areas=Counter(d.area for d in drafts),
        stretches=tuple(drafts),
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
    """The weight of each feature in log odds.

    Raises:
        RuleError: a line is no feature with a number.
    """
    text = (files("pledgebook") / "data" / "en" / "score.tsv").read_text("utf-8")
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
        *of_claim(claim, draft, whole),
        *of_rules(draft),
        *of_predicate(draft),
        *of_object(claim, draft),
        *of_place(draft, whole),
        *of_times(claim, draft),
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
    share = whole.givers.get(giver, 1) / max(whole.drafts, 1)
    yield f"giver share:{bucket(round(100 * share), 10, 25, 50, 75)}"
    yield f"giver drafts:{bucket(whole.givers.get(giver, 1), 1, 2, 4, 8)}"
    if giver in whole.takers:
        yield "giver:also takes"
    if giver in whole.aided:
        yield "giver:aided by all"
    if giver in whole.targets:
        yield "giver:also target"
    if giver == draft.reading.document.home:
        yield "giver:publisher's home"
    for other in whole.stretches:
        if other is draft or other.start >= draft.end or draft.start >= other.end:
            continue
        same = "same" if other.area == draft.area else "another"
        if other.contributor == giver:
            yield f"beside:same giver, {same} area"
        else:
            yield f"beside:another giver, {same} area"
    last = claim.speakers[-1].actor if claim.speakers else None
    if not claim.speakers:
        yield "speaker:none"
    elif last is None:
        yield "speaker:unnamed"
    else:
        yield "speaker:giver" if last == giver else "speaker:another"
    yield f"speakers:{bucket(len(claim.speakers), 0, 1, 2)}"


def giver_type(actor: str) -> str:
    """What an actor id stands for: state, body, sub-state actor, or the class it names."""
    prefix, colon, _ = actor.partition(":")
    if colon:
        return prefix.lower()
    if actor in countries():
        return "state"
    return "substate" if actor[3:4] == "-" else "body"


def of_claim(claim: Claim, draft: Draft, whole: Around) -> Iterator[str]:
    """Kind, status and marks."""
    share = whole.areas.get(draft.area, 1) / max(whole.drafts, 1)
    yield f"area share:{bucket(round(100 * share), 10, 25, 50, 75)}"
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
    named = [step.rule for step in draft.steps]
    first, later = named[0] if named else "none", named[1:]
    yield f"rule:{family(first)}"
    yield f"rule:{first}"
    for rule in later:
        if rule.startswith("op."):
            yield "above:op"
            yield f"above:{rule}"
        elif rule != "contributor":
            yield f"note:{rule}"


def family(rule: str) -> str:
    """What a rule's name begins with: "give" of "give.up", "op" of "op.promise"."""
    return rule.partition(".")[0]


def of_predicate(draft: Draft) -> Iterator[str]:
    """The form of the predicate, its place in the tree and its way to the contributor."""
    if draft.proposal is None:
        yield "predicate:none"
        return
    tree = draft.reading.tree
    token = tree[draft.proposal.predicate]
    yield f"predicate:{token.upos}"
    yield f"predicate:{token.xpos}"
    yield f"relation:{token.deprel if token.deprel in CLAUSES else 'nominal'}"
    yield f"chain:{bucket(len(draft.proposal.outcome.chain), 1, 2)}"
    step = next((s for s in draft.steps if s.rule == "contributor"), None)
    if step is None:
        return
    far = words_between(draft.reading, step, token.start)
    yield f"giver {'before' if step.start < token.start else 'after'} predicate"
    yield f"giver to predicate:{bucket(far, 1, 4, 8, 16)}"
    if any(t.form.lower() in FIRST_PERSON for t in tree.at(step.start, step.end)):
        yield "giver:first person"


def words_between(reading: Reading, step: Step, start: int) -> int:
    """How many words stand between a contributor and its predicate."""
    low, high = sorted((step.end, start) if step.start < start else (start, step.start))
    return sum(low <= t.start < high for t in reading.tree.tokens)


def of_object(claim: Claim, draft: Draft) -> Iterator[str]:
    """What is given, how much, and to whom."""
    given = draft.proposal.given if draft.proposal is not None else None
    yield f"thing:{given.noun_class or 'unknown' if given is not None else 'none'}"
    if given is not None:
        yield "thing:kind known" if given.kind else "thing:kind unknown"
    if claim.money is not None:
        yield "amount:money"
    elif claim.quantity is not None:
        yield "amount:quantity"
    else:
        yield "amount:none"
    if claim.recipient is None:
        yield "taker:none"
        return
    yield "taker:default" if by_default(draft) else "taker:explicit"
    yield f"taker type:{giver_type(claim.recipient)}"


def of_place(draft: Draft, whole: Around) -> Iterator[str]:
    """Where the words stand: block, quotation, sentence, and how much the document holds."""
    reading = draft.reading
    yield f"block:{reading.block.kind}"
    before = reading.document.text[reading.block.start : draft.start]
    if before.count(OPENING) > before.count(CLOSING) or before.count(STRAIGHT) % 2:
        yield "quoted"
    yield f"sentence words:{bucket(len(reading.tree.tokens), 10, 20, 30, 45)}"
    yield f"evidence length:{bucket(draft.end - draft.start, 40, 80, 140)}"
    yield f"drafts:{bucket(whole.drafts, 1, 3, 6, 12)}"
    far = reading.block.start / max(len(reading.document.text), 1)
    yield f"place in text:{bucket(round(100 * far), 20, 60)}"
    yield "publisher:a side" if whole.official else "publisher:outlet"


def of_times(claim: Claim, draft: Draft) -> Iterator[str]:
    """When it is done, and whether the sentence tells of years gone by."""
    published = (draft.reading.document.published or "")[:4]
    yield "when:given" if claim.when else "when:none"
    if not published.isdigit():
        return
    years = [
        when.value[:4]
        for when in map(when_of, (m for m in draft.reading.mentions if m.type == "time"))
        if when is not None and when.value[:4].isdigit()
    ]
    if any(int(year) < int(published) - 1 for year in years):
        yield "when:years ago"


def bucket(number: int, *limits: int) -> str:
    """The range of a number, by the highest values of the ranges: `bucket(3, 1, 4)` -> "2-4"."""
    low = 0
    for limit in limits:
        if number <= limit:
            return str(limit) if low == limit else f"{low}-{limit}"
        low = limit + 1
    return f"{low}+"
