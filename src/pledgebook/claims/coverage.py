"""Who says that a plan's needs are met, in part or not: "all bases are covered"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from pledgebook.claims.attribution import chain_at
from pledgebook.claims.clauses.reading import SILENT, Reading, actor_of
from pledgebook.claims.clauses.status import is_negated
from pledgebook.claims.plans import words
from pledgebook.types import Attribution, CoverageClaim, Document, Span, Token

Met = Literal["yes", "no", "partly", "expected"]
FUTURE = frozenset({"will", "shall", "would"})
SHARE = re.compile(
    r"\b(?:\d+(?:\.\d+)?|[a-z]+) ?(?:per ?cent|%)|\b(?:half|(?:a|one|two) (?:third|quarter|fifth|"
    r"tenth)s?|tenth|fraction)\b",
    re.IGNORECASE,
)
NOT_ENOUGH = re.compile(
    r"\b(?:nowhere near|not nearly|far from|not|hardly|barely) (?:enough|sufficient)\b"
    r"|\b(?:well|far|still|badly|way)? ?short of (?=(?:the|its|our|what|a)\b)",
    re.IGNORECASE,
)
ENOUGH = re.compile(r"^[\"“'‘]?Enough[,.]", re.IGNORECASE)
ROW = re.compile(
    r"^(?:Funded|Funding(?: received| level)?|Coverage|Covered|Received)\s*[:\t ]\s*(?P<share>"
    r"\d+(?:\.\d+)?) ?(?:per ?cent|%)",
    re.IGNORECASE,
)


def coverage_claims(
    document: Document,
    readings: Sequence[Reading],
    said: Sequence[Attribution],
    issuer: str | None,
) -> tuple[CoverageClaim, ...]:
    """Somebody's word on whether needs are met, in text order, one for a sentence at most.

    The claimant is the last speaker; without one the issuer of a release or the outlet.
    """
    outlet = f"ORG:{document.publisher}" if document.publisher else None
    found: list[CoverageClaim] = []
    silent: set[int] = set()
    for reading in readings:
        if reading.is_question or reading.block.kind in SILENT:
            continue
        for span, scope, met in stated(reading):
            chain = chain_at(tuple(said), span.start, span.end)
            claimant = chain[-1].actor if chain else sayer(reading)
            if claimant is None and not chain:
                claimant = issuer or outlet
                if reading.block.kind in {"title", "heading"}:
                    silent.add(len(found))
            found.append(CoverageClaim(claimant=claimant, scope=scope, met=met, evidence=span))
            break
    return tuple(
        replace(claim, claimant=told(claim, found)) if at in silent else claim
        for at, claim in enumerate(found)
    )


def told(headline: CoverageClaim, claims: Sequence[CoverageClaim]) -> str | None:
    """Who says in the text what a headline quotes, else its own claimant."""
    for claim in claims:
        same = (claim.scope or "").casefold() == (headline.scope or "").casefold()
        if claim is not headline and headline.scope and same and claim.met == headline.met:
            return claim.claimant
    return headline.claimant


def sayer(reading: Reading) -> str | None:
    """The actor of a bare tag: "Enough, says Geneva"; None without one."""
    tree = reading.tree
    for token in tree.tokens:
        if token.lemma.lower() != "say" or token.upos != "VERB":
            continue
        subject = tree.child(token.id, "nsubj")
        actor = actor_of(reading.actor_at(subject.id)) if subject is not None else None
        if actor is not None:
            return actor.id
    return None


def stated(reading: Reading) -> Iterator[tuple[Span, str | None, Met]]:
    """Evidence, scope and value of what a sentence says of coverage, plainest first."""
    for token in reading.tree.tokens:
        if token.upos in {"VERB", "ADJ"} and token.lemma.lower() in words("covering"):
            yield from by_verb(reading, token)
    yield from by_share(reading)
    yield from by_words(reading)


def by_verb(reading: Reading, token: Token) -> Iterator[tuple[Span, str | None, Met]]:
    """ "All bases are covered", "the plan is 12 per cent funded", "needs have been met"."""
    tree = reading.tree
    subject = tree.child(token.id, "nsubj:pass", "nsubj")
    if token.xpos == "VBN" and token.deprel in {"acl", "amod"} and subject is None:
        if token.deprel != "acl" or reading.block.kind not in {"title", "heading"}:
            return
        subject = tree[token.head]
    if subject is None or token.xpos not in {"VBN", "VBD", "JJ"}:
        return
    if subject.lemma.lower() not in words("plan") or tree.children(token.id, "obj"):
        return
    ids = [t.id for t in (*reading.phrase(subject.id), token)]
    ids += [t.id for t in tree.children(token.id, "advmod", "aux", "obl:unmarked", "nmod:unmarked")]
    ids += [t.id for child in tree.children(token.id, "obl:unmarked", "nmod:unmarked", "advmod")
            for t in tree.subtree(child.id)]  # fmt: skip
    first, last = tree[min(ids)], tree[max(ids)]
    scope = tree.text_of(subject.id, "acl", "conj", "appos", "punct")
    yield reading.span(first.start, last.end), scope, met(reading, token)


def met(reading: Reading, token: Token) -> Met:
    """How far needs are said to be met, by negation, future and share."""
    tree = reading.tree
    if is_negated(reading, token.id):
        return "no"
    if {a.lemma.lower() for a in tree.children(token.id, "aux")} & FUTURE:
        return "expected"
    start, end = tree.extent(token.id, "advcl", "conj", "parataxis", "ccomp")
    text = reading.document.text[start:end]
    share = SHARE.search(text)
    if share is not None:
        return "yes" if share.group().startswith("100") else "partly"
    lemmas = {t.lemma.lower() for t in tree.children(token.id, "advmod")}
    return "partly" if lemmas & words("partly") else "yes"


def by_share(reading: Reading) -> Iterator[tuple[Span, str | None, Met]]:
    """ "Only $2m of the $9m promised has been paid": a part of what was asked or promised."""
    tree = reading.tree
    for token in tree.tokens:
        if token.upos != "VERB" or token.lemma.lower() not in words("paying"):
            continue
        amounts = [
            m for m in reading.mentions if m.type in {"money", "quantity"} and m.normal is not None
        ]
        promised = [
            t for t in tree.tokens if t.lemma.lower() in words("promised") and t.upos == "VERB"
        ]
        if len(amounts) < 2 or not promised or is_negated(reading, token.id):
            continue
        text = reading.document.text
        between = text[amounts[0].end : amounts[1].start]
        whole_first = text[max(0, amounts[0].start - 8) : amounts[0].start].casefold()
        of_whole = re.fullmatch(r" of (?:the |its |that )?", between) is not None
        first = re.search(r"\bof (?:the |its )?$", whole_first) is not None
        if of_whole or first:
            ids = [token.id, *(t.id for m in amounts[:2] for t in tree.at(m.start, m.end))]
            ids += [t.id for t in promised]
            span = reading.span(tree[min(ids)].start, tree[max(ids)].end)
            whole = amounts[1] if of_whole else amounts[0]
            yield span, whole.quote, "partly"
            return


def by_words(reading: Reading) -> Iterator[tuple[Span, str | None, Met]]:
    """ "Nowhere near enough", "well short of the 500 asked for", "Funded 18 per cent"."""
    start, end = reading.sentence.start, reading.sentence.end
    text = reading.document.text[start:end]
    row = ROW.match(text)
    if row is not None:
        value: Met = "yes" if float(row.group("share")) >= 100 else "partly"
        yield reading.span(start + row.start(), start + row.end()), None, value
        return
    lacking = NOT_ENOUGH.search(text)
    if lacking is not None:
        rest = text[lacking.end() :]
        asked = {t.lemma.lower() for t in reading.tree.at(start + lacking.start(), end)}
        counted = any(m.start >= start + lacking.end() - 1 for m in reading.mentions
                      if m.type in {"money", "quantity"})  # fmt: skip
        if "short" not in lacking.group() or (
            asked & (words("promised") | words("plan")) and (counted or re.search(r"\d", rest))
        ):
            yield reading.span(start + lacking.start(), end), None, "no"
        return
    if ENOUGH.match(text):
        yield reading.span(start, end), None, "yes"
