"""Forms of verbs and nouns for the gate's word list."""

from __future__ import annotations

import pytest

from pledgebook.claims.rulebook.inflections import noun_forms, verb_forms

IRREGULAR = {
    ("send", "verb"): ("sent",),
    ("freeze", "verb"): ("froze", "frozen"),
    ("aircraft", "noun"): ("aircraft",),
}


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("pledge", {"pledge", "pledges", "pledged", "pledging"}),
        ("supply", {"supply", "supplies", "supplied", "supplying"}),
        ("deploy", {"deploy", "deploys", "deployed", "deploying"}),
        ("agree", {"agree", "agrees", "agreed", "agreeing"}),
        ("dispatch", {"dispatch", "dispatches", "dispatched", "dispatching"}),
        ("send", {"send", "sends", "sent", "sending"}),
        ("freeze", {"freeze", "freezes", "froze", "frozen", "freezing"}),
    ],
)
def test_verbs(lemma: str, forms: set[str]) -> None:
    assert verb_forms(lemma, IRREGULAR) == forms


def test_doubling_is_given_both_ways() -> None:
    assert {"committed", "committing", "commited"} <= verb_forms("commit", IRREGULAR)
    assert {"cancelled", "canceled"} <= verb_forms("cancel", IRREGULAR)
    assert "equipped" in verb_forms("equip", IRREGULAR)


def test_a_prefix_keeps_the_irregular_forms() -> None:
    assert {"resent", "resending", "resends"} <= verb_forms("resend", IRREGULAR)
    assert "received" in verb_forms("receive", IRREGULAR)


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("shipment", {"shipment", "shipments"}),
        ("supply", {"supply", "supplies"}),
        ("airman", {"airman", "airmen"}),
        ("aircraft", {"aircraft"}),
        ("crutch", {"crutch", "crutches"}),
    ],
)
def test_nouns(lemma: str, forms: set[str]) -> None:
    assert noun_forms(lemma, IRREGULAR) == forms
