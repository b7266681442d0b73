"""Pleas and orders: whom somebody asks to act, and the act."""

from __future__ import annotations

from pledgebook.claims.speech.shapes import ids, infinitive, noun_phrase
from pledgebook.claims.speech.tags import segment
from pledgebook.sentences.tree import Tree
from pledgebook.types import Token


def plea(tree: Tree, verb: Token, is_passive: bool) -> frozenset[int]:
    """Whom somebody is asked to act, with the act: "allies to send tanks"."""
    if is_passive:
        hearer = tree.child(verb.id, "nsubj:pass")
    else:
        hearer = next(
            (t for t in tree.children(verb.id, "obj", "iobj", "obl") if t.id > verb.id), None
        )
    if hearer is None and not is_passive:
        return frozenset()
    acts = list(tree.children(verb.id, "xcomp", "advcl", "ccomp"))
    if hearer is not None:
        acts += tree.children(hearer.id, "acl", "advcl")
    for act in acts:
        if act.id > verb.id and infinitive(tree, act):
            if hearer is None:
                return ids(tree.subtree(act.id))
            return noun_phrase(tree, hearer.id, act.id) | ids(tree.subtree(act.id))
    return frozenset()


def plea_in_line(tree: Tree, verb: Token) -> frozenset[int]:
    """ "urged the allies to send": a noun phrase and an infinitive side by side after the verb."""
    inside = segment(tree, verb.id)
    for i in range(verb.id + 1, inside.stop):
        token = tree[i]
        if token.form.lower() == "to" and i + 1 in inside and tree[i + 1].upos in ("VERB", "AUX"):
            if i == verb.id + 1:
                return frozenset()
            end = max(t.id for t in tree.subtree(i + 1) if t.id in inside)
            return frozenset(range(verb.id + 1, max(end, i + 1) + 1))
        if token.upos in ("VERB", "AUX", "SCONJ") or token.form in (",", ";", ":"):
            return frozenset()
    return frozenset()
