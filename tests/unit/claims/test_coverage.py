"""Whether somebody says that needs are met."""

from __future__ import annotations

import pytest
from tests.unit.claims.test_circles import result


@pytest.mark.parametrize(
    ("text", "claimant", "scope", "met"),
    [
        ("The appeal is 40 per cent funded, OCHA said.", "OCHA", "The appeal", "partly"),
        ("The appeal is fully funded, OCHA said.", "OCHA", "The appeal", "yes"),
        ("All needs have been met, WFP said.", "WFP", "All needs", "yes"),
        ("The gap will be closed by May, WFP said.", "WFP", "The gap", "expected"),
        ("The needs are not covered, UNICEF said.", "UNICEF", "The needs", "no"),
        ("Only $2m of the $9m promised by donors has been paid.", None, "$9m", "partly"),
    ],
)
def test_coverage(text: str, claimant: str | None, scope: str, met: str) -> None:
    (claim,) = result(text).coverage_claims
    assert (claim.claimant, claim.scope, claim.met) == (claimant, scope, met)


def test_short_of_what_was_asked_for() -> None:
    (claim,) = result(
        "The pledges fell well short of the $40m that the UN had asked for."
    ).coverage_claims
    assert claim.met == "no"
    assert claim.evidence.quote.startswith("well short of the $40m")


@pytest.mark.parametrize(
    "text",
    [
        "The bill was covered by the newspaper.",
        "The convoy stopped 40 kilometres short of the city.",
        "The cost of the deployment will be met from the budget.",
        "Are all needs met?",
    ],
)
def test_what_says_nothing_of_coverage(text: str) -> None:
    assert result(text).coverage_claims == ()


def test_a_quoted_headline_has_the_speaker_of_the_text() -> None:
    text = '"All needs are met"\n\nThe camp opened in May.\n\n"All needs are met," WFP said.'
    assert {claim.claimant for claim in result(text).coverage_claims} == {"WFP"}
