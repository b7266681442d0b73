import pytest

from pledgebook.documents.blocks import blocks
from pledgebook.documents.origin import byline, completed, home_of, stated
from pledgebook.types import Metadata

BODY = "Togo will send forty tents to the flooded towns of Benin, its government said on Monday."


def of(text: str) -> Metadata:
    return stated(text, blocks(text))


def test_everything() -> None:
    text = f"Togo sends tents\n\nBy Ama Addo\n\nPosted 4 June 2016\n\n{BODY}\n\n© 2016 Zebra Wire"
    assert of(text) == Metadata(
        title="Togo sends tents", published="2016-06-04", publisher="Zebra Wire"
    )
    assert byline(text, blocks(text)) == "By Ama Addo"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Published 3 May 2019 | Updated 5 May 2019", "2019-05-03"),
        ("Lomé, 3 May 2019", "2019-05-03"),
        ("May 3, 2019", "2019-05-03"),
        ("Last updated 5 May 2019", "2019-05-05"),
        ("3 May", None),
    ],
)
def test_date_above_the_text(line: str, expected: str | None) -> None:
    assert of(f"Togo sends tents\n\n{line}\n\n{BODY}").published == expected


def test_labelled_date_wins_over_a_bare_one() -> None:
    text = f"Tents, 1 May 2019\n\n2 May 2019\n\n{BODY}\n\n{BODY}\n\n{BODY}\n\nPublished 3 May 2019"
    assert of(text).published == "2019-05-03"


def test_dateline() -> None:
    assert of(f"Tents\n\nLOMÉ, June 4, 2016 (Zebra) - {BODY}") == Metadata(
        title="Tents", published="2016-06-04", publisher="Zebra"
    )
    assert of(f"Tents\n\nLOMÉ, June 4 - {BODY}").published is None


def test_dates_in_the_article_are_not_its_own() -> None:
    assert of(f"Tents\n\n{BODY} On 4 June 2016 it had sent nine.").published is None


def test_year_is_completed_from_the_dateline() -> None:
    text = f"Tents\n\nLOMÉ, June 4 - {BODY}"
    found = blocks(text)
    assert completed("2016", text, found) == "2016-06-04"
    assert completed("2016-05", text, found) == "2016-05"
    assert completed(None, text, found) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Source: Al Jazeera, news agencies", "Al Jazeera"),
        ("Source: agencies", None),
        ("Source: figures compiled by the desk", None),
        ("© 2006 - 2021 Copyright FRANCE 24. All rights reserved.", "France 24"),
        ("Copyright © The Zebra Post 2020", "The Zebra Post"),
    ],
)
def test_publisher(line: str, expected: str | None) -> None:
    assert of(f"Tents\n\n{BODY}\n\n{line}").publisher == expected


def test_copyright_stands_before_the_source() -> None:
    assert of(f"Tents\n\n{BODY}\n\nSource: AFP\n\n© Zebra Post").publisher == "Zebra Post"


def test_questioners_are_no_publishers() -> None:
    text = "Call on tents\n\nQ (Zebra Times): Who pays?\n\nDR ADDO: We do.\n\nQ: All?"
    assert of(text).publisher is None


@pytest.mark.parametrize(
    ("publisher", "home"),
    [
        ("Al Jazeera", "QAT"),
        ("The Associated Press", "USA"),
        ("UK Government", "GBR"),
        ("Government of Canada", "CAN"),
        ("U.S. Department of State", "USA"),
        ("The White House", "USA"),
        ("White House", "USA"),
        ("Danish Ministry of Defence", "DNK"),
        ("Ministry of Foreign Affairs, Republic of Korea", "KOR"),
        ("Prime Minister of Australia", "AUS"),
        ("European Investment Bank (press release)", "EIB"),
        ("The Rift Courier (Nairobi)", "KEN"),
        ("The Kathmandu Courier", "NPL"),
        ("Hansard (Canada)", "CAN"),
        ("MFA Singapore", "SGP"),
        ("State House, Kenya", "KEN"),
        ("The Unheard-of Gazette", None),
        ("Help for Syria", None),
        (None, None),
    ],
)
def test_home(publisher: str | None, home: str | None) -> None:
    assert home_of(publisher) == home


@pytest.mark.parametrize(
    ("url", "home"),
    [
        ("https://www.post.example.au/a", "AUS"),
        ("https://news.bureau.gov/x", "USA"),
        ("www.post.co.uk/x", "GBR"),
        ("https://start.io/x", None),
        ("https://post.com", None),
        ("http://[bad", None),
    ],
)
def test_home_of_address(url: str, home: str | None) -> None:
    assert home_of(None, url) == home
