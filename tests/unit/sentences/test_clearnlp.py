from __future__ import annotations

from pledgebook.sentences.clearnlp import Node, is_clearnlp, to_universal


def change(*rows: str) -> list[str]:
    """Rows "lemma UPOS XPOS head deprel" in, "head deprel" out; heads count from 1."""
    nodes = []
    for row in rows:
        lemma, upos, xpos, head, deprel = row.split()
        nodes.append(Node(lemma, upos, xpos, int(head) - 1, deprel))
    to_universal(nodes)
    return [f"{node.head + 1} {node.deprel}" for node in nodes]


def test_labels_tell_the_style() -> None:
    assert is_clearnlp({"nsubj", "dobj", "pobj"})
    assert not is_clearnlp({"nsubj", "obj", "obl"})


def test_prepositional_phrases_hang_by_their_noun() -> None:
    # She sent crates of food to Malta
    assert change(
        "she PRON PRP 2 nsubj",
        "send VERB VBD 0 ROOT",
        "crate NOUN NNS 2 dobj",
        "of ADP IN 3 prep",
        "food NOUN NN 4 pobj",
        "to ADP IN 2 dative",
        "Malta PROPN NNP 6 pobj",
    ) == ["2 nsubj", "0 root", "2 obj", "5 case", "3 nmod", "7 case", "2 obl"]


def test_two_prepositions_stand_on_one_noun() -> None:
    # withdrew out of Malta
    assert change(
        "withdraw VERB VBD 0 ROOT",
        "out ADP IN 1 prep",
        "of ADP IN 2 prep",
        "Malta PROPN NNP 3 pobj",
    ) == ["0 root", "4 case", "4 case", "1 obl"]


def test_a_clause_behind_a_preposition_is_marked() -> None:
    # helped by sending
    assert change(
        "help VERB VBD 0 ROOT", "by ADP IN 1 prep", "send VERB VBG 2 pcomp"
    ) == ["0 root", "3 mark", "1 advcl"]  # fmt: skip


def test_the_passive() -> None:
    # Aid was promised by Malta
    assert change(
        "aid NOUN NN 3 nsubjpass",
        "be AUX VBD 3 auxpass",
        "promise VERB VBN 0 ROOT",
        "by ADP IN 3 agent",
        "Malta PROPN NNP 4 pobj",
    ) == ["3 nsubj:pass", "3 aux:pass", "0 root", "5 case", "3 obl:agent"]


def test_the_predicate_heads_a_copula() -> None:
    # Malta is not ready .
    assert change(
        "Malta PROPN NNP 2 nsubj",
        "be AUX VBZ 0 ROOT",
        "not PART RB 2 neg",
        "ready ADJ JJ 2 acomp",
        ". PUNCT . 2 punct",
    ) == ["4 nsubj", "4 cop", "4 advmod", "0 root", "4 punct"]


def test_the_currency_sign_heads_a_sum() -> None:
    # gave $ 5 million
    assert change(
        "give VERB VBD 0 ROOT",
        "$ SYM $ 4 quantmod",
        "5 NUM CD 4 compound",
        "million NUM CD 1 dobj",
    ) == ["0 root", "1 obj", "4 compound", "2 nummod"]
