import pytest

from pledgebook.documents.blocks import blocks


def kinds(text: str, title: str | None = None) -> list[str]:
    return [block.kind for block in blocks(text, title)]


def parents(text: str) -> list[int | None]:
    return [block.parent for block in blocks(text)]


BODY = "Togo will send forty tents to the flooded towns of Benin, its government said on Monday."


def test_article() -> None:
    text = (
        "Togo sends tents to Benin\n\nThree trucks left Lomé on Monday.\n\nBy Ama Addo\n"
        "Posted 4 June 2016, 15:20 GMT\n\nTents wait at the border [EPA]\n\n"
        f"{BODY}\n\nWATCH: Inside the tent factory\n\nWider help\n\nGhana sent rice.\n\n"
        "Source: Zebra Wire\n\nYou may also like\n\nWhy rivers flood\n\nTen tents\n"
    )
    assert kinds(text) == [
        "title",
        "body",
        "byline",
        "dateline",
        "caption",
        "body",
        "boilerplate",
        "heading",
        "body",
        "boilerplate",
        "boilerplate",
        "boilerplate",
        "boilerplate",
    ]


def test_title_below_a_label() -> None:
    assert kinds(f"PRESS RELEASE\n\n5 May 2014\n\nTogo sends tents\n\n{BODY}") == [
        "heading",
        "dateline",
        "title",
        "body",
    ]


def test_known_title() -> None:
    text = f"World\n\nTogo sends tents.\n\n{BODY}"
    assert kinds(text, "Togo sends\xa0tents.")[1] == "title"


@pytest.mark.parametrize("text", [BODY, "Togo sends tents", f"{BODY}\n\n{BODY}", "LOMÉ - Togo"])
def test_no_title(text: str) -> None:
    assert "title" not in kinds(text)


def test_title_may_end_in_an_abbreviation_or_dots() -> None:
    assert kinds(f"Togo signs without the U.S.\n\n{BODY}")[0] == "title"
    assert kinds(f"Statement by the Minister on the Response to the …\n\n{BODY}")[0] == "title"


def test_items_stand_under_their_lead_in() -> None:
    text = (
        f"Tents for Benin\n\nThe package includes:\n- 40 tents\n- 9 doctors\n\n{BODY}\n\n"
        f"Pledges so far:\n\n• Ghana: rice\n• Mali: none\n\n{BODY}"
    )
    assert kinds(text) == [
        "title",
        "body",
        "item",
        "item",
        "body",
        "heading",
        "item",
        "item",
        "body",
    ]
    assert parents(text) == [None, None, 1, 1, None, None, 5, 5, None]


def test_lists_under_country_heads() -> None:
    text = f"Who gives what\n\n{BODY}\n\nDENMARK\n• Ship\n\nESTONIA\n• Boat\n• Crew\n\n{BODY}"
    assert parents(text) == [None, None, None, 2, None, 4, 4, None]


def test_body_under_a_heading() -> None:
    text = f"Tents\n\n{BODY}\n\nWider help\n\n{BODY}\n\n{BODY}"
    assert parents(text) == [None, None, None, 2, 2]


def test_list_without_bullets() -> None:
    text = (
        f"Tents for Benin\n\n{BODY}\n\nWHO SAID WHAT\nGhana – rice, by June\nMali – no comment\n"
        "Niger – 40 tents, of which 9 have come\n"
    )
    assert kinds(text) == ["title", "body", "heading", "item", "item", "item"]
    assert parents(text)[3:] == [2, 2, 2]


def test_entries_named_after_states() -> None:
    text = f"Who gives what\n\n{BODY}\n\nCHINA: Sent 40 tents.\n\nTOGO: Nothing so far.\n"
    assert kinds(text) == ["title", "body", "item", "item"]


