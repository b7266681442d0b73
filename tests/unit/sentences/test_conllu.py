from __future__ import annotations

from dataclasses import replace

import pytest

from pledgebook.errors import SentenceError
from pledgebook.sentences import conllu
from pledgebook.types import Sentence
from unit.sentences.making import document, sentence


def pair() -> tuple[Sentence, ...]:
    first = sentence("Oslo PROPN 2 nsubj", "agreed VERB 0 root", ". PUNCT 2 punct")
    tokens = (
        replace(first.tokens[0], name="B-LOC"),
        first.tokens[1],
        replace(first.tokens[2], start=11, end=12),
    )
    return (replace(first, tokens=tokens, end=12),)


def test_all_ten_columns_with_places_and_names() -> None:
    text = conllu.write(document("Oslo agreed."), pair())
    assert text.splitlines() == [
        "# newdoc id = note",
        "# newpar",
        "# sent_id = note-1",
        "# text = Oslo agreed.",
        "1\tOslo\toslo\tPROPN\t_\t_\t2\tnsubj\t_\tName=B-LOC|end=4|start=0",
        "2\tagreed\tagreed\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No|end=11|start=5",
        "3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\tend=12|start=11",
        "",
    ]


def test_what_was_written_is_read_back() -> None:
    sentences = pair()
    assert conllu.read(conllu.write(document("Oslo agreed."), sentences)) == sentences


def test_no_sentence_is_the_document_line_alone() -> None:
    text = conllu.write(document(""), ())
    assert text == "# newdoc id = note\n"
    assert conllu.read(text) == ()


def test_a_line_break_in_an_id_or_sentence_does_not_break_the_file() -> None:
    broken = replace(document("Oslo\nagreed."), id="a\nb")
    assert all(
        line.startswith("#") or line.count("\t") == 9 or not line
        for line in conllu.write(broken, pair()).split("\n")
    )


@pytest.mark.parametrize(
    "line", ["1\tOslo", "1\tOslo\toslo\tPROPN\t_\t_\t0\troot\t_\t_", "x" + "\t_" * 9]
)
def test_foreign_lines_are_named(line: str) -> None:
    with pytest.raises(SentenceError, match="CoNLL-U line"):
        conllu.read(line + "\n\n")
