"""Reporting clauses set off by commas or quotation marks: ", officials said,", "said Lee".

English sets such a clause inside or after what is said. Its words lie side by side, so it is
read from the line of words where the tree hangs its parts elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from pledgebook.claims.speech.lexicon import source_classes
from pledgebook.sentences.tree import Tree, matches
from pledgebook.types import Token

_NOMINAL = frozenset(["NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM", "ADP", "PART", "CCONJ"])
_EDGES = frozenset(("PUNCT", "SYM"))
_DASHES = frozenset((",", "-", "–", "—", "(", ";"))
_QUOTES = frozenset("\"“”«»‘’'")
_STOPS = frozenset((".", "!", "?"))
# After an inverted subject these open an adjunct of the verb: "said Lee in a statement".
_ADJUNCTS = frozenset(
    ["in", "on", "at", "during", "after", "before", "by", "from", "over", "as", "via", "through"]
)
_FINITE = frozenset(("VBD", "VBZ", "VBP"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A reporting clause: its subject's words and head, and all of its words."""

    head: int
    source: frozenset[int]
    words: frozenset[int]


def segment(tree: Tree, at: int) -> range:
    """The ids between the full stops around a token, for trees that run over a sentence end."""
    first, last = 1, len(tree)
    for token in tree.tokens[:-1]:
        after = tree[token.id + 1]
        if token.form in _STOPS and token.upos == "PUNCT" and _starts_sentence(tree, after):
            if token.id < at:
                first = token.id + 1
            elif token.id >= at:
                last = token.id
                break
    return range(first, last + 1)


def _starts_sentence(tree: Tree, token: Token) -> bool:
    return token.form[:1].isupper() and token.start > tree[token.id - 1].end


def tag_of(tree: Tree, verb: int) -> Tag | None:
    """The reporting clause of a verb, or None: "On Friday, Lee said he would go" has none.

    `"We will go", the minister, Ann Lee, told reporters.` -> head "minister"
    """
    inside = segment(tree, verb)
    token = tree[verb]
    if token.xpos not in (*_FINITE, "VBN") and not tree.children(verb, "aux"):
        return None
    return _straight(tree, verb, inside) or _inverted(tree, verb, inside)


def _straight(tree: Tree, verb: int, inside: range) -> Tag | None:
    """ "..., Lee said", "..., the minister, Ann Lee, said": a mark, the subject, the verb."""
    end = _right_edge(tree, verb, inside)
    if end is None or (end in inside and tree[end].form == ":"):
        return None
    start = verb
    while start - 1 in inside and tree[start - 1].upos in ("AUX", "ADV"):
        start -= 1
    first = _nominal_before(tree, start, inside)
    if first == start and start - 1 in inside and tree[start - 1].form == ",":
        inner = _nominal_before(tree, start - 1, inside)
        if inner < start - 1 and inner - 1 in inside and tree[inner - 1].form == ",":
            first = _nominal_before(tree, inner - 1, inside)
            if first == inner - 1:
                return None
    if first == start or first - 1 not in inside or not _edge(tree[first - 1]):
        return None
    head = _head(tree, frozenset(range(first, start)))
    if head is None:
        return None
    return Tag(
        head=head, source=_bare(tree, first, start, head), words=frozenset(range(first, end))
    )


def _bare(tree: Tree, first: int, end: int, head: int) -> frozenset[int]:
    """A subject's words without a conjunction before it and marks at its edges."""
    if tree[head].upos == "PRON":
        return frozenset((head,))
    words = list(range(first, end))
    while words and (tree[words[0]].upos in _EDGES or tree[words[0]].upos == "CCONJ"):
        words.pop(0)
    while words and tree[words[-1]].upos in _EDGES:
        words.pop()
    return frozenset(words)


def _edge(token: Token) -> bool:
    return token.form in _DASHES or token.form in _QUOTES


def _nominal_before(tree: Tree, before: int, inside: range) -> int:
    """Where the unbroken run of nominal words that ends before an id begins."""
    first = before
    while first - 1 in inside and _nominal(tree, first - 1, inside):
        first -= 1
        if tree[first].form == ")":
            while first in inside and tree[first].form != "(":
                first -= 1
    return first


def _nominal(tree: Tree, at: int, inside: range) -> bool:
    """Whether a word can stand in a subject: participles only before a noun ("well-informed")."""
    token = tree[at]
    if token.upos in _NOMINAL or token.form == ")":
        return True
    hyphen = at - 1 in inside and tree[at - 1].form == "-" and tree[at - 1].end == token.start
    if hyphen and token.upos != "PUNCT":
        return True
    if token.upos in ("VERB", "ADV"):
        return token.deprel in ("amod", "advmod") and token.head > at
    if token.form in ("-", "–") and at - 1 in inside and at + 1 in inside:
        return tree[at - 1].end == token.start and token.end == tree[at + 1].start
    return False


