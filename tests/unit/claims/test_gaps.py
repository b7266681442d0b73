"""Gapped clauses and pro-verbs."""

from __future__ import annotations

import pytest

from .engine import claims, every, sizes

DOSES = "Italy sent 40,000 doses of vaccine to Chad. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norway pledged $5 million to Chad, Sweden $3 million and Denmark $2 million.",
            [("DNK", 2_000_000, "pledged"), ("NOR", 5_000_000, "pledged"),
             ("SWE", 3_000_000, "pledged")],
        ),
        (
            "Norway pledged $5 million to Chad and Sweden 3.",
            [("NOR", 5_000_000, "pledged"), ("SWE", 3_000_000, "pledged")],
        ),
        (
            "Kenya will provide four patrol vessels to Chad, Ghana two and Benin none.",
            [("BEN", 0, "declined"), ("GHA", 2, "pledged"), ("KEN", 4, "pledged")],
        ),
        (
            "Chad will send 400 soldiers to Mali, as will Niger. So has Togo, with 200.",
            [("NER", None, "pledged"), ("TCD", 400, "pledged"), ("TGO", 200, "pledged")],
        ),
    ],
)  # fmt: skip
def test_givers_beside_amounts(text: str, expected: list[tuple[str, int | None, str]]) -> None:
    assert sizes(text) == expected


def test_a_counted_thing_keeps_its_own_kind() -> None:
    found = claims(
        "Malawi sent 40 soldiers to Chad to clear roads, and Zambia 200 tonnes of maize."
    )
    assert found["ZMB"].kind == "humanitarian.food"
    assert found["MWI"].kind != "humanitarian.food"


def test_a_pair_of_actor_and_sum_opens_a_list() -> None:
    text = "Brazil $1 billion, Peru the same. The rest will have to follow soon."
    assert [s[:2] for s in sizes(text)] == [("BRA", 10**9), ("PER", 10**9)]


def test_a_rank_in_the_list_is_a_gift() -> None:
    text = (
        "Japan pledged $3 million to Chad on Monday. "
        "Oman topped the list with $750 million, followed by Spain with 60 million euros."
    )
    found = sizes(text)
    assert ("OMN", 750_000_000, "pledged") in found
    assert ("ESP", 60_000_000, "pledged") in found


def test_amounts_go_to_several_takers() -> None:
    text = "Japan gave $5 million to UNICEF, $3 million to the World Food Programme."
    assert sizes(text) == [("JPN", 3_000_000, "delivered"), ("JPN", 5_000_000, "delivered")]


def test_shares_take_currency_and_scale_from_the_whole() -> None:
    text = (
        "The ministers agreed on a fund for Yemen with a capital of one billion dollars. "
        "Contributions: Saudi Arabia 400 and Qatar 150."
    )
    found = claims(text)
    assert found["SAU"].money is not None
    assert found["SAU"].money.low == 400_000_000
    assert found["QAT"].money is not None
    assert found["QAT"].money.low == 150_000_000


@pytest.mark.parametrize(
    "text",
    [
        "Norway beat Sweden 3 and Denmark 2.",
        "Norway pledged $5 million to Chad, where 40 soldiers died.",
        "Spain sent 20 soldiers to Mali. In Lisbon, Portugal 2 was shown on television.",
    ],
)
def test_other_numbers_are_no_gifts(text: str) -> None:
    assert not {"SWE", "DNK", "PRT", "TCD"} & set(claims(text))


def test_the_trace_names_the_rule() -> None:
    found = claims("Norway pledged $5 million to Chad and Sweden $3 million.")
    assert "list.gap" in {step.rule for step in found["SWE"].trace}


def test_a_total_behind_the_thing_it_counts_is_no_gap() -> None:
    text = (
        "The grant brings the total amount of relief aid provided by Norway and Japan to more "
        "than $272 million for Chad."
    )
    for claim in every(text):
        assert claim.what is None or claim.what.start < claim.what.end
