from __future__ import annotations

import json

from factories import reading, says
from pledgebook.exports.commitments import commitment_form
from pledgebook.types import Money
from unit.ledger.making import only


def test_a_commitment_as_json() -> None:
    euros = {"kind": "financial.grant", "recipient": "GRC", "said_by_side": "outlet"}
    commitment = only(
        reading(
            says(
                "France will give Greece €45m if asked.",
                money=Money(low=45, high=45, currency="EUR"),
                condition="if asked",
                what="€45m",
                **euros,
            )
        ),
        reading(
            says(
                "France may give €40m.",
                money=Money(low=40, high=40, currency="EUR"),
                hedged=True,
                **euros,
            ),
            published="2014-09-09",
            publisher="The Star",
            id="star",
        ),
    )
    form = commitment_form(commitment)
    assert json.loads(json.dumps(form)) == form
    assert form == {
        "id": commitment.id,
        "contributor": "FRA",
        "kind": "financial.grant",
        "recipient": "GRC",
        "status": "pledged",
        "quantity": None,
        "money": {
            "low": 40,
            "high": 40,
            "currency": "EUR",
            "years": None,
            "approximate": False,
            "bound": "exact",
        },
        "condition": None,
        "what": "€45m",
        "hedged": True,
        "partial": False,
        "unconfirmed": False,
        "disputed": False,
        "first": "2014-09-05",
        "last": "2014-09-09",
        "claims": ["courier#0-38", "star#0-21"],
        "history": [
            step("2014-09-05", "courier#0-38", hedged=False),
            step("2014-09-09", "star#0-21", hedged=True),
        ],
        "conflicts": [
            {
                "field": "money",
                "kind": "conflict",
                "values": [
                    {"value": "EUR 45", "claims": ["courier#0-38"]},
                    {"value": "EUR 40", "claims": ["star#0-21"]},
                ],
            }
        ],
        "sources": 2,
    }


def step(date: str, ref: str, *, hedged: bool) -> dict[str, object]:
    return {
        "date": date,
        "status": "pledged",
        "side": "outlet",
        "moved": True,
        "hedged": hedged,
        "partial": False,
        "unconfirmed": False,
        "disputed": False,
        "claims": [ref],
    }
