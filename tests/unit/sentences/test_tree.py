from __future__ import annotations

import pytest

from pledgebook.errors import SentenceError
from pledgebook.sentences.tree import Tree, matches
from unit.sentences.making import sentence


@pytest.fixture
def tree() -> Tree:
    """Norway will send tents , blankets and medics who volunteered ."""
    return Tree(
        sentence(
            "Norway PROPN 3 nsubj",
            "will AUX 3 aux",
            "send VERB 0 root",
            "tents NOUN 3 obj",
            ", PUNCT 6 punct",
            "blankets NOUN 4 conj",
            "and CCONJ 8 cc",
            "medics NOUN 4 conj",
            "who PRON 10 nsubj:pass",
            "volunteered VERB 8 acl:relcl",
            ". PUNCT 3 punct",
        )
    )


def forms(tokens: tuple[object, ...]) -> list[str]:
    return [token.form for token in tokens]  # type: ignore[attr-defined]


def test_children_by_relation(tree: Tree) -> None:
    assert forms(tree.children(3)) == ["Norway", "will", "tents", "."]
    assert forms(tree.children(3, "nsubj", "obj")) == ["Norway", "tents"]
    assert tree.children(2) == ()


def test_a_plain_relation_covers_its_subtypes_and_not_the_reverse(tree: Tree) -> None:
    assert forms(tree.children(10, "nsubj")) == ["who"]
    assert matches("nsubj:pass", ("nsubj:pass",))
    assert not matches("nsubj", ("nsubj:pass",))
    assert not matches("nsubj:outer", ("nsubj:pass",))


def test_child_is_the_first_or_none(tree: Tree) -> None:
    child = tree.child(4, "conj")
    assert child is not None
    assert child.form == "blankets"
    assert tree.child(4, "nsubj") is None


def test_head_and_path(tree: Tree) -> None:
    head = tree.head(9)
    assert head is not None
    assert head.form == "volunteered"
    assert tree.head(3) is None
    assert forms(tree.path_to_root(9)) == ["volunteered", "medics", "tents", "send"]
    assert tree.path_to_root(3) == ()


def test_subtree_with_and_without_branches(tree: Tree) -> None:
    assert forms(tree.subtree(4))[0] == "tents"
    assert len(tree.subtree(4)) == 7
    assert forms(tree.subtree(4, "conj")) == ["tents"]
    assert forms(tree.subtree(8, "acl")) == ["and", "medics"]


def test_extent_leaves_out_punctuation_at_its_edges(tree: Tree) -> None:
    start, end = tree.extent(6)
    assert (start, end) == (tree[6].start, tree[6].end)
    assert tree.extent(11) == (tree[11].start, tree[11].end)


def test_text_of_a_phrase(tree: Tree) -> None:
    assert tree.text_of(8) == "and medics who volunteered"
    assert tree.text == "Norway will send tents , blankets and medics who volunteered ."


def test_above(tree: Tree) -> None:
    assert tree.above(9, 4)
    assert tree.above(4, 4)
    assert not tree.above(4, 9)


def test_top_is_the_head_of_a_stretch(tree: Tree) -> None:
    top = tree.top(tree[7].start, tree[8].end)
    assert top is not None
    assert top.form == "medics"
    assert tree.top(0, 0) is None


@pytest.mark.parametrize("token_id", [0, 12, -1])
def test_no_such_token(tree: Tree, token_id: int) -> None:
    with pytest.raises(SentenceError, match="no token"):
        tree[token_id]


@pytest.mark.parametrize(
    "rows",
    [
        ("a X 2 dep", "b X 1 dep", "c X 0 root"),
        ("a X 0 root", "b X 0 root"),
        ("a X 2 dep", "b X 1 dep"),
        ("a X 5 dep", "b X 0 root"),
    ],
    ids=["circle", "two roots", "no root", "head outside"],
)
def test_what_is_no_tree_is_refused(rows: tuple[str, ...]) -> None:
    with pytest.raises(SentenceError):
        Tree(sentence(*rows))
