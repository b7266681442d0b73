"""Who gives, who gets, through whom and where."""

from __future__ import annotations

import pytest

from pledgebook.claims.clauses.reading import Reading
from pledgebook.claims.parties.party import cut
from pledgebook.claims.parties.roles import Roles
from pledgebook.claims.rulebook.book import rulebook
from pledgebook.types import ActorName, Token

from .readings import at, told, words


def nobody(_reading: Reading, _token: Token) -> ActorName | None:
    return None


ROLES = Roles(rulebook(), nobody)


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Japan will send vests and train soldiers.", "train", "Japan"),
        ("Japan refused to send tents.", "send", "Japan"),
        ("Japan asked France to send tents.", "asked", "Japan"),
        ("Japan sent engineers to repair roads.", "repair", "Japan"),
        ("Japan helped Chad repair roads.", "repair", "Japan"),
        ("Tents will be sent by Japan.", "sent", "Japan"),
        ("Tents have been sent.", "sent", None),
        ("Tents sent by Japan arrived.", "sent", "Japan"),
        ("The refusal of Poland to send tents angered Chad.", "angered", "refusal"),
        ("Japan stopped sending tents.", "sending", "Japan"),
        ("After sending tents, Japan left.", "sending", "Japan"),
    ],
)
def test_who_does_an_act(text: str, verb: str, subject: str | None) -> None:
    reading = told(text)
    assert words(reading, ROLES.subject(reading, at(reading, verb))) == [subject]


@pytest.mark.parametrize(
    ("text", "noun", "agent"),
    [
        ("Japan made a pledge.", "pledge", "Japan"),
        ("The refusal of Poland to send tents angered Chad.", "refusal", "Poland"),
        ("Japan wrote letters.", "letters", None),
    ],
)
def test_whose_act_a_noun_is(text: str, noun: str, agent: str | None) -> None:
    reading = told(text, **({"Poland": "POL"} if "Poland" in text else {}))
    assert words(reading, ROLES.noun_agent(reading, at(reading, noun))) == [agent]


@pytest.mark.parametrize(
    ("text", "verb", "passive"),
    [
        ("Tents have been sent.", "sent", True),
        ("Tents sent by Japan arrived.", "sent", True),
        ("Tents sent by Japan arrived.", "arrived", False),
        ("Nobody sent tents.", "sent", False),
    ],
)
def test_what_is_passive(text: str, verb: str, passive: bool) -> None:
    reading = told(text)
    assert ROLES.is_passive(reading, at(reading, verb)) is passive


def test_each_of_a_list_is_a_party() -> None:
    reading = told("Bahrain, Oman and Qatar sent food.", Bahrain="BHR", Oman="OMN", Qatar="QAT")
    assert [p.id for p in ROLES.parties(reading, 1)] == ["BHR", "OMN", "QAT"]


def test_a_party_named_twice_is_one() -> None:
    reading = told("Bahrain, Oman and Qatar sent food.", Bahrain="OMN", Oman="OMN", Qatar="QAT")
    assert [p.id for p in ROLES.parties(reading, 1)] == ["OMN", "QAT"]


def test_they_are_those_who_report_it() -> None:
    reading = told("Japan and Norway said they sent tents.", Japan="JPN", Norway="NOR")
    assert [p.id for p in ROLES.parties(reading, at(reading, "they"))] == ["JPN", "NOR"]


def test_members_beside_their_group_are_parties() -> None:
    reading = told("Ten states, including Qatar, sent food.", Qatar="QAT")
    assert [p.id for p in ROLES.parties(reading, at(reading, "states"))] == ["QAT"]


def test_a_noun_acts_for_the_state_in_its_adjective() -> None:
    reading = told("Canadian planes left.", adjectives={"Canadian": "CAN"})
    found = ROLES.party(reading, at(reading, "planes"))
    assert found is not None
    assert (found.id, found.via) == ("CAN", "adjective of noun")


def test_a_noun_without_a_name_is_no_party() -> None:
    reading = told("Canadian planes left.")
    assert ROLES.party(reading, at(reading, "planes")) is None


def test_a_relative_pronoun_stands_for_its_noun() -> None:
    reading = told("Japan did not send the two big tents that Chad wanted.")
    assert words(reading, ROLES.antecedent(reading, at(reading, "that"))) == ["tents"]
    assert ROLES.antecedent(reading, at(reading, "Japan")) is None


def test_the_government_of_a_release_is_its_issuer() -> None:
    text = "The government sent tents."
    at_home = told(text, home="GBR")
    own = Roles(rulebook(), nobody, issuer="NOR").party(at_home, 2)
    assert own is not None
    assert (own.id, own.via) == ("NOR", "issuer")
    of_outlet = ROLES.party(at_home, 2)
    assert of_outlet is not None
    assert (of_outlet.id, of_outlet.via) == ("GBR", "home")
    assert ROLES.party(told(text), 2) is None


def test_a_described_noun_is_whom_the_discourse_says() -> None:
    reading = told("The government sent tents.")
    found = Roles(rulebook(), lambda _r, _t: ActorName(id="PER")).party(reading, 2)
    assert found is not None
    assert (found.id, found.via) == ("PER", "referent")


@pytest.mark.parametrize(
    ("text", "verb", "asked"),
    [
        ("Japan asked France to send tents.", "asked", "France"),
        ("Japan refused to send tents.", "refused", None),
    ],
)
def test_whom_a_request_addresses(text: str, verb: str, asked: str | None) -> None:
    reading = told(text, **({"France": "FRA"} if "France" in text else {}))
    assert words(reading, ROLES.addressee(reading, at(reading, verb))) == [asked]


def test_prepositions_give_roles() -> None:
    reading = told("Japan pays to Chad through UNICEF.", Chad="TCD", UNICEF="UNICEF")
    pays = at(reading, "pays")
    assert words(reading, *ROLES.in_role(reading, None, (pays,), "recipient")) == ["Chad"]
    assert words(reading, *ROLES.in_role(reading, None, (pays,), "channel")) == ["UNICEF"]
    assert ROLES.in_role(reading, None, (pays,), "target") == ()


def test_a_place_keeps_its_preposition() -> None:
    reading = told("Japan pays to Chad through UNICEF.", Chad="TCD", UNICEF="UNICEF")
    place = ROLES.place(reading, (at(reading, "pays"),))
    assert place is not None
    assert place.quote == "to Chad"


@pytest.mark.parametrize(
    ("described", "short"),
    [
        ("GROUP:ten Arab states – including Qatar", "GROUP:ten Arab states"),
        ("GROUP:donors, such as Norway", "GROUP:donors"),
        ("GROUP:flood victims", "GROUP:flood victims"),
        ("IRQ-kurds", "IRQ-kurds"),
    ],
)
def test_a_described_group_ends_before_its_members(described: str, short: str) -> None:
    assert cut(described) == short
