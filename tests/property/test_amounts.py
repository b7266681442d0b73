"""Amounts and times on arbitrary text: exact spans, order, no exception, linear time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledgebook.mentions import amounts, times
from pledgebook.types import Mention, Money, Quantity

WORDS = [
    "$", "US$", "A$", "£", "€", "R", "Sh", "NOK", "EUR", "kroner", "euros", "dollars", "pounds",
    "million", "billion", "bn", "m", "k", "dozen", "hundred", "thousand", "half", "a", "an",
    "of", "and", "to", "or", "-", "–", ",", ".", "(", ")", "[", "]", "5", "20", "1,000", "5",
    "000", "2014", "1990s", "3.5", "½", "24/7", "9/11", "1.2.3", "+41", "C-130", "one", "two",
    "twenty", "five", "point", "several", "tens", "thousands", "about", "more", "than", "up",
    "to", "between", "from", "over", "under", "nearly", "years", "year", "decade", "annually",
    "per", "each", "the", "next", "last", "this", "past", "in", "by", "since", "until",
    "before", "end", "early", "mid-", "soldiers", "men", "trucks", "tonnes", "Sudanese", "MT",
    "km", "of", "the", "its", "strong", "member", "team", "battalion", "not", "Resolution",
    "September", "Sept.", "May", "March", "Friday", "Sunday", "today", "tomorrow", "week",
    "month", "ago", "within", "quarter", "Q3", "FY24", "spring", "Christmas", "Easter",
    "5/9/2014", "2014-09-05", "20th", "will", "said", "was", "to", "\n", "\xa0", "’s", '"', "…",
    "é", "𝟗", "٣", "²",
]  # fmt: skip
PROSE = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
GLUED = st.lists(st.sampled_from(WORDS), max_size=25).map("".join)
TEXT = st.one_of(st.text(max_size=120), PROSE, GLUED)


def _sound(text: str, start: int, end: int, mentions: tuple[Mention, ...]) -> None:
    floor = start
    for mention in mentions:
        assert floor <= mention.start < mention.end <= end
        assert mention.quote == text[mention.start : mention.end]
        assert mention.quote == mention.quote.strip("\n")
        floor = mention.end


@given(TEXT, st.sampled_from([None, "AUS", "NOR", "KEN", "XXX"]))
@settings(max_examples=150, deadline=None)
def test_amounts_are_exact_ordered_and_bounded(text: str, home: str | None) -> None:
    found = amounts.find(text, 0, len(text), home=home)
    _sound(text, 0, len(text), found)
    for mention in found:
        normal = mention.normal
        assert isinstance(normal, Money | Quantity)
        assert normal.low is not None or normal.high is not None
        if normal.low is not None and normal.high is not None:
            assert 0 <= normal.low <= normal.high
        if isinstance(normal, Money):
            assert len(normal.currency) == 3
    _sound(text, 0, len(text), amounts.bare(text, 0, len(text)))


@given(
    TEXT,
    st.sampled_from(
        [None, "2014-09-05", "2014-09", "2014", "2024-02-29", "nonsense", "0002-01-01"]
    ),
)
@settings(max_examples=150, deadline=None)
def test_times_are_exact_and_ordered(text: str, published: str | None) -> None:
    found = times.find(text, 0, len(text), published=published)
    _sound(text, 0, len(text), found)
    for mention in found:
        if mention.normal is not None:
            assert mention.normal.value.count("/") < 2
            assert not mention.normal.value.startswith("../..")


@given(PROSE, st.integers(0, 60), st.integers(0, 60))
@settings(max_examples=150, deadline=None)
def test_a_block_is_read_as_if_it_stood_alone(text: str, left: int, right: int) -> None:
    start, end = min(left, len(text)), max(min(left, len(text)), len(text) - right)
    inside = amounts.find(text, start, end, home=None)
    alone = amounts.find(text[start:end], 0, end - start, home=None)
    assert [m.quote for m in inside] == [m.quote for m in alone]
    dated = times.find(text, start, end, published="2014-09-05")
    dated_alone = times.find(text[start:end], 0, end - start, published="2014-09-05")
    assert [(m.quote, m.normal) for m in dated] == [(m.quote, m.normal) for m in dated_alone]


@pytest.mark.parametrize(
    "unit",
    [
        "1", "1,", "1 ", "1.000.", "one ", "a hundred and ", "twenty-", "tens of ", "more than ",
        "$5 or ", "5 to ", "£1m (", "$5m a b c d e f g h ", "5 x and ", "May ", "Friday, ",
        "the end of ", "from 5 to ", "2014-", "last ", "in 2014 to ", "said to ", "of ", "½",
        "5/5/", "Sept. 5, ",
    ],
)  # fmt: skip
def test_repetition_takes_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        best = float("inf")
        for _ in range(3):
            begun = time.process_time()
            amounts.find(text, 0, len(text), home=None)
            times.find(text, 0, len(text), published="2014-09-05")
            best = min(best, time.process_time() - begun)
        return best

    seconds(200)
    short, long = seconds(1_000), seconds(8_000)
    # Eight times the text; quadratic time would be 64 times as long.
    assert long < 24 * max(short, 0.002)
