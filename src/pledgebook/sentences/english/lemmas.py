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

# Endings before -ed and -ing behind which a silent e is the rule. Those in the second list need
# a consonant before them: "decid" but "avoid", "prepar" but "appear".
_SILENT_E = (
    "v", "c", "z", "dg", "rg", "lg", "eng", "ns", "rs", "ls", "ps", "bl", "tl", "pl", "kl", "gl",
    "dl", "fl", "cl", "as", "es", "is", "os", "us", "uir", "iat", "uat",
)  # fmt: skip
_SILENT_E_AFTER_CONSONANT = (
    "at", "ut", "ir", "ur", "ar", "ad", "ed", "id", "od", "ud", "ak", "ik", "ok", "uk", "ul",
    "ol", "am", "im", "um", "in", "an", "un", "ap", "ip", "ag", "eg", "ig", "og", "ab", "ib", "ob",
)  # fmt: skip
_PREFIXES = (
    "counter", "under", "inter", "over", "fore", "down", "cross", "mis", "out", "pre", "dis",
    "with", "up", "un", "re", "co", "de",
)  # fmt: skip

Known = Callable[[str], bool]


class Lemmas:
    """Looks words up by part of speech; unknown ones are put back by rule.

    Example: ("organising", VERB, VBG) is "organise", ("troops", NOUN, NNS) is "troop",
    ("Nations", PROPN, NNPS) is "Nation" as in the treebanks.
    """

    def __init__(
        self,
        table: dict[tuple[str, str], str],
        word_pieces: WordPieces,
        irregular: dict[str, str],
    ) -> None:
        self._table = table
        self.irregular = irregular
        self._pieces = word_pieces
        self._seen: dict[tuple[str, str, str], str] = {}

    @classmethod
    def load(cls, folder: Path, word_pieces: WordPieces) -> Lemmas:
        """The tables of the model's folder.

        forms.tsv has part of speech, form and lemma (empty: the form itself) a line;
        irregular.tsv a verb and its irregular forms.

        Raises:
            OSError: a file is missing.
        """
        table: dict[tuple[str, str], str] = {}
        for line in (folder / "forms.tsv").read_text(encoding="utf-8").splitlines():
            upos, form, lemma = line.split("\t")
            table[form, upos] = lemma or form
        return cls(table, word_pieces, irregular_verbs(folder))

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
        if upos == "VERB" and xpos in ("VBD", "VBN"):
            listed = self.irregular.get(lower, listed)
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

    def inflected(self, word: str) -> bool:
        """Whether this is a listed form of a verb, or regular and of a listed verb."""
        if (word, "VERB") in self._table:
            return True
        endings = ((2, ""), (2, "e"), (1, ""), (3, ""), (3, "e"))
        suffixes = ("ed", "ed", "s", "ing", "ing")
        return len(word) > 4 and any(
            word.endswith(suffix) and self.verb(word[:-cut] + added)
            for (cut, added), suffix in zip(endings, suffixes, strict=True)
        )

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


def irregular_verbs(folder: Path) -> dict[str, str]:
    """The verb of each irregular form: "sent" -> "send".

    Raises:
        OSError: the file is missing.
    """
    found: dict[str, str] = {}
    for line in (folder / "irregular.tsv").read_text(encoding="utf-8").splitlines():
        verb, forms = line.split("\t")
        found.update(dict.fromkeys(forms.split(), verb))
    return found


def by_rule(word: str, upos: str, xpos: str, lemmas: Lemmas) -> str:
    """The dictionary form by the rules of English inflection; `word` in lower case."""
    if upos in ("VERB", "AUX"):
        if xpos in ("VBD", "VBN", "VBG", "VBZ"):
            return _verb(word, xpos, lemmas)
        return word
    if xpos == "NNS":
        return singular(word, lemmas.noun)
    if xpos in ("JJR", "RBR") and word.endswith("er"):
        return _positive(word[:-2], lemmas.adjective)
    if xpos in ("JJS", "RBS") and word.endswith("est"):
        return _positive(word[:-3], lemmas.adjective)
    return word


