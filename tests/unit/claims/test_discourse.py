"""What a document as a whole says of each draft."""

from __future__ import annotations

from typing import Any

import pytest

from pledgebook.claims.clauses.status import Outcome
from pledgebook.claims.drafting.discourse import (
    FIRM,
    borrows,
    crosses_border,
    echoes,
    gives,
    name_agents,
    restated,
    restates,
    settle,
    states,
    taken_up,
)
from pledgebook.claims.drafting.drafts import Draft
from pledgebook.claims.drafting.proposals import Proposal
from pledgebook.claims.rulebook.book import rulebook
from pledgebook.types import Money, Quantity

from .engine import every
from .readings import told

READING = told("Japan sends tents if Chad agrees.", Japan="JPN", Chad="TCD")
SUM = Money(low=5, high=5, currency="USD")


def draft(**fields: Any) -> Draft:
    """Japan's tents, unless told otherwise."""
    made: dict[str, Any] = {
        "reading": READING,
        "proposal": None,
        "contributor": "JPN",
        "contributor_via": "country",
        "kind": "humanitarian.shelter",
        "status": "pledged",
        "start": 0,
        "end": 17,
    }
    return Draft(**(made | fields))


@pytest.mark.parametrize(
    ("actor", "kind", "may"),
    [
        ("JPN", "humanitarian.food", True),
        ("PERSON:Ann Lee", "humanitarian.food", False),
        ("GROUP:ten Arab states", "humanitarian.food", True),
        ("GROUP:students", "humanitarian.food", False),
        ("ORG:Blue Cross", "humanitarian.food", True),
        ("ORG:Blue Cross", "financial.grant", False),
        ("ORG:Blue Cross", "military.weapons", False),
        ("IRQ-kurds", "military.weapons", False),
        ("IRQ-kurds", "political.support", True),
    ],
)
def test_who_may_give_what(actor: str, kind: str, may: bool) -> None:
    assert gives(actor, kind) is may


def test_unspecified_help_needs_an_amount_or_a_named_taker() -> None:
    assert not states(draft(kind="other.unspecified"))
    assert not states(draft(kind="other.unspecified", recipient="GROUP:victims"))
    assert states(draft(kind="other.unspecified", recipient="TCD"))
    assert states(draft(kind="other.unspecified", money=SUM))
    assert states(draft())


def test_relief_at_home_crosses_no_border() -> None:
    alone = told("Japan sends field hospitals.", Japan="JPN")
    at_home = draft(reading=alone)
    assert not crosses_border(at_home, alone.mentions, None)
    assert crosses_border(at_home, alone.mentions, "TCD")
    assert crosses_border(draft(reading=alone, recipient="TCD"), alone.mentions, None)
    assert crosses_border(draft(), READING.mentions, None)
    assert crosses_border(draft(reading=alone, kind="military.naval"), alone.mentions, None)


def test_only_a_partner_in_a_loan_borrows() -> None:
    assert not borrows(draft(kind="financial.loan"), [], "JPN")
    assert not borrows(draft(), [draft(contributor="WORLDBANK")], "JPN")


@pytest.mark.parametrize(
    ("fields", "again"),
    [
        ({}, True),
        ({"contributor": "TCD"}, False),
        ({"status": "delivered"}, False),
        ({"kind": "humanitarian.food"}, False),
        ({"money": SUM}, False),
        ({"start": 20, "end": 30}, False),
    ],
)
def test_what_restates_a_contribution(fields: dict[str, Any], again: bool) -> None:
    assert restates(draft(**fields), draft()) is again


def test_an_amount_told_again_restates() -> None:
    here, there = draft(money=SUM, start=20, end=30), draft(money=SUM)
    assert restates(here, there)
    assert not echoes(here, there)


def test_a_mention_without_an_amount_echoes() -> None:
    assert echoes(draft(start=20, end=30, recipient="TCD"), draft())
    assert not echoes(draft(start=20, end=30, status="delivered"), draft())


def test_takers_that_differ_part_contributions() -> None:
    here, there = draft(recipient="TCD", start=20, end=30), draft(recipient="MLI")
    assert not echoes(here, there)


def test_an_echo_is_struck_unless_the_network_believes_in_it() -> None:
    full = draft(quantity=Quantity(low=9, high=9, unit="tent"))
    doubtful = draft(start=20, end=30, belief=FIRM - 0.1)
    assert restated([full, doubtful]) == [full]
    assert doubtful.struck.startswith("restates a fuller mention")
    sure = draft(start=20, end=30, belief=FIRM)
    assert restated([full, sure]) == [full, sure]
    assert (sure.echo, full.echo) == ("same thing", "")


