"""What a plan needs and who says that it is covered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from pledgebook.claims.attribution import chain_at
from pledgebook.claims.drafts import Draft
from pledgebook.claims.kinds import UNSPECIFIED, Kinds
from pledgebook.claims.reading import Reading, when_of
from pledgebook.claims.roles import Roles
from pledgebook.claims.rulebook import Rulebook
from pledgebook.claims.status import is_negated
from pledgebook.types import Attribution, Claim, CoverageClaim, Need, Token

COVERING = frozenset(
    {"cover", "meet", "fund", "fill", "satisfy", "finance", "fulfil", "fulfill", "close"}
)
COVERED = frozenset(
    {"base", "need", "gap", "requirement", "aspect", "target", "appeal", "plan", "shortfall",
     "request", "stockpile", "demand", "pledge", "response", "goal", "budget", "call"}
)  # fmt: skip
Met = Literal["yes", "no", "partly", "expected"]
NEEDING = frozenset({"need", "require", "lack", "seek"})
PARTLY = frozenset({"partly", "partially", "half", "only", "barely", "percent", "per", "%", "less"})


def needs(
    rules: Rulebook,
    readings: Sequence[Reading],
    claims: Sequence[Claim],
    drafts: Sequence[Draft],
    said: Sequence[Attribution],
    roles: Roles,
    kinds: Kinds,
) -> Iterator[Need]:
    """What somebody asks for: requests with an addressee, and stated needs without one.

    "He urged Japan to send tents" is a claim and a need; "The camp needs 500 tents" is a need.
    """
    for claim, draft in zip(claims, drafts, strict=True):
        if claim.status == "asked":
            yield Need(
                kind=claim.kind,
                asked_by=claim.speakers[-1].actor if claim.speakers else None,
                asked_of=claim.contributor,
                deadline=deadline(draft.reading, draft.start, draft.end),
                quantity=claim.quantity,
                money=claim.money,
                evidence=claim.evidence,
            )
    for reading in readings:
        for token in reading.tree.tokens:
            if token.upos == "VERB" and token.lemma.lower() in NEEDING and not reading.is_question:
                yield from stated_need(rules, reading, token, said, roles, kinds)


def stated_need(
    rules: Rulebook,
    reading: Reading,
    token: Token,
    said: Sequence[Attribution],
    roles: Roles,
    kinds: Kinds,
) -> Iterator[Need]:
    """The needs of one verb of needing with known things as object."""
    if is_negated(reading, token.id):
        return
    tree = reading.tree
    passive = roles.is_passive(reading, token.id)
    held = tree.child(token.id, "nsubj:pass") if passive else tree.child(token.id, "obj")
    if held is None:
        return
    for head in reading.conjuncts(held.id):
        given = kinds.given(reading, head.id)
        if not given.counts or (given.noun_class == "container" and given.kind is None):
            continue
        subject = roles.subject(reading, token.id)
        party = roles.party(reading, subject) if subject is not None else None
        asked_by = party.id if party is not None else None
        start = min(token.start, *(t.start for t in reading.phrase(head.id)))
        end = max(token.end, *(t.end for t in reading.phrase(head.id)))
        if asked_by is None:
            chain = chain_at(tuple(said), start, end)
            asked_by = chain[-1].actor if chain else None
        yield Need(
            kind=given.kind or UNSPECIFIED,
            asked_by=asked_by,
            asked_of=None,
            deadline=deadline(reading, start, end),
            quantity=given.quantity,
            money=given.money,
            evidence=reading.span(start, end),
        )
    del rules


def deadline(reading: Reading, start: int, end: int) -> str | None:
    """The last day of a "by" time near a need, None without one."""
    for mention in reading.mentions:
        when = when_of(mention) if mention.type == "time" else None
        if when is not None and when.value.startswith("../") and start <= mention.start < end + 40:
            return when.value[3:]
    return None


def coverage_claims(
    readings: Sequence[Reading], said: Sequence[Attribution], document_body: str | None
) -> Iterator[CoverageClaim]:
    """Somebody's word that needs are met or not: "all bases are covered".

    The claimant is the last speaker, or the publishing body where nobody is named; None where
    neither is known.
    """
    for reading in readings:
        if reading.is_question:
            continue
        tree = reading.tree
        for token in tree.tokens:
            if token.lemma.lower() not in COVERING or token.upos not in {"VERB", "ADJ"}:
                continue
            subject = tree.child(token.id, "nsubj:pass") or (
                tree.child(token.id, "nsubj") if token.xpos == "VBN" else None
            )
            if subject is None or subject.lemma.lower() not in COVERED:
                continue
            start, end = tree.extent(token.id, "advcl", "parataxis", "ccomp", "conj")
            chain = chain_at(tuple(said), start, end)
            yield CoverageClaim(
                claimant=chain[-1].actor if chain else document_body,
                scope=tree.text_of(subject.id, "acl", "conj"),
                met=met(reading, token),
                evidence=reading.span(start, end),
            )


def met(reading: Reading, token: Token) -> Met:
    """How far the needs are said to be met, by negation, future and share."""
    words = {t.lemma.lower() for t in reading.tree.subtree(token.id, "conj", "advcl")}
    if is_negated(reading, token.id):
        return "no"
    if words & {"will", "shall", "would", "to"} and reading.tree.children(token.id, "aux"):
        lemmas = {a.lemma.lower() for a in reading.tree.children(token.id, "aux")}
        if lemmas & {"will", "shall", "would"}:
            return "expected"
    return "partly" if words & PARTLY else "yes"
