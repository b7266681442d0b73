"""One commitment as `pledgebook ledger --format json` writes it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from pledgebook.ledger.records import Commitment, Conflict, Report, StatusStep

Form = dict[str, Any]


def commitment_form(commitment: Commitment) -> Form:
    """A commitment as plain values; evidence as `document#start-end` references.

    `status` is what holds; `history` lists every dated status with its references, those that
    changed nothing with `moved` false. `sources` counts independent sources. A `part_of` sum is
    never added to the whole.
    """
    return {
        "id": commitment.id,
        "contributor": commitment.contributor,
        "kind": commitment.kind,
        "recipient": commitment.recipient,
        "status": commitment.status,
        "quantity": _plain(commitment.quantity),
        "money": _plain(commitment.money),
        "condition": None if commitment.condition is None else commitment.condition.quote,
        "what": None if commitment.what is None else commitment.what.quote,
        "hedged": commitment.hedged,
        "partial": commitment.partial,
        "unconfirmed": commitment.unconfirmed,
        "disputed": commitment.disputed,
        "first": commitment.first,
        "last": commitment.last,
        "claims": _refs(commitment.reports),
        "history": [_step_form(step) for step in commitment.history],
        "conflicts": [_conflict_form(conflict) for conflict in commitment.conflicts],
        "sources": commitment.sources,
    }


def _step_form(step: StatusStep) -> Form:
    return {
        "date": step.date,
        "status": step.status,
        "side": step.side,
        "moved": step.moved,
        "hedged": step.hedged,
        "partial": step.partial,
        "unconfirmed": step.unconfirmed,
        "disputed": step.disputed,
        "claims": _refs(step.reports),
    }


def _conflict_form(conflict: Conflict) -> Form:
    return {
        "field": conflict.field,
        "kind": conflict.kind,
        "values": [
            {"value": value.value, "claims": _refs(value.reports)} for value in conflict.values
        ],
    }


def _refs(reports: tuple[Report, ...]) -> list[str]:
    return list(dict.fromkeys(report.ref for report in reports))


def _plain(amount: Any) -> Form | None:
    return None if amount is None else asdict(amount)
