"""Questions that every reading of reported speech asks of a tree."""

from __future__ import annotations

from dataclasses import dataclass

from pledgebook.claims.speech.lexicon import source_classes
from pledgebook.sentences.tree import Tree, matches
from pledgebook.types import Token

PERSONAL = frozenset(["i", "we", "he", "she", "they", "it"])
_RELATIVES = frozenset(["who", "which", "that", "whom", "whose"])
_SPEECHLESS = frozenset(
    ["what", "which", "that", "this", "these", "those", "whatever", "who", "everything", "nothing"]
)
_NEGATIONS = frozenset(("not", "n't", "never", "n’t", "neither", "nor"))
# "X may say", "X could argue": nothing has been said. "Will say" stays: speeches are given
# to the press ahead of time.
_UNREAL = frozenset(("may", "might", "could", "should", "must", "can", "would"))
_UNREAL_MARKS = frozenset(("if", "unless", "whether", "until", "though_not"))
# Governors under which an infinitive did not happen, or whose object does it.
_BLOCKERS = frozenset(
    [
        "refuse",
        "decline",
        "fail",
        "want",
        "hope",
        "need",
        "try",
        "attempt",
        "seek",
        "wait",
        "hesitate",
        "avoid",
        "stop",
        "expect",
        "plan",
        "intend",
        "ask",
        "urge",
        "tell",
        "force",
        "require",
        "order",
        "press",
        "invite",
        "allow",
        "let",
        "make",
        "have",
        "get",
        "encourage",
        "forbid",
        "forget",
        "neglect",
        "plan",
        "wish",
        "prefer",
        "like",
        "love",
        "hate",
        "prepare",
        "reluctant",
        "unwilling",
        "unable",
        "unlikely",
        "likely",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One act of speech as token ids of one sentence.

    `verb` is the token of the cue that the reading hangs on, `head` the head of the source
    (None without one). `content` is empty where the words stand outside the sentence.
    """

    kind: str
    frame: str
    verb: int
    head: int | None
    cue: frozenset[int]
    source: frozenset[int]
    content: frozenset[int]


def ids(tokens: tuple[Token, ...]) -> frozenset[int]:
    """The ids of some tokens."""
    return frozenset(token.id for token in tokens)


def noun_phrase(
    tree: Tree, head: int, without: int = 0, *, without_conj: bool = False
) -> frozenset[int]:
    """The words of a source as written, without relative clauses set off by a comma.

    "Ann Lee, the minister, who was in Oslo" -> "Ann Lee, the minister". A branch that
    begins at `without` is left out too, and so are a preposition or conjunction before the
    phrase and punctuation at its edges.
    """
    dropped: set[int] = set()
    for token in tree.subtree(head):
        after_comma = token.id > 1 and _comma_inside(tree, token)
        if (
            token.id == without
            or (without_conj and token.deprel == "conj")
            or (matches(token.deprel, ("acl",)) and after_comma)
            or (token.deprel in ("parataxis", "advcl", "ccomp", "discourse") and token.id != head)
            or (token.head == head and token.deprel in ("case", "mark", "cc", "cop", "aux"))
        ):
            dropped |= ids(tree.subtree(token.id))
    kept = sorted(ids(tree.subtree(head)) - dropped)
    while kept and kept[0] != head and _edge(tree[kept[0]]):
        kept.pop(0)
    while kept and kept[-1] != head and _edge(tree[kept[-1]]):
        kept.pop()
    return frozenset(kept)


def _edge(token: Token) -> bool:
    return token.upos == "PUNCT"


def _comma_inside(tree: Tree, token: Token) -> bool:
    first = tree.subtree(token.id)[0]
    return first.form == "," or (first.id > 1 and tree[first.id - 1].form == ",")


def agent(tree: Tree, verb: int) -> Token | None:
    """The by-phrase of a passive: "was told by the ministry" -> "ministry"; None without."""
    for token in tree.children(verb, "obl"):
        case = tree.child(token.id, "case")
        if token.deprel == "obl:agent" or (case is not None and case.lemma == "by"):
            return token if token.upos in ("NOUN", "PROPN", "PRON") else None
    return None


def passive(tree: Tree, verb: int) -> bool:
    """Whether a verb stands in the passive, bare participles included ("urged by Paris")."""
    if tree.children(verb, "aux:pass", "nsubj:pass", "csubj:pass"):
        return True
    token = tree[verb]
    bare = token.xpos == "VBN" and not tree.children(verb, "aux", "nsubj", "obj")
    return bare and token.deprel in ("acl", "advcl", "root", "conj", "parataxis")


def subject_of(tree: Tree, verb: int) -> Token | None:
    """Who does what a verb says, shared and understood subjects included; None if nobody.

    "She thanked Oslo and said ..." -> "She"; "He refused to say ..." -> None, for it was
    not said; "a note saying ..." -> "note"; "Lee, who said ..." -> "Lee".

    Source: UD v2 guidelines: conj shares the subject of its head, xcomp is controlled.
    """
    token = tree[verb]
    own = next((t for t in tree.children(verb, "nsubj", "csubj")), None)
    above = tree.head(verb)
    if own is not None:
        if own.lemma.lower() in _RELATIVES and token.deprel.startswith("acl") and above:
            return above
        return own
    if above is None:
        return None
    if token.deprel == "conj" or (token.deprel == "parataxis" and token.xpos in ("VBD", "VBZ")):
        if tree.children(verb, "aux:pass") and not passive(tree, above.id):
            return None
        return subject_of(tree, above.id) if above.upos in ("VERB", "AUX", "ADJ", "NOUN") else None
    if token.deprel in ("xcomp", "advcl"):
        if above.lemma.lower() in _BLOCKERS and token.deprel == "xcomp":
            return None
        if token.xpos == "VBN" or above.upos not in ("VERB", "ADJ", "AUX", "NOUN"):
            return None
        return subject_of(tree, above.id)
    if token.deprel in ("acl", "acl:relcl") and token.xpos != "VBN":
        speaks = above.upos == "PROPN" or above.lemma.lower() in source_classes()
        return above if speaks and not _purpose(tree, token) else None
    return None


def _purpose(tree: Tree, token: Token) -> bool:
    return any(mark.lemma == "to" for mark in tree.children(token.id, "mark"))


def asserted(tree: Tree, verb: int) -> bool:
    """Whether the speaking is stated as a fact: no negation, no "may", no "if", no order."""
    token = tree[verb]
    if "Mood=Imp" in token.feats:
        return False
    for child in tree.children(verb):
        lemma = child.lemma.lower()
        if matches(child.deprel, ("advmod", "cc")) and lemma in _NEGATIONS:
            return False
        if matches(child.deprel, ("aux",)) and lemma in _UNREAL:
            return False
        if matches(child.deprel, ("mark",)) and lemma in _UNREAL_MARKS:
            return False
    return True


def can_speak(token: Token, lenient: bool) -> bool:
    """Whether a subject can be the source of words; any noun may where `lenient`.

    "the ministry" can, "this" cannot; "the sign" only where the verb is one of speech proper.
    """
    lemma = token.lemma.lower()
    if token.upos == "PROPN" or (token.upos == "PRON" and lemma in PERSONAL):
        return True
    if lemma in _SPEECHLESS:
        return False
    if token.upos == "NOUN":
        return lenient or lemma in source_classes()
    return token.upos in ("PRON", "NUM", "ADJ", "DET", "X", "VERB")


def cue_span(tree: Tree, verb: int, *more: int) -> frozenset[int]:
    """The words of a cue: its auxiliaries where they touch it, the verb, then `more` in touch."""
    cue = {verb}
    for aux in reversed(tree.children(verb, "aux")):
        between = range(aux.id + 1, min(cue))
        if aux.id < verb and all(tree[i].deprel in ("aux", "aux:pass", "advmod") for i in between):
            cue |= {aux.id, *between}
    for extra in sorted(more):
        if extra == max(cue) + 1:
            cue.add(extra)
    return frozenset(cue)


def clause_head(tree: Tree, token_id: int) -> int:
    """The predicate of the clause that a phrase stands in: climbs nominal arcs."""
    clausal = ("ccomp", "xcomp", "advcl", "acl", "parataxis", "root", "conj", "csubj")
    here = tree[token_id]
    while here.head and not (
        matches(here.deprel, clausal) and here.upos in ("VERB", "AUX", "ADJ", "NOUN", "PROPN")
    ):
        here = tree[here.head]
    return here.id


def infinitive(tree: Tree, token: Token) -> bool:
    """Whether a clause is a to-infinitive."""
    return any(mark.lemma == "to" for mark in tree.children(token.id, "mark")) or (
        "VerbForm=Inf" in token.feats
        and any(t.form.lower() == "to" for t in tree.children(token.id, "mark", "aux"))
    )


def gerund(tree: Tree, token: Token) -> bool:
    """Whether a clause is headed by an -ing form without an auxiliary."""
    copula = tree.child(token.id, "cop")
    if copula is not None:
        return copula.xpos == "VBG"
    return token.xpos == "VBG" and not tree.children(token.id, "aux")
