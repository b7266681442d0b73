"""What every parser must hold to, the shipped one and a user's spaCy pipeline alike."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest

from pledgebook.claims.rulebook.book import rulebook
from pledgebook.protocols import Parser
from pledgebook.sentences.parse import parser_named
from pledgebook.sentences.tree import Tree
from pledgebook.types import Block, Document, Status

UNIVERSAL = frozenset(
    {
        "acl", "advcl", "advmod", "amod", "appos", "aux", "case", "cc", "ccomp", "clf",
        "compound", "conj", "cop", "csubj", "dep", "det", "discourse", "dislocated", "expl",
        "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod", "nsubj", "nummod", "obj",
        "obl", "orphan", "parataxis", "punct", "reparandum", "root", "vocative", "xcomp",
    }
)  # fmt: skip
UPOS = frozenset(
    {
        "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON",
        "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X",
    }
)  # fmt: skip
PARAGRAPHS = (
    "Ministers meet in Lima",
    "Chile will send  two planes to Peru, its minister said. “We won't wait,” she added.",
    "",
    "\u00a0The U.S.-led group\u00a0pledged $5m…\tand 1,000 tents (see below)!",
    "• 40 medics\u200b from São Tomé’s army — if asked",
)
# ClearNLP labels in an order that makes chains of prepositions, copulas and sums.
CLEARNLP = ("dobj", "prep", "pobj", "attr", "agent", "pcomp", "nsubjpass", "dative", "quantmod")


def note() -> Document:
    blocks, at = [], 0
    for paragraph in PARAGRAPHS:
        blocks.append(Block(start=at, end=at + len(paragraph), kind="body"))
        at += len(paragraph) + 1
    return Document(id="note", text="\n".join(PARAGRAPHS), digest="", blocks=tuple(blocks))


def _heap(doc: Any, labels: tuple[str, ...]) -> Any:
    """Hangs every word on the one at half its place, with the labels in turn."""
    for sentence in doc.sents:
        for place, word in enumerate(sentence):
            word.head = sentence[(place - 1) // 2] if place else word
            word.dep_ = labels[place % len(labels)] if place else "ROOT"
            word.pos_, word.tag_ = ("AUX", "VBZ") if place % 4 == 3 else ("NOUN", "NN")
            word.lemma_ = "be" if place % 4 == 3 else word.lower_
    return doc


def _spacy(labels: tuple[str, ...], folder: Path) -> Parser:
    spacy = pytest.importorskip("spacy", reason="the spacy extra is not installed")
    name = f"pledgebook_heap_{labels[0]}"
    if not spacy.Language.has_factory(name):
        spacy.Language.component(name, func=lambda doc: _heap(doc, labels))
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    pipeline.add_pipe(name)
    pipeline.to_disk(folder / name)
    return parser_named(f"spacy:{folder / name}")


MAKERS: dict[str, Callable[[Path], Parser]] = {
    "shipped": lambda folder: parser_named("shipped"),
    "spacy with UD labels": lambda folder: _spacy(("obj", "nsubj", "obl", "punct"), folder),
    "spacy with ClearNLP labels": lambda folder: _spacy(CLEARNLP, folder),
}


@pytest.fixture(params=MAKERS.values(), ids=MAKERS.keys())
def parser(request: pytest.FixtureRequest, tmp_path: Path) -> Parser:
    made: Parser = request.param(tmp_path)
    return made


def test_tokens_stand_in_order_where_they_say(parser: Parser) -> None:
    document = note()
    last = 0
    sentences = parser.parse(document, tuple(range(len(PARAGRAPHS))))
    assert {sentence.block for sentence in sentences} == {0, 1, 3, 4}
    for number, sentence in enumerate(sentences):
        block = document.blocks[sentence.block]
        assert sentence.index == number
        assert block.start <= sentence.start < sentence.end <= block.end
        assert (sentence.tokens[0].start, sentence.tokens[-1].end) == (sentence.start, sentence.end)
        for token in sentence.tokens:
            assert last <= token.start < token.end
            assert document.text[token.start : token.end] == token.form
            assert token.form.strip() == token.form != ""
            last = token.end


def test_no_visible_sign_is_lost(parser: Parser) -> None:
    document = note()
    tokens = [t for s in parser.parse(document, (1, 3, 4)) for t in s.tokens]
    covered = {place for t in tokens for place in range(t.start, t.end)}
    for block in (document.blocks[b] for b in (1, 3, 4)):
        for place in range(block.start, block.end):
            assert document.text[place] in " \u00a0\t\u200b" or place in covered


def test_every_sentence_is_a_tree_with_universal_labels(parser: Parser) -> None:
    for sentence in parser.parse(note(), (0, 1, 3, 4)):
        tree = Tree(sentence)
        assert tree.root.deprel == "root"
        for token in sentence.tokens:
            assert token.deprel.partition(":")[0] in UNIVERSAL
            assert (token.deprel == "root") == (token.head == 0)
            assert token.upos in UPOS
            assert token.lemma
            assert token.xpos
            assert token.feats


def test_names_are_in_bio_form(parser: Parser) -> None:
    for sentence in parser.parse(note(), (0, 1, 3, 4)):
        before = "O"
        for token in sentence.tokens:
            assert token.name in {"O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"}
            assert token.name[0] != "I" or before[2:] == token.name[2:]
            before = token.name


def test_the_same_twice_and_in_text_order(parser: Parser) -> None:
    document = note()
    assert parser.parse(document, (4, 1)) == parser.parse(document, (1, 4))
    assert parser.parse(document, (2,)) == ()


def test_it_says_which_parser_it_is(parser: Parser) -> None:
    assert parser.name
    assert isinstance(parser.version, str)


def test_beliefs_are_of_words_that_are_there(parser: Parser) -> None:
    document = note()
    kinds, ladder = set(rulebook().kinds), set(get_args(Status))
    sentences = parser.parse(document, (0, 1, 3, 4))
    starts = {token.start for sentence in sentences for token in sentence.tokens}
    for sentence in sentences:
        places = [belief.token for belief in sentence.beliefs]
        assert places == sorted(set(places))
        for belief in sentence.beliefs:
            assert 1 <= belief.token <= len(sentence.tokens)
            assert 0 < belief.probability <= 1
            assert {kind for kind, _ in belief.kinds} <= kinds
            assert {status for status, _ in belief.statuses} <= ladder
            assert {at for at, _ in (*belief.givers, *belief.takers) if at is not None} <= starts
            for ranked in (belief.kinds, belief.statuses):
                chances = [chance for _, chance in ranked]
                assert chances == sorted(chances, reverse=True)
                assert sum(chances) < 1.001
