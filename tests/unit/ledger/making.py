"""Ledgers filled from readings: in memory, or in the database of the fixture `database`."""

from __future__ import annotations

from factories import reading, says, span
from pledgebook.ledger.records import Commitment, Scope
from pledgebook.ledger.store import Ledger
from pledgebook.types import (
    Count,
    CoverageClaim,
    Document,
    Meeting,
    Membership,
    Money,
    Need,
    Quantity,
    Result,
    Unaligned,
)

SUMMIT = """\
France will send two frigates.
The Aegean watch has nine members, Italy among them, its hosts said in Piraeus.
It needs three tankers worth €9m by June. "All posts are filled," said the admiral.
"""


def opened() -> Ledger:
    """A ledger that holds nothing; the fixture `database` puts others in its place."""
    return Ledger.open(":memory:")


def ledger_of(*results: Result) -> Ledger:
    ledger = opened()
    for result in results:
        assert ledger.add(result)
    return ledger


def commitments_of(*results: Result, scope: Scope = Scope()) -> list[Commitment]:  # noqa: B008
    return list(ledger_of(*results).view(scope).commitments())


def only(*results: Result, scope: Scope = Scope()) -> Commitment:  # noqa: B008
    (commitment,) = commitments_of(*results, scope=scope)
    return commitment


def full_reading() -> Result:
    """One document with everything that a document can state."""
    return reading(
        says(),
        text=SUMMIT,
        others={
            "unaligned": (Unaligned(document="courier", reason="quote_not_in_text", quote="x"),),
            "memberships": _memberships,
            "counts": _counts,
            "meetings": _meetings,
            "needs": _needs,
            "coverage_claims": _coverage_claims,
        },
    )


def _memberships(found: Document) -> tuple[Membership, ...]:
    evidence = span(found, "Italy among them")
    return (Membership(group="the Aegean watch", member="ITA", role="member", evidence=evidence),)


def _counts(found: Document) -> tuple[Count, ...]:
    evidence = span(found, "The Aegean watch has nine members")
    what = span(found, "nine members")
    return (Count(group="Aegean watch", low=9, high=9, what=what, evidence=evidence),)


def _meetings(found: Document) -> tuple[Meeting, ...]:
    evidence = span(found, "its hosts said in Piraeus")
    return (
        Meeting(
            name="Piraeus meeting",
            place="Piraeus",
            start=None,
            end=None,
            purpose=None,
            evidence=evidence,
        ),
    )


def _needs(found: Document) -> tuple[Need, ...]:
    return (
        Need(
            kind="military.naval",
            asked_by="COALITION:Aegean watch",
            asked_of=None,
            deadline="2015-06",
            quantity=Quantity(low=3, high=3, unit="tanker"),
            money=Money(low=9_000_000, high=9_000_000, currency="EUR"),
            evidence=span(found, "It needs three tankers worth €9m by June"),
        ),
    )


def _coverage_claims(found: Document) -> tuple[CoverageClaim, ...]:
    evidence = span(found, "All posts are filled")
    return (CoverageClaim(claimant="GRC", scope="posts", met="yes", evidence=evidence),)
