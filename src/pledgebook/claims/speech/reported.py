"""Acts of speech in one tree: the words of source, cue and content, before anybody is named."""

from __future__ import annotations

from collections.abc import Iterator

from pledgebook.claims.speech.contents import content_of, trimmed
from pledgebook.claims.speech.lexicon import Cue, cues, source_classes
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
            # Nobody's clause begins outside a quotation and ends inside it.
            split = (
                report is not None
                and report.head is not None
                and ((report.head in quoted) != (token.id in quoted))
            )
            if report is not None and not split:
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
    if not asserted(tree, verb.id) or _reduced(tree, verb):
        return None
    empty: Report | None = _tagged(tree, verb, quoted)
    if empty is not None:
        return empty
    for cue, more in _readings(tree, verb):
        report = _read(tree, verb, cue, more, quoted)
        if report is not None and report.content:
            return report
        empty = empty or report
    return empty


def _reduced(tree: Tree, verb: Token) -> bool:
    """Whether a form of "say" is a participle before an infinitive: "a bid said to be high"."""
    if verb.id + 1 >= len(tree) or tree.children(verb.id, "aux:pass"):
        return False
    hearsay = any(cue.kind == "hearsay" for cue in cues().get((verb.lemma.lower(), "VERB"), ()))
    infinitive_ = tree[verb.id + 1].form == "to" and tree[verb.id + 2].upos in ("VERB", "AUX")
    return hearsay and infinitive_ and verb.lemma.lower() != "claim"


def _tagged(tree: Tree, verb: Token, quoted: frozenset[int]) -> Report | None:
    """A reporting clause that is set off from what it reports: "..., officials said"."""
    if tree.children(verb.id, "aux:pass", "nsubj:pass"):
        return None
    for cue, more in _readings(tree, verb):
        if "quote" not in cue.frames or cue.kind in ("think", "hearsay", "document"):
            continue
        tag = tag_of(tree, verb.id)
        # A form in -ed may be a participle ("the plan announced"): then the noun decides.
        # So may the noun behind a verb: "..., announces new homes".
        inverted = tag is not None and tag.head > verb.id
        lenient = cue.kind in _LENIENT and verb.xpos != "VBN" and not inverted
        if tag is None or not can_speak(tree[tag.head], lenient):
            return None
        content = said_around(tree, verb.id, tag, quoted if verb.id not in quoted else frozenset())
        if not content or ("that" not in cue.frames and not content & quoted):
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
    source = agent(tree, verb.id) if is_passive else absolute_subject(tree, verb.id)
    if source is None and not is_passive:
        source = subject_of(tree, verb.id)
    shared = verb.deprel == "conj" and not tree.children(verb.id, "nsubj")
    if shared and not is_passive:
        # "They left, and the envoy said ...": a subject of its own that hangs elsewhere.
        source = stray_subject(tree, verb.id) or source
    if source is None and not is_passive:
        source = stray_subject(tree, verb.id)
    # "PAKISTAN: Said on Sunday that ...": a list entry leaves its subject to its label.
    opens = verb.head == 0 and verb.id == 1 and verb.xpos == "VBD"
    headless = source is None and opens and cue.kind in _LENIENT
    if source is not None and not can_speak(source, cue.kind in _LENIENT):
        return None
    if source is None and not is_passive and not headless:
        return None
    if cue.kind == "think" and (source is None or source.lemma.lower() in _FIRST_SECOND):
        return None
    frame, content = content_of(tree, verb, cue, more, is_passive, quoted)
    if not frame:
        return None
    if source is None and not headless and (frame, cue.kind) != ("that", "neutral"):
        return None
    if source is not None and frame == "nominal" and not _gives(source):
        return None
    # Words outside the sentence are looked for only where somebody can have said them.
    if source is not None and not content and not can_speak(source, lenient=False):
        return None
    held = noun_phrase(tree, source.id, verb.id) if source else frozenset()
    for name in tree.children(verb.id, "nsubj"):
        # Title and name as two subjects: a verb has one.
        if held and name.id == max(held) + 1 and name.upos == "PROPN":
            held |= noun_phrase(tree, name.id, verb.id)
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


def _gives(source: Token) -> bool:
    """Whether a source can announce or promise a thing: people and bodies, not documents."""
    common = source.upos == "NOUN"
    return not common or source_classes().get(source.lemma.lower()) in ("person", "body")


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