def test_transcript() -> None:
    text = (
        "Call on the tents\n\nMODERATOR: Good morning. Ama, go ahead.\n\nQ (Zebra): Who pays?\n\n"
        "DR ADDO: We do.\n\nAnd we will go on paying until June.\n\nQ: And Mali?\n\n"
        "DR ADDO: Mali gave nine tents."
    )
    assert kinds(text) == ["title", "turn", "turn", "turn", "body", "turn", "turn"]
    assert parents(text)[4] == 3


def test_questions_without_a_colon() -> None:
    text = "Remarks\n\nQ    Who pays?\n\nTHE PRESIDENT:  We do.\n\nQ    All of it?\n"
    assert kinds(text) == ["title", "turn", "turn", "turn"]


def test_interview_by_names() -> None:
    turns = "\n\n".join(
        f"{name}: Words number {i}." for i in range(3) for name in ("Ama Addo", "Zebra Radio")
    )
    assert kinds(f"An interview\n\n{turns}")[1:] == ["turn"] * 6


def test_a_label_in_prose_makes_no_transcript() -> None:
    text = f"Tents\n\n{BODY}\n\nThe answer came at once: nine tents.\n\nOne thing is sure: rain."
    assert "turn" not in kinds(text)


def test_live_blog() -> None:
    text = f"Floods live\n\n7.05pm\n{BODY}\n\n7.31pm\n{BODY}\n\n8pm Correction\n{BODY}"
    assert kinds(text) == ["title", *["dateline", "body"] * 3]
    assert set(parents(text)) == {None}


def test_links_end_at_the_next_paragraph() -> None:
    text = f"Tents\n\n{BODY}\n\nMore on this story\n• Why it floods\n• Ten tents\n\n{BODY}"
    assert kinds(text) == ["title", "body", *["boilerplate"] * 3, "body"]


def test_notes_to_editors_are_read() -> None:
    text = f"Tents\n\n{BODY}\n\nENDS\n\nNotes to editors\n\nTogo gave nine tents in 2013.\n"
    assert kinds(text) == ["title", "body", "boilerplate", "heading", "body"]


def test_name_above_a_post_is_a_byline() -> None:
    text = f"Tents\n\nAma Addo\nPolitical Correspondent\n\n{BODY}"
    assert kinds(text) == ["title", "byline", "byline", "body"]


def test_outlet_below_a_byline() -> None:
    text = f"Tents\n\nBy Ama Addo\nAssociated Press\n\n{BODY}"
    assert kinds(text) == ["title", "byline", "byline", "body"]


def test_town_of_the_dateline_on_a_line_of_its_own() -> None:
    assert kinds(f"Togo sends tents\n\nANKARA\n\n{BODY}") == ["title", "dateline", "body"]
    assert parents(f"Togo sends tents\n\nANKARA\n\n{BODY}")[2] is None


def test_words_for_a_picture_above_its_credit() -> None:
    text = f"Tents\n\nRows of tents by a river\nTents by the river [Ama Addo/AFP]\n\n{BODY}"
    assert kinds(text) == ["title", "caption", "caption", "body"]


def test_full_sentences_in_a_list_end_the_links() -> None:
    text = (
        f"Tents\n\n{BODY}\n\nRelated articles\n- Why it floods\n\n"
        f"- {BODY} It also promised to send nine doctors before the end of the month.\n"
    )
    assert kinds(text) == ["title", "body", "boilerplate", "boilerplate", "item"]


def test_introduction_of_speech_is_read() -> None:
    text = f"Tents\n\nForeign Minister Ama Addo said:\n\n{BODY}"
    assert kinds(text) == ["title", "body", "body"]


def test_markdown() -> None:
    text = f"# Tents for Benin\n\n{BODY}\n\n## Wider help\n\n* Ghana: rice\n* Mali: none\n"
    assert kinds(text) == ["title", "body", "heading", "item", "item"]


def test_nothing() -> None:
    assert blocks("") == ()
    assert blocks(" \n\n\t\xa0\n") == ()
