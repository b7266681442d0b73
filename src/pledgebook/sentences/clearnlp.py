"""Trees in ClearNLP labels (spaCy's en_core_web_* pipelines) as Universal Dependencies.

Most relations only change their name; three constructions change their head: prepositional
phrases, copulas and sums with a currency sign.

Source: Choi and Palmer 2012 (ClearNLP guidelines); UD v2 guidelines; de Marneffe et al. 2014,
section 2, for what differs between the two.
"""

from __future__ import annotations

from dataclasses import dataclass

RENAMED = {
    "ROOT": "root",
    "acomp": "xcomp",
    "agent": "obl:agent",
    "attr": "xcomp",
    "auxpass": "aux:pass",
    "complm": "mark",
    "csubjpass": "csubj:pass",
    "dative": "iobj",
    "dobj": "obj",
    "infmod": "acl",
    "intj": "discourse",
    "meta": "dep",
    "neg": "advmod",
    "npadvmod": "obl:unmarked",
    "npmod": "obl:unmarked",
    "nn": "compound",
    "nsubjpass": "nsubj:pass",
    "num": "nummod",
    "number": "compound",
    "oprd": "xcomp",
    "partmod": "acl",
    "pcomp": "advcl",
    "pobj": "obl",
    "poss": "nmod:poss",
    "possessive": "case",
    "preconj": "cc:preconj",
    "predet": "det:predet",
    "prep": "dep",
    "prt": "compound:prt",
    "quantmod": "advmod",
    "rcmod": "acl:relcl",
    "relcl": "acl:relcl",
    "tmod": "obl:unmarked",
}
_OF_CLAUSES = frozenset({"VERB", "AUX", "ADJ", "ADV"})
_PREPOSITIONAL = frozenset({"prep", "agent", "dative"})
# What belongs to the clause, not to the verb "be" that ClearNLP hangs it on.
_OBJECTS = frozenset({"pobj", "pcomp", "obl", "nmod", "advcl", "acl"})


@dataclass(slots=True)
class Node:
    """One word while its tree is changed; `head` is an index into the same list, -1 the root."""

    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str


def is_clearnlp(labels: set[str]) -> bool:
    """Whether a parser with these labels writes ClearNLP style rather than UD."""
    return bool(labels & {"dobj", "pobj", "nsubjpass", "auxpass"})


def to_universal(nodes: list[Node]) -> None:
    """Changes heads and relations of one sentence from ClearNLP style to UD, in place.

    Every step swaps a word with one of its children, so a tree stays a tree.
    """
    _phrases(nodes)
    _copulas(nodes)
    _sums(nodes)
    for node in nodes:
        node.deprel = RENAMED.get(node.deprel, node.deprel)
        if node.deprel == "nmod" and node.upos in ("PROPN", "NOUN") and _bare(node, nodes):
            node.deprel = "compound"
        if node.head < 0:
            node.deprel = "root"
        elif node.deprel == "root":
            node.deprel = "dep"


def _children(nodes: list[Node], index: int) -> list[int]:
    return [number for number, node in enumerate(nodes) if node.head == index]


def _bare(node: Node, nodes: list[Node]) -> bool:
    """Whether a noun stands before its head without a preposition or clitic of its own."""
    index = nodes.index(node)
    marked = any(nodes[child].deprel in ("case", "prep") for child in _children(nodes, index))
    return not marked and index < node.head


def _swap(nodes: list[Node], upper: int, lower: int, deprel: str, below: str) -> None:
    """Puts a child in its head's place: it gets `deprel`, the old head hangs on it as `below`."""
    nodes[lower].head, nodes[lower].deprel = nodes[upper].head, deprel
    for child in _children(nodes, upper):
        if child != lower:
            nodes[child].head = lower
    nodes[upper].head, nodes[upper].deprel = lower, below


def _phrases(nodes: list[Node]) -> None:
    """Prepositions become `case` (before a clause: `mark`) of what they govern.

    Innermost first, so that in "out of Iraq" both words end up on "Iraq".
    """
    order = sorted(range(len(nodes)), key=lambda index: -_depth(nodes, index))
    for index in order:
        node = nodes[index]
        if node.deprel not in _PREPOSITIONAL and not (
            node.upos == "ADP" and node.deprel in ("advmod", "pcomp", "pobj")
        ):
            continue
        governed = [n for n in _children(nodes, index) if nodes[n].deprel in _OBJECTS]
        if not governed:
            if node.deprel == "prep":
                node.deprel = "advmod" if node.upos in ("ADP", "ADV") else "dep"
            continue
        lower = governed[0]
        clause = nodes[lower].deprel in ("pcomp", "advcl", "acl") and nodes[lower].upos in (
            "VERB", "AUX",
        )  # fmt: skip
        verbal = node.head < 0 or nodes[node.head].upos in _OF_CLAUSES
        if node.deprel == "agent":
            deprel = "obl:agent"
        elif clause:
            deprel = "advcl" if verbal else "acl"
        else:
            deprel = "obl" if verbal else "nmod"
        _swap(nodes, index, lower, deprel, "mark" if clause else "case")


def _depth(nodes: list[Node], index: int) -> int:
    depth = 0
    while nodes[index].head >= 0 and depth <= len(nodes):
        index = nodes[index].head
        depth += 1
    return depth


def _copulas(nodes: list[Node]) -> None:
    """The predicate takes the place of "be": "is ready" hangs together by "ready"."""
    for index, node in enumerate(nodes):
        if node.lemma != "be":
            continue
        predicates = [n for n in _children(nodes, index) if nodes[n].deprel in ("attr", "acomp")]
        if predicates:
            # "Who is he" has the predicate first, but "he" is the subject either way.
            _swap(nodes, index, predicates[0], node.deprel, "cop")
            node.upos = "AUX"


def _sums(nodes: list[Node]) -> None:
    """The currency sign heads a sum: in "$ 5 million" both numbers hang below "$"."""
    for index, node in enumerate(nodes):
        if node.xpos == "$" and node.head >= 0 and nodes[node.head].upos == "NUM":
            number = node.head
            nodes[index].head, nodes[index].deprel = nodes[number].head, nodes[number].deprel
            nodes[number].head, nodes[number].deprel = index, "nummod"
