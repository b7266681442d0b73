from hypothesis import given
from hypothesis import strategies as st

from pledgebook.mentions.spans import Spans


def test_touching_and_between():
    spans = Spans([(10, 12, "b"), (0, 4, "a")])
    spans.add(4, 8, "c")
    assert spans.touching(3, 5) == ["a", "c"]
    assert spans.touching(8, 10) == []
    assert spans.between(0, 5) == ["a", "c"]
    assert spans.touches(11, 20)
    assert not spans.touches(12, 20)


@given(st.lists(st.integers(1, 6), max_size=12), st.integers(0, 60), st.integers(1, 9))
def test_touching_is_overlap(lengths, start, size):
    rows, at = [], 0
    for length in lengths:
        rows.append((at, at + length, at))
        at += length + (length % 2)
    end = start + size
    expected = [item for s, e, item in rows if s < end and start < e]
    assert Spans(rows).touching(start, end) == expected
