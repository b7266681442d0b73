"""Names that are wrapped and indented in plain text."""

from dataclasses import replace

from tests.unit.mentions.texts import make, tree

from pledgebook.mentions import actors
from pledgebook.types import Block


def one_block(text, **known):
    document = make(text, **known)
    return replace(document, blocks=(Block(start=0, end=len(text), kind="body"),))


def found(text, **known):
    return [(m.quote, m.normal.id) for m in actors.find(one_block(text, **known), ())]


def test_a_name_goes_on_over_an_indented_line_end():
    text = (
        "The State\n    Department and the House of\n    Commons met.\n"
        "  Prime\n  Minister Rudd left."
    )
    assert found(text, published="2013-07-01") == [
        ("State\n    Department", "USA"),
        ("House of\n    Commons", "GBR"),
        ("Prime\n  Minister Rudd", "AUS"),
    ]


def test_the_id_of_a_wrapped_name_has_single_spaces():
    assert found("We thank the Danube  \n  Relief Fund.") == [
        ("Danube  \n  Relief Fund", "ORG:Danube Relief Fund")
    ]


def test_trees_keep_their_places():
    text = "The Baltic\n      states gave."
    rows = "The DET 3 det\nBaltic ADJ 3 amod\nstates NOUN 4 nsubj\ngave VERB 0 root"
    mentions = actors.find(one_block(text), (tree(text, rows),))
    assert [(m.start, m.quote, m.normal.id) for m in mentions] == [
        (4, "Baltic\n      states", "GROUP:Baltic states")
    ]


def test_columns_of_a_table_stay_apart():
    assert found("Norwegian    Red Cross") == [("Norwegian", "NOR"), ("Red Cross", "ICRC")]
