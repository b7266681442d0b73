from __future__ import annotations

import pytest

from pledgebook.sentences.english.features import features
from pledgebook.sentences.english.model import Analysis


def feats(*rows: str) -> list[str]:
    """Features of rows "form UPOS XPOS head deprel"."""
    forms, upos, xpos, heads, deprels = zip(*(row.split() for row in rows), strict=True)
    analysis = Analysis(
        first=0, last=len(forms), upos=list(upos), xpos=list(xpos),
        heads=[int(head) for head in heads], deprels=list(deprels), names=["O"] * len(forms),
    )  # fmt: skip
    return features(forms, analysis)


def test_the_perfect_is_active_and_its_auxiliary_agrees() -> None:
    assert feats("They PRON PRP 3 nsubj", "have AUX VBP 3 aux", "agreed VERB VBN 0 root")[1:] == [
        "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin",
        "Tense=Past|VerbForm=Part",
    ]


def test_the_passive_and_the_reduced_relative() -> None:
    assert feats(
        "tents NOUN NNS 3 nsubj:pass", "were AUX VBD 3 aux:pass", "sent VERB VBN 0 root"
    ) == [
        "Number=Plur",
        "Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin",
        "Tense=Past|VerbForm=Part|Voice=Pass",
    ]
    assert feats("tents NOUN NNS 0 root", "sent VERB VBN 1 acl")[1].endswith("Voice=Pass")


def test_a_second_participle_shares_the_auxiliary() -> None:
    rows = ("has AUX VBZ 2 aux", "met VERB VBN 0 root", "and CCONJ CC 4 cc")
    assert feats(*rows, "thanked VERB VBN 2 conj")[3] == "Tense=Past|VerbForm=Part"


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("I PRON PRP 2 nsubj", "Number=Sing|Person=1"),
        ("we PRON PRP 2 nsubj", "Number=Plur|Person=1"),
        ("Chile PROPN NNP 2 nsubj", "Number=Sing|Person=3"),
        ("allies NOUN NNS 2 nsubj", "Number=Plur|Person=3"),
    ],
)
def test_the_past_agrees_with_its_subject(subject: str, expected: str) -> None:
    assert feats(subject, "waited VERB VBD 0 root")[1] == (
        f"Mood=Ind|{expected}|Tense=Past|VerbForm=Fin"
    )


def test_orders_and_infinitives() -> None:
    assert feats("Send VERB VB 0 root", "aid NOUN NN 1 obj")[0] == "Mood=Imp|VerbForm=Fin"
    assert feats("will AUX MD 2 aux", "send VERB VB 0 root") == ["VerbForm=Fin", "VerbForm=Inf"]
    both = feats("Stop VERB VB 0 root", "and CCONJ CC 3 cc", "help VERB VB 1 conj")
    assert both[2] == "Mood=Imp|VerbForm=Fin"


def test_ing_forms() -> None:
    assert feats("planes NOUN NNS 0 root", "carrying VERB VBG 1 acl")[1] == (
        "Tense=Pres|VerbForm=Part"
    )
    assert feats("helped VERB VBD 0 root", "by SCONJ IN 3 mark", "sending VERB VBG 1 advcl")[2] == (
        "VerbForm=Ger"
    )


def test_numbers_pronouns_and_what_has_none() -> None:
    assert feats("two NUM CD 0 root") == ["NumForm=Word|NumType=Card"]
    assert feats("40 NUM CD 0 root") == ["NumForm=Digit|NumType=Card"]
    assert "Case=Acc" in feats("back VERB VBP 0 root", "it PRON PRP 1 obj")[1]
    assert "Case=Nom" in feats("it PRON PRP 2 nsubj", "waits VERB VBZ 0 root")[0]
    assert feats("of ADP IN 0 root") == ["_"]
