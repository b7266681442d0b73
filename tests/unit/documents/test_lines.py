import textwrap

from pledgebook.documents.lines import cells, pieces

LONG = (
    "The government of Togo said on Monday that it would send forty tents, nine doctors and "
    "a field kitchen to the flooded towns in the north of Benin, where the river has broken "
    "its banks for the third time in as many years."
)
OTHER = (
    "Ghana, which had been asked for boats, answered that it had none to spare before the "
    "rains were over, but promised two trucks and their drivers, who left on Tuesday."
)


def read(text: str) -> list[tuple[str, str]]:
    return [(piece.kind, text[piece.start : piece.end]) for piece in pieces(text)]


def test_one_line_is_one_paragraph() -> None:
    assert read(f"{LONG}\n{OTHER}\n") == [("text", LONG), ("text", OTHER)]


def test_wrapped_paragraphs_are_joined() -> None:
    for width in (60, 72, 100):
        first, second = textwrap.fill(LONG, width), textwrap.fill(OTHER, width)
        assert read(f"{first}\n\n{second}") == [("text", first), ("text", second)]


def test_wrapped_paragraphs_told_by_their_indent() -> None:
    first = textwrap.fill(LONG, 60, initial_indent="     ")
    second = textwrap.fill(OTHER, 60, initial_indent="     ")
    assert [words for _, words in read(f"{first}\n{second}")] == [first.strip(), second.strip()]


def test_wrapped_items_keep_their_lines() -> None:
    items = [
        textwrap.fill(words, 70, initial_indent="- ", subsequent_indent="  ")
        for words in (LONG, OTHER)
    ]
    assert read("\n".join(items)) == [("item", items[0]), ("item", items[1])]


def test_dash_at_the_head_of_a_wrapped_line_is_no_bullet() -> None:
    words = LONG.replace("forty tents,", "forty tents — of canvas —")
    for width in range(50, 100):
        wrapped = textwrap.fill(words, width)
        text = f"{wrapped}\n\n{textwrap.fill(OTHER, width)}"
        assert len(read(text)) == 2, width


def test_line_that_goes_on_in_lower_case_is_joined() -> None:
    text = "Togo will send forty tents, nine doctors, and\nalso a field kitchen.\nGhana sends rice."
    assert [words for _, words in read(text)] == [
        "Togo will send forty tents, nine doctors, and\nalso a field kitchen.",
        "Ghana sends rice.",
    ]


def test_markers() -> None:
    text = "• tents\n- rice\n(a) trucks\n1. boats\n12) boats\n* tents\n– flour\n◆ The Council met"
    assert {kind for kind, _ in read(text)} == {"item"}
    words = [text[piece.words : piece.end] for piece in pieces(text)]
    assert words[:4] == ["tents", "rice", "trucks", "boats"]


def test_no_markers() -> None:
    for text in ("T. P. Addo", "3.2 million people", "-5 degrees", "A. He said so", "2014 was"):
        assert read(text)[0][0] == "text", text


def test_rows() -> None:
    table = (
        "Donor           Promised      Paid\n"
        "--------------------------------\n"
        "Togo            40 tents      12\n"
        "Rep. of Korea   USD 5m        -\n"
        "--------------------------------\n"
        "Sum             -             12"
    )
    assert [kind for kind, _ in read(table)] == ["row", "rule", "row", "row", "rule", "row"]
    assert cells("Rep. of Korea   USD 5m        -") == ["Rep. of Korea", "USD 5m", "-"]


def test_bars_and_tabs_make_rows_of_neighbours() -> None:
    assert [k for k, _ in read("| Togo | 40 |\n|---|---|\n| Mali | 2 |")] == ["row", "rule", "row"]
    assert [k for k, _ in read("Togo\t40\nMali\t2")] == ["row", "row"]
    assert read("Press release | 5 May 2014")[0][0] == "text"


def test_two_spaces_after_a_full_stop_are_no_columns() -> None:
    text = "MODERATOR:  Good evening.  Thank you.\nMR. ADDO:  Thanks.  All well?"
    assert [kind for kind, _ in read(text)] == ["text", "text"]


def test_groups() -> None:
    found = pieces("Head\n\nOne.\nTwo.\n\n\n \nThree.")
    assert [piece.group for piece in found] == [0, 1, 1, 2]
    assert [(piece.first, piece.last) for piece in found] == [
        (True, True),
        (True, False),
        (False, True),
        (True, True),
    ]