def _verb(word: str, xpos: str, lemmas: Lemmas) -> str:
    rests = [(p, word.removeprefix(p)) for p in _PREFIXES if word.startswith(p)]
    for prefix, rest in [("", word), *rests]:
        if rest in lemmas.irregular:
            return prefix + lemmas.irregular[rest]
    regular = word
    if xpos == "VBZ":
        regular = singular(word, lambda base: lemmas.verb(base) is not False)
    elif xpos in ("VBD", "VBN") and word.endswith("ed") and len(word) > 3:
        regular = stem(word[:-2], word[:-1], lemmas.verb)
    elif xpos == "VBG" and word.endswith("ing") and len(word) > 4:
        regular = stem(word[:-3], word[:-3] + "e", lemmas.verb)
    if lemmas.verb(regular) is False:
        # "stockpiled": a noun and a verb in one.
        compounds = [(word[:n], word[n:]) for n in range(3, len(word) - 4)]
        rests += [(noun, rest) for noun, rest in compounds if lemmas.noun(noun)]
        for prefix, rest in rests:
            if lemmas.inflected(rest):
                return prefix + lemmas.lemma(rest, "VERB", xpos)
    return regular


def singular(word: str, known: Known) -> str:
    """The base of a word in -s or -men: "bases" -> "base", "parties" -> "party".

    Works for plurals and for verbs of the third person alike. Unchanged without an ending.
    """
    if word.endswith("men") and len(word) > 2:
        return word[:-2] + "an"
    if word.endswith("children"):
        return word.removesuffix("ren")
    if len(word) < 3 or not word.endswith(("s", "S")) or word.endswith(("ss", "us", "'s")):
        return word
    if word.endswith("ies"):
        as_ie = len(word) < 5 or (known(word[:-1]) and not known(word[:-3] + "y"))
        return word[:-1] if as_ie else word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zzes")):
        return word[:-1] if known(word[:-1]) and not known(word[:-2]) else word[:-2]
    if word.endswith("oes"):
        return word[:-1] if known(word[:-1]) and not known(word[:-2]) else word[:-2]
    if word.endswith(("ses", "zes")) and not known(word[:-1]) and known(word[:-2]):
        return word[:-2]
    return word[:-1]


def stem(bare: str, with_e: str, known: Callable[[str], bool | None]) -> str:
    """The verb behind -ed or -ing: `bare` is what stands before it, `with_e` that and an e.

    "travell" -> "travel", "organis" -> "organise", "carri" -> "carry", "add" -> "add".
    """
    if bare.endswith("i") and with_e.endswith("ie"):
        return with_e if len(bare) == 2 or known(with_e) else bare[:-1] + "y"
    if bare.endswith("y") and len(bare) == 2:
        return bare[0] + "ie"
    if bare.endswith("ick") and known(bare) is False and sum(s in VOWELS for s in bare) > 1:
        # -c takes a k before an ending: "mimicking", "trafficked".
        return bare[:-1]
    doubled = len(bare) > 2 and bare[-1] == bare[-2] and bare[-1] not in VOWELS
    single = bare[:-1] if doubled else None
    candidates = [word for word in (single, with_e, bare) if word]
    wanted = _expected(bare, with_e, single)
    sure = [word for word in candidates if known(word)]
    if sure:
        return wanted if wanted in sure else sure[-1]
    perhaps = [word for word in candidates if known(word) is None]
    return perhaps[0] if len(perhaps) == 1 and wanted != single else wanted


def _expected(bare: str, with_e: str, single: str | None) -> str:
    """What spelling alone suggests: a doubled consonant, a silent e, or neither."""
    if single is not None:
        if bare[-1] in "sfz":
            return bare
        # -ll ends verbs of one syllable as they are ("pull"), longer ones double it.
        syllables = sum(a in VOWELS and b not in VOWELS for a, b in pairwise(bare))
        return bare if bare[-1] == "l" and syllables < 2 else single
    if len(bare) < 2 or bare[-1] in VOWELS:
        return with_e if bare.endswith("u") else bare
    if bare.endswith(_SILENT_E):
        return with_e
    if len(bare) > 3 and bare[-3] not in VOWELS and bare.endswith(_SILENT_E_AFTER_CONSONANT):
        return with_e
    # One vowel between consonants and no doubling: "hop" of "hoping" had its e.
    short = bare[-2] in VOWELS and bare[-1] not in "wxy" and sum(s in VOWELS for s in bare) == 1
    return with_e if short else bare


def _positive(bare: str, known: Known) -> str:
    """The adjective behind -er or -est: "bigg" -> "big", "easi" -> "easy", "larg" -> "large"."""
    if bare.endswith("i"):
        return bare[:-1] + "y"
    if known(bare):
        return bare
    if len(bare) > 2 and bare[-1] == bare[-2] and known(bare[:-1]):
        return bare[:-1]
    return bare + "e" if known(bare + "e") else bare
