"""From scores to answers: one tree a sentence, valid name tags, sentence starts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Numbers = NDArray[np.int64]

_NEVER = -1e9


def tree(scores: Scores) -> Numbers:
    """The heads of the best tree with one root.

    Args:
        scores: one row a word, one column a head; column 0 is the root, column `n` the
            `n`-th word.

    Returns:
        The head of each word, 0 for the root's. Ties go to the leftmost head.

    Source: Chu and Liu 1965, Edmonds 1967. A tree needs at least one arc from the root, so
    taking the same large sum off all of them leaves the best tree that has exactly one.
    """
    size = len(scores)
    weights = np.full((size + 1, size + 1), _NEVER)
    weights[1:] = scores
    np.fill_diagonal(weights, _NEVER)
    heads: Numbers = weights[1:].argmax(axis=1)
    if np.count_nonzero(heads == 0) == 1 and _cycle(heads.tolist()) is None:
        return heads
    span = float(scores.max() - scores.min()) + 1.0
    weights[1:, 0] -= span * (size + 1)
    found: Numbers = _edmonds(weights)[1:]
    return found


def _cycle(heads: Sequence[int]) -> list[int] | None:
    """The nodes of one circle, or None; `heads` is for the nodes 1, 2, ..."""
    state = [0] * (len(heads) + 1)
    for begin in range(1, len(heads) + 1):
        path = []
        here = begin
        while here and not state[here]:
            state[here] = begin
            path.append(here)
            here = heads[here - 1]
        if here and state[here] == begin and here in path:
            return path[path.index(here) :]
    return None


def _edmonds(weights: NDArray[np.float64]) -> Numbers:
    """Heads of the best tree from node 0; `weights[d, h]` is the score of h over d."""
    heads: Numbers = weights.argmax(axis=1)
    heads[0] = 0
    circle = _cycle(heads[1:].tolist())
    if circle is None:
        return heads
    inside = np.array(circle)
    free = np.ones(len(weights), dtype=bool)
    free[inside] = False
    outside = np.flatnonzero(free)
    kept = weights[inside, heads[inside]]
    # Entering the circle at a node costs the arc that the node has within the circle.
    entering = weights[np.ix_(inside, outside)] - kept[:, None]
    enter_at = entering.argmax(axis=0)
    leaving = weights[np.ix_(outside, inside)]
    leave_from = leaving.argmax(axis=1)
    size = len(outside)
    smaller = np.full((size + 1, size + 1), _NEVER)
    smaller[:size, :size] = weights[np.ix_(outside, outside)]
    smaller[size, :size] = entering.max(axis=0)
    smaller[:size, size] = leaving.max(axis=1)
    np.fill_diagonal(smaller, _NEVER)
    found = _edmonds(smaller)
    result: Numbers = heads.copy()
    for place, head in enumerate(found[:size].tolist()):
        result[outside[place]] = inside[leave_from[place]] if head == size else outside[head]
    entry = int(found[size])
    result[inside[enter_at[entry]]] = outside[entry]
    result[0] = 0
    return result


def names(scores: Scores, tags: Sequence[str]) -> list[str]:
    """The best name tags in which no I- stands without its B- or I- before it."""
    best = scores.argmax(axis=1)
    found = [tags[number] for number in best]
    before = "O"
    for tag in found:
        if tag[0] == "I" and before[2:] != tag[2:]:
            return _viterbi(scores, tags)
        before = tag
    return found


def _viterbi(scores: Scores, tags: Sequence[str]) -> list[str]:
    allowed = np.array(
        [[0.0 if now[0] != "I" or was[2:] == now[2:] else _NEVER for now in tags] for was in tags]
    )
    total = scores[0] + np.array([_NEVER if tag[0] == "I" else 0.0 for tag in tags])
    back: list[Numbers] = []
    for row in scores[1:]:
        paths = total[:, None] + allowed
        back.append(paths.argmax(axis=0))
        total = paths.max(axis=0) + row
    here = int(total.argmax())
    found = [tags[here]]
    for step in reversed(back):
        here = int(step[here])
        found.append(tags[here])
    return found[::-1]
