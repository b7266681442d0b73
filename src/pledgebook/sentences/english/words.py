"""Words as the shipped model sees them: plain characters, word pieces, letter shapes."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

FIRST, LAST, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
LONGEST_WORD = 60
"""Characters of a word that are cut into pieces; what follows (in addresses) is ignored."""
MOST_PIECES = 12
"""Pieces kept of one word: the tail of a long address tells the parser nothing."""

# Typographic signs that the treebanks hold in few or no sentences, as the plain signs that
# the encoder saw in training. Each maps to one character or a short string: offsets are
# kept by word, so lengths may differ.
_PLAIN = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u02bc": "'", "\u00b4": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"', "\u00ab": '"', "\u00bb": '"',
        "`": "'", "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-",
        "\u2015": "-", "\u2212": "-", "\u2026": "...", "\u00a0": " ", "\u202f": " ", "\u2009": " ",
        "\u00ad": "", "\u200b": "", "\u200c": "", "\u200d": "", "\u2060": "", "\ufeff": "",
        "\u2022": "*", "\u00b7": "*", "\u25cf": "*", "\u25aa": "*",
    }
)  # fmt: skip

SHAPES = (
    "lower", "capital", "single_capital", "upper", "mixed", "digits", "digits_and_letters", "sign",
)  # fmt: skip
_SHAPE_ID = {shape: number for number, shape in enumerate(SHAPES)}
GLUED = len(SHAPES)
"""Added to a shape where no space stands before the word."""
EDGE = 2 * GLUED
"""The shape number of the marks around a title, and before and after each paragraph."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words that follow one another, and whether each stands against the one before."""

    forms: Sequence[str]
    glued: Sequence[bool]


def plain(form: str) -> str:
    """The word in the signs that the model was trained on: straight quotes, plain dashes.

    "\u201cwe\u2019ll\u201d" -> '"we\\'ll"'. Empty only where the word holds nothing but
    invisible signs.
    """
    return form.translate(_PLAIN)


def shape(form: str, glued: bool) -> int:
    """The number of the word's letter shape, from 0 to 15.

    The encoder's vocabulary is lower case, so capitals and digits reach it this way alone.
    `glued` says that the word follows its neighbour without a space.
    """
    if form.isalpha():
        if form.islower():
            name = "lower"
        elif len(form) == 1:
            name = "single_capital" if form.isupper() else "lower"
        elif form.isupper():
            name = "upper"
        else:
            name = "capital" if form[0].isupper() and form[1:].islower() else "mixed"
    elif any(map(str.isdigit, form)):
        name = "digits_and_letters" if any(map(str.isalpha, form)) else "digits"
    elif any(map(str.isalpha, form)):
        letters = "".join(filter(str.isalpha, form))
        if letters.islower():
            name = "lower"
        elif letters.isupper():
            name = "upper"
        else:
            name = "capital" if letters[0].isupper() and letters[1:].islower() else "mixed"
    else:
        name = "sign"
    return _SHAPE_ID[name] + (GLUED if glued else 0)


class WordPieces:
    """Cuts words into the encoder's word pieces and remembers the words it has seen.

    The cut is that of BERT's uncased vocabulary: lower case, accents off, signs apart, then
    the longest piece that fits. `pieces("Kerry")` is one number, a rare word several; an
    unreadable word is the single unknown piece.

    Source: Wu et al. 2016 (word pieces); Devlin et al. 2019, appendix (BERT's cleaning).
    """

    def __init__(self, vocabulary: list[str]) -> None:
        self._id = {piece: number for number, piece in enumerate(vocabulary)}
        self.first = self._id[FIRST]
        self.last = self._id[LAST]
        self._unknown = self._id[UNKNOWN]
        self._seen: dict[str, tuple[int, ...]] = {}

    @classmethod
    def load(cls, path: Path) -> WordPieces:
        """The pieces listed in a file, one a line."""
        return cls(path.read_text(encoding="utf-8").split("\n"))

    def __contains__(self, word: str) -> bool:
        """Whether the vocabulary holds this lower-case word whole."""
        return word in self._id

    def pieces(self, form: str) -> tuple[int, ...]:
        """The numbers of the word's pieces, at least one and at most `MOST_PIECES`."""
        found = self._seen.get(form)
        if found is None:
            found = self._cut(form)
            # A long run over many texts must not grow: rare words come once and go.
            if len(self._seen) >= 50_000:
                self._seen.clear()
            self._seen[form] = found
        return found

    def _cut(self, form: str) -> tuple[int, ...]:
        bare = unicodedata.normalize("NFD", plain(form)[:LONGEST_WORD].lower())
        parts: list[str] = [""]
        for sign in bare:
            category = unicodedata.category(sign)
            if category == "Mn" or category[0] in "CZ":
                continue
            if category[0] == "P" or (category[0] == "S" and sign < "\x7f"):
                parts += [sign, ""]
            else:
                parts[-1] += sign
        found: list[int] = []
        for part in filter(None, parts):
            found += self._longest(part)
        return tuple(found[:MOST_PIECES]) or (self._unknown,)

    def _longest(self, part: str) -> list[int]:
        found: list[int] = []
        start = 0
        while start < len(part):
            mark = "##" if start else ""
            for end in range(len(part), start, -1):
                number = self._id.get(mark + part[start:end])
                if number is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return [self._unknown]
        return found
