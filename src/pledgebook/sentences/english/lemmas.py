"""Dictionary forms: the treebanks' own first, then the rules of English inflection."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from pledgebook.sentences.english.words import WordPieces, plain

VOWELS = frozenset("aeiou")
_KEPT = frozenset({"PROPN", "PUNCT", "SYM", "X"})
"""Parts of speech whose dictionary form is the word as written unless the table knows it."""

_ACRONYM = 5
"""Letters up to which an unknown noun in capitals is an acronym ("MANPAD" is a headline's)."""
_IRREGULAR = frozenset({"be", "have", "do", "go", "want"})
"""Verbs whose present has forms of its own ("are", "'ve") or is often written short."""

Known = Callable[[str], bool]


class Lemmas:
    """Looks words up by part of speech; unknown ones are put back by rule.

    Example: ("organising", VERB, VBG) is "organise", ("troops", NOUN, NNS) is "troop",
    ("Nations", PROPN, NNPS) is "Nation" as in the treebanks.
    """

    def __init__(self, table: dict[tuple[str, str], str], word_pieces: WordPieces) -> None:
        self._table = table
        self._pieces = word_pieces
        self._seen: dict[tuple[str, str, str], str] = {}

    @classmethod
    def load(cls, folder: Path, word_pieces: WordPieces) -> Lemmas:
        """The table that training/lexicon.py wrote: part of speech, form, lemma a line.

        Raises:
            OSError: the file is missing.
        """
        table: dict[tuple[str, str], str] = {}
        for line in (folder / "forms.tsv").read_text(encoding="utf-8").splitlines():
            upos, form, lemma = line.split("\t")
            table[form, upos] = lemma or form
        return cls(table, word_pieces)

    def lemma(self, form: str, upos: str, xpos: str) -> str:
        """The dictionary form of a word that is read with these tags."""
        key = (form, upos, xpos)
        found = self._seen.get(key)
        if found is None:
            found = self._find(plain(form) or form, upos, xpos)
            if len(self._seen) >= 50_000:
                self._seen.clear()
            self._seen[key] = found
        return found

    def _find(self, form: str, upos: str, xpos: str) -> str:
        lower = form.lower()
        if upos == "NUM":
            return lower if form.isalpha() and not form.isupper() else form.replace(",", "")
        if xpos in ("NNP", "NNPS") and upos != "PROPN":
            return form
        # "her" is "she" or "her", "'d" is "would" or "have": there the Penn tag decides.
        tag = xpos if upos == "PRON" or xpos == "MD" else upos
        listed = self._table.get((lower, tag))
        # "found" and "lay" are forms of other verbs, but not where they stand uninflected.
        if listed is not None and (xpos not in ("VB", "VBP") or listed in _IRREGULAR):
            return listed
        if upos in _KEPT:
            return singular(form, self.noun) if xpos == "NNPS" else form
        if upos == "NOUN" and form.isupper() and len(form) <= _ACRONYM and not self.noun(lower):
            return form
        return by_rule(lower, upos, xpos, self)

    def verb(self, word: str) -> bool | None:
        """Whether this is the dictionary form of a verb: True surely, None perhaps."""
        if self._table.get((word, "VERB")) == word:
            return True
        return None if word in self._pieces else False

    def noun(self, word: str) -> bool:
        """Whether this is a word that a plural may come from."""
        return self._table.get((word.lower(), "NOUN")) == word.lower() or (
            word.lower() in self._pieces
        )

    def adjective(self, word: str) -> bool:
        """Whether this is an adjective or adverb that may be compared."""
        return any(self._table.get((word, tag)) == word for tag in ("ADJ", "ADV")) or (
            word in self._pieces
        )


def by_rule(word: str, upos: str, xpos: str, lemmas: Lemmas) -> str:
    """The dictionary form by the rules of English spelling alone; `word` in lower case."""
    if upos in ("VERB", "AUX"):
        if xpos == "VBZ":
            return singular(word, lambda base: lemmas.verb(base) is not False)
        if xpos in ("VBD", "VBN") and word.endswith("ed") and len(word) > 3:
            return stem(word[:-2], word[:-1], lemmas.verb)
        if xpos == "VBG" and word.endswith("ing") and len(word) > 4:
            return stem(word[:-3], word[:-3] + "e", lemmas.verb)
        return word
    if xpos == "NNS":
        return singular(word, lemmas.noun)
    if xpos in ("JJR", "RBR") and word.endswith("er"):
        return _positive(word[:-2], lemmas.adjective)
    if xpos in ("JJS", "RBS") and word.endswith("est"):
        return _positive(word[:-3], lemmas.adjective)
    return word


def singular(word: str, known: Known) -> str:
    """The base of a word in -s: "bases" -> "base", "parties" -> "party", "buses" -> "bus".

    Works for plurals and for verbs of the third person alike. Unchanged without an -s.
    """
    if len(word) < 3 or not word.endswith(("s", "S")) or word.endswith(("ss", "us", "'s")):
        return word
    if word.endswith("ies"):
        return (
            word[:-1]
            if len(word) < 5 or (known(word[:-1]) and not known(word[:-3] + "y"))
            else (word[:-3] + "y")
        )
    if word.endswith(("ches", "shes", "sses", "xes", "zzes")):
        return word[:-1] if known(word[:-1]) and not known(word[:-2]) else word[:-2]
    if word.endswith("oes"):
        return word[:-2] if known(word[:-2]) or not known(word[:-1]) else word[:-1]
    if word.endswith(("ses", "zes")) and not known(word[:-1]) and known(word[:-2]):
        return word[:-2]
    if word.endswith("men") and known(word[:-3] + "man"):
        return word[:-3] + "man"
    return word[:-1]


def stem(bare: str, with_e: str, known: Callable[[str], bool | None]) -> str:
    """The verb behind -ed or -ing: `bare` is what stands before it, `with_e` that and an e.

    "travell" -> "travel", "organis" -> "organise", "carri" -> "carry", "add" -> "add".
    """
    if bare.endswith("i") and with_e.endswith("ie") and len(bare) > 2:
        return with_e if known(with_e) else bare[:-1] + "y"
    single = bare[:-1] if len(bare) > 2 and bare[-1] == bare[-2] else None
    candidates = [word for word in (single, with_e, bare) if word]
    sure = [word for word in candidates if known(word)]
    wanted = _expected(bare, with_e, single)
    if sure:
        return wanted if wanted in sure else sure[-1]
    perhaps = [word for word in candidates if known(word) is None]
    if not perhaps or wanted in perhaps:
        return wanted
    return perhaps[0] if len(perhaps) == 1 else wanted


def _expected(bare: str, with_e: str, single: str | None) -> str:
    """What spelling alone suggests: a doubled consonant, a silent e, or neither."""
    if single is not None:
        # -ll, -ss, -ff, -zz end verbs of one syllable as they are ("pull", "pass").
        one_syllable = sum(a in VOWELS and b not in VOWELS for a, b in pairwise(bare)) < 2
        return bare if bare[-1] in "lsfz" and one_syllable else single
    if len(bare) < 2 or bare[-1] in VOWELS:
        return with_e if bare.endswith("u") else bare
    if bare[-1] in "vczu" or bare.endswith(
        ("dg", "rg", "lg", "ns", "rs", "ls", "ps", "uis", "bl", "tl", "pl", "kl", "gl", "dl", "fl")
    ):
        return with_e
    if bare[-1] == "s" and bare[-2] in VOWELS:
        return with_e
    if bare.endswith(("at", "ut", "ir", "ur", "or")) and len(bare) > 4 and bare[-3] not in VOWELS:
        return with_e
    # One vowel between consonants and no doubling: "hop" of "hoping" had its e.
    if bare[-2] in VOWELS and bare[-1] not in "wxy" and (len(bare) < 3 or bare[-3] not in VOWELS):
        vowels = sum(sign in VOWELS for sign in bare)
        return with_e if vowels == 1 else bare
    return bare


def _positive(bare: str, known: Known) -> str:
    """The adjective behind -er or -est: "bigg" -> "big", "easi" -> "easy", "larg" -> "large"."""
    if bare.endswith("i"):
        return bare[:-1] + "y"
    if known(bare):
        return bare
    if len(bare) > 2 and bare[-1] == bare[-2] and known(bare[:-1]):
        return bare[:-1]
    return bare + "e" if known(bare + "e") else bare
