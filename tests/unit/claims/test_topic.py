"""What a document's sums are for where no sentence says so."""

from __future__ import annotations

import pytest

from pledgebook.claims.drafting.topic import grouped, topic_of
from pledgebook.claims.rulebook.book import rulebook

from .engine import every


@pytest.mark.parametrize(
    ("lemma", "upos", "kind"),
    [
        ("flood", "NOUN", "humanitarian.aid"),
        ("rebuild", "VERB", "financial.reconstruction"),
        ("hunger", "NOUN", "humanitarian.food"),
        ("flood", "VERB", None),
        ("newspaper", "NOUN", None),
        ("tent", "NOUN", None),
    ],
)
def test_the_topic_of_a_word(lemma: str, upos: str, kind: str | None) -> None:
    assert topic_of(rulebook(), lemma, upos) == kind


def test_relief_is_one_topic_and_kinds_of_money_are_many() -> None:
    assert grouped("humanitarian.food") == grouped("humanitarian.water") == "humanitarian"
    assert grouped("financial.loan") != grouped("financial.reconstruction")


FLOODS = "The floods went on. The flood victims need help after the floods. "


def test_a_sum_without_a_purpose_takes_the_documents() -> None:
    (claim,) = every(f"{FLOODS}Norway pledged $4 million.")
    assert claim.kind == "humanitarian.aid"
    (plain,) = every("The rain went on. Norway pledged $4 million.")
    assert plain.kind == "financial.grant"


def test_a_stated_kind_is_stronger_than_the_topic() -> None:
    (claim,) = every(f"{FLOODS}Norway granted Chad a loan of $4 million.")
    assert claim.kind == "financial.loan"
