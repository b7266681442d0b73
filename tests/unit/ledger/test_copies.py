from __future__ import annotations

import random

import pytest

from factories import document, reading, says
from pledgebook.ledger.copies import NEAR_COPY, independent, resemblance, signature
from pledgebook.ledger.records import Source
from unit.ledger.making import only

SOUNDS = ("ba", "ko", "li", "mu", "ne", "po", "ra", "si", "tu", "ve")


def prose(words: int, seed: int) -> list[str]:
    rolls = random.Random(seed)
    return ["".join(rolls.choices(SOUNDS, k=3)) for _ in range(words)]


def shared(left: list[str], right: list[str]) -> float:
    """The true share of five-word shingles."""

    def shingles(words: list[str]) -> set[tuple[str, ...]]:
        return {tuple(words[start : start + 5]) for start in range(len(words) - 4)}

    one, two = shingles(left), shingles(right)
    return len(one & two) / len(one | two)


@pytest.mark.parametrize("kept", [400, 360, 300, 200, 100, 0])
def test_the_estimate_is_near_the_true_share(kept: int) -> None:
    left = prose(400, seed=1)
    right = left[:kept] + prose(400 - kept, seed=2)
    estimate = resemblance(signature(" ".join(left)), signature(" ".join(right)))
    assert estimate == pytest.approx(shared(left, right), abs=0.2)


def test_a_signature_is_the_same_in_every_process() -> None:
    assert signature("France will send two frigates to the Aegean.")[:16] == "41e783e369b70400"


def test_texts_below_five_words_resemble_nothing() -> None:
    assert signature("Two frigates.") == ""
    assert resemblance("", "") == 0.0


def source(text: str, publisher: str | None, key: str) -> Source:
    found = document(text)
    return Source(
        key=key,
        name=key,
        title=None,
        publisher=publisher,
        published=None,
        url=None,
        address=None,
        digest=found.digest,
        signature=signature(text),
    )


def test_agency_copy_with_another_first_paragraph_is_one_source() -> None:
    body = prose(300, seed=3)
    wire = " ".join(body)
    reprint = " ".join([*prose(30, seed=4), *body[:270]])
    assert resemblance(signature(wire), signature(reprint)) >= NEAR_COPY
    copies = [source(wire, "Meridian", "a"), source(reprint, "The Star", "b")]
    assert independent(copies) == 1


def test_two_accounts_with_one_long_quotation_are_two_sources() -> None:
    quotation = prose(40, seed=5)
    one = " ".join([*prose(200, seed=6), *quotation, *prose(60, seed=7)])
    two = " ".join([*prose(100, seed=8), *quotation, *prose(160, seed=9)])
    assert independent([source(one, "A", "a"), source(two, "B", "b")]) == 2


def test_one_publisher_is_one_source_and_so_is_one_document() -> None:
    first, second = " ".join(prose(50, seed=1)), " ".join(prose(50, seed=2))
    assert independent([source(first, "The  Star", "a"), source(second, "the star", "b")]) == 1
    assert independent([source(first, None, "a"), source(second, None, "b")]) == 2
    assert independent([source(first, None, "a"), source(first, None, "a")]) == 1


def test_a_chain_of_copies_is_one_source() -> None:
    text, other = " ".join(prose(50, seed=1)), " ".join(prose(50, seed=2))
    chain = [source(text, "A", "a"), source(text, "B", "b"), source(other, "B", "c")]
    assert independent(chain) == 1
    assert independent([chain[0], chain[2]]) == 2


def test_a_commitment_counts_independent_sources() -> None:
    rest = " ".join(prose(80, seed=1))
    texts = [(f"{says().text}\n{rest}", "A"), (f"{says().text}\n{rest}", "B"), (says().text, "C")]
    readings = [
        reading(says(), text=text, publisher=publisher, id=publisher) for text, publisher in texts
    ]
    found = only(*readings)
    assert (len(found.reports), found.sources) == (3, 2)
