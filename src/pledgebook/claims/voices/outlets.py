"""The outlet or programme to which somebody spoke: "told CBS's Face the Nation"."""

from __future__ import annotations

from functools import cache

from pledgebook.claims.speech.lexicon import source_classes
from pledgebook.claims.speech.shapes import Report
from pledgebook.mentions.world import outlets
from pledgebook.sentences.tree import Tree, matches
from pledgebook.types import Mention, Token

_HEARERS = ("obj", "iobj", "obl")
_AUDIENCES = frozenset(("interview", "remark", "comment", "statement", "briefing"))
_LEFT_OUT = ("acl", "conj", "parataxis", "case", "det", "obl", "punct", "nmod")


def outlet_of(tree: Tree, report: Report, mentions: tuple[Mention, ...]) -> str | None:
    """The outlet that a report's source spoke to; None for reporters, parliaments and nobody.

    "told Radio Nyika" -> "Radio Nyika"; "told CBS's Face the Nation" -> "CBS Face the Nation".
    """
    listed = _listed_after(tree, report.verb)
    if listed is not None:
        return listed
    for hearer in tree.children(report.verb, *_HEARERS):
        if hearer.id in report.content:
            continue
        inner = hearer
        if hearer.lemma.lower() in _AUDIENCES:
            inner = next(
                (
                    t
                    for t in tree.children(hearer.id, "nmod")
                    if any(c.lemma in ("with", "to") for c in tree.children(t.id, "case"))
                ),
                hearer,
            )
        named = _outlet(tree, inner, mentions)
        if named:
            return named
    return None


def _listed_after(tree: Tree, verb: int) -> str | None:
    """A listed outlet right behind the verb, with the capitalised name of its programme."""
    run: list[str] = []
    for token in tree.tokens[verb:]:
        if token.form in ("'s", "’s") or (not run and token.form.lower() == "the"):
            continue
        if not token.form[:1].isupper() and not (run and token.form == "the"):
            break
        run.append(token.form)
    while run and run[-1] == "the":
        run.pop()
    known = any(" ".join(run[:size]) in outlet_names() for size in range(1, len(run) + 1))
    return " ".join(run) if known else None


def _outlet(tree: Tree, head: Token, mentions: tuple[Mention, ...]) -> str | None:
    if not _told(tree, head):
        return None
    words = [t for t in tree.subtree(head.id, *_LEFT_OUT) if t.form not in ("'s", "’s")]
    text = " ".join(t.form for t in words)
    if text in outlet_names() or any(t.form in outlet_names() for t in words):
        return text
    proper = head.upos == "PROPN" and not head.name.endswith(("PER", "LOC"))
    held = any(m.start < head.end and head.start < m.end for m in mentions)
    common = source_classes().get(head.lemma.lower()) == "body"
    return text if proper and not held and not common else None


def _told(tree: Tree, head: Token) -> bool:
    """A hearer of "tell" or "with": places and days ("in Oslo", "on Friday") are no outlets."""
    case = tree.child(head.id, "case")
    if case is None:
        return matches(head.deprel, ("obj", "iobj", "nmod"))
    return case.form.lower() in ("with", "to", "by")


@cache
def outlet_names() -> frozenset[str]:
    """Names and aliases of the listed outlets."""
    return frozenset(
        name for outlet in outlets() for name in (outlet.name, *outlet.aliases) if len(name) > 2
    )
