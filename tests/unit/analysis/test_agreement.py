from __future__ import annotations

import pytest

from factories import reading, says
from pledgebook.analysis.agreement import FieldAgreement, agreement, kappa, overlap
from pledgebook.errors import LedgerError
from pledgebook.ledger.store import Ledger
from pledgebook.types import Span

from ..ledger.making import ledger_of


def four() -> tuple[Ledger, list[str]]:
    givers = [
        says(f"Giver {n} sends wheat.", contributor=f"ORG:G{n}", what="wheat") for n in "abcd"
    ]
    ledger = ledger_of(reading(*givers))
    return ledger, [each.id for each in ledger.view().commitments()]


def by_field(ledger: Ledger) -> dict[str, FieldAgreement]:
    return {each.field: each for each in agreement(ledger.view(), "ana", "ben").fields}


def test_kappa_of_a_known_table() -> None:
    # J. Cohen's statistic on 45/15/25/15: p_o .60, p_e .54 (Wikipedia, "Cohen's kappa").
    table = [("y", "y")] * 45 + [("y", "n")] * 15 + [("n", "y")] * 25 + [("n", "n")] * 15
    assert kappa(table) == pytest.approx(0.06 / 0.46)
    assert kappa([("y", "y"), ("n", "n")]) == 1.0
    assert kappa([("y", "n"), ("n", "y")]) == -1.0
    assert kappa([("y", "y")] * 5) is None
    assert kappa([]) is None


def test_overlap_is_shared_characters_of_all() -> None:
    def at(start: int, end: int) -> Span:
        return Span(start=start, end=end, quote="x" * (end - start))

    assert overlap(at(0, 10), at(0, 10)) == 1.0
    assert overlap(at(0, 10), at(5, 15)) == pytest.approx(1 / 3)
    assert overlap(at(0, 5), at(50, 60)) == 0.0
    assert overlap(at(0, 5), None) == 0.0


def test_verdicts_pairs_and_fields() -> None:
    ledger, (a, b, c, d) = four()
    for identity, one, two in ((a, "accept", "accept"), (b, "reject", "reject")):
        ledger.judge(identity, one, author="ana")  # type: ignore[arg-type]
        ledger.judge(identity, two, author="ben")  # type: ignore[arg-type]
    ledger.judge(c, "accept", author="ana")
    ledger.judge(c, "reject", author="ben")
    ledger.judge(d, "accept", author="ana")
    ledger.judge(d, "correct", field="status", value="delivered", author="ben")
    ledger.judge(a, "not_same", other=b, author="ana")
    ledger.judge(b, "not_same", other=a, author="ben")
    found = agreement(ledger.view(), "ana", "ben")
    rows = {each.field: each for each in found.fields}
    assert found.both == 4
    assert (rows["verdict"].compared, rows["verdict"].agreed) == (3, 2)
    assert rows["verdict"].kappa == pytest.approx(0.4)
    assert (rows["pair"].compared, rows["pair"].agreed) == (1, 1)
    # a as the engine said, d as Ana let it stand and Ben corrected it.
    assert (rows["status"].compared, rows["status"].agreed, rows["status"].share) == (2, 1, 0.5)
    assert (rows["contributor"].share, rows["contributor"].kappa) == (1.0, 1.0)


def test_words_are_compared_by_overlap() -> None:
    ledger, (a, *_) = four()
    ledger.judge(a, "accept", author="ana")
    ledger.judge(a, "correct", field="what", value={"start": 8, "end": 19}, author="ben")
    row = by_field(ledger)["what"]
    assert (row.measure, row.compared, row.agreed) == ("overlap", 1, 0)
    assert row.share == pytest.approx(5 / 11)
    assert row.kappa is None


def test_what_is_taken_back_does_not_count() -> None:
    ledger, (a, b, *_) = four()
    for author in ("ana", "ben"):
        ledger.judge(a, "accept", author=author)
    number = ledger.judge(b, "reject", author="ana")
    ledger.judge(b, "accept", author="ben")
    assert by_field(ledger)["verdict"].agreed == 1
    ledger.judge(str(number), "undo", author="ben")
    assert by_field(ledger)["verdict"].compared == 1


def test_the_last_word_of_another_author_does_not_hide_ones_own() -> None:
    ledger, (a, *_) = four()
    ledger.judge(a, "correct", field="status", value="offered", author="ana")
    ledger.judge(a, "correct", field="status", value="delivered", author="ben")
    ledger.judge(a, "correct", field="status", value="asked", author="cai")
    assert (by_field(ledger)["status"].compared, by_field(ledger)["status"].agreed) == (1, 0)


def test_who_has_judged_nothing() -> None:
    ledger, (a, *_) = four()
    ledger.judge(a, "accept", author="ana")
    with pytest.raises(LedgerError, match=r"'ben' has judged nothing in this ledger; ana did"):
        agreement(ledger.view(), "ana", "ben")
    with pytest.raises(LedgerError, match="name two authors"):
        agreement(ledger.view(), "ana", "ana")