def test_the_fullest_mention_is_kept() -> None:
    bare, full = draft(), draft(start=20, end=30, quantity=Quantity(low=9, high=9, unit="tent"))
    assert restated([bare, full]) == [full]


def test_contributions_stay_in_text_order() -> None:
    first, second = draft(start=1, end=4), draft(start=20, end=30, money=SUM)
    other = draft(start=40, end=44, kind="humanitarian.food")
    assert restated([other, second, first]) == [second, other]


def agentless(**fields: Any) -> Draft:
    return draft(contributor=None, contributor_via="agentless", **fields)


def test_who_announces_a_passive_gives() -> None:
    (named,), lost = name_agents([agentless()], lambda _d: "NOR", None)
    assert (named.contributor, named.contributor_via, lost) == ("NOR", "speaker", [])


def test_a_taker_that_reports_a_gift_does_not_give_it() -> None:
    named, lost = name_agents([agentless(recipient="TCD")], lambda _d: "TCD", None)
    assert (named, len(lost)) == ([], 1)


def test_the_paragraphs_one_giver_gives() -> None:
    named, _ = name_agents([draft(), agentless()], lambda _d: None, None)
    assert [d.contributor for d in named] == ["JPN", "JPN"]
    _, lost = name_agents([draft(), draft(contributor="NOR"), agentless()], lambda _d: None, None)
    assert len(lost) == 1


def test_in_a_release_its_issuer_gives() -> None:
    (named,), _ = name_agents([agentless()], lambda _d: None, "UNICEF")
    assert (named.contributor, named.contributor_via) == ("UNICEF", "issuer")


def test_an_unresolved_subject_is_lost_and_not_guessed() -> None:
    unresolved = draft(contributor=None, contributor_via="unresolved")
    named, lost = name_agents([draft(), unresolved], lambda _d: "NOR", "UNICEF")
    assert [d.contributor for d in named] == ["JPN"]
    assert lost == [unresolved]


def test_a_gift_without_a_taker_takes_the_documents() -> None:
    names = tuple(READING.mentions)
    given = [draft(recipient="TCD"), draft(kind="humanitarian.food", start=20, end=30)]
    settled, _ = settle(
        rulebook(), READING.document, [READING], names, given, lambda _d: None, None
    )
    assert [(d.kind, d.recipient) for d in settled] == [
        ("humanitarian.shelter", "TCD"),
        ("humanitarian.food", "TCD"),
    ]
    assert "taker" in {step.rule for step in settled[1].steps}
    assert "taker" not in {step.rule for step in settled[0].steps}


def test_nobody_gives_to_itself() -> None:
    settled, _ = settle(
        rulebook(), READING.document, [READING], (), [draft(recipient="JPN")], lambda _d: None, None
    )
    assert [d.recipient for d in settled] == [None]


def test_a_headline_is_told_once() -> None:
    text = "Norway sends tents to Chad\n\nNorway will send 40 tents to Chad, its minister said."
    assert [(c.quantity.low if c.quantity else None) for c in every(text)] == [40]


def test_parties_of_a_parliament_give_nothing() -> None:
    assert every("Four Dutch parties presented help for Chad.") == ()


def test_what_remains_an_export_is_not_kept_there() -> None:
    assert every("Trucks remained Germany's main export to Chad.") == ()


def test_what_is_struck_out_says_why() -> None:
    at_home, letter = draft(), draft(contributor="PERSON:Ann Lee")
    lost = draft(contributor=None, contributor_via="unresolved", start=40, end=50)
    every_draft = [at_home, letter, lost]
    kept, nobody = settle(
        rulebook(), READING.document, [READING], (), every_draft, lambda _d: None, "JPN"
    )
    assert (kept, nobody) == ([], [lost])
    assert "home matter of JPN" in at_home.struck
    assert "PERSON:Ann Lee is no contributor" in letter.struck
    assert "no giver is named" in lost.struck


def test_a_restatement_names_the_fuller_mention() -> None:
    bare, full = draft(end=5), draft(quantity=Quantity(low=9, high=9, unit="tent"))
    assert restated([bare, full]) == [full]
    assert bare.struck == "restates a fuller mention: 'Japan sends tents'"
    assert full.struck == ""


def test_a_draft_may_go_on_with_a_predicate_of_another_sentence() -> None:
    long = told("Japan gave $5 million for food.", Japan="JPN")
    last = long.tree.tokens[-1].id
    assert last > len(READING.tree)
    proposal = Proposal(
        reading=long,
        predicate=2,
        outcome=Outcome(status="delivered"),
        kind="humanitarian.food",
        objects=(last,),
    )
    assert not taken_up(draft(proposal=proposal))
