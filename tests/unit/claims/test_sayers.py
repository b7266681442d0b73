"""Who speaks of itself by a pronoun."""

from __future__ import annotations

import pytest

from pledgebook.claims.parties.sayers import sayer

from .engine import document, engine


@pytest.mark.parametrize(
    ("text", "pronoun", "who"),
    [
        ("Mali thanked Chad, and the Norwegian ministry said it would pay.", "it", "ministry"),
        ("The Ghana Red Cross told Togo that it will pay.", "it", "Cross"),
        ("The envoy of Norway said she would pay.", "she", "envoy"),
        ("The donors said they would pay.", "they", "donors"),
        ("The envoy of Norway said it would rain.", "it", None),
        ("The ministry said they would pay.", "they", None),
        ("The ministry asked Mali if it would pay.", "it", None),
        ("It will pay, the ministry said.", "It", None),
    ],
)
def test_a_pronoun_in_reported_words_is_the_sayer(text: str, pronoun: str, who: str | None) -> None:
    told = engine().told(source := document(text), range(len(source.blocks)))
    reading = told.readings[0]
    token = next(t for t in reading.tree.tokens if t.form == pronoun)
    found = sayer(reading, token, told.roles.subject)
    assert (reading.tree[found].form if found is not None else None) == who
