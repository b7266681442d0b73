from __future__ import annotations

import re

import pytest

from pledgebook.errors import SentenceError
from pledgebook.sentences.parse import parser_named, shipped_parser
from pledgebook.sentences.tree import Tree
from pledgebook.types import Document
from unit.sentences.making import document


def only(text: str) -> Tree:
    (tree,) = (Tree(s) for s in shipped_parser().parse(document(text), (0,)))
    return tree


def test_who_will_send_what_where() -> None:
    tree = only("Denmark will send 120 soldiers to Latvia next week.")
    assert tree.root.lemma == "send"
    assert [t.form for t in tree.children(tree.root.id, "nsubj")] == ["Denmark"]
    assert [t.form for t in tree.children(tree.root.id, "aux")] == ["will"]
    assert [t.lemma for t in tree.children(tree.root.id, "obj")] == ["soldier"]
    assert [t.form for t in tree.tokens if t.name == "B-LOC"] == ["Denmark", "Latvia"]


def test_what_was_said_hangs_on_the_verb_of_saying() -> None:
    tree = only("The minister said on Monday that Finland would train medics if asked.")
    (said,) = tree.children(tree.root.id, "ccomp")
    assert (tree.root.lemma, said.lemma) == ("say", "train")
    assert [t.lemma for t in tree.children(said.id, "advcl")] == ["ask"]


def test_the_passive_has_its_features() -> None:
    tree = only("The tents were delivered by Chile.")
    assert tree.root.feats == "Tense=Past|VerbForm=Part|Voice=Pass"
    assert tree.children(tree.root.id, "nsubj:pass")


def test_short_has_and_is() -> None:
    assert only("It's been approved.").tokens[1].lemma == "have"
    assert only("It's ready.").tokens[1].lemma == "be"


def test_a_block_is_split_into_sentences_and_keeps_its_number() -> None:
    text = document("", "Peru agreed. Mr. Soto did not!", "A heading", "Chile waits.")
    found = shipped_parser().parse(text, (3, 1))
    assert [text.text[s.start : s.end] for s in found] == [
        "Peru agreed.",
        "Mr. Soto did not!",
        "Chile waits.",
    ]
    assert [s.block for s in found] == [1, 1, 3]
    assert [s.index for s in found] == [0, 1, 2]


def test_no_sentence_runs_from_one_block_into_the_next() -> None:
    lines = ("Chad: 20 tents", "Peru: water, food and", "Mali", "the rest later")
    text = document(*lines)
    found = shipped_parser().parse(text, tuple(range(4)))
    assert [s.block for s in found] == [0, 1, 2, 3]
    assert [text.text[s.start : s.end] for s in found] == list(lines)


def test_a_title_is_read_along_and_makes_no_sentence() -> None:
    lines = ("It will send 40 trucks.", "They are for the north.")
    titled = document(*lines, title="Ghana answers the appeal for Niger " * 30)
    found = shipped_parser().parse(titled, (0, 1))
    assert [titled.text[s.start : s.end] for s in found] == list(lines)
    plain = shipped_parser().parse(document(*lines), (0, 1))
    assert [s.tokens[0].start for s in found] == [s.tokens[0].start for s in plain]
    assert [s.beliefs for s in found] != [s.beliefs for s in plain]


def test_the_same_blocks_are_read_the_same_again() -> None:
    text = document(*(f"Country {n} sent {n} aircraft to the region." for n in range(2, 40)))
    assert shipped_parser().parse(text, (4, 9, 30)) == shipped_parser().parse(text, (30, 9, 4))


def test_many_blocks_of_a_word_each_fit_in_windows() -> None:
    text = document(*(f"item{n}" for n in range(600)))
    found = shipped_parser().parse(text, tuple(range(600)))
    assert [s.block for s in found] == list(range(600))


def test_blocks_without_words_give_nothing() -> None:
    assert shipped_parser().parse(document("", "\u00a0 \u200b"), (0, 1)) == ()
    assert shipped_parser().parse(document("text"), ()) == ()


def test_a_long_run_without_a_sentence_end_is_read_in_windows() -> None:
    row = " ".join(f"item{n} tents" for n in range(1_500))
    found = shipped_parser().parse(document(row), (0,))
    tokens = [t for s in found for t in s.tokens]
    assert [t.form for t in tokens] == re.findall(r"\S+", row)
    for sentence in found:
        Tree(sentence)


def test_unknown_block() -> None:
    with pytest.raises(SentenceError, match="no block 1"):
        shipped_parser().parse(document("One block."), (1,))


@pytest.mark.parametrize("name", ["", "spacy:", "stanza:en", "en_core_web_trf"])
def test_unknown_parsers_are_named(name: str) -> None:
    with pytest.raises(SentenceError, match="no parser is called"):
        parser_named(name)


def test_shipped_by_name_is_loaded_once() -> None:
    assert parser_named("shipped") is shipped_parser()


def test_a_document_without_blocks_has_no_sentences() -> None:
    assert shipped_parser().parse(Document(id="x", text="Aid.", digest=""), ()) == ()


def test_the_network_says_what_is_given_by_whom_to_whom() -> None:
    sentence = only("Hungary will not send weapons to Ukraine.")
    (belief,) = [b for b in sentence.sentence.beliefs if b.probability > 0.5]
    words = {token.start: token.form for token in sentence.tokens}
    assert sentence.tokens[belief.token - 1].form == "weapons"
    assert belief.kinds[0][0] == "military.weapons"
    assert belief.statuses[0][0] == "declined"
    assert {words[at] for at, p in belief.givers if at is not None and p > 0.5} == {"Hungary"}
    assert {words[at] for at, p in belief.takers if at is not None and p > 0.5} == {"Ukraine"}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Hungary will not send weapons to Ukraine.", "weapons"),
        ("Kenya refused to send troops to Haiti.", "troops"),
        ("Greece sent three batches of vaccines to Libya.", "batches"),
        ("Egypt will host peace talks on Sudan.", "talks"),
    ],
)
def test_what_is_given_keeps_its_tag(text: str, word: str) -> None:
    sentence = only(text)
    (token,) = [token for token in sentence.tokens if token.form == word]
    assert (token.upos, token.deprel) == ("NOUN", "obj")
