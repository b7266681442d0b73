"""Near-copies: which documents are one source because one text was copied.

A text is reduced to 64 MinHash values over its five-word shingles; the share of equal values
estimates the Jaccard similarity of the two texts (Broder 1997, "On the resemblance and
containment of documents"). The standard error at 0.7 is 0.06.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from typing import Final

from pledgebook.ledger.records import Source

SHINGLE_WORDS: Final = 5
PERMUTATIONS: Final = 64

# Agency copy reprinted with another headline, dateline or a paragraph cut keeps well above
# 0.6 of its shingles; two reporters' accounts of one event share below 0.1, long quotations
# included. Re-run tests/unit/ledger/test_copies.py after a change.
NEAR_COPY: Final = 0.6

_STRETCH: Final = 8192
"""How many shingles are mixed at a time: 4 MB of work space whatever the text's length."""

_WORD: Final = re.compile(r"\w+")


def signature(text: str) -> str:
    """The MinHash of a text as 512 hexadecimal digits; empty for a text below five words."""
    import numpy as np

    words = [word.casefold() for word in _WORD.findall(text)]
    if len(words) < SHINGLE_WORDS:
        return ""
    shingles = {
        " ".join(words[start : start + SHINGLE_WORDS])
        for start in range(len(words) - SHINGLE_WORDS + 1)
    }
    hashes = np.fromiter(
        (zlib.crc32(shingle.encode("utf-8", "surrogatepass")) for shingle in shingles),
        dtype=np.uint64,
        count=len(shingles),
    )
    # Odd multipliers modulo 2**64 and a fixed offset: cheap, and the same on every machine.
    steps = np.arange(1, PERMUTATIONS + 1, dtype=np.uint64)[:, None]
    factors = steps * np.uint64(0x9E3779B97F4A7C15) | np.uint64(1)
    offsets = steps * np.uint64(0xC2B2AE3D27D4EB4F)
    smallest = np.full(PERMUTATIONS, np.iinfo(np.uint64).max, dtype=np.uint64)
    for start in range(0, len(hashes), _STRETCH):
        mixed = hashes[None, start : start + _STRETCH] * factors + offsets
        mixed ^= mixed >> np.uint64(29)
        np.minimum(smallest, mixed.min(axis=1), out=smallest)
    return (smallest >> np.uint64(32)).astype(">u4").tobytes().hex()


def resemblance(left: str, right: str) -> float:
    """The estimated share of shingles that two texts have in common, from their signatures."""
    if not left or not right:
        return 0.0
    equal = sum(
        left[start : start + 8] == right[start : start + 8]
        for start in range(0, PERMUTATIONS * 8, 8)
    )
    return equal / PERMUTATIONS


def independent(sources: Sequence[Source]) -> int:
    """How many independent sources there are among documents.

    Texts of one publisher and near-copies under any publisher are one source, transitively.
    Documents without a publisher are held apart unless they are near-copies.
    """
    groups: list[list[Source]] = []
    for source in {source.key: source for source in sources}.values():
        joined = [group for group in groups if any(_one_source(source, other) for other in group)]
        groups = [group for group in groups if not any(group is hit for hit in joined)]
        groups.append([source, *(other for group in joined for other in group)])
    return len(groups)


def _one_source(left: Source, right: Source) -> bool:
    if left.publisher and right.publisher and _name(left.publisher) == _name(right.publisher):
        return True
    if left.digest == right.digest:
        return True
    return resemblance(left.signature, right.signature) >= NEAR_COPY


def _name(publisher: str) -> str:
    return " ".join(publisher.casefold().split())
