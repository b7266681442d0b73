import pytest

from pledgebook.documents.dateline import DATE, dateline, is_stamp, iso, published_in


def read(text: str) -> tuple[str | None, str | None, str | None, str] | None:
    found = dateline(text, 0, len(text))
    if found is None:
        return None
    place = text[slice(*found.place)] if found.place else None
    return place, found.date, found.agency, text[found.end :]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LOMÉ, March 2 - Togo", ("LOMÉ", "--03-02", None, "Togo")),
        (
            "ARUSHA, Tanzania, 2 March 2019 (Zebra) -- The",
            ("ARUSHA, Tanzania", "2019-03-02", "Zebra", "The"),
        ),
        ("OSLO (NTB) — Norway", ("OSLO", None, "NTB", "Norway")),
        ("GAO (Mali) — The", ("GAO", None, None, "The")),
        ("ROME – Italy", ("ROME", None, None, "Italy")),
        ("Aug 3 (Zebra) - Below", (None, "--08-03", "Zebra", "Below")),
        ("PORT LOUIS, Sept. 24: A plane", ("PORT LOUIS", "--09-24", None, "A plane")),
        ("May 5, 2020—Ottawa—The Minister", ("Ottawa", "2020-05-05", None, "The Minister")),
        ("Quito. — The river", ("Quito", None, None, "The river")),
        ("MOSCOW, August 3. /TASS/. Russia", ("MOSCOW", "--08-03", "TASS", "Russia")),
        ("KYIV. Aug 3 (Zebra) – Ukraine", ("KYIV", "--08-03", "Zebra", "Ukraine")),
        ("Abuja, Aug. 3, 2021 (NAN) The", ("Abuja", "2021-08-03", "NAN", "The")),
        ("New Delhi [India], August 3 (ANI): A", ("New Delhi", "--08-03", "ANI", "A")),
        ("CAIRO — 3 August 2021: Egypt", ("CAIRO", "2021-08-03", None, "Egypt")),
        ("Accra | 3 August 2021 – Ghana", ("Accra", "2021-08-03", None, "Ghana")),
        ("NEW DELHI: India will", ("NEW DELHI", None, None, "India will")),
        ("MANILA, Philippines — Two", ("MANILA, Philippines", None, None, "Two")),
    ],
)
def test_datelines(text: str, expected: tuple[str | None, ...]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Mali – which borders Niger – gave",
        "CHINA: 40 tents",
        "NORWAY - 40 tents",
        "NOTE: the sums are rounded",
        "UN-backed troops - all of them",
        "The list - five pages - was",
        "Q (Zebra Times): Who pays?",
        "He spoke on 5 May 2014 - in Lagos",
        "Togo sent nine tents.",
        "Prime Minister Addo (Labour) Ann Berg",
        "",
        "LOMÉ, March 2 - ",
    ],
)
def test_no_datelines(text: str) -> None:
    assert read(text) is None


def test_span_is_in_document_characters() -> None:
    text = "Head\n\nLOMÉ, March 2 - Togo gave."
    found = dateline(text, 6, len(text))
    assert found is not None
    assert found.place is not None
    assert text[slice(*found.place)] == "LOMÉ"
    assert text[found.end :] == "Togo gave."


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("5 September 2014", "2014-09-05"),
        ("September 15th, 2014", "2014-09-15"),
        ("the 9th of July 2003", "2003-07-09"),
        ("Sept. 5", "--09-05"),
        ("14-15 June 2027", "2027-06-15"),
        ("March 2027", "2027-03"),
        ("2014-09-05", "2014-09-05"),
        ("25/12/2014", "2014-12-25"),
        ("12/25/2014", "2014-12-25"),
        ("05/06/2014", "2014"),
        ("31 February 2014", None),
    ],
)
def test_dates(written: str, expected: str | None) -> None:
    match = DATE.search(written)
    assert match is not None
    assert iso(match) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Published 3 May 2019 - 06:57 GMT", (0, "2019-05-03")),
        ("Updated 4 May 2019 | Published 3 May 2019", (0, "2019-05-03")),
        ("Last updated: 4 May 2019", (2, "2019-05-04")),
        ("Lomé, 3 May 2019", (1, "2019-05-03")),
        ("For immediate release 12 March 2019", (0, "2019-03-12")),
        ("Sept. 5", None),
    ],
)
def test_published_in(line: str, expected: tuple[int, str] | None) -> None:
    assert published_in(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Posted 4 June 2016, 15:20 AEST",
        "7.05pm",
        "14:10",
        "Friday, August 21, 2015",
        "As of 16 November 2027, 18:00 local time",
        "Press release | 16 March 2026 | 18:05",
        "Lomé, 14-15 June 2027",
        "21 June 2029 – for immediate release",
    ],
)
def test_stamps(line: str) -> None:
    assert is_stamp(line)


@pytest.mark.parametrize(
    "line",
    [
        "Twelve tents by 5 May",
        "Togo gave 40 tents on 5 May 2014",
        "May 2014 was cold",
        "Published works of Ama Addo",
        "Why 5 May 2014?",
    ],
)
def test_no_stamps(line: str) -> None:
    assert not is_stamp(line)
