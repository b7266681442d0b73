from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from pledgebook.sentences.english import decode

TAGS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")


def is_tree(heads: tuple[int, ...]) -> bool:
    if heads.count(0) != 1:
        return False
    for word in range(1, len(heads) + 1):
        seen = set()
        while word:
            if word in seen:
                return False
            seen.add(word)
            word = heads[word - 1]
    return True


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
def test_the_tree_is_the_best_of_all(size: int) -> None:
    chance = np.random.default_rng(size)
    trees = [h for h in product(range(size + 1), repeat=size) if is_tree(h)]
    for _ in range(40):
        scores = chance.normal(size=(size, size + 1)).astype(np.float32)
        # A word that prefers another's place makes circles and second roots likely.
        scores[:, 0] += chance.normal()
        best = max(trees, key=lambda h: sum(scores[w, above] for w, above in enumerate(h)))
        assert tuple(decode.tree(scores).tolist()) == best


def test_name_tags_are_kept_where_they_are_valid() -> None:
    scores = np.eye(5, dtype=np.float32)[[0, 1, 2, 0]]
    assert decode.names(scores, TAGS) == ["O", "B-PER", "I-PER", "O"]


def test_name_tags_are_the_best_valid_ones() -> None:
    chance = np.random.default_rng(7)
    for _ in range(60):
        scores = chance.normal(size=(4, 5)).astype(np.float32)
        valid = [
            tags
            for tags in product(range(5), repeat=4)
            if all(
                TAGS[now][0] != "I" or TAGS[was][2:] == TAGS[now][2:]
                for was, now in zip((0, *tags), tags, strict=False)
            )
        ]
        best = max(valid, key=lambda tags: sum(scores[w, t] for w, t in enumerate(tags)))
        assert decode.names(scores, TAGS) == [TAGS[tag] for tag in best]
