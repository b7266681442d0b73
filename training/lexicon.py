"""Word tables read off the treebanks: dictionary forms and features of closed classes."""

from __future__ import annotations

from collections import Counter, defaultdict
from importlib import resources
from pathlib import Path

from pledgebook.sentences.english.lemmas import Lemmas, irregular_verbs
from pledgebook.sentences.english.words import WordPieces, plain
from treebanks import Gold, Word

CLOSED = frozenset({"PRON", "DET", "AUX", "ADV", "PART", "CCONJ"})
KEPT_FEATURES = frozenset(
    {
        "Case", "Definite", "Degree", "Gender", "Mood", "Number", "NumForm", "NumType", "Person",
        "Polarity", "Poss", "PronType", "Reflex", "Tense", "VerbForm", "Voice",
    }
)  # fmt: skip
IDENTITY = frozenset({"VERB", "NOUN", "ADJ", "ADV"})
"""Parts of speech whose dictionary forms are listed too: the rules ask for known words."""

DATA = Path(str(resources.files("pledgebook"))) / "data/en/model"
PREFERRED = {("NOUN", "bases"): "base"}
"""Ambiguous forms for which the treebanks (mail and reviews) prefer what news does not."""


def usable(word: Word) -> bool:
    """Whether a word teaches a dictionary form: no slip of the pen, no half word."""
    return word.xpos not in ("GW", "ADD", "FW") and not any(
        mark in word.feats for mark in ("Typo=Yes", "Abbr=Yes")
    )


def write_forms(sentences: list[Gold], out: Path) -> None:
    """Writes forms.tsv (what the rules do not give, and known words) and closed.tsv."""
    words = [w for gold in sentences if gold.parsed for w in gold.words]
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    tags: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for word in filter(usable, words):
        if word.xpos in ("NNP", "NNPS") and word.upos != "PROPN":
            continue
        # As in Lemmas: pronouns and modals are looked up by their Penn tag.
        tag = word.xpos if word.upos == "PRON" or word.xpos == "MD" else word.upos
        key = (plain(word.form).lower(), tag)
        counts[key][word.lemma] += 1
        tags[key][word.xpos] += 1
    known = {
        (lemma, upos): lemma
        for (_, upos), found in counts.items()
        for lemma in found
        if upos in IDENTITY and lemma.islower() and lemma.isalpha()
    }
    by_rule = Lemmas(known, WordPieces.load(out / "pieces.txt"), irregular_verbs(DATA))
    rows = {(upos, lemma): "" for lemma, upos in known}
    for (form, upos), found in counts.items():
        lemma, times = found.most_common(1)[0]
        lemma = PREFERRED.get((upos, form), lemma)
        if upos in ("PUNCT", "SYM", "NUM", "X") or lemma == "_" or "@" in lemma:
            continue
        # A proper noun written one way is no evidence for others.
        if upos == "PROPN" and (times < 2 or lemma.lower() == form):
            continue
        xpos = tags[form, upos].most_common(1)[0][0]
        if by_rule.lemma(form, "PRON" if upos == xpos else upos, xpos) != lemma:
            rows[upos, form] = "" if lemma == form else lemma
    text = "".join(f"{upos}\t{form}\t{lemma}\n" for (upos, form), lemma in sorted(rows.items()))
    (out / "forms.tsv").write_text(text, encoding="utf-8")
    (out / "closed.tsv").write_text(closed_classes(words), encoding="utf-8")


def closed_classes(words: list[Word]) -> str:
    """The usual features of pronouns, determiners, auxiliaries and adverbs, by form."""
    counts: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for word in filter(usable, words):
        # These agree with their subject, so the tree decides.
        if word.upos in CLOSED and word.xpos not in ("VBD", "VBP", "VB", "VBN", "VBG"):
            kept = [f for f in word.feats.split("|") if f.split("=")[0] in KEPT_FEATURES]
            counts[word.upos, word.xpos, plain(word.form).lower()]["|".join(kept) or "_"] += 1
    return "".join(
        "\t".join((*key, found.most_common(1)[0][0])) + "\n"
        for key, found in sorted(counts.items())
        if sum(found.values()) > 1
    )
