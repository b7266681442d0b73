from __future__ import annotations

from dataclasses import replace

import pytest

from pledgebook.claims.probe import MOST, Probe, actors_named, excerpt, own_words
from pledgebook.claims.rulebook.book import rulebook
from pledgebook.documents.blocks import blocks
from pledgebook.sentences.gate import Stretch
from pledgebook.types import Block, Document

LONG = "Nobody in the long queue outside the hall knew how the afternoon would end for them."


def article(*paragraphs: str, publisher: str | None = None) -> Document:
    text = "\n\n".join(paragraphs)
    return Document(
        id="a", text=text, digest="", publisher=publisher, blocks=blocks(text, title=None)
    )


class Reader:
    """Finds what it is told and keeps what it was asked."""

    def __init__(self, given: int = 0, lost: int = 0) -> None:
        self.answer = given, lost
        self.asked: list[str] = []

    def __call__(self, document: Document) -> tuple[int, int]:
        self.asked.append(document.text)
        return self.answer


TRANSFER = article(
    "Winger leaves",
    *[LONG] * 6,
    "Spain and Portugal pledged the striker's club $3m and two helicopters on loan.",
)


def test_a_text_without_evidence_is_closed_unread() -> None:
    reader = Reader(given=1)
    assert not Probe(rulebook(), reader).opens(article("Rain", *[LONG] * 7, "It rained in Spain."))
    assert reader.asked == []


def test_a_brief_text_is_read_without_a_look() -> None:
    reader = Reader()
    assert Probe(rulebook(), reader).opens(article("Norway gave tents."))
    assert reader.asked == []


def test_a_sentence_that_states_a_contribution_opens_the_text() -> None:
    reader = Reader(given=1)
    assert Probe(rulebook(), reader).opens(TRANSFER)
    assert reader.asked == [TRANSFER.text[TRANSFER.blocks[-1].start :]]


def test_sentences_that_state_nothing_leave_it_closed() -> None:
    reader = Reader()
    assert not Probe(rulebook(), reader).opens(TRANSFER)
    assert len(reader.asked) == 1


def test_one_contribution_without_a_giver_is_not_enough_in_news() -> None:
    assert not Probe(rulebook(), Reader(lost=1)).opens(TRANSFER)


def test_one_without_a_giver_is_enough_in_a_statement() -> None:
    lines = TRANSFER.text.split("\n\n")
    release = article("Statement by the harbour office", *lines[1:])
    assert Probe(rulebook(), Reader(lost=1)).opens(release)


def test_a_text_full_of_gifts_is_read_without_a_look() -> None:
    reader = Reader()
    gifts = [
        f"{state} has pledged $5m and two helicopters to Chad."
        for state in ("Norway", "Japan", "Italy", "Togo", "Peru")
    ]
    assert Probe(rulebook(), reader).opens(article("Gifts", *gifts))
    assert reader.asked == []


def test_a_few_sentences_are_read_at_most() -> None:
    reader = Reader()
    told = [f"Peru and Chad pledged ship {n} a loan of $3m." for n in range(12)]
    assert not Probe(rulebook(), reader).opens(article("Ships", *[LONG] * 40, *told))
    assert len(reader.asked) == MOST


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Japan and Togo agreed.", 2),
        ("A court in Japan agreed.", 0),
        ("The fair in the Netherlands opened.", 0),
        ("Japan won in Togo.", 1),
    ],
)
def test_actors_are_counted_but_places_are_not(text: str, number: int) -> None:
    assert actors_named(text) == number


def test_an_excerpt_is_one_sentence_with_the_date_of_the_whole() -> None:
    whole = replace(article("Rain. Peru sent tents. Snow."), published="2024-05-06")
    part = excerpt(whole, Stretch(start=6, end=23, weight=3, named=True))
    assert part.text == "Peru sent tents."
    assert part.blocks == (Block(start=0, end=16, kind="body"),)
    assert part.published == "2024-05-06"


def test_releases_and_transcripts_are_own_words() -> None:
    assert own_words(article("Joint communiqué", LONG))
    assert own_words(article("Rain", LONG, publisher="NATO"))
    assert not own_words(article("Rain", LONG, publisher="The Morning Courier"))


def test_the_gate_says_why() -> None:
    def how(document: Document, **answer: int) -> str:
        return Probe(rulebook(), Reader(**answer)).opening(document).how

    gifts = [
        f"{state} has pledged $5m and two helicopters to Chad."
        for state in ("Norway", "Japan", "Italy", "Togo", "Peru")
    ]
    several = ["Peru and Chad pledged a loan of $3m."] * 3
    assert how(article("Norway gave tents.")) == "brief"
    assert how(article("Gifts", *[LONG] * 4, *gifts)) == "dense"
    assert how(article("Joint communiqué", *[LONG] * 8, *several)) == "own words"
    assert how(article("Rain", *[LONG] * 7, "It rained in Spain.")) == "silent"
    assert how(TRANSFER) == "unstated"
    assert how(TRANSFER, given=1) == "stated"


def test_the_gate_says_what_it_looked_at() -> None:
    opening = Probe(rulebook(), Reader(lost=1)).opening(TRANSFER)
    assert (opening.opens, opening.telling) == (False, 1)
    (look,) = opening.looks
    assert TRANSFER.text[look.stretch.start :].startswith("Spain and Portugal")
    assert (look.given, look.lost) == (0, 1)
