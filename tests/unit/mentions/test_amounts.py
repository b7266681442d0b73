"""Money, quantities and bare numbers in invented sentences."""

from __future__ import annotations

import pytest

from pledgebook.mentions import amounts
from pledgebook.mentions.counting.currencies import home_currency, unit_of
from pledgebook.mentions.lexicons import rows
from pledgebook.types import Mention, Money, Quantity


def money(
    text: str, home: str | None = None, dollar: str | None = None
) -> list[tuple[object, ...]]:
    found = amounts.find(text, 0, len(text), home=home, dollar=dollar)
    return [
        (m.normal.low, m.normal.high, m.normal.currency)
        for m in found
        if isinstance(m.normal, Money)
    ]


def sums(text: str) -> list[Money]:
    found = amounts.find(text, 0, len(text), home=None)
    return [m.normal for m in found if isinstance(m.normal, Money)]


def counts(text: str) -> list[tuple[object, ...]]:
    found = amounts.find(text, 0, len(text), home=None)
    return [
        (m.normal.low, m.normal.high, m.normal.unit)
        for m in found
        if isinstance(m.normal, Quantity)
    ]


def only(text: str, home: str | None = None) -> Mention:
    (mention,) = amounts.find(text, 0, len(text), home=home)
    return mention


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("They gave $1.5bn.", 1_500_000_000, "USD"),
        ("They gave US$750,000.", 750_000, "USD"),
        ("They gave A$12 million.", 12_000_000, "AUD"),
        ("They gave C$4.5m.", 4_500_000, "CAD"),
        ("They gave NZ$3m.", 3_000_000, "NZD"),
        ("They gave S$3m.", 3_000_000, "SGD"),
        ("They gave HK$90m.", 90_000_000, "HKD"),
        ("They gave TT$10 million.", 10_000_000, "TTD"),
        ("They gave £85 million.", 85_000_000, "GBP"),
        ("They gave €40m.", 40_000_000, "EUR"),
        ("They gave ¥9 billion.", 9_000_000_000, "JPY"),
        ("They gave ₹500 crore.", 5_000_000_000, "INR"),
        ("They gave 5 crore rupees.", 50_000_000, "INR"),
        ("They gave NOK 200 million.", 200_000_000, "NOK"),
        ("They gave EUR5m.", 5_000_000, "EUR"),
        ("They gave USD 5,000,000.", 5_000_000, "USD"),
        ("They gave 500m euros.", 500_000_000, "EUR"),
        ("They gave 30 million NOK.", 30_000_000, "NOK"),
        ("They gave 30 million Norwegian kroner.", 30_000_000, "NOK"),
        ("They gave 30 million Danish kroner.", 30_000_000, "DKK"),
        ("They gave 5 million Swiss francs.", 5_000_000, "CHF"),
        ("They gave 5 million CFA francs.", 5_000_000, "XOF"),
        ("They gave half a million Canadian dollars.", 500_000, "CAD"),
        ("They gave two and a half million U.S. dollars.", 2_500_000, "USD"),
        ("They gave ten million units of account.", 10_000_000, "XUA"),
        ("They gave R300m.", 300_000_000, "ZAR"),
        ("They gave 800,000 zlotys.", 800_000, "PLN"),
        ("They gave 5 000 000 euros.", 5_000_000, "EUR"),
        ("a 500-million-dollar loan", 500_000_000, "USD"),
        ("five million pounds of new funding", 5_000_000, "GBP"),
        ("US$5 million dollars", 5_000_000, "USD"),
    ],
)
def test_a_sum_has_its_value_and_currency(text: str, value: int, code: str) -> None:
    assert money(text) == [(value, value, code)]