def _right_edge(tree: Tree, verb: int, inside: range) -> int | None:
    """One past the clause's last word: objects and adjuncts up to a mark, with no verb in them."""
    here = verb + 1
    while here in inside:
        token = tree[here]
        glued = token.form in ("-", "–") and token.start == tree[here - 1].end
        if token.upos == "PUNCT" and not glued:
            return here
        if token.upos in ("VERB", "AUX", "SCONJ"):
            return None
        here += 1
    return here


def _inverted(tree: Tree, verb: int, inside: range) -> Tag | None:
    """ "..., said Lee": a mark, the verb, then its subject."""
    if verb - 1 not in inside or not _edge(tree[verb - 1]):
        return None
    here = verb + 1
    while here in inside and tree[here].upos in _NOMINAL:
        if tree[here].upos == "ADP" and tree[here].lemma.lower() in _ADJUNCTS:
            break
        here += 1
    source = frozenset(range(verb + 1, here))
    head = _head(tree, source)
    if head is None:
        return None
    while here in inside and tree[here].xpos in ("VBN", "VBG", "IN"):
        # "said an official briefed on the plan"
        here += 1
    after = _right_edge(tree, here - 1, inside)
    if after is None:
        return None
    return Tag(
        head=head,
        source=_bare(tree, verb + 1, here, head),
        words=frozenset(range(verb, after)),
    )


def _head(tree: Tree, words: frozenset[int]) -> int | None:
    """The subject among some words: so labelled, else the last noun before a preposition."""
    best = None
    for i in sorted(words):
        token = tree[i]
        if matches(token.deprel, ("nsubj",)) and token.upos in ("NOUN", "PROPN", "PRON", "NUM"):
            return i
        if token.upos == "ADP" and best is not None:
            break
        noun = token.upos in ("NOUN", "PROPN") or token.lemma.lower() in source_classes()
        if noun or (token.upos == "PRON" and token.xpos == "PRP"):
            best = i
    return best


def said_around(
    tree: Tree, verb: int, tag: Tag, quoted: frozenset[int] = frozenset()
) -> frozenset[int]:
    """What a reporting clause reports: the rest of its sentence; empty where no verb is in it.

    Where a quotation stands before the clause, only quoted words follow it: `"We go," said
    Lee, who wore a coat.`
    """
    words = frozenset(segment(tree, verb)) - tag.words
    after = max(tag.words) + 1
    if after in words and tree[after].form in (";", ":"):
        # "..., jurists hold; instead it has ...": a new statement begins.
        words = frozenset(i for i in words if i < after)
    before = max((i for i in words if i < min(tag.words) and tree[i].upos != "PUNCT"), default=0)
    if before in quoted:
        return frozenset(i for i in words if i <= before or i in quoted)
    return words if any(tree[i].upos in ("VERB", "AUX") for i in words) else frozenset()


def stray_subject(tree: Tree, verb: int) -> Token | None:
    """The subject that the tree hung on another verb: the nearest before, no verb between.

    A subject whose head stands before it belongs to the verb that follows it: English puts
    subjects first, but for inversions, which `tag_of` reads.
    """
    if tree[verb].xpos not in _FINITE:
        return None
    inside = segment(tree, verb)
    for i in range(verb - 1, inside.start - 1, -1):
        token = tree[i]
        if matches(token.deprel, ("nsubj",)):
            stray = token.head < token.id or tree.above(token.head, verb)
            return token if stray else None
        helps = token.upos == "AUX" and token.head == verb
        if token.upos in ("VERB", "AUX", "SCONJ") and not helps:
            return None
    return None


def absolute_subject(tree: Tree, verb: int) -> Token | None:
    """The subject of a with-clause: "with Lee saying Oslo would go" -> "Lee"; None elsewhere."""
    if tree[verb].xpos != "VBG":
        return None
    inside = segment(tree, verb)
    first = _nominal_before(tree, verb, inside)
    for i in range(verb - 1, max(first, inside.start) - 1, -1):
        if tree[i].lemma.lower() == "with":
            head = _head(tree, frozenset(range(i + 1, verb)))
            return tree[head] if head is not None else None
    before = first - 1
    if before in inside and tree[before].lemma.lower() == "with":
        head = _head(tree, frozenset(range(first, verb)))
        return tree[head] if head is not None else None
    return None
