"""Acts of speech in one tree: the words of source, cue and content, before anybody is named."""

from __future__ import annotations

from collections.abc import Iterator

from pledgebook.claims.speech.contents import content_of, trimmed
from pledgebook.claims.speech.lexicon import Cue, cues
from pledgebook.claims.speech.phrases import phrase_reports
from pledgebook.claims.speech.shapes import (
    Report,
    agent,
    asserted,
    can_speak,
    cue_span,
    gerund,
    ids,
    infinitive,
    noun_phrase,
    passive,
    subject_of,
)
from pledgebook.claims.speech.tags import absolute_subject, said_around, stray_subject, tag_of
from pledgebook.sentences.tree import Tree
from pledgebook.types import Token

_LENIENT = frozenset(("neutral", "announce"))
_FIRST_SECOND = frozenset(("i", "we", "you"))


def reports(tree: Tree, quoted: frozenset[int] = frozenset()) -> tuple[Report, ...]:
    """Every act of speech that one sentence tells of, in text order of the cues.

    Args:
        quoted: ids of the tokens that stand in quotation marks.

    "Lee said Oslo would help." -> source "Lee", cue "said", content "Oslo would help".
    Empty where nobody speaks. A report with empty content has its words outside the
    sentence (`"We will go." He added.`); the caller looks for them.

    Source: UD v2 guidelines on ccomp and parataxis in reported speech.
    """
    found: dict[int, Report] = {}
    for token in tree.tokens:
        if token.upos in ("VERB", "AUX"):
            report = _of_verb(tree, token, quoted)
            if report is not None:
                found[token.id] = report
    for report in phrase_reports(tree):
        found.setdefault(report.verb, report)
    return tuple(found[key] for key in sorted(found))


def _readings(tree: Tree, verb: Token) -> Iterator[tuple[Cue, tuple[int, ...]]]:
    """The readings of a verb with the ids of its particle or preposition."""
    lemma = verb.lemma.lower()
    parts = [
        t
        for t in tree.children(verb.id, "compound:prt", "advmod", "xcomp", "obl")
        if t.id > verb.id
    ]
    after = tree[verb.id + 1] if verb.id < len(tree) else None
    if after is not None and after not in parts and after.upos in ("ADP", "ADV"):
        parts.append(after)
    for part in parts:
        case = tree.child(part.id, "case") if part.deprel.startswith("obl") else part
        if case is not None and case.id > verb.id:
            for cue in cues().get((f"{lemma} {case.lemma.lower()}", "VERB"), ()):
                yield cue, (case.id,)
    for cue in cues().get((lemma, "VERB"), ()):
        yield cue, ()


def _of_verb(tree: Tree, verb: Token, quoted: frozenset[int]) -> Report | None:
    if not asserted(tree, verb.id):
        return None
    empty: Report | None = _tagged(tree, verb)
    if empty is not None:
        return empty
    for cue, more in _readings(tree, verb):
        report = _read(tree, verb, cue, more, quoted)
        if report is not None and report.content:
            return report
        empty = empty or report
    return empty


def _tagged(tree: Tree, verb: Token) -> Report | None:
    """A reporting clause that is set off from what it reports: "..., officials said"."""
    for cue, more in _readings(tree, verb):
        if not cue.frames & {"that", "quote"} or cue.kind in ("think", "hearsay", "document"):
            continue
        tag = tag_of(tree, verb.id)
        # A form in -ed may be a participle ("the plan announced"): then the noun decides.
        lenient = cue.kind in _LENIENT and verb.xpos != "VBN"
        if tag is None or not can_speak(tree[tag.head], lenient):
            return None
        content = said_around(tree, verb.id, tag)
        if not content:
            return None
        return Report(
            kind=cue.kind,
            frame="that",
            verb=verb.id,
            head=tag.head,
            cue=cue_span(tree, verb.id, *more),
            source=tag.source,
            content=content,
        )
    return None


def _read(
    tree: Tree, verb: Token, cue: Cue, more: tuple[int, ...], quoted: frozenset[int]
) -> Report | None:
    is_passive = passive(tree, verb.id)
    if cue.kind == "hearsay":
        return _hearsay(tree, verb) if is_passive else None
    if cue.kind == "cite":
        return _cited(tree, verb)
    source = agent(tree, verb.id) if is_passive else subject_of(tree, verb.id)
    if source is None and not is_passive:
        source = stray_subject(tree, verb.id) or absolute_subject(tree, verb.id)
    # "PAKISTAN: Said on Sunday that ...": a list entry leaves its subject to its label.
    headless = source is None and verb.head == 0 and verb.id == 1 and verb.xpos == "VBD"
    if source is not None and not can_speak(source, cue.kind in _LENIENT):
        return None
    if source is None and not is_passive and not headless:
        return None
    if cue.kind == "think" and (source is None or source.lemma.lower() in _FIRST_SECOND):
        return None
    frame, content = content_of(tree, verb, cue, more, is_passive, quoted)
    if not frame:
        return None
    if source is None and (frame not in ("obj-to", "that") or cue.kind not in ("ask", "neutral")):
        return None
    held = noun_phrase(tree, source.id, verb.id) if source else frozenset()
    words = cue_span(tree, verb.id, *more)
    return Report(
        kind=cue.kind,
        frame=frame,
        verb=verb.id,
        head=source.id if source else None,
        cue=words,
        source=held - words,
        content=content - held - words,
    )


def _hearsay(tree: Tree, verb: Token) -> Report | None:
    """ "Lee is said to ...", "it is understood that ...": the reporter names nobody."""
    named = agent(tree, verb.id)
    subject = tree.child(verb.id, "nsubj:pass", "nsubj", "expl")
    if subject is None or not tree.children(verb.id, "aux:pass"):
        return None
    content: frozenset[int] = frozenset()
    for clause in tree.children(verb.id, "xcomp", "ccomp", "csubj", "csubj:pass"):
        if clause.deprel == "xcomp" and infinitive(tree, clause):
            content = ids(tree.subtree(subject.id)) | ids(tree.subtree(clause.id))
        elif subject.lemma.lower() == "it" and not infinitive(tree, clause):
            content = trimmed(tree, ids(tree.subtree(clause.id)))
        if content:
            break
    if not content:
        return None
    return Report(
        kind="hearsay",
        frame="passive",
        verb=verb.id,
        head=named.id if named else None,
        cue=cue_span(tree, verb.id),
        source=noun_phrase(tree, named.id) if named else frozenset(),
        content=content,
    )


def _cited(tree: Tree, verb: Token) -> Report | None:
    """ "..., citing officials": the object is the source, the clause around is the content."""
    above, source = tree.head(verb.id), tree.child(verb.id, "obj")
    if above is None or source is None or verb.deprel != "advcl" or not gerund(tree, verb):
        return None
    if not can_speak(source, lenient=False):
        return None
    return Report(
        kind="cite",
        frame="source",
        verb=verb.id,
        head=source.id,
        cue=frozenset((verb.id,)),
        source=noun_phrase(tree, source.id),
        content=ids(tree.subtree(above.id)) - ids(tree.subtree(verb.id)),
    )