@pytest.mark.parametrize(
    ("text", "low", "high", "bound", "approximate"),
    [
        ("more than $379 million in aid", 379e6, None, "at_least", False),
        ("over €1.2 billion", 1.2e9, None, "at_least", False),
        ("at least $3bn", 3e9, None, "at_least", False),
        ("$3bn or more", 3e9, None, "at_least", False),
        ("up to USD 20 million", None, 20e6, "up_to", False),
        ("as much as £4m", None, 4e6, "up_to", False),
        ("less than €1m", None, 1e6, "up_to", False),
        ("about C$30 million", 30e6, 30e6, "about", True),
        ("nearly $1.1 billion", 1.1e9, 1.1e9, "about", True),
        ("some 500m euros", 5e8, 5e8, "about", True),
        ("$20-30 million", 20e6, 30e6, "exact", False),
        ("€25–30 million", 25e6, 30e6, "exact", False),
        ("between $10m and $12m", 10e6, 12e6, "exact", False),
        ("$20 million to $30 million", 20e6, 30e6, "exact", False),
        ("$10 or $12 million", 10e6, 12e6, "about", True),
        ("tens of millions of dollars", 20e6, None, "at_least", True),
        ("millions of euros", 2e6, None, "at_least", True),
        ("another $5m", 5e6, 5e6, "exact", False),
        ("at least another $5m", 5e6, None, "at_least", False),
        ("rolled over $2 billion", 2e9, 2e9, "exact", False),
        ("which add up to $6bn", 6e9, 6e9, "exact", False),
    ],
)
def test_bounds_are_those_of_the_words(
    text: str, low: float | None, high: float | None, bound: str, approximate: bool
) -> None:
    (found,) = sums(text)
    assert (found.low, found.high, found.bound, found.approximate) == (
        low,
        high,
        bound,
        approximate,
    )


@pytest.mark.parametrize(
    ("text", "low", "years"),
    [
        ("€500 million over three years", 500e6, 3),
        ("€500 million for the next five years", 500e6, 5),
        ("€1bn over a decade", 1e9, 10),
        ("$8m in climate finance for small islands over five years", 8e6, 5),
        ("C$47.5m a year", 47.5e6, 1),
        ("C$47.5m annually", 47.5e6, 1),
        ("$50m per year for five years", 250e6, 5),
        ("a five-year, €2bn plan", 2e9, 5),
        ("€25 million between 2028 and 2030", 25e6, 3),
        ("€25 million for the years 2027 to 2029", 25e6, 3),
        ("€25 million in 2028–2031", 25e6, 4),
        ("€25 million in 2027", 25e6, None),
        ("$5m a year ago", 5e6, None),
        ("€3m, and later a pause of two years", 3e6, None),
    ],
)
def test_years_are_stated_or_absent(text: str, low: float, years: int | None) -> None:
    (found,) = sums(text)
    assert (found.low, found.years) == (low, years)


def test_a_converted_twin_is_no_second_sum() -> None:
    mention = only("London gave £10m ($16m) yesterday")
    assert mention.quote == "£10m ($16m)"
    assert isinstance(mention.normal, Money)
    assert (mention.normal.low, mention.normal.currency) == (10_000_000, "GBP")
    assert "twin USD 16000000" in mention.via
    assert only("200 million kroner, or about $20 million, went").via == (
        "bare kroner; twin USD 20000000"
    )
    assert len(sums("€60 million (€20 million of it in loans)")) == 2


def test_a_bare_dollar_is_the_givers_then_the_publishers() -> None:
    assert money("gave $5m", home="AUS") == [(5e6, 5e6, "AUD")]
    assert money("gave $5m", home="FRA") == [(5e6, 5e6, "USD")]
    assert money("gave $5m", home="AUS", dollar="NZD") == [(5e6, 5e6, "NZD")]
    mention = only("gave $5m")
    assert mention.via == "bare $"
    given = amounts.in_country(mention, "CAN").normal
    assert isinstance(given, Money)
    assert given.currency == "CAD"
    assert amounts.in_country(mention, "FRA") == mention
    named = only("gave US$5m")
    assert amounts.in_country(named, "CAN") == named
    kroner = amounts.in_country(only("gave 5 million kroner"), "DNK").normal
    assert isinstance(kroner, Money)
    assert kroner.currency == "DKK"
    assert amounts.with_currency(given, "NZD").currency == "NZD"


def test_the_publishers_country_settles_shared_words() -> None:
    assert money("gave Sh2 billion", home="UGA") == [(2e9, 2e9, "UGX")]
    assert money("gave 3 million pounds", home="EGY") == [(3e6, 3e6, "EGP")]
    assert money("gave 3 million Swedish crowns", home="NOR") == [(3e6, 3e6, "SEK")]


