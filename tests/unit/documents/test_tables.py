from collections import Counter

import pytest

from pledgebook.documents import tables
from pledgebook.errors import RuleError

FURNITURE = list(tables.rows("en/lexicons/boilerplate.tsv"))
KINDS = {
    "start": {"boilerplate", "byline", "caption"},
    "end": {"byline", "caption"},
    "label": {"boilerplate", "byline", "caption"},
    "whole": {"boilerplate", "byline", "heading"},
    "section": {"boilerplate"},
    "kicker": {"heading"},
    "teaser": {"boilerplate"},
    "programme": {"boilerplate"},
    "credit": {"caption"},
    "turn": {"turn"},
    "title": {"turn"},
    "name_word": {"byline"},
}


def test_key() -> None:
    assert tables.key("“Don’t\xa0 MISS”") == '"don\'t miss"'


def test_each_phrase_has_one_kind_and_is_in_comparable_form() -> None:
    counts = Counter((row["match"], row["phrase"]) for row in FURNITURE)
    assert {pair for pair, count in counts.items() if count > 1} == set()
    for row in FURNITURE:
        assert row["kind"] in KINDS[row["match"]], row
        assert tables.key(row["phrase"]) == row["phrase"].strip() != "", row


def test_lexicon_is_sorted() -> None:
    order = [(row["kind"], row["match"], row["phrase"]) for row in FURNITURE]
    assert order == sorted(order)


def test_unknown_match_and_use() -> None:
    with pytest.raises(RuleError, match="no words of use 'nothing'"):
        tables.words("nothing")
    with pytest.raises(RuleError, match="is missing"):
        list(tables.rows("en/lexicons/none.tsv"))


def test_world() -> None:
    assert tables.outlets()["reuters"] == ("Reuters", "GBR")
    assert tables.states()["danish"] == "DNK"
    assert "us" not in tables.states()
    assert tables.seats()["the white house"] == "USA"
    assert tables.capitals()["kingston"] == "JAM"
    assert tables.bodies()["nato"] == "NATO"
    assert tables.state_of_domain()["uk"] == "GBR"
