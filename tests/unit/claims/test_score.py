from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

import pytest

from pledgebook.claims import score
from pledgebook.claims.drafting.drafts import Draft
from pledgebook.claims.rules import RulesEngine
from pledgebook.claims.score import (
    ALWAYS,
    LEAST,
    Around,
    around,
    bucket,
    family,
    features,
    giver_type,
    score_of,
    weights,
    weights_in,
)
from pledgebook.errors import RuleError
from pledgebook.types import Claim

from .engine import document, engine

RELIEF = (
    "Norway sent 500 tents to Tonga on Monday. Japan donated 2,000 blankets to Tonga. "
    "Canada gave Tonga three water pumps. Chile condemned the coup in Mali."
)


def rows(text: str) -> dict[str, tuple[str, ...]]:
    """The features of each contributor's claim."""
    seen: dict[str, tuple[str, ...]] = {}

    def note(claim: Claim, draft: Draft, whole: Around) -> float:
        seen[claim.contributor] = features(claim, draft, whole)
        return 1.0

    RulesEngine(engine().parser, engine().rules, score=note, least=0.0).read(
        document(text), layers=True
    )
    return seen


def weighed(monkeypatch: pytest.MonkeyPatch, table: Mapping[str, float]) -> None:
    monkeypatch.setattr(score, "weights", lambda: table)


@pytest.fixture(scope="module")
def relief() -> dict[str, tuple[str, ...]]:
    return rows(RELIEF)


def test_features_say_how_a_claim_was_found(relief: dict[str, tuple[str, ...]]) -> None:
    assert set(relief) == {"NOR", "JPN", "CAN", "CHL"}
    assert {
        ALWAYS,
        "via:country",
        "giver:state",
        "rule:send",
        "area:humanitarian",
        "status:delivered",
        "area and amount:humanitarian quantity",
        "relation:root",
        "giver before predicate",
        "taker:explicit",
        "block:body",
    } <= set(relief["NOR"])


def test_features_come_once_each(relief: dict[str, tuple[str, ...]]) -> None:
    for row in relief.values():
        assert len(row) == len(set(row))


def test_a_kind_that_the_text_is_not_about_stands_out(relief: dict[str, tuple[str, ...]]) -> None:
    assert "others in area:0" in relief["CHL"]
    assert "neighbours in area:0 of 2" in relief["CHL"]
    assert "others in area:51-75" in relief["NOR"]


def test_a_lone_claim_has_no_others() -> None:
    (row,) = rows("Norway sent 500 tents to Tonga on Monday.").values()
    assert "others:none" in row
    assert not any(name.startswith("others in area") for name in row)


def test_a_giver_that_also_takes_is_marked() -> None:
    row = rows("Norway sent 500 tents to Tonga. Tonga donated 40 blankets to Fiji.")["TON"]
    assert "giver:also takes" in row


def test_weights_of_the_features_add_up_to_log_odds(monkeypatch: pytest.MonkeyPatch) -> None:
    weighed(monkeypatch, {ALWAYS: 0.5, "rule:send": 1.0, "status:asked": 9.0})
    scores = {claim.contributor: claim.score for claim in engine().read(document(RELIEF)).claims}
    assert scores["NOR"] == round(1 / (1 + math.exp(-1.5)), 3)
    assert scores["JPN"] == round(1 / (1 + math.exp(-0.5)), 3)


def test_unlikely_claims_are_not_emitted(monkeypatch: pytest.MonkeyPatch) -> None:
    weighed(monkeypatch, {"area:humanitarian": 2.0, "area:political": -2.0})
    sure = RulesEngine(engine().parser, engine().rules, score=score_of, least=0.5)
    found = sure.read(document(RELIEF)).claims
    assert [claim.contributor for claim in found] == ["NOR", "JPN", "CAN"]
    assert [claim.id for claim in found] == ["m1", "m2", "m3"]


def test_shipped_weights_are_log_odds_of_known_families() -> None:
    table = weights()
    assert ALWAYS in table
    assert all(math.isfinite(weight) and abs(weight) < 5 for weight in table.values())
    assert {"giver:state", "area:military", "area:humanitarian", "status:pledged"} <= set(table)
    assert 0 < LEAST < 1


def test_a_plain_gift_is_likelier_than_an_odd_reading() -> None:
    scores = {claim.contributor: claim.score for claim in engine().read(document(RELIEF)).claims}
    assert scores["NOR"] > scores["CHL"]


def test_a_text_has_the_same_scores_twice() -> None:
    once, again = (engine().read(document(RELIEF)).claims for _ in range(2))
    assert [claim.score for claim in once] == [claim.score for claim in again]


def test_a_line_without_a_number_is_named() -> None:
    with pytest.raises(RuleError, match="line 3"):
        weights_in("feature\tweight\tnote\nalways\t1.0\t\nrule:send\thigh\t\n")


@pytest.mark.parametrize(
    ("actor", "kind"),
    [
        ("NOR", "state"),
        ("WFP", "body"),
        ("IRQ-kurds", "substate"),
        ("GROUP:some states", "group"),
        ("ORG:Acme", "org"),
    ],
)
def test_actor_ids_tell_what_they_name(actor: str, kind: str) -> None:
    assert giver_type(actor) == kind


@pytest.mark.parametrize(
    ("number", "name"), [(0, "0"), (1, "1-10"), (10, "1-10"), (11, "11-25"), (26, "26+")]
)
def test_numbers_are_ranges(number: int, name: str) -> None:
    assert bucket(number, 0, 10, 25) == name


def test_a_rare_rule_has_a_family() -> None:
    assert family("op.promise") == "op"
    assert family("give") == "give"


def test_a_list_item_may_go_on_with_a_predicate_of_another_sentence() -> None:
    told = engine().told(
        text := document("Chile left. Norway and Iceland will send 500 tents to Tonga."),
        range(len(text.blocks)),
    )
    drafts, _ = engine().drafts(told)
    moved = replace(drafts[0], reading=told.readings[0], start=0, end=10)
    claim = engine().claim(text, moved, told.said, "m1")
    names = features(claim, moved, around([moved]))
    assert any(name.startswith("relation:") for name in names)
