"""Whose "the government" is, and which institutions a state has."""

from __future__ import annotations

import pytest

from pledgebook.claims.parties.institutions import has_institution
from pledgebook.claims.voices.heads import issuer

from .engine import document, engine


def whose(text: str, word: str, **metadata: str) -> str | None:
    """The party of the last word of a form in a text."""
    told = engine().told(source := document(text, **metadata), range(len(source.blocks)))
    reading, token = next(
        (reading, token)
        for reading in reversed(told.readings)
        for token in reversed(reading.tree.tokens)
        if token.form == word
    )
    party = told.roles.party(reading, token.id)
    return party.id if party is not None else None


@pytest.mark.parametrize(
    ("actor", "noun", "phrase", "has"),
    [
        ("USA", "minister", "the prime minister", False),
        ("CAN", "minister", "the prime minister", True),
        ("USA", "senate", "the senate", True),
        ("NOR", "senate", "the senate", False),
        ("NOR", "government", "the government", True),
        ("EU", "senate", "the senate", False),
        ("UNHCR", "government", "the government", False),
    ],
)
def test_which_institutions_a_state_has(actor: str, noun: str, phrase: str, *, has: bool) -> None:
    assert has_institution(actor, noun, phrase) is has


def test_the_institutions_of_a_release_are_its_issuers() -> None:
    for text, word in (
        ("Cabinet will send tents to Mali.", "Cabinet"),
        ("The Foreign Ministry will send tents to Mali.", "Ministry"),
        ("The Minister of Health will send tents to Mali.", "Minister"),
    ):
        assert whose(text, word, publisher="Government of Norway") == "NOR"


def test_a_release_does_not_speak_for_an_office_that_its_state_has_not() -> None:
    text = "President Trump met Mark Carney. The Prime Minister will send tents to Mali."
    assert whose(text, "Minister", publisher="White House") is None


def test_a_dateline_tells_whose_government_is_meant() -> None:
    text = "OSLO, May 4 - Mali asked for help. The government will send tents, it said."
    assert whose(text, "government") == "NOR"


def test_an_organ_that_one_named_state_has_is_that_states() -> None:
    text = "Ukraine and Norway asked the United States for help. The Senate approved tents."
    assert whose(text, "Senate") == "USA"


def test_a_government_between_two_states_is_nobodys() -> None:
    assert whose("Mali thanked Norway for tents. The government will pay.", "government") is None


@pytest.mark.parametrize(
    ("text", "word", "party"),
    [
        ("Norway sent tents. Its pilots will fly them.", "pilots", "NOR"),
        ("Norway, whose government is rich, sent tents.", "government", "NOR"),
        ("Norway sent tents. Its allies will fly them.", "allies", "GROUP:Its allies"),
    ],
)
def test_whose_people_act(text: str, word: str, party: str) -> None:
    assert whose(text, word) == party


@pytest.mark.parametrize("word", ["I", "We", "My", "Our"])
def test_the_first_person_of_a_release_is_its_issuer(word: str) -> None:
    verb = "send" if word in {"I", "We"} else "soldiers send"
    assert whose(f"{word} {verb} tents to Mali.", word, publisher="Government of Norway") == "NOR"


def test_we_of_a_person_whose_side_is_unknown_is_nobody() -> None:
    assert whose('"We will send tents to Mali," said Ola Nordmann.', "We") is None


def test_we_of_several_who_introduce_themselves_are_the_signatories() -> None:
    text = "We, the leaders of Fiji and Peru, met in Lima.\n\nWe will send tents to Mali."
    assert whose(text, "We", publisher="Government of Fiji") == "GROUP:signatories"
    text = "Joint readout of the talks\n\nWe will send tents to Mali."
    assert whose(text, "We", publisher="Government of Fiji") == "GROUP:signatories"


def test_a_member_of_a_parliament_speaks_for_its_state() -> None:
    text = "CHAIR: We resume.\n\nMr PRENTIS: We will send tents to Mali.\n\nCHAIR: Thank you."
    assert whose(text, "We", publisher="Parliament of Norway") == "NOR"


@pytest.mark.parametrize(
    ("publisher", "speaks"),
    [
        ("MFA Singapore", "SGP"),
        ("DFAT", "AUS"),
        ("Hansard (Canada)", "CAN"),
        ("The Daily Tor", None),
    ],
)
def test_whom_a_publisher_speaks_for(publisher: str, speaks: str | None) -> None:
    assert issuer(document("Tents left.", publisher=publisher)) == speaks


def test_a_newspaper_does_not_speak_the_releases_that_it_prints() -> None:
    text = "Press release\n\nWe will send tents. We will send our boats. Our planes left."
    assert whose(text, "We", publisher="The Daily Tor") is None
    assert whose(text, "We", publisher="Tents Without Tears") == "ORG:Tents Without Tears"


def test_you_in_a_question_is_whoever_answers() -> None:
    text = "Tents\n\nQ: Will you send tents to Mali?\n\nPRESIDENT MACRON: We will.\n\nQ: Thanks."
    assert whose(text, "you") == "FRA"


def test_you_between_two_sides_is_the_other_one() -> None:
    text = "PRESIDENT TRUMP: Welcome.\n\nPRESIDENT MACRON: You sent tents to Mali."
    assert whose(text, "You") == "USA"
    assert whose(f"{text}\n\nPRIME MINISTER CARNEY: Good.", "You") is None


def test_a_noun_that_tells_a_kind_takes_up_only_such_a_body() -> None:
    assert whose("The Ghana Red Cross met. The bank sent tents.", "bank") is None
    assert whose("The World Bank met. The bank sent tents.", "bank") == "WORLDBANK"


def test_the_words_of_a_described_group_are_its_members() -> None:
    text = "Statement of the leaders of the Nordic dialogue on Mali\n\nWe will send tents."
    assert whose(text, "We") == "GROUP:signatories"


def test_what_a_person_owns_is_not_the_person() -> None:
    assert whose("Edward Norton's fund sent tents.", "fund") is None


def test_this_government_is_the_speakers_own() -> None:
    text = "Israel left. The boycott is not the policy of this government."
    assert whose(text, "government") is None
    assert whose(text, "government", publisher="Government of Norway") == "NOR"
