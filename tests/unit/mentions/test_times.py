"""Time expressions in invented sentences, mostly published on Friday 2014-09-05."""

from __future__ import annotations

import pytest

from pledgebook.errors import RuleError
from pledgebook.mentions import times
from pledgebook.mentions.dating import calendar
from pledgebook.mentions.dating.tense import tense_at
from pledgebook.mentions.lexicons import rows

FRIDAY = "2014-09-05"


def read(text: str, published: str | None = FRIDAY) -> list[tuple[str, str | None, str | None]]:
    return [
        (m.quote, m.normal and m.normal.value, m.normal and m.normal.granularity)
        for m in times.find(text, 0, len(text), published=published)
    ]


def value(text: str, published: str | None = FRIDAY) -> str | None:
    ((_, found, _),) = read(text, published)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("signed on 5 September 2014.", "2014-09-05"),
        ("signed on September 5, 2014.", "2014-09-05"),
        ("signed on Sept. 5, 2014.", "2014-09-05"),
        ("signed on the 1st of March 2013.", "2013-03-01"),
        ("signed on Friday, September 12, 2014", "2014-09-12"),
        ("signed on 2014-09-12 there", "2014-09-12"),
        ("signed on 25/9/2014 there", "2014-09-25"),
        ("signed on 9/25/2014 there", "2014-09-25"),
        ("signed on 05.09.2014 there", "2014-09-05"),
        ("signed in March 2016.", "2016-03"),
        ("signed in 2013.", "2013"),
        ("the 2013 summit", "2013"),
        ("in the 1990s", "1990/1999"),
        ("in fiscal year 2024", "2024"),
        ("in FY2024/25", "2024/2025"),
        ("in 2023/24", "2023/2024"),
        ("for 2021-2023", "2021/2023"),
        ("from 2020 to 2025", "2020/2025"),
        ("between March and May 2015", "2015-03/2015-05"),
        ("from October 2014 to March 2015", "2014-10/2015-03"),
        ("January 2014-March 2015", "2014-01/2015-03"),
        ("from 24 to 26 February 2027", "2027-02-24/2027-02-26"),
        ("on March 5-7, 2015", "2015-03-05/2015-03-07"),
        ("in Q3 2021", "2021-07/2021-09"),
        ("in the second half of 2027", "2027-07/2027-12"),
        ("in spring 2015", "2015-03/2015-05"),
        ("in the winter of 2015", "2015-12/2016-02"),
        ("until March 2016", "../2016-03"),
        ("by 2030", "../2030"),
        ("by the end of 2015", "../2015-12-31"),
        ("by mid-May 2015", "../2015-05-15"),
        ("before the end of January 2015", "../2015-01-31"),
        ("since 27 February 2014", "2014-02-27/.."),
        ("in mid-October 2014", "2014-10"),
        ("late 2015", "2015"),
        ("in two thousand and thirteen", "2013"),
        ("by twenty twenty-nine", "../2029"),
        ("after the failed 1996 campaign", "1996"),
        ("in the '80s", "1980/1989"),
        ("for the years 2027 to 2029", "2027/2029"),
    ],
)
def test_absolute_times_need_no_anchor(text: str, expected: str) -> None:
    assert value(text) == expected
    assert value(text, None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met today.", "2014-09-05"),
        ("They met yesterday.", "2014-09-04"),
        ("They meet tomorrow.", "2014-09-06"),
        ("They met last night.", "2014-09-04"),
        ("They met this morning.", "2014-09-05"),
        ("They struck overnight.", "2014-09-04/2014-09-05"),
        ("They met last week.", "2014-08-25/2014-08-31"),
        ("They met this week.", "2014-09-01/2014-09-07"),
        ("They meet next week.", "2014-09-08/2014-09-14"),
        ("They met last month.", "2014-08"),
        ("They meet next month.", "2014-10"),
        ("They met last year.", "2013"),
        ("They met earlier this year.", "2014"),
        ("They meet early next year.", "2015"),
        ("They meet later this month.", "2014-09"),
        ("They met two years ago.", "2012"),
        ("They met six months ago.", "2014-03"),
        ("They met ten days ago.", "2014-08-26"),
        ("They met an hour ago.", "2014-09-05"),
        ("It runs over the next three years.", "2014/2017"),
        ("It ran for the past six months.", "2014-03/2014-09"),
        ("It will start in the coming weeks.", "2014-09-05/.."),
        ("It grew in recent months.", "../2014-09"),
        ("They will leave within 48 hours.", "../2014-09-07"),
        ("They will leave within three weeks.", "../2014-09-26"),
        ("They will leave in three months.", "2014-12"),
        ("It has grown since early August.", "2014-08/.."),
        ("It will be paid by the end of the year.", "../2014-12-31"),
        ("It will be paid by the end of the month.", "../2014-09-30"),
        ("It will be paid by the 20th, they said.", "../2014-09-20"),
        ("They will meet in April next year.", "2015-04"),
        ("They met last Oct. 23.", "2013-10-23"),
        ("They met two weeks ago.", "2014-08-18/2014-08-24"),
        ("It will be done by year-end.", "../2014-12-31"),
        ("They met last quarter.", "2014-04/2014-06"),
        ("They meet in the first quarter of next year.", "2015-01/2015-03"),
        ("They will meet at the weekend.", "2014-09-06/2014-09-07"),
        ("They met last summer.", "2014-06/2014-08"),
        ("They stay until Christmas.", "../2014-12-25"),
        ("They will stay until Easter.", "../2015-04-05"),
        ("as of Aug. 31 they had paid", "../2014-08-31"),
        ("as of summer 2028 it flows", "2028-06/.."),
        ("They will work from June onwards.", "2015-06/.."),
    ],
)
def test_relative_times_count_from_publication(text: str, expected: str) -> None:
    assert value(text) == expected
    assert value(text, None) is None or expected.startswith("2028")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He met them on Friday.", "2014-09-05"),
        ("He met them on Tuesday.", "2014-09-02"),
        ("Tuesday", "2014-09-02"),
        ("He said on Tuesday that trucks would leave.", "2014-09-02"),
        ("The cabinet will meet on Tuesday.", "2014-09-09"),
        ("He promised to send trucks on Tuesday.", "2014-09-09"),
        ("On Tuesday, the cabinet will vote.", "2014-09-09"),
        ("On Tuesday, the cabinet voted.", "2014-09-02"),
        ("They are flying home on Tuesday.", "2014-09-09"),
        ("Trucks are expected on Tuesday.", "2014-09-09"),
        ("The trucks were expected by Tuesday.", "../2014-09-09"),
        ("He returned to Arville on Tuesday.", "2014-09-02"),
        ("It will be decided on Monday night.", "2014-09-08"),
        ("The vote was postponed until Tuesday.", "../2014-09-09"),
        ("It had fallen by Tuesday.", "../2014-09-02"),
        ("They may land as early as Tuesday.", "2014-09-09"),
        ("They met to mark the entry on Thursday.", "2014-09-04"),
        ("They tried to overturn it, but in March a judge ruled.", "2014-03"),
        ("They found ways around Tuesday's ruling.", "2014-09-02"),
        ("He left last Tuesday.", "2014-08-26"),
        ("He leaves next Tuesday.", "2014-09-09"),
        ("He left Tuesday of last week.", "2014-08-26"),
        ("They will leave in February.", "2015-02"),
        ("They left in February.", "2014-02"),
        ("They left in December.", "2013-12"),
        ("They will leave by December.", "../2014-12"),
        ("They left on March 14.", "2014-03-14"),
        ("They will have left by December 14.", "../2014-12-14"),
        ("A summit was announced for October 10.", "2014-10-10"),
        ("It is funded through May.", "../2015-05"),
        ("They met in the autumn.", "2014-09/2014-11"),
        ("They met in the winter.", "2013-12/2014-02"),
        ("They will meet in the spring.", "2015-03/2015-05"),
    ],
)
def test_tense_turns_weekdays_and_months(text: str, expected: str) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It may help.", "Troops march on.", "Theresa May said so.", "May the force",
        "an august body",
        "the Sunday Times", "Good Friday", "Commodore Sunday Etuk said", "every Friday",
        "on Fridays",
        "2,014 men", "$2014", "room 2014", "a total of 2000 men", "at 12.30", "on 9/11",
        "three months later", "weeks ago", "it will fall", "a spring in the desert",
        "back in two weeks he was", "Christmas tree sales", "the next steps", "a first half",
    ],
)  # fmt: skip
def test_words_that_are_no_times(text: str) -> None:
    assert read(text) == []


