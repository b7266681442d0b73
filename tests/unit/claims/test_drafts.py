"""The parties, marks and evidence of a contribution."""

from __future__ import annotations

import pytest

from pledgebook.claims.clauses.reading import Reading
from pledgebook.claims.clauses.status import Composer
from pledgebook.claims.drafting.drafts import Draft, Drafter, quantity_of_gift
from pledgebook.claims.drafting.proposals import Proposer
from pledgebook.claims.gifts.kinds import Given, Kinds
from pledgebook.claims.parties.roles import Roles
from pledgebook.claims.rulebook.book import rulebook
from pledgebook.types import Money, Quantity

from .engine import claims, every
from .readings import told


def drafts(reading: Reading) -> list[Draft]:
    """The drafts of a sentence in a document that says no more."""
    rules = rulebook()
    roles = Roles(rules, lambda _r, _t: None)
    proposer = Proposer(rules, Composer(rules), Kinds(rules), roles)
    drafter = Drafter(rules, roles, reading.mentions)
    return [d for p in proposer.proposals(reading) for d in drafter.drafts(p)]


def test_each_giver_of_a_list_has_its_draft() -> None:
    names = {"Bahrain": "BHR", "Oman": "OMN", "Qatar": "QAT"}
    found = drafts(told("Bahrain, Oman and Qatar sent food.", **names))
    assert [d.contributor for d in found] == ["BHR", "OMN", "QAT"]
    assert {d.kind for d in found} == {"humanitarian.food"}


def test_who_is_asked_is_the_giver() -> None:
    (draft,) = drafts(told("Japan asked France to send tents.", Japan="JPN", France="FRA"))
    assert (draft.contributor, draft.status) == ("FRA", "asked")


def test_a_clause_without_a_giver_waits_for_the_discourse() -> None:
    (draft,) = drafts(told("Tents have been sent."))
    assert (draft.contributor, draft.contributor_via) == (None, "agentless")


def test_a_subject_that_nobody_can_name_stays_unresolved() -> None:
    (draft,) = drafts(told("The government sent tents."))
    assert (draft.contributor, draft.contributor_via) == (None, "unresolved")


def test_the_evidence_runs_from_giver_to_condition() -> None:
    text = "Japan sends tents if Chad agrees."
    (draft,) = drafts(told(text, Japan="JPN", Chad="TCD"))
    assert text[draft.start : draft.end] == "Japan sends tents if Chad agrees"
    assert draft.condition is not None


def test_the_object_is_quoted_without_its_preposition() -> None:
    (draft,) = drafts(told("Japan pledged up to $5 million.", sums={"up to $5 million": 5_000_000}))
    assert draft.what is not None
    assert draft.what.quote == "up to $5 million"


def test_a_count_is_kept_beside_a_kind() -> None:
    (draft,) = drafts(
        told(
            "Japan sent Chad four of its boats.",
            Japan="JPN",
            Chad="TCD",
            counts={"four of its boats": (4, "boat")},
        )
    )
    assert draft.quantity == Quantity(low=4, high=4, unit="boat")
    assert draft.recipient == "TCD"
    assert draft.area == draft.kind.split(".")[0]


def test_every_party_is_in_the_trace() -> None:
    (draft,) = drafts(told("Japan sends field hospitals.", Japan="JPN"))
    (step,) = (s for s in draft.steps if s.rule == "contributor")
    assert "JPN" in step.says
    assert draft.reading.document.text[step.start : step.end] == "Japan"


@pytest.mark.parametrize(
    ("given", "alone", "count"),
    [
        (Given(head=1, kind=None, noun_class="thing"), True, None),
        (
            Given(
                head=1, kind=None, noun_class="thing", single=Quantity(low=1, high=1, unit="jet")
            ),
            True,
            1,
        ),
        (
            Given(
                head=1, kind=None, noun_class="thing", single=Quantity(low=1, high=1, unit="jet")
            ),
            False,
            None,
        ),
        (
            Given(
                head=1,
                kind=None,
                noun_class="thing",
                quantity=Quantity(low=7, high=7, unit="jet"),
                money=Money(low=9, high=9, currency="USD"),
            ),
            True,
            None,
        ),
    ],
)
def test_how_many_are_given(given: Given, alone: bool, count: int | None) -> None:
    found = quantity_of_gift(given, alone=alone)
    assert (found.low if found else None) == count


@pytest.mark.parametrize(
    ("text", "giver", "recipient"),
    [
        ("Chad received 40 tents from Norway.", "NOR", "TCD"),
        ("Norwegian tents were handed over to Chad.", "NOR", "TCD"),
        ("Planes from Norway took off for Chad.", "NOR", "TCD"),
        ("CHINA: Announced 50 million yuan for Chad.", "CHN", "TCD"),
        ("Norway trained Chadian soldiers.", "NOR", "TCD"),
        ("Norway sent 15 tonnes of aid to Chad.", "NOR", "TCD"),
        ("Norway pledged $1 billion in financial aid to Chad.", "NOR", "TCD"),
        ("Chad asked Norway for tents.", "NOR", "TCD"),
        ("Norway is thinking of extending the credit line to Chad.", "NOR", "TCD"),
        ("Norway broke off diplomatic relations with Chad.", "NOR", "TCD"),
    ],
)
def test_givers_and_takers(text: str, giver: str, recipient: str | None) -> None:
    found = claims(text)
    assert set(found) == {giver}
    assert found[giver].recipient == recipient


def test_a_mission_makes_no_aid_of_troops() -> None:
    (claim,) = every("Norway pledged troops for the mission in Haiti.")
    assert claim.kind == "military.support_troops"


def test_a_target_is_no_recipient() -> None:
    (claim,) = every("Norway imposed sanctions on Belarus.")
    assert (claim.target, claim.recipient) == ("BLR", None)


def test_a_channel_is_no_recipient() -> None:
    (claim,) = every("Norway gave Chad $5 million through UNICEF.")
    assert (claim.recipient, claim.channel) == ("TCD", "UNICEF")


def test_a_rise_to_a_sum_has_that_sum() -> None:
    (claim,) = every("Norway will raise its aid to Chad to $90 million.")
    assert claim.money is not None
    assert claim.money.low == 90_000_000


def test_the_time_that_fits_the_status_is_the_claims() -> None:
    (claim,) = every("Norway will send tents to Chad in June 2027.")
    assert claim.when is not None
    assert claim.when.startswith("2027-06")


def test_companions_give_too() -> None:
    assert set(claims("Norway, together with Kenya and Peru, sent tents to Chad.")) == {
        "NOR",
        "KEN",
        "PER",
    }
    assert set(claims("Norway along with Kenya will send tents to Chad.")) == {"NOR", "KEN"}


def test_no_more_of_a_thing_is_declined() -> None:
    for text in ("Norway will give Chad no more tents.", "Norway will send no further tents."):
        assert claims(text)["NOR"].status == "declined"
