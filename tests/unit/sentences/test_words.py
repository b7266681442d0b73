from __future__ import annotations

from pledgebook.sentences.english.words import GLUED, SHAPES, WordPieces, plain, shape

PIECES = ["[UNK]", "[CLS]", "[SEP]", "aid", "##ed", "-", "cafe", "a", "##i", "'", "##s", "."]


def test_words_are_cut_into_the_longest_pieces() -> None:
    pieces = WordPieces(PIECES)
    assert pieces.pieces("aided") == (3, 4)
    assert pieces.pieces("Aid-ais") == (3, 5, 7, 8, 10)


def test_accents_capitals_and_typographic_signs_do_not_matter() -> None:
    pieces = WordPieces(PIECES)
    assert pieces.pieces("CAFÉ") == (6,)
    assert pieces.pieces("’s") == (9, 0) == pieces.pieces("'s")
    assert pieces.pieces("–") == pieces.pieces("-")


def test_an_unreadable_word_is_one_unknown_piece() -> None:
    pieces = WordPieces(PIECES)
    assert pieces.pieces("xyz") == (0,)
    assert pieces.pieces("\u200b") == (0,)


def test_a_long_word_is_cut_off() -> None:
    assert len(WordPieces(PIECES).pieces("." * 500)) == 12


def test_plain_signs() -> None:
    assert plain("“we’ll”") == '"we\'ll"'
    assert plain("2014\u00a0\u2013") == "2014 -"


def test_shapes_tell_capitals_and_digits() -> None:
    names = {
        "aid": "lower", "Paris": "capital", "A": "single_capital", "NATO": "upper",
        "McCain": "mixed", "2014": "digits", "F16": "digits_and_letters", ",": "sign",
        "U.S.": "upper", "Mr.": "capital", "n't": "lower",
    }  # fmt: skip
    for word, name in names.items():
        assert SHAPES[shape(word, glued=False)] == name
    assert shape("aid", glued=True) == shape("aid", glued=False) + GLUED
