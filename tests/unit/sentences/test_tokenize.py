from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgebook.sentences.tokenize import tokens


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("US-led troops", "US - led troops"),
        ("anti-ship missiles, non-lethal aid", "anti-ship missiles , non-lethal aid"),
        ("They don't and won’t, we can't.", "They do n't and wo n’t , we ca n't ."),
        ("She couldn't've cannot", "She could n't 've can not"),
        ("Poland's offer; the allies' reply", "Poland 's offer ; the allies ' reply"),
        ("O'Neill's o'clock", "O'Neill 's o'clock"),
        ("$5m, €2.5bn and £300,000", "$ 5 m , € 2.5 bn and £ 300,000"),
        ("A$12 and US$4.5 million", "A$ 12 and US$ 4.5 million"),
        ("Mr. Lind met the U.S. envoy at 5 p.m.", "Mr. Lind met the U.S. envoy at 5 p.m."),
        ("J. K. Moor fell ill. Peoria, Ill.", "J. K. Moor fell ill . Peoria , Ill."),
        ("Resolution No. 7 says no.", "Resolution No. 7 says no ."),
        ("on Sept. 5, 2014", "on Sept. 5 , 2014"),
        ("10,000 tents [3,4]", "10,000 tents [ 3 , 4 ]"),
        ("from 2010-2012, 7:30pm, 20%", "from 2010 - 2012 , 7:30 pm , 20 %"),
        ("the 1990s, the 3rd, mid-1980s", "the 1990s , the 3rd , mid-1980s"),
        ("and/or 9/11", "and / or 9/11"),
        ("See https://example.org/a-b?c=1, or mail a.b@example.org.",
         "See https://example.org/a-b?c=1 , or mail a.b@example.org ."),
        ("“Wait ... no!” he said—twice.", "“ Wait ... no ! ” he said — twice ."),
        ("(AT&T)", "( AT&T )"),
        ("gonna go", "gon na go"),
        ("+44 and C-130s", "+44 and C - 130s"),
    ],
)  # fmt: skip
def test_cuts_as_the_treebanks_do(text: str, expected: str) -> None:
    assert words(text) == expected.split()


def test_places_lie_in_the_stretch_asked_for() -> None:
    text = "First line.\nSecond one."
    assert [text[a:b] for a, b in tokens(text, 12, len(text))] == ["Second", "one", "."]


def test_a_word_does_not_reach_beyond_the_stretch() -> None:
    assert tokens("deployment", 0, 6) == [(0, 6)]


def test_invisible_signs_and_spaces_belong_to_no_word() -> None:
    assert words("\u200baid\u00a0now\ufeff \u200b") == ["aid", "now"]


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\u200b"])
def test_nothing_to_read_gives_nothing(text: str) -> None:
    assert tokens(text) == []


def test_a_run_without_spaces_is_cut_and_stays_fast() -> None:
    text = "-a" * 50_000
    found = tokens(text)
    assert found[-1][1] == len(text)
    assert all(end - start <= 400 for start, end in found)


@given(st.text(alphabet=st.sampled_from("aZé9.,-'’$%/&@:!?()“”… \u00a0\u200b\n"), max_size=60))
def test_words_are_ordered_apart_and_hold_every_visible_sign(text: str) -> None:
    found = tokens(text)
    covered = set()
    last = 0
    for start, end in found:
        assert last <= start < end <= len(text)
        last = end
        covered.update(range(start, end))
    for place, sign in enumerate(text):
        if not sign.isspace() and sign != "\u200b":
            assert place in covered
