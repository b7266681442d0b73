from __future__ import annotations

from collections.abc import Callable

import pytest

from factories import reading, says
from pledgebook.errors import LedgerError
from pledgebook.ledger.records import Scope
from pledgebook.ledger.store import Ledger
from unit.ledger.making import commitments_of, full_reading, ledger_of, only, opened

pytestmark = pytest.mark.usefixtures("database")

FIRST = reading(
    says(what="two frigates", quantity=(2, "frigate")),
    says("Italy gave €3m to Greece.", contributor="ITA", kind="financial.grant", recipient="GRC"),
    published="2014-09-05",
)
SECOND = reading(
    says("The two French frigates have arrived.", status="delivered", what="two French frigates"),
    published="2014-09-15",
    publisher="The Evening Star",
    id="star",
)


def test_commitments_come_by_contributor_kind_and_date() -> None:
    found = commitments_of(SECOND, FIRST)
    assert [(c.contributor, c.kind, c.status) for c in found] == [
        ("FRA", "military.naval", "delivered"),
        ("ITA", "financial.grant", "pledged"),
    ]
    assert (found[0].first, found[0].last) == ("2014-09-05", "2014-09-15")


def test_a_report_gives_reference_source_and_the_words_around() -> None:
    (ship, money) = commitments_of(FIRST)
    (report,) = money.reports
    assert report.ref == "courier#31-56"
    assert (report.before, report.after) == ("France will send two frigates.\n", "")
    assert report.source.publisher == "The Courier"
    assert ship.reports[0].after == "\nItaly gave €3m to Greece."


def test_context_is_cut_at_160_characters() -> None:
    text = "a" * 500 + " France will send two frigates. " + "b" * 500
    (report,) = only(reading(says(), text=text)).reports
    assert (len(report.before), len(report.after)) == (160, 160)
    assert report.before.endswith("a ")
    assert report.after.startswith(" b")


@pytest.mark.parametrize(
    ("scope", "contributors"),
    [
        (Scope(contributor="fra"), ["FRA"]),
        (Scope(kind="military"), ["FRA"]),
        (Scope(kind="military.naval"), ["FRA"]),
        (Scope(kind="military.nav"), []),
        (Scope(kind="financial."), ["ITA"]),
        (Scope(status="delivered"), ["FRA"]),
        (Scope(status="delivered", as_of="2014-09-10"), []),
        (Scope(status="pledged", as_of="2014-09-10"), ["FRA", "ITA"]),
        (Scope(recipient="grc"), ["ITA"]),
        (Scope(since="2014-09-06"), ["FRA"]),
        (Scope(as_of="2014-09-04"), []),
        (Scope(as_of="2014-09"), ["FRA", "ITA"]),
        (Scope(as_of="2013"), []),
        (Scope(since="2014-09-06", as_of="2014-09-10"), []),
    ],
)
def test_scopes(scope: Scope, contributors: list[str]) -> None:
    assert [c.contributor for c in commitments_of(FIRST, SECOND, scope=scope)] == contributors


def test_as_of_shows_only_what_had_been_published() -> None:
    (ship,) = commitments_of(FIRST, SECOND, scope=Scope(as_of="2014-09-10", contributor="FRA"))
    assert (ship.status, len(ship.reports), len(ship.history)) == ("pledged", 1, 1)


def test_undated_documents_are_left_out_of_a_date_only() -> None:
    undated = reading(says(), published=None)
    assert commitments_of(undated, scope=Scope(as_of="2020-01-01")) == []
    assert len(commitments_of(undated)) == 1


def test_a_commitment_is_found_by_the_start_of_its_id() -> None:
    ledger = ledger_of(FIRST, SECOND)
    wanted = next(ledger.view().commitments())
    assert ledger.view().commitment(wanted.id[:8].upper()).id == wanted.id
    with pytest.raises(LedgerError, match="no commitment 'zzz'"):
        ledger.view().commitment("zzz")
    with pytest.raises(LedgerError, match="no commitment ''"):
        ledger.view().commitment("")
    with pytest.raises(LedgerError, match="was not reported by 2014-09-01"):
        ledger.view(Scope(as_of="2014-09-01")).commitment(wanted.id)