def test_unresolvable_words_stay_open() -> None:
    assert read("on 5/9/2014 there") == [("5/9/2014", None, None)]
    assert read("on 5/5/2014 there") == [("5/5/2014", "2014-05-05", "day")]
    assert read("He left on Friday.", None) == [("Friday", None, None)]
    assert read("He left on Friday.", "2014-09") == [("Friday", None, None)]
    assert read("He left this year.", "2014-09") == [("this year", "2014", "year")]
    assert read("He left in June.", "2014-09") == [("June", "2014-06", "month")]
    assert read("He left today.", "no date") == [("today", None, None)]


@pytest.mark.parametrize(
    ("text", "granularity"),
    [
        ("on Friday", "day"), ("last week", "week"), ("in June", "month"),
        ("last quarter", "quarter"),
        ("in the autumn", "season"), ("in 2013", "year"), ("in the 1990s", "decade"),
        ("since early August", "month"), ("over the next three years", "year"),
    ],
)  # fmt: skip
def test_granularity_is_that_of_the_words(text: str, granularity: str) -> None:
    assert read(text)[0][2] == granularity


def test_the_part_of_a_period_is_kept() -> None:
    (mention,) = times.find("in early August", 0, 15, published=FRIDAY)
    assert (mention.quote, mention.via) == ("early August", "early")


