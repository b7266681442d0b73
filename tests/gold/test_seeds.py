"""What a reader of the first two articles must find in their ledger, whatever else is there."""

from __future__ import annotations

import pytest

from .sets import SHARED, results_of

pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the articles are other people's text and not beside this checkout"
)

MUST = [
    ("AUS", "military.support_troops", "pledged", "ARE"),
    ("CAN", "military.training_advice", "pledged", "IRQ"),
    ("FRA", "political.membership", "pledged", None),
    ("DEU", "military.aid", "delivered", "IRQ"),
    ("DEU", "military.equipment", "delivered", "IRQ"),
    ("GBR", "humanitarian.aid", "under_way", "IRQ"),
    ("GBR", "military.weapons", "under_way", "IRQ-kurds"),
    ("GBR", "other.unspecified", "under_way", "IRQ"),
    ("GBR", "military.aid", "under_way", "IRQ"),
    ("GBR", "military.air_strikes", "declined", None),
    ("USA", "military.air_strikes", "delivered", None),
    ("GROUP:some nations", "military.air_strikes", "offered", None),
    ("GROUP:others", "military.combat_troops", "offered", None),
    ("GROUP:Ten Arab states", "political.support", "under_way", None),
    ("SAU", "political.support", "under_way", None),
    ("USA", "political.cooperation", "declined", None),
    ("JPN", "political.membership", "under_way", None),
    ("KOR", "political.membership", "under_way", None),
    ("NZL", "political.membership", "under_way", None),
]


@pytest.mark.parametrize(("contributor", "kind", "status", "recipient"), MUST)
def test_an_entry_is_there(contributor: str, kind: str, status: str, recipient: str | None) -> None:
    claims = [claim for result in results_of("seeds").values() for claim in result.claims]
    assert any(
        (claim.contributor, claim.kind, claim.status) == (contributor, kind, status)
        and (recipient is None or claim.recipient == recipient)
        for claim in claims
    )


def test_conditions_counts_and_coverage() -> None:
    results = results_of("seeds").values()
    (france,) = [c for r in results for c in r.claims if c.contributor == "FRA"]
    assert france.condition is not None
    assert france.condition.quote.split() == ["if", "asked", "by", "the", "government", "there"]
    (australia,) = [
        c for r in results for c in r.claims if c.contributor == "AUS" and c.recipient == "ARE"
    ]
    assert australia.quantity is not None
    assert australia.quantity.low == 600
    assert australia.speakers[0].name == "Tony Abbott"
    counts = {(c.group, c.low) for r in results for c in r.counts}
    assert ("core coalition", 10) in counts
    core = {m.member for r in results for m in r.memberships if m.group == "core coalition"}
    assert len(core) >= 9
    assert any("bases" in c.evidence.quote for r in results for c in r.coverage_claims)
    assert {"military.intelligence", "military.equipment", "military.weapons"} <= {
        n.kind for r in results for n in r.needs
    }
