"""What a sentence's predicates state, before anybody is named."""

from __future__ import annotations

from functools import cache

import pytest

from pledgebook.claims.clauses.reading import Reading
from pledgebook.claims.clauses.status import Composer
from pledgebook.claims.drafting.proposals import Proposal, Proposer, merged
from pledgebook.claims.gifts.kinds import Given, Kinds
from pledgebook.claims.parties.roles import Roles
from pledgebook.claims.rulebook.book import rulebook
from pledgebook.types import Money, Quantity

from .readings import at, told, words


@cache
def proposer() -> Proposer:
    rules = rulebook()
    return Proposer(rules, Composer(rules), Kinds(rules), Roles(rules, lambda _r, _t: None))


def found(reading: Reading) -> list[tuple[str, str, str]]:
    """Predicate, kind and status of each proposal."""
    return [
        (reading.tree[p.predicate].form, p.kind, p.outcome.status)
        for p in proposer().proposals(reading)
    ]


SUMS = {"$5 million": 5_000_000}


@pytest.mark.parametrize(
    ("text", "proposals"),
    [
        ("Japan sends field hospitals.", [("sends", "humanitarian.medical", "under_way")]),
        ("Japan sent a shipment of rifles.", [("sent", "military.weapons", "delivered")]),
        ("Japan pledged up to $5 million.", [("pledged", "financial.grant", "pledged")]),
        ("Japan gave $5 million for food.", [("gave", "humanitarian.food", "delivered")]),
        ("Japan refused to send tents.", [("send", "humanitarian.shelter", "declined")]),
        ("Tents have been sent.", [("sent", "humanitarian.shelter", "delivered")]),
        ("Japan condemned Chad.", [("condemned", "political.condemnation", "delivered")]),
        ("Japan wrote letters.", []),
        ("Did Japan send tents?", []),
        ("Japan made a pledge.", []),
        ("If Japan sends tents, Chad thanks it.", []),
    ],
)
def test_what_a_sentence_states(text: str, proposals: list[tuple[str, str, str]]) -> None:
    amounts = {words: low for words, low in SUMS.items() if words in text}
    names = {name: id for name, id in (("Japan", "JPN"), ("Chad", "TCD")) if name in text}
    assert found(told(text, sums=amounts, **names)) == proposals


def objects(text: str, form: str) -> list[str | None]:
    reading = told(text)
    (proposal,) = (p for p in proposer().proposals(reading) if p.predicate == at(reading, form))
    return words(reading, *proposal.objects)


@pytest.mark.parametrize(
    ("text", "form", "things"),
    [
        ("Tents will be sent by Japan.", "sent", ["Tents"]),
        ("Tents sent by Japan arrived.", "sent", ["Tents"]),
        ("The tents that Japan sent arrived.", "sent", ["tents"]),
        ("Japan sent Chad four of its boats.", "sent", ["boats"]),
        ("Japan delivered the tents it had promised.", "delivered", ["tents"]),
    ],
)
def test_what_is_given(text: str, form: str, things: list[str]) -> None:
    assert objects(text, form) == things


def test_unlike_things_of_a_list_are_proposals_of_their_own() -> None:
    reading = told("Japan sent a frigate and two army engineers.", Japan="JPN")
    kinds = [p.kind for p in proposer().proposals(reading)]
    assert kinds == ["military.naval", "military.support_troops"]


def things(*kinds: str | None, **fields: Money | Quantity) -> list[Given]:
    return [
        Given(head=head, kind=kind, noun_class="thing", **fields)  # type: ignore[arg-type]
        for head, kind in enumerate(kinds, 1)
    ]


def test_things_of_one_kind_are_one_contribution() -> None:
    shelter, food = "humanitarian.shelter", "humanitarian.food"
    groups = merged(things(shelter, food, shelter, None))
    assert [[g.head for g in group] for group in groups] == [[1, 3, 4], [2]]


def test_things_with_amounts_stand_alone() -> None:
    tents = things(
        "humanitarian.shelter",
        "humanitarian.shelter",
        quantity=Quantity(low=2, high=2, unit="tent"),
    )
    assert [len(group) for group in merged(tents)] == [1, 1]


def test_a_proposal_binds_one_thing() -> None:
    reading = told("Japan gave $5 million for food.", sums=SUMS)
    (proposal,) = proposer().proposals(reading)
    assert isinstance(proposal, Proposal)
    assert proposal.given is not None
    assert proposal.given.money is not None
    assert proposal.given.money.low == 5_000_000