def test_offsets_count_in_the_whole_text_and_stop_at_the_block() -> None:
    text = "By Friday\nin June\nby 2030"
    (mention,) = times.find(text, 10, 17, published=FRIDAY)
    assert (mention.start, mention.end, mention.quote) == (13, 17, "June")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The ship sailed |", "past"),
        ("The ship will have sailed |", "future"),
        ("The ship is due |", "future"),
        ("The ship had to sail |", "past"),
        ("The ship carries the armed guards |", None),
        ("It left. The ship |", None),
        ("It left. The ship | will sail", "future"),
        ("The team will be flown home |", "future"),
        ("They promised to sail |", "open"),
        ("They agreed |", "past"),
    ],
)
def test_tense_of_the_nearest_verb(sentence: str, expected: str | None) -> None:
    at = sentence.index("|")
    assert tense_at(sentence, at, at + 1, 0, len(sentence)) == expected


@pytest.mark.parametrize(
    ("year", "expected"),
    [(1981, "04-19"), (2014, "04-20"), (2024, "03-31"), (2025, "04-20"), (2028, "04-16")],
)  # fmt: skip
def test_easter(year: int, expected: str) -> None:
    assert calendar.easter(year).isoformat() == f"{year}-{expected}"


def test_calendar_carries_over_years() -> None:
    assert calendar.month_of(2014, 0) == "2013-12"
    assert calendar.month_of(2014, 14) == "2015-02"
    assert calendar.last_day("2016-02") == "2016-02-29"
    assert calendar.last_day("2014-01/2014-04") == "2014-04-30"
    assert calendar.season_of(2014, 12) == "2014-12/2015-02"
    assert calendar.Today.of("2014-13-01") is None
    assert calendar.Today.of("") is None


def test_a_missing_word_list_is_named() -> None:
    with pytest.raises(RuleError, match="nowhere"):
        rows("nowhere")
