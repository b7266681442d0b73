"""Morphological features from tags, forms and the tree."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from pledgebook.sentences.english.words import plain

if TYPE_CHECKING:
    from pledgebook.sentences.english.model import Analysis

_BY_XPOS = {
    "NN": "Number=Sing",
    "NNP": "Number=Sing",
    "NNS": "Number=Plur",
    "NNPS": "Number=Plur",
    "JJ": "Degree=Pos",
    "JJR": "Degree=Cmp",
    "JJS": "Degree=Sup",
    "RBR": "Degree=Cmp",
    "RBS": "Degree=Sup",
    "MD": "VerbForm=Fin",
    "VBZ": "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
}
_PERSONS = {
    "i": "Number=Sing|Person=1",
    "we": "Number=Plur|Person=1",
    "you": "Number=Sing|Person=2",
    "they": "Number=Plur|Person=3",
    "these": "Number=Plur|Person=3",
    "those": "Number=Plur|Person=3",
}
_OBJECTS = ("obj", "iobj", "obl", "obl:agent", "nmod")
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass")


@cache
def _closed() -> dict[tuple[str, str, str], str]:
    """Features of pronouns, determiners and the like, by tags and form."""
    text = (resources.files("pledgebook") / "data/en/model/closed.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    return {(upos, xpos, form): feats for upos, xpos, form, feats in rows}


def features(forms: Sequence[str], analysis: Analysis) -> list[str]:
    """The features of each word in CoNLL-U form, "_" for none.

    "has sent" gives "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin" and
    "Tense=Past|VerbForm=Part"; "was sent" gives the second word "Voice=Pass" as well.

    Source: UD English EWT and GUM 2.15: pronouns, determiners and adverbs as listed there;
    nouns and adjectives by their Penn tag; verbs by Penn tag, auxiliaries and subject.
    """
    closed = _closed()
    found = []
    for place, (form, upos, xpos) in enumerate(
        zip(forms, analysis.upos, analysis.xpos, strict=True)
    ):
        listed = closed.get((upos, xpos, plain(form).lower()))
        if listed is not None and xpos == "PRP" and analysis.deprels[place] in _OBJECTS:
            # "it" and "you" look alike in both cases.
            found.append(listed.replace("Case=Nom", "Case=Acc"))
        elif listed is not None:
            found.append(listed)
        elif upos in ("VERB", "AUX"):
            found.append(_verb(place, forms, analysis))
        elif upos == "NUM":
            digits = any(map(str.isdigit, form))
            found.append("NumForm=Digit|NumType=Card" if digits else "NumForm=Word|NumType=Card")
        elif upos == "ADJ" and xpos == "NNP":
            found.append("Degree=Pos")
        elif upos in ("NOUN", "PROPN", "ADJ", "ADV", "PRON"):
            found.append(_BY_XPOS.get(xpos, "_"))
        else:
            found.append("_")
    return found


def _verb(place: int, forms: Sequence[str], analysis: Analysis) -> str:
    xpos = analysis.xpos[place]
    below = [number for number, head in enumerate(analysis.heads) if head == place + 1]
    relations = {analysis.deprels[number] for number in below}
    if xpos == "VBN" and analysis.upos[place] == "AUX":
        return "Tense=Past|VerbForm=Part"
    if xpos == "VBN" or (xpos == "NNP" and forms[place].lower().endswith("ed")):
        return "Tense=Past|VerbForm=Part" + (
            "" if _perfect(place, analysis, below) else "|Voice=Pass"
        )
    if xpos == "VBG":
        progressive = "aux" in relations or analysis.deprels[place] in ("acl", "amod", "acl:relcl")
        marked = any(
            analysis.deprels[number] in ("mark", "case")
            and analysis.upos[number] in ("SCONJ", "ADP")
            for number in below
        )
        nominal = analysis.deprels[place] in ("csubj", "obj", "nsubj", "obl", "compound")
        gerund = (marked or nominal) and not progressive
        return "VerbForm=Ger" if gerund else "Tense=Pres|VerbForm=Part"
    if xpos == "VB":
        return "Mood=Imp|VerbForm=Fin" if _commands(place, analysis) else "VerbForm=Inf"
    if xpos in ("VBD", "VBP"):
        tense = "Past" if xpos == "VBD" else "Pres"
        return f"Mood=Ind|{_agreement(place, forms, analysis, xpos)}|Tense={tense}|VerbForm=Fin"
    return _BY_XPOS.get(xpos, "_")


def _commands(place: int, analysis: Analysis) -> bool:
    """Whether a bare verb gives an order: it has no auxiliary, no "to" and no subject."""
    helped = any(
        head == place + 1 and upos != "SCONJ" and deprel in ("aux", "mark", *_SUBJECTS)
        for head, upos, deprel in zip(analysis.heads, analysis.upos, analysis.deprels, strict=True)
    )
    if helped:
        return False
    if analysis.deprels[place] == "conj":
        first = analysis.heads[place] - 1
        return analysis.xpos[first] == "VB" and _commands(first, analysis)
    return analysis.deprels[place] in ("root", "parataxis", "ccomp")


def _perfect(place: int, analysis: Analysis, below: Sequence[int]) -> bool:
    """Whether a participle is active: it has auxiliaries, none of them passive."""
    relations = [analysis.deprels[number] for number in below]
    if "aux:pass" in relations or "nsubj:pass" in relations:
        return False
    if "aux" in relations or analysis.deprels[place] in ("aux", "cop"):
        return True
    # "has met and thanked them": the second verb shares the auxiliary of the first.
    head = analysis.heads[place] - 1
    return (
        analysis.deprels[place] == "conj"
        and analysis.xpos[head] == "VBN"
        and _perfect(head, analysis, [n for n, h in enumerate(analysis.heads) if h == head + 1])
    )


def _agreement(place: int, forms: Sequence[str], analysis: Analysis, xpos: str) -> str:
    """Number and person, from the subject of the verb or of the verb that it helps."""
    holder = place
    if analysis.deprels[place] in ("aux", "aux:pass", "cop"):
        holder = analysis.heads[place] - 1
    for _ in range(3):
        subject = next(
            (
                number
                for number, head in enumerate(analysis.heads)
                if head == holder + 1 and analysis.deprels[number] in _SUBJECTS
            ),
            None,
        )
        if subject is not None:
            break
        if analysis.deprels[holder] != "conj":
            return "Number=Plur|Person=3" if xpos == "VBP" else "Number=Sing|Person=3"
        holder = analysis.heads[holder] - 1
    else:
        return "Number=Plur|Person=3" if xpos == "VBP" else "Number=Sing|Person=3"
    word = plain(forms[subject]).lower()
    joined = any(
        head == subject + 1 and relation == "conj"
        for head, relation in zip(analysis.heads, analysis.deprels, strict=True)
    )
    plural = joined or analysis.xpos[subject] in ("NNS", "NNPS") or xpos == "VBP"
    return _PERSONS.get(word, "Number=Plur|Person=3" if plural else "Number=Sing|Person=3")
