from __future__ import annotations

from pledgebook.scoring.claims import Tally, added, scored
from pledgebook.scoring.records import Quoted

from .making import claim


def test_a_match_needs_overlap_and_the_contributor() -> None:
    gold = [claim(0, 20)]
    assert scored(gold, [claim(10, 30)]).counts.found == 1
    assert scored(gold, [claim(20, 30)]).counts.matched == 0
    assert scored(gold, [claim(0, 20, "DEU")]).counts.matched == 0


def test_another_area_is_matched_and_not_found() -> None:
    score = scored([claim(0, 20)], [claim(0, 20, kind="humanitarian.food")])
    assert (score.counts.matched, score.counts.found, score.counts.exact) == (1, 0, 0)
    assert score.missed == (0,)
    assert score.invented == (0,)


def test_another_kind_of_the_area_is_found_and_not_exact() -> None:
    score = scored([claim(0, 20)], [claim(0, 20, kind="military.aid")])
    assert (score.counts.found, score.counts.exact) == (1, 0)
    assert score.counts.attributes["kind"] == Tally(hits=0, of=1)
    assert score.missed == score.invented == ()


def test_each_gold_claim_is_found_once() -> None:
    score = scored([claim(0, 20)], [claim(0, 20), claim(0, 20)])
    assert (score.counts.found, score.counts.predicted) == (1, 2)
    assert len(score.invented) == 1


def test_the_pairs_of_a_document_are_the_best_together() -> None:
    gold = [claim(0, 20), claim(10, 40, status="delivered")]
    predicted = [claim(5, 35, status="delivered"), claim(0, 12)]
    score = scored(gold, predicted)
    assert {(pair.gold, pair.predicted) for pair in score.pairs} == {(0, 1), (1, 0)}
    assert score.counts.exact == 2


def test_optional_claims_are_neither_rewarded_nor_punished() -> None:
    gold = [claim(0, 20), claim(50, 70, optional=True)]
    both = scored(gold, [claim(0, 20), claim(50, 70), claim(52, 60)])
    assert (both.counts.gold, both.counts.predicted, both.counts.ignored) == (1, 1, 2)
    assert both.invented == ()
    assert scored(gold, [claim(0, 20)]).missed == ()


def test_an_optional_claim_of_another_area_ignores_nothing() -> None:
    score = scored([claim(50, 70, optional=True)], [claim(50, 70, kind="climate.finance")])
    assert (score.counts.predicted, score.counts.ignored) == (1, 0)


def test_grounded_counts_quotes_that_stand_in_the_text() -> None:
    right = claim(0, 2, evidence=Quoted(start=0, end=2, quote="We"))
    wrong = claim(0, 2, evidence=Quoted(start=0, end=2, quote="Us"))
    assert scored([], [right, wrong], "We give.").counts.grounded == Tally(hits=1, of=2)
    assert scored([], [right, wrong]).counts.grounded is None


def test_counts_add_up() -> None:
    one = scored([claim(0, 9)], [claim(0, 9)], "x" * 9).counts
    two = scored([claim(0, 9)], [], "x" * 9).counts
    both = added([one, two])
    assert (both.gold, both.predicted, both.found, both.exact) == (2, 1, 1, 1)
    assert both.attributes["status"] == Tally(hits=1, of=1)
    assert both.grounded == Tally(hits=1, of=1)
