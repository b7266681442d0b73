from __future__ import annotations

from functools import cache
from importlib import resources

import pytest

from pledgebook.sentences.english.lemmas import Lemmas
from pledgebook.sentences.english.words import WordPieces


@cache
def shipped() -> Lemmas:
    with resources.as_file(resources.files("pledgebook") / "data/en/model") as folder:
        return Lemmas.load(folder, WordPieces.load(folder / "pieces.txt"))


@pytest.mark.parametrize(
    ("form", "xpos", "lemma"),
    [
        ("pledged", "VBD", "pledge"), ("travelled", "VBD", "travel"),
        ("traveled", "VBD", "travel"), ("organising", "VBG", "organise"),
        ("organizing", "VBG", "organize"), ("mobilised", "VBN", "mobilise"),
        ("sent", "VBD", "send"), ("supplies", "VBZ", "supply"), ("supplied", "VBN", "supply"),
        ("carrying", "VBG", "carry"), ("flying", "VBG", "fly"), ("dying", "VBG", "die"),
        ("airlifted", "VBD", "airlift"), ("stopped", "VBD", "stop"), ("hoping", "VBG", "hope"),
        ("hopping", "VBG", "hop"), ("adding", "VBG", "add"), ("falling", "VBG", "fall"),
        ("controlled", "VBN", "control"), ("promises", "VBZ", "promise"),
        ("reaches", "VBZ", "reach"), ("goes", "VBZ", "go"), ("are", "VBP", "be"),
        ("found", "VB", "found"), ("found", "VBD", "find"), ("redeployed", "VBD", "redeploy"),
        ("prepositioning", "VBG", "preposition"), ("financed", "VBD", "finance"),
        ("underwent", "VBD", "undergo"), ("misled", "VBN", "mislead"), ("fled", "VBD", "flee"),
        ("stockpiled", "VBD", "stockpile"), ("refuelling", "VBG", "refuel"),
        ("panicked", "VBD", "panic"), ("retaken", "VBN", "retake"), ("tied", "VBN", "tie"),
        ("agreed", "VBD", "agree"), ("seeing", "VBG", "see"), ("rejoined", "VBD", "rejoin"),
    ],
)  # fmt: skip
def test_verbs(form: str, xpos: str, lemma: str) -> None:
    assert shipped().lemma(form, "VERB", xpos) == lemma


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("allies", "ally"), ("soldiers", "soldier"), ("bases", "base"), ("losses", "loss"),
        ("vehicles", "vehicle"), ("howitzers", "howitzer"), ("boxes", "box"), ("men", "man"),
        ("children", "child"), ("aircraft", "aircraft"), ("countries", "country"),
        ("promises", "promise"), ("vaccines", "vaccine"), ("horsemen", "horseman"),
        ("grandchildren", "grandchild"), ("buses", "bus"), ("heroes", "hero"), ("series", "series"),
    ],
)  # fmt: skip
def test_plurals(form: str, lemma: str) -> None:
    assert shipped().lemma(form, "NOUN", "NNS") == lemma


@pytest.mark.parametrize(
    ("form", "upos", "xpos", "lemma"),
    [
        ("n't", "PART", "RB", "not"), ("’ll", "AUX", "MD", "will"), ("'d", "AUX", "MD", "would"),
        ("her", "PRON", "PRP", "she"), ("her", "PRON", "PRP$", "her"), ("us", "PRON", "PRP", "we"),
        ("Nations", "PROPN", "NNPS", "Nation"), ("Geneva", "PROPN", "NNP", "Geneva"),
        ("United", "ADJ", "NNP", "United"), ("10,000", "NUM", "CD", "10000"),
        ("Two", "NUM", "CD", "two"), ("bigger", "ADJ", "JJR", "big"),
        ("larger", "ADJ", "JJR", "large"), ("heaviest", "ADJ", "JJS", "heavy"),
        ("HOWITZER", "NOUN", "NN", "howitzer"), ("$", "SYM", "$", "$"),
    ],
)  # fmt: skip
def test_other_words(form: str, upos: str, xpos: str, lemma: str) -> None:
    assert shipped().lemma(form, upos, xpos) == lemma
