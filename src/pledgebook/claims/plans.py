"""What a plan needs: requests, stated needs, and what others are told that they could give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from pledgebook.claims.attribution import chain_at
from pledgebook.claims.kinds import UNSPECIFIED, Given, Kinds
from pledgebook.claims.reading import Reading, when_of
from pledgebook.claims.roles import Roles
from pledgebook.claims.rosters import words as circle_words
from pledgebook.claims.status import is_negated
from pledgebook.mentions.lexicons import rows
from pledgebook.types import Attribution, Claim, Need, Token

SILENT = frozenset({"boilerplate", "byline", "caption", "dateline"})
DEADLINE_REACH = 40
"""So many characters behind a need its deadline may begin."""
GIVEN_CLASSES = frozenset({"thing", "people", "money"})
POSSIBLE = frozenset({"could", "can", "might"})


@cache
def words(sort: str) -> frozenset[str]:
    """The words of one class of `data/en/lexicons/needs.tsv`.

    Raises:
        RuleError: the table cannot be read.
    """
    return frozenset(row["word"] for row in rows("needs") if row["class"] == sort)


def is_suggestion(claim: Claim) -> bool:
    """Whether a claim only names what unnamed others could give: a need, no contribution.

    "Smith said countries could provide helmets" says what the plan may use (contract, section
    5); "France could provide helmets" weighs a contribution.
    """
    if claim.status != "considering" or not claim.contributor.startswith("GROUP:"):
        return False
    described = claim.contributor.removeprefix("GROUP:").casefold().split()
    unnamed = all(word in UNNAMED or singular(word) in circle_words("state") for word in described)
    spoken = bool(claim.speakers) and claim.speakers[-1].actor is not None
    return unnamed and spoken and bool(POSSIBLE & set(claim.evidence.quote.casefold().split()))


UNNAMED = frozenset(
    {"other", "others", "each", "every", "the", "they", "them", "all", "some", "many", "individual"}
)


def singular(word: str) -> str:
    """A regular plural without its ending: "countries" -> "country"."""
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")


def needs(
    readings: Sequence[Reading],
    claims: Sequence[Claim],
    said: Sequence[Attribution],
    roles: Roles,
    kinds: Kinds,
) -> tuple[Need, ...]:
    """What somebody asks for, with an addressee or without, each once, in text order.

    "He urged Japan to send tents" is a claim and a need; "the camp needs 500 tents" is a need;
    so is what unnamed others "could provide".
    """
    found = [asked(claim, readings) for claim in claims if claim.status == "asked"]
    found += [asked(claim, readings) for claim in claims if is_suggestion(claim)]
    for reading in readings:
        if reading.is_question or reading.block.kind in SILENT:
            continue
        for token in reading.tree.tokens:
            found += stated(reading, token, said, roles, kinds)
    kept: list[Need] = []
    for need in found:
        if not any(repeats(need, other) for other in kept):
            kept.append(need)
    return tuple(sorted(kept, key=lambda need: (need.evidence.start, need.kind)))


def repeats(need: Need, other: Need) -> bool:
    """Whether a need says what another in the same words says already."""
    overlapping = (
        need.evidence.start < other.evidence.end and other.evidence.start < need.evidence.end
    )
    return (
        overlapping
        and need.kind.partition(".")[0] == other.kind.partition(".")[0]
        and need.kind in {other.kind, UNSPECIFIED}
        and (need.asked_of is None or need.asked_of == other.asked_of)
    )


def asked(claim: Claim, readings: Sequence[Reading]) -> Need:
    """The need that a request states."""
    evidence = claim.evidence
    reading = next(
        (r for r in readings if r.sentence.start <= evidence.start < r.sentence.end), None
    )
    return Need(
        kind=claim.kind,
        asked_by=claim.speakers[-1].actor if claim.speakers else None,
        asked_of=claim.contributor,
        deadline=deadline(reading, evidence.start, evidence.end) if reading is not None else None,
        quantity=claim.quantity,
        money=claim.money,
        evidence=evidence,
    )


def stated(
    reading: Reading, token: Token, said: Sequence[Attribution], roles: Roles, kinds: Kinds
) -> Iterator[Need]:
    """The needs that one predicate states: needs, is needed, asked for, an appeal for."""
    held = needed(reading, token, roles)
    if not held or is_negated(reading, token.id):
        return
    tree = reading.tree
    for head in held:
        given = kinds.given(reading, head)
        if not is_needed(reading, given):
            continue
        tokens = [token, *reading.phrase(head)]
        start, end = min(t.start for t in tokens), max(t.end for t in tokens)
        yield Need(
            kind=kinds.refine(
                given, kinds.purpose_kind(reading, token.id, head, money=given.money is not None)
            ).kind
            or UNSPECIFIED,
            asked_by=asker(reading, token, said, roles, start, end),
            asked_of=addressee(reading, token, head, roles),
            deadline=deadline(reading, start, end),
            quantity=given.quantity if given.money is None else None,
            money=given.money,
            evidence=reading.span(start, end),
        )
    del tree


def is_needed(reading: Reading, given: Given) -> bool:
    """Whether a thing is one that a plan may need: of a known kind, or counted, or a sum."""
    if given.noun_class == "not":
        return False
    if given.money is not None:
        return True
    if given.kind is None or given.kind.startswith("political."):
        return False
    return given.noun_class in GIVEN_CLASSES


def needed(reading: Reading, token: Token, roles: Roles) -> tuple[int, ...]:
    """The tokens of what a predicate says is needed, none where it is no such predicate."""
    tree = reading.tree
    lemma = token.lemma.lower()
    if token.upos in {"VERB", "ADJ"}:
        if roles.is_passive(reading, token.id) and lemma in words("missing"):
            held = tree.child(token.id, "nsubj:pass", "nsubj")
            return conjuncts(reading, held)
        if lemma not in words("needing") | words("asking"):
            return ()
        if lemma in words("needing") or lemma in {"request", "demand", "seek", "want"}:
            held = tree.child(token.id, "obj")
            if held is not None and not tree.children(token.id, "xcomp", "ccomp"):
                return conjuncts(reading, held)
        else:
            for child in tree.children(token.id, "obl"):
                if reading.marker(child.id) == "for":
                    return conjuncts(reading, child)
        return gap(reading, token)
    if token.upos == "NOUN" and lemma in words("request") and token.deprel != "compound":
        for child in tree.children(token.id, "nmod"):
            if reading.marker(child.id) == "for":
                return conjuncts(reading, child)
    return ()


def conjuncts(reading: Reading, head: Token | None) -> tuple[int, ...]:
    """The tokens of a list, none for no token."""
    return tuple(t.id for t in reading.conjuncts(head.id)) if head is not None else ()


def gap(reading: Reading, token: Token) -> tuple[int, ...]:
    """The noun whose relative clause lacks what is asked for: "the tents that it asked for"."""
    tree = reading.tree
    if token.deprel != "acl:relcl" or tree.children(token.id, "obj", "ccomp", "xcomp"):
        return ()
    subject = tree.child(token.id, "nsubj")
    if subject is None or subject.lemma.lower() in {"who", "which", "that"}:
        return ()
    return (token.head,)


def asker(
    reading: Reading,
    token: Token,
    said: Sequence[Attribution],
    roles: Roles,
    start: int,
    end: int,
) -> str | None:
    """Who needs or asks: the subject, whose request it is, or whoever says it."""
    passive = token.upos == "VERB" and roles.is_passive(reading, token.id)
    head = None
    if token.upos == "NOUN":
        head = roles.noun_agent(reading, token.id)
    elif not passive:
        head = roles.subject(reading, token.id)
    party = roles.party(reading, head) if head is not None else None
    if party is not None and not party.id.startswith("PERSON:"):
        return party.id
    chain = chain_at(tuple(said), start, end)
    return chain[-1].actor if chain else None


def addressee(reading: Reading, token: Token, held: int, roles: Roles) -> str | None:
    """Who is asked, where a predicate names it beside what is asked for."""
    for child in reading.tree.children(token.id, "obj", "obl"):
        if child.id == held:
            continue
        if child.deprel == "obj" or reading.marker(child.id) in {"to", "from", "on", "of"}:
            party = roles.party(reading, child.id)
            if party is not None:
                return party.id
    return None


def deadline(reading: Reading, start: int, end: int) -> str | None:
    """The last day of a "by" time in or right behind a need, None without one."""
    for mention in reading.mentions:
        when = when_of(mention) if mention.type == "time" else None
        if when is None or not when.value.startswith("../"):
            continue
        if start <= mention.start < end + DEADLINE_REACH:
            return when.value.removeprefix("../")
    return None