def test_an_explicit_twin_of_a_bare_dollar_makes_it_american() -> None:
    assert money("gave $98m (A$135m)", home="AUS") == [(98e6, 98e6, "USD")]


@pytest.mark.parametrize(
    "text",
    [
        "on the R2 and in K9", "TOP 10 donors", "MAD 5 times", "170,000 pounds of tools",
        "million-dollar questions", "Labour with 12 won", "Q3 results", "he won 3 of them",
    ],
)  # fmt: skip
def test_letters_and_words_that_are_no_money(text: str) -> None:
    assert sums(text) == []


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("will send 600 soldiers to", 600, 600, "soldier"),
        ("two C-130 transport planes", 2, 2, "plane"),
        ("three Mi-17s are", 3, 3, "Mi-17"),
        ("12 Leopard 2 tanks", 12, 12, "tank"),
        ("60 Fuchs reconnaissance vehicles", 60, 60, "vehicle"),
        ("a dozen trucks", 12, 12, "truck"),
        ("half a dozen trucks", 6, 6, "truck"),
        ("two dozen trucks", 24, 24, "truck"),
        ("a couple of frigates", 2, 2, "frigate"),
        ("several dozen special forces soldiers", 24, None, "soldier"),
        ("a few hundred trainers", 200, None, "trainer"),
        ("dozens of trucks", 24, None, "truck"),
        ("hundreds of troops", 200, None, "troop"),
        ("tens of thousands of tents", 20_000, None, "tent"),
        ("hundreds of thousands of Syrian refugees", 200_000, None, "refugee"),
        ("half a million doses", 500_000, 500_000, "dose"),
        ("1.5m doses", 1_500_000, 1_500_000, "dose"),
        ("one point four million people", 1_400_000, 1_400_000, "person"),
        ("200 tonnes of maize flour", 200, 200, "tonne"),
        ("5,000 MT of rice", 5000, 5000, "tonne"),
        ("25 km of road", 25, 25, "kilometre"),
        ("between 2,000 and 3,000 troops", 2000, 3000, "troop"),
        ("two or three ships", 2, 3, "ship"),
        ("2 to 3 million doses", 2_000_000, 3_000_000, "dose"),
        ("raised from 1,500 to 2,000 places", 2000, 2000, "place"),
        ("ranging from 10 to 15 boats", 10, 15, "boat"),
        ("more than 160 airstrikes", 160, None, "airstrike"),
        ("no fewer than 40 medics", 40, None, "medic"),
        ("up to 150 persons", None, 150, "person"),
        ("as many as 20 aircraft", None, 20, "aircraft"),
        ("handed over 500 rifles", 500, 500, "rifle"),
        ("has flown over 870 missions", 870, None, "mission"),
        ("one planeload of blankets", 1, 1, "planeload"),
        ("not one soldier", 0, 0, "soldier"),
        ("17 of its 44 clinics", 17, 17, "clinic"),
        ("two of the plants", 2, 2, "plant"),
        ("ten more nurses", 10, 10, "nurse"),
        ("10 military and civilian advisers", 10, 10, "adviser"),
        ("a 1,200-strong force", 1200, 1200, "person"),
        ("a six-member medical team", 6, 6, "person"),
        ("a battalion of 500", 500, 500, "person"),
        ("about 250 Rohingya", 250, 250, "person"),
        ("57,160 Afghans", 57_160, 57_160, "person"),
        ("twenty-five stolen lorries", 25, 25, "lorry"),
        ("a hundred and four buses", 104, 104, "bus"),
        ("2000 soldiers", 2000, 2000, "soldier"),
        ("40 service women", 40, 40, "woman"),
        ("170,000 pounds of tools", 170_000, 170_000, "pound"),
        ("four forward bases", 4, 4, "base"),
        ("1,000 US troops", 1000, 1000, "troop"),
        ("12 of 30 tanks", 12, 12, "tank"),
        ("~40 tents", 40, 40, "tent"),
        ("25km of road", 25, 25, "kilometre"),
    ],
)  # fmt: skip
def test_a_quantity_has_its_ends_and_noun(
    text: str, low: int | None, high: int | None, unit: str
) -> None:
    assert counts(text) == [(low, high, unit)]


