"""Sums that several give together, and what "respectively" parts among them.

Contract, section 1: a sum given jointly stands on one `GROUP:` claim, and the claims of the
named givers carry no money.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pledgebook.claims.drafting.drafts import Draft
from pledgebook.types import Claim, Step

SIGNING = frozenset({"sign", "conclude", "initial", "exchange", "agree"})


def shared_out(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with each joint sum on a draft of its own and "respectively" resolved."""
    found: list[Draft] = []
    by_predicate: dict[tuple[int, int], list[Draft]] = {}
    for draft in drafts:
        if draft.proposal is not None:
            key = (draft.reading.sentence.index, draft.proposal.predicate)
            by_predicate.setdefault(key, []).append(draft)
    dropped: set[int] = set()
    for group in by_predicate.values():
        for draft in crossed(group):
            draft.struck = '"respectively" gives this amount to another giver'
            dropped.add(id(draft))
    done: set[int] = set()
    for draft in drafts:
        if id(draft) in dropped:
            continue
        found.append(draft)
        if draft.joint and id(draft.proposal) not in done:
            done.add(id(draft.proposal))
            together = joint(draft, [d for d in drafts if d.proposal is draft.proposal])
            if together is not None:
                found.append(together)
    return found


def crossed(group: Sequence[Draft]) -> list[Draft]:
    """The drafts that pair a giver with another's amount.

    In "Oman and Chad gave $2m and $1m respectively" the first giver has the first amount.
    """
    words = {token.lemma.lower() for token in group[0].reading.tree.tokens}
    if "respectively" not in words:
        return []
    givers = list(dict.fromkeys(d.contributor for d in group if d.contributor is not None))
    amounts = sorted({d.what.start for d in group if d.what is not None})
    if len(givers) < 2 or len(givers) != len(amounts):
        return []
    right = dict(zip(givers, amounts, strict=True))
    return [
        d
        for d in group
        if d.contributor in right and d.what is not None and d.what.start != right[d.contributor]
    ]


def joint(draft: Draft, members: Sequence[Draft]) -> Draft | None:
    """The draft of all givers of a sum together.

    None where the sum is unknown, and where only "they" could name the group.
    """
    given = draft.proposal.given if draft.proposal is not None else None
    named = [s for d in members for s in d.steps if s.rule == "contributor"]
    if given is None or given.money is None or len(named) < 2 or signed(draft):
        return None
    start, end = min(s.start for s in named), max(s.end for s in named)
    tokens = draft.reading.tree.at(start, end)
    while tokens and tokens[0].upos in {"ADP", "DET"}:
        tokens = tokens[1:]
    start = tokens[0].start if tokens else start
    if all(token.upos == "PRON" for token in tokens):
        return None
    if draft.reading.amounts(frozenset(t.id for t in tokens), "money"):
        return None
    words = " ".join(draft.reading.document.text[start:end].split())
    step = Step(rule="joint.sum", says="they give the sum together", start=start, end=end)
    return replace(
        draft,
        contributor=f"GROUP:{words}",
        contributor_via="joint",
        start=min(d.start for d in members),
        end=max(d.end for d in members),
        money=given.money,
        money_mention=given.money_mention,
        steps=[*(s for s in draft.steps if s.rule != "contributor"), step],
    )


def signed(draft: Draft) -> bool:
    """Whether the givers signed it: of two who sign a loan, one takes it."""
    proposal = draft.proposal
    if proposal is None:
        return False
    chain = {*proposal.outcome.chain, proposal.predicate}
    return bool(SIGNING & {proposal.reading.tree[t].lemma.lower() for t in chain})


def linked(pairs: Sequence[tuple[Draft, Claim]]) -> tuple[Claim, ...]:
    """The claims with `joint_with` and `part_of` filled in from their drafts, in order."""
    ids: Mapping[int, str] = {id(draft): claim.id for draft, claim in pairs}
    found = []
    for draft, claim in pairs:
        others = tuple(
            ids[id(other)] for other, _ in pairs if draft.joint and partners(draft, other)
        )
        whole = ids.get(id(draft.whole)) if draft.whole is not None else None
        found.append(replace(claim, joint_with=others, part_of=whole))
    return tuple(found)


def partners(one: Draft, other: Draft) -> bool:
    """Whether one of two drafts is a joint sum and the other a giver of it."""
    sums = (one.contributor_via == "joint", other.contributor_via == "joint")
    return other.joint and other.proposal is one.proposal and sums[0] != sums[1]
