"""The parts of a gift that a later clause lists: "The package includes rifles", "The plane was
stocked with vests"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pledgebook.claims.clauses.reading import Reading
from pledgebook.claims.drafting.drafts import Draft
from pledgebook.claims.drafting.proposals import Proposer, merged
from pledgebook.claims.gifts.kinds import UNSPECIFIED, Kinds
from pledgebook.claims.parties.roles import Roles
from pledgebook.types import Step, Token

REACH_SENTENCES = 2
"""How far back the gift may stand that a list of contents takes up."""


def contents(
    readings: Sequence[Reading], drafts: Sequence[Draft], proposer: Proposer, roles: Roles
) -> Iterator[Draft]:
    """Drafts of the parts of gifts that verbs of containing list.

    The giver, status and taker are those of the gift last spoken of; each part has its own
    kind and amount (contract, section 8, point 3).
    """
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_sentence.setdefault(draft.reading.sentence.index, []).append(draft)
    for reading in readings:
        for token in reading.tree.tokens:
            filled = token.lemma.lower() in proposer.rulebook.words(
                "carrying_verb"
            ) and roles.is_passive(reading, token.id)
            if token.upos != "VERB" or not (
                token.lemma.lower() in proposer.rulebook.words("containing_verb") or filled
            ):
                continue
            model = whole(reading, token, by_sentence, proposer.kinds)
            if model is None:
                model = owned(reading, token, proposer.kinds, roles)
            if model is not None:
                found = tuple(parts(reading, token, model, proposer))
                if found and filled:
                    empty(reading, token, by_sentence)
                yield from found


def empty(reading: Reading, token: Token, by_sentence: dict[int, list[Draft]]) -> None:
    """Leave the vehicle without a contributor: what it carries is given, not the vehicle."""
    subject = reading.tree.child(token.id, "nsubj", "nsubj:pass")
    for draft in by_sentence.get(reading.sentence.index, ()):
        held = draft.proposal.objects if draft.proposal is not None else ()
        if subject is not None and held[:1] == (subject.id,):
            draft.contributor, draft.contributor_via = None, "vehicle"


def whole(
    reading: Reading, token: Token, by_sentence: dict[int, list[Draft]], kinds: Kinds
) -> Draft | None:
    """The gift whose contents a verb lists, None where its subject is no gift."""
    subject = reading.tree.child(token.id, "nsubj", "nsubj:pass")
    if subject is None:
        if not token.deprel.startswith(("acl", "advcl", "conj")):
            return None
    elif subject.upos == "PRON":
        if subject.lemma.lower() not in {"it", "they", "this", "these", "which", "that"}:
            return None
    else:
        given = kinds.given(reading, subject.id)
        if not given.counts or given.noun_class == "people":
            return None
    index = reading.sentence.index
    for back in range(REACH_SENTENCES + 1):
        found = [
            d
            for d in by_sentence.get(index - back, ())
            if d.contributor is not None and (back or d.start < token.start)
        ]
        if found and abs(found[-1].reading.sentence.block - reading.sentence.block) <= 1:
            return found[-1]
    return None


def owned(reading: Reading, token: Token, kinds: Kinds, roles: Roles) -> Draft | None:
    """A gift that only its contents tell of: "Japan's package includes 40 trucks"."""
    subject = reading.tree.child(token.id, "nsubj")
    if subject is None or subject.upos == "PRON":
        return None
    party = roles.party_within(reading, subject.id)
    if party is None or subject.lemma.lower() not in kinds.rulebook.words("gift"):
        return None
    return Draft(
        reading=reading,
        proposal=None,
        contributor=party.id,
        contributor_via="owner",
        kind=UNSPECIFIED,
        status="pledged",
        start=min(t.start for t in reading.phrase(subject.id)),
        end=token.end,
    )


def parts(reading: Reading, token: Token, model: Draft, proposer: Proposer) -> Iterator[Draft]:
    """One draft for each sort of thing in the list, on the model of the whole."""
    held = reading.tree.child(token.id, "obj")
    if held is None:
        held = next(
            (
                c
                for c in reading.tree.children(token.id, "obl")
                if reading.marker(c.id) in {"of", "with"}
            ),
            None,
        )
    if held is None:
        return
    heads = proposer.objects.spread(reading, held.id)
    givens = [g for g in (proposer.kinds.given(reading, head) for head in heads) if g.kind]
    for group in merged([g for g in givens if g.counts]):
        first = group[0]
        if first.kind is None or (first.noun_class == "people" and first.quantity is None):
            continue
        words = [t for g in group for t in reading.phrase(g.head)]
        start, end = min(t.start for t in words), max(t.end for t in words)
        says = f"listed as part of what {model.contributor} gives"
        yield replace(
            model,
            reading=reading,
            contributor_via="contents",
            kind=first.kind,
            start=min(start, token.start, model.start if model.reading is reading else start),
            end=end,
            what=reading.span(start, end),
            money=first.money,
            money_mention=first.money_mention,
            quantity=first.quantity if first.money is None else None,
            joint=False,
            steps=[Step(rule="contents", says=says, start=token.start, end=token.end)],
        )
