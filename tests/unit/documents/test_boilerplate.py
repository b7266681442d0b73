import pytest

from pledgebook.documents.boilerplate import furniture, is_byline


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("WATCH: Inside the tent factory", "boilerplate"),
        ("Related – Who pays for the bridge?", "boilerplate"),
        ("• Read our explainer: What is a tent?", "boilerplate"),
        ("You may also like", "boilerplate"),
        ("Sign up to our morning letter", "boilerplate"),
        ("Source: Zebra Wire, agencies", "boilerplate"),
        ("© 2011 - 2020 Zebra Wire. All rights reserved.", "boilerplate"),
        ("Advertisement", "boilerplate"),
        ("-- ends --", "boilerplate"),
        ("ENDS", "boilerplate"),
        ("Media contact: Ama Addo, +228 22 00 00 00", "boilerplate"),
        ("Tel. +228 22 00 00 00 / press@zebra.example", "boilerplate"),
        ("Newsnight – Who pays the piper?", "boilerplate"),
        ("(Adds comment from minister in paragraph 4)", "boilerplate"),
        ("By Ama Addo", "byline"),
        ("BY AMA ADDO AND KOFI BERG IN LOMÉ", "byline"),
        ("By our diplomatic correspondent", "byline"),
        ("From Ama Addo in Cotonou", "byline"),
        ("Zebra writer Kofi Berg contributed to this report.", "byline"),
        ("(Reporting by Ama Addo; editing by Kofi Berg)", "byline"),
        ("Tents stand in rows outside the town [EPA]", "caption"),
        ("A child waits for flour (Ama Addo/Reuters)", "caption"),
        ("Photo: A tent in Lomé", "caption"),
        ("The harbour of Lomé. File photo", "caption"),
        ("Notes to editors", "heading"),
        ("PRESS RELEASE", "heading"),
    ],
)
def test_furniture(line: str, kind: str) -> None:
    found = furniture(line)
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(
    "line",
    [
        "Togo will watch: its minister said so on Monday.",
        "By Friday, ten ships had come.",
        "By our count, Togo has promised 40 tents",
        "For more than a decade Togo has given nothing.",
        "Copyrighted tents were sent.",
        "Ghana – 40 tents",
        "More: Ghana gives 40 tents, its minister said on Monday.",
        "The tents came on Monday, the agency said. (Reuters)",
        "The tents came on Monday. – Reuters/AFP",
        "By continuing to send tents Togo has kept its word.",
        "Get more tents to Benin, ministers say",
        "Credit: $50 million, approved in June",
        "Assault boats                    8,000          1 and 2",
        "Readiness: two companies within 09.00 hours",
        "Relatedly, Togo gave rice",
        "From Lomé came 40 tents",
        "The hotline is 800-6440, open from 8am.",
    ],
)
def test_words_of_the_article(line: str) -> None:
    assert furniture(line) is None


def test_long_lines_are_never_furniture() -> None:
    assert furniture("Read more about the 40 tents " + "that Togo gave " * 20) is None


def test_list_openers_and_kickers() -> None:
    section = furniture("Related articles:")
    assert section is not None
    assert section.match == "section"
    kicker = furniture("OPINION")
    assert kicker is not None
    assert kicker.match == "kicker"


def test_byline_is_only_a_byline_where_the_line_stands_alone() -> None:
    assert is_byline("By Ama Addo")
    assert furniture("By Ama Addo", bare=False) is None
    assert not is_byline("BY THE NUMBERS")
