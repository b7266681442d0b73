"""Whom a document means by a title, a given name or a surname, and for whom they act."""

import pytest
from tests.unit.mentions.texts import make, read, tree

from pledgebook.mentions import actors
from pledgebook.mentions.people import office_holder


@pytest.mark.parametrize(
    ("text", "published", "last"),
    [
        (
            "Qatar will pay, Sheikh Tamim said.",
            "2021-03-01",
            ("Tamim", "QAT", "Tamim bin Hamad Al Thani"),
        ),
        (
            "Kuwait will pay. The Amir said so.",
            "2016-03-01",
            ("Amir", "KWT", "Sabah Al-Ahmad Al-Jaber Al-Sabah"),
        ),
        (
            "The United Arab Emirates will pay, Sheikh Khalifa said.",
            "2010-03-01",
            ("Khalifa", "ARE", "Khalifa bin Zayed Al Nahyan"),
        ),
        (
            "Mr Gorbachev will send rice.",
            "1986-03-01",
            ("Gorbachev", "SUN", "Mikhail Gorbachev"),
        ),
        ("Rajiv Gandhi will send rice.", "1987-03-01", ("Rajiv Gandhi", "IND", "Rajiv Gandhi")),
        ("China's Xi Jinping spoke. Xi will pay.", "2016-03-01", ("Xi", "CHN", "Xi Jinping")),
    ],
)
def test_who_acts_for_a_state(text, published, last):
    assert read(text, published=published)[-1] == last


@pytest.mark.parametrize("name", ["Sabah Al Ahmad Al Sabah", "Sabah al-Ahmad al-Sabah"])
def test_an_arabic_article_is_written_in_several_ways(name):
    assert office_holder(name, "2016-03-01") == ("Sabah Al-Ahmad Al-Jaber Al-Sabah", "KWT")


def test_the_minister_of_a_states_own_text_is_its_own():
    text = "The Minister will send 50 doctors. Peru, Chile and Fiji were told."
    found = read(text, publisher="New Zealand Government")
    assert ("Minister", "NZL", None) in found


def test_its_secretary_of_state_is_no_american():
    found = read("Spain agreed. Its secretary of state will go to Texas.", published="1999-05-01")
    assert "USA" not in [actor for _, actor, _ in found]


def test_a_bodys_person_acts_for_it():
    text = "Oxfam told the African Union's Amina Berg."
    rows = (
        "Oxfam PROPN 2 nsubj\ntold VERB 0 root\nthe DET 5 det\nAfrican ADJ 5 amod\n"
        "Union PROPN 7 nmod:poss\n's PART 5 case\nAmina PROPN 2 obj B-PER\nBerg PROPN 7 flat I-PER"
    )
    found = actors.find(make(text), (tree(text, rows),))
    assert ("Amina Berg", "AU") in [(m.quote, m.normal.id) for m in found]


@pytest.mark.parametrize(
    "text",
    [
        "Iceland's Prime Minister's aircraft took it.",
        "The Prime Minister of Iceland gave.",
        "It was the Icelandic foreign minister's gift.",
        "Iceland gave. The Kingdom of Tonga gave.",
    ],
)
def test_an_office_owns_and_publishes(text):
    found = read(text, published="2016-03-01")
    assert found[-1][1] in ("ISL", "TON")
    assert found[-1][0] != "Iceland"


def test_the_kingdom_is_the_one_that_the_text_names():
    found = read("Jordan has agreed. The Kingdom will send 20 tents.")
    assert ("Kingdom", "JOR", None) in found


def test_the_president_of_a_states_own_text_is_its_own():
    text = "President Sauli Niinistö of Finland came. The President will send 20 tents."
    found = read(text, publisher="White House", published="2022-08-03")
    assert ("President", "USA", "Joe Biden") in found


def test_one_office_ends_where_the_next_begins():
    text = "The President of the Republic and the Secretary-General of the United Nations met."
    found = read(text, publisher="French Foreign Ministry", published="2021-08-03")
    assert [actor for _, actor, _ in found] == ["FRA", "UN"]
