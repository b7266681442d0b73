from __future__ import annotations

from pathlib import Path

import pytest

from factories import reading, says
from pledgebook.errors import ChangedError, LedgerError
from pledgebook.ledger import review
from pledgebook.ledger.store import Ledger

from .making import ledger_of


def two_shipments() -> Ledger:
    return ledger_of(
        reading(says(recipient="GRC"), says("Two French frigates sail.", recipient="GRC")),
        reading(
            says(recipient="CYP"),
            says("Both frigates are there.", recipient="CYP"),
            published="2014-09-09",
        ),
    )


def entries(ledger: Ledger) -> list[int]:
    return sorted(len(each.reports) for each in ledger.view().commitments())


def test_merge_takes_both_commitments_whole() -> None:
    ledger = two_shipments()
    left, right = ledger.view().commitments()
    numbers = review.merge(ledger, ledger.seen(left.id), ledger.seen(right.id), author="ana")
    assert entries(ledger) == [4]
    review.undo(ledger, numbers, author="ana")
    assert entries(ledger) == [2, 2]


def test_split_and_merge_again() -> None:
    ledger = two_shipments()
    (left, _) = ledger.view().commitments()
    parted = left.reports[1].identity
    review.split(ledger, ledger.seen(parted), author="ana", reason="another ship")
    assert entries(ledger) == [1, 1, 2]
    assert {judged.verdict for judged in ledger.view().judgements()} == {"not_same"}
    review.merge(ledger, ledger.seen(parted), ledger.seen(left.id), author="ben")
    assert entries(ledger) == [2, 2]


def test_what_cannot_be_merged_or_split() -> None:
    ledger = ledger_of(reading(says(), says("Italy joins.", contributor="ITA")))
    france, italy = (ledger.seen(each.id) for each in ledger.view().commitments())
    with pytest.raises(LedgerError, match="the only report"):
        review.split(ledger, france, author="ana")
    with pytest.raises(LedgerError, match="are one already"):
        review.merge(ledger, france, france, author="ana")
    with pytest.raises(LedgerError, match="different contributors"):
        review.merge(ledger, france, italy, author="ana")
    assert ledger.view().judgements() == ()


def test_a_decision_on_what_somebody_judged_meanwhile_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pledges.db"
    with Ledger.open(path, create=True) as mine, Ledger.open(path) as theirs:
        mine.add(reading(says()))
        (commitment,) = mine.view().commitments()
        seen = mine.seen(commitment.id)
        review.rule(theirs, theirs.seen(commitment.id), "reject", author="ben", reason="no pledge")
        with pytest.raises(ChangedError, match=r"ben decided reject: no pledge; 1 fewer") as caught:
            review.rule(mine, seen, "accept", author="ana")
        assert "\n" not in str(caught.value)
        assert [judged.author for judged in mine.view().judgements()] == ["ben"]
        review.rule(mine, mine.seen(commitment.id), "accept", author="ana")
        assert next(mine.view().commitments()).reports[0].reviewed == "accept"


def test_a_decision_on_a_commitment_that_grew_is_refused() -> None:
    ledger = ledger_of(reading(says()))
    (commitment,) = ledger.view().commitments()
    seen = ledger.seen(commitment.id)
    ledger.add(reading(says(), published="2014-09-09"))
    with pytest.raises(ChangedError, match="1 more in its commitment"):
        review.prefer(ledger, seen, "preferred", author="ana")


def test_an_undo_is_a_change_too() -> None:
    ledger = ledger_of(reading(says()))
    (commitment,) = ledger.view().commitments()
    numbers = review.rule(ledger, ledger.seen(commitment.id), "accept", author="ana")
    seen = ledger.seen(commitment.id)
    review.undo(ledger, numbers, author="ben")
    with pytest.raises(ChangedError, match="ben decided undo"):
        review.correct(ledger, seen, "hedged", True, author="ana")
    with pytest.raises(LedgerError, match="taken back already"):
        review.undo(ledger, numbers, author="ana")


def test_several_decisions_are_all_or_none() -> None:
    from pledgebook.ledger.records import Decision

    ledger = ledger_of(reading(says()))
    (commitment,) = ledger.view().commitments()
    good = Decision(subject=commitment.id, verdict="accept")
    bad = Decision(subject=commitment.id, verdict="correct", field="kind", value="x")
    with pytest.raises(LedgerError, match="no kind"):
        ledger.decide([good, bad], author="ana")
    assert ledger.view().judgements() == ()


def test_a_rejected_report_is_shown_as_rejected() -> None:
    ledger = ledger_of(reading(says()))
    (commitment,) = ledger.view().commitments()
    review.rule(ledger, ledger.seen(commitment.id), "reject", author="ana")
    (rejected,) = ledger.view().reviewed("reject")
    assert (rejected.identity, rejected.reviewed) == (commitment.id, "reject")
    with pytest.raises(LedgerError, match="was rejected"):
        ledger.view().commitment(commitment.id)
    # Nothing more of it is decided but that it is one after all.
    review.rule(ledger, ledger.seen(commitment.id), "accept", author="ben")
    assert next(ledger.view().commitments()).id == commitment.id


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        ({"verdict": "accept", "author": " "}, "needs an author"),
        ({"verdict": "accept", "value": 1}, "takes no value"),
        ({"verdict": "accept", "field": "kind"}, "only to correct"),
        ({"verdict": "correct"}, "only to correct"),
        ({"verdict": "prefer", "value": "best"}, "no rank 'best'"),
        ({"verdict": "undo", "subject": "9" * 30}, "no judgement"),
        ({"verdict": "undo", "subject": "²"}, "no judgement"),
    ],
)
def test_what_is_no_judgement(parts: dict[str, str], problem: str) -> None:
    ledger = ledger_of(reading(says()))
    (commitment,) = ledger.view().commitments()
    with pytest.raises(LedgerError, match=problem):
        ledger.judge(**({"subject": commitment.id, "author": "ana"} | parts))  # type: ignore[arg-type]


def test_judgements_of_one_ledger_have_times_of_their_own() -> None:
    ledger = ledger_of(reading(says()))
    (commitment,) = ledger.view().commitments()
    for _ in range(20):
        ledger.judge(commitment.id, "accept", author="ana")
    times = [judged.made_at for judged in ledger.view().judgements()]
    assert times == sorted(set(times))