def test_two_commitments_with_one_start_need_more_of_the_id() -> None:
    givers = [
        says(f"Giver {number} joins.", contributor=f"ORG:Giver {number}") for number in range(40)
    ]
    ledger = ledger_of(reading(*givers))
    starts = [commitment.id[0] for commitment in ledger.view().commitments()]
    shared = next(start for start in starts if starts.count(start) > 1)
    with pytest.raises(LedgerError, match=r"commitments start with .* more of the id"):
        ledger.view().commitment(shared)


def test_an_id_stays_when_later_reports_come_and_leads_on_when_earlier_ones_do() -> None:
    ledger = ledger_of(SECOND)
    (before,) = ledger.view().commitments()
    later = reading(says("The two frigates are in port.", status="delivered"), published="2015-01")
    ledger.add(later)
    assert [c.id for c in ledger.view().commitments()] == [before.id]
    ledger.add(FIRST)
    ship = next(c for c in ledger.view().commitments() if c.contributor == "FRA")
    assert ship.id != before.id
    assert ledger.view().commitment(before.id).id == ship.id


def test_documents_that_share_an_id_are_told_apart() -> None:
    ledger = ledger_of(FIRST, reading(says(), publisher="The Evening Star"))
    names = [source.name for source in ledger.view().documents()]
    assert all(name.startswith("courier~") for name in names)
    assert len(set(names)) == 2
    assert len(ledger.view().claims_of(names[0])) in (1, 2)
    with pytest.raises(LedgerError, match="several documents 'courier'"):
        ledger.view().claims_of("courier")
    with pytest.raises(LedgerError, match="no document 'nowhere'"):
        ledger.view().claims_of("nowhere")


def test_everything_stated_comes_back_as_it_went_in() -> None:
    result = full_reading()
    view = ledger_of(result).view()
    assert tuple(stated.record for stated in view.memberships()) == result.memberships
    assert tuple(stated.record for stated in view.counts()) == result.counts
    assert tuple(stated.record for stated in view.meetings()) == result.meetings
    assert tuple(stated.record for stated in view.needs()) == result.needs
    assert tuple(stated.record for stated in view.coverage_claims()) == result.coverage_claims
    (report,) = view.claims_of("courier")
    assert report.claim == result.claims[0]
    (need,) = view.needs()
    assert need.ref == "courier#111-151"


def test_stated_records_follow_the_scope() -> None:
    ledger = ledger_of(full_reading())
    assert list(ledger.view(Scope(as_of="2014-09-04")).memberships()) == []
    assert list(ledger.view(Scope(since="2014-09-06")).counts()) == []
    assert list(ledger.view(Scope(kind="humanitarian")).needs()) == []
    assert len(list(ledger.view(Scope(kind="military")).needs())) == 1


def test_a_page_boundary_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pledgebook.ledger.view.PAGE", 3)
    givers = [says(f"Giver {n} joins.", contributor=f"ORG:Giver {n:02}") for n in range(10)]
    found = commitments_of(reading(*givers), FIRST)
    assert len(found) == 12
    assert [c.reports[0].claim.evidence.quote for c in found if "Giver" in c.contributor] == [
        giver.text for giver in givers
    ]


def test_context_counts_code_points() -> None:
    text = "🚢🚢 “Aegean” — France will send two frigates. 🚢 End."
    (report,) = only(reading(says(), text=text)).reports
    assert (report.before, report.after) == ("🚢🚢 “Aegean” — ", " 🚢 End.")


def test_looking_goes_on_while_looking(database: Callable[[], str]) -> None:
    for ledger in (opened(), Ledger.open(database(), create=True)):
        with ledger:
            ledger.add(FIRST)
            ledger.add(SECOND)
            view = ledger.view()
            seen = [len(view.claims_of(source.key)) for source in view.documents()]
            assert seen == [2, 1]
            for commitment in view.commitments():
                assert view.commitment(commitment.id) == commitment
                ledger.judge(commitment.id, "accept", author="ana")
            assert len(ledger.view().judgements()) == 2