def test_numbers_that_share_a_noun() -> None:
    assert counts("400 air force and 200 army personnel would leave") == [
        (400, 400, "person"),
        (200, 200, "person"),
    ]
    assert counts("28 medics and two boats") == [(28, 28, "medic"), (2, 2, "boat")]


@pytest.mark.parametrize("word", ["about", "some", "nearly", "roughly", "an estimated"])
def test_vague_words_blur_and_keep_the_value(word: str) -> None:
    mention = only(f"{word} 40 trucks")
    assert mention.normal == Quantity(low=40, high=40, unit="truck", approximate=True)
    assert mention.start == 0


@pytest.mark.parametrize(
    "text",
    [
        "Resolution 2170 demands", "Article 5 obligations", "the Group of 20 leaders",
        "No. 10 officials",
        "F-16 jets", "G20 leaders", "Boeing 747 crews", "JAS 39 Gripen parts",
        "Ann Field, 44, said", "in 2014 troops left", "the 1990s", "on 5 September trucks left",
        "September 5 trucks", "20 per cent of soldiers", "20% of soldiers", "four in five refugees",
        "one of the countries", "one another", "the second one frees", "10 Downing Street",
        "for 48 hours", "three years", "two times", "at 11.15 trucks left", "17:05 planes",
        "9/11 attacks",
        "the 3rd battalions", "15,000 fled", "a field hospital", "a first shipment of arms",
        "a plane",
        "155mm shells", "a 42-bed hospital", "six-month rotations", "3G networks",
        "40ft containers",
    ],
)  # fmt: skip
def test_numbers_that_count_nothing(text: str) -> None:
    assert counts(text) == []


def test_bare_numbers_wait_for_their_noun() -> None:
    text = "Arland will take 24,000 refugees, Borland 16,500 and Corland three thousand in 2031."
    found = amounts.bare(text, 0, len(text))
    assert [(m.quote, m.normal) for m in found] == [
        ("16,500", Quantity(low=16_500, high=16_500, unit="")),
        ("three thousand", Quantity(low=3000, high=3000, unit="")),
    ]
    for text in ("20 per cent", "for 48 hours", "Resolution 2170", "$5m", "G20", "in 2014"):
        assert amounts.bare(text, 0, len(text)) == ()


def test_offsets_count_in_the_whole_text_and_stop_at_the_block() -> None:
    text = "600 soldiers\n$5 million\n20 tents"
    (mention,) = amounts.find(text, 13, 23, home=None)
    assert (mention.start, mention.end, mention.quote) == (13, 23, "$5 million")
    assert amounts.find(text, 0, 3, home=None) == ()


def test_currencies_of_countries() -> None:
    assert amounts.currency_of_country("NOR") == "NOK"
    assert amounts.currency_of_country("DEU") == "EUR"
    assert amounts.currency_of_country("ECU") == "USD"
    assert amounts.currency_of_country("XXX") is None
    assert amounts.dollar_of("AUS") == "AUD"
    assert amounts.dollar_of("MEX") == "USD"
    assert amounts.dollar_of(None) == "USD"
    assert home_currency("francs", "CHE") == "CHF"
    assert home_currency("francs", "FRA") is None


def test_every_currency_is_found_by_its_adjective_and_unit() -> None:
    for row in rows("currencies"):
        adjective, word = row["adjectives"].split("|")[0], row["units"].split("|")[-1]
        if not adjective or row["until"]:
            continue
        unit = unit_of(word, adjective, None)
        assert unit is not None
        shares = {r["code"] for r in rows("currencies") if adjective in r["adjectives"].split("|")}
        assert unit.code in shares


def test_the_currency_table_is_well_formed() -> None:
    table = rows("currencies")
    assert len({row["code"] for row in table}) == len(table)
    countries = [iso3 for row in table for iso3 in row["countries"].split("|") if iso3]
    assert len(countries) == len(set(countries))
    assert len(countries) >= 245
    users: dict[str, list[str]] = {}
    for row in table:
        assert len(row["code"]) == 3
        for word in [*row["units"].split("|"), *row["signs"].split("|")]:
            if word and not row["until"]:
                users.setdefault(word, []).append(row["code"])
    defaults = [word for row in table for word in row["default_for"].split("|") if word]
    assert len(defaults) == len(set(defaults))
    assert {word for word, codes in users.items() if len(codes) > 1} <= set(defaults)
