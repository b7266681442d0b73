"""Who says what in a document: attributions, the chain of speakers over a stretch, and its side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pledgebook.claims.speech.lexicon import source_classes
from pledgebook.claims.speech.quotes import quotations
from pledgebook.claims.speech.reported import reports
from pledgebook.claims.speech.shapes import Report
from pledgebook.claims.speech.stretches import Quoted
from pledgebook.claims.voices.drafts import Draft, begun, drafts_of
from pledgebook.claims.voices.focus import FIRST, FIRST_PLURAL
from pledgebook.claims.voices.heads import Voice
from pledgebook.claims.voices.names import name_runs
from pledgebook.claims.voices.naming import Naming
from pledgebook.claims.voices.nesting import Nesting
from pledgebook.claims.voices.statements import issued, signed, statement
from pledgebook.claims.voices.transcripts import turns
from pledgebook.sentences.tree import Tree
from pledgebook.types import (
    ActorName,
    Attribution,
    Document,
    Mention,
    Sentence,
    Span,
    Speaker,
)

_LEAD = 15
"""Characters that may stand before the speaker in a stretch that is one act of speech: "But ",
"On Friday "."""
_SHARE = 0.4
"""Share of a stretch, source and cue aside, that must be content for it to count as said.
0.3 to 0.5 moved five claims of 1,270 of the development gold."""
_ACTS = frozenset(("nominal", "to", "ing"))
"""Frames in which the words are the act itself: "France promised 40 trucks"."""


def attributions(
    document: Document, sentences: tuple[Sentence, ...], mentions: tuple[Mention, ...]
) -> tuple[Attribution, ...]:
    """Every act of speech of a document, in text order, each with source, cue and content.

    `"We will go," Lee said. "Soon."` is one attribution with two stretches of content.
    A statement or a turn of a transcript is one over all its blocks, without a cue. A null
    source means that nobody is named ("reportedly"). Empty where the outlet alone speaks.

    Source: annotation contract, sections 1 and 6; the three parts source, cue and content
    follow the Penn Attribution Relations Corpus (Pareti 2012).
    """
    held = Quoted(document, quotations(document))
    trees = tuple(Tree(sentence) for sentence in sentences)
    found = tuple(reports(tree, held.ids(tree.sentence)) for tree in trees)
    naming = Naming(document, trees, mentions)
    made: list[Attribution] = [
        _of_voice(document, held, v) for v in _voices(document, trees, mentions) if v.content
    ]
    firsts: list[tuple[int, bool]] = []
    spoken: dict[int, Attribution] = {}
    acts: set[int] = set()
    for draft in drafts_of(document, trees, found, held):
        attribution = _of_draft(document, draft, held, naming, spoken)
        if attribution is not None:
            firsts.append((len(made), _first_person(draft)))
            spoken[id(draft)] = attribution
            made.append(attribution)
            if draft.report is not None and _performs(draft.report):
                acts.add(id(attribution))
    bare = frozenset(
        i for i, a in enumerate(made) if id(a) in acts and a.speaker and _is_bare(a.speaker)
    )
    made = _with_first_person(made, dict(firsts))
    return _nested(made, bare)


def _performs(report: Report) -> bool:
    """Whether the words are the act itself: promising or announcing a thing."""
    return report.frame in _ACTS and report.kind in ("commit", "announce")


def _is_bare(speaker: Speaker) -> bool:
    """Whether a giver announces its own gift with no person or office in between."""
    return not speaker.name and not speaker.role


def _voices(
    document: Document, trees: tuple[Tree, ...], mentions: tuple[Mention, ...]
) -> tuple[Voice, ...]:
    """Who speaks throughout: the turns of a transcript, or the one voice of a statement.

    "Statement by President Lee" makes Lee the speaker of every sentence; a release with no
    named speaker has its issuing body; a joint statement has `GROUP:signatories`. Empty for
    an ordinary article. Names that only the name tags know count as persons.

    Source: annotation contract, section 8, points 11, 17 and 18.
    """
    actors = [m for m in mentions if m.type == "actor" and isinstance(m.normal, ActorName)]
    known = [
        (m.start, m.end) for m in actors if isinstance(m.normal, ActorName) and m.normal.person
    ]
    for tree in trees:
        for run in name_runs(tree):
            start, end = run[0].start, run[-1].end
            held = any(low < end and start < high for low, high in known)
            common = tree[run[-1].id].lemma.lower() in source_classes()
            if run[0].name.endswith("PER") and end - start > 3 and not held and not common:
                name = document.text[start:end]
                actors.append(
                    Mention(
                        type="actor",
                        start=start,
                        end=end,
                        quote=name,
                        normal=ActorName(id=None, person=name),
                        via="tag",
                    )
                )
    people = tuple(sorted(actors, key=lambda m: m.start))
    found = turns(document, people)
    if found:
        return found
    one = statement(document, people) or signed(document, people) or issued(document, people)
    return (one,) if one is not None else ()


def _of_voice(document: Document, held: Quoted, voice: Voice) -> Attribution:
    return Attribution(
        source=voice.source,
        cue=None,
        content=voice.content,
        type="direct" if voice.turn or voice.speaker.name else "indirect",
        speaker=voice.speaker,
        beside=voice.beside,
    )


def _of_draft(
    document: Document,
    draft: Draft,
    held: Quoted,
    naming: Naming,
    spoken: dict[int, Attribution],
) -> Attribution | None:
    content = tuple(document.span(start, end) for start, end in draft.content)
    kind = held.kind(draft.content)
    if draft.tree is None or draft.report is None:
        before = spoken.get(id(draft.follows)) or _by_anchor(spoken, draft)
        if before is None:
            return None
        speaker = replace(before.speaker, cue=None) if before.speaker else None
        return Attribution(
            source=before.source, cue=None, content=content, type=kind, speaker=speaker
        )
    tree = draft.tree
    report = begun(draft.report, tree, held.head_end(tree.sentence))
    everybody = naming.speakers(tree, report)
    speaker = everybody[0] if everybody else None
    if _performs(report):
        bare = speaker is None or not (speaker.name or (speaker.role and speaker.actor))
        if bare and report.kind == "commit":
            return None
    return Attribution(
        source=_span(document, tree, report.source),
        cue=_span(document, tree, report.cue),
        content=content,
        type=kind,
        speaker=speaker,
        beside=everybody[1:],
    )


def _by_anchor(spoken: dict[int, Attribution], draft: Draft) -> Attribution | None:
    """The attribution of the draft that this one follows, found by its cue."""
    if draft.follows is None:
        return None
    anchor = draft.follows.anchor
    for attribution in spoken.values():
        if attribution.cue is not None and attribution.cue.start == anchor:
            return attribution
    return None


def _span(document: Document, tree: Tree, words: Iterable[int]) -> Span | None:
    held = sorted(words)
    return document.span(tree[held[0]].start, tree[held[-1]].end) if held else None


def _first_person(draft: Draft) -> bool:
    if draft.tree is None or draft.report is None or draft.report.head is None:
        return False
    return draft.tree[draft.report.head].form.lower() in FIRST | FIRST_PLURAL


def _with_first_person(made: list[Attribution], firsts: dict[int, bool]) -> list[Attribution]:
    """Acts of "I" and "we" get the speaker around them; nobody where that is unknown."""
    found = list(made)
    places = Nesting(tuple(a.content for a in made))
    for number, attribution in enumerate(made):
        if firsts.get(number) and attribution.source is not None:
            around = places.innermost(attribution.source.start, without=number)
            speaker = found[around].speaker if around is not None else None
            cue = attribution.cue.quote if attribution.cue else None
            found[number] = replace(
                attribution, speaker=replace(speaker or Speaker(), cue=cue, via=None)
            )
    return found


def _anchor(attribution: Attribution) -> int:
    if attribution.cue is not None:
        return attribution.cue.start
    return attribution.content[0].start


def _nested(made: list[Attribution], bare: frozenset[int]) -> tuple[Attribution, ...]:
    """The attributions in text order with the index of the one that each stands in.

    A giver's bare act ("Oslo announced 40 trucks") keeps its speaker only inside somebody
    else's words: by itself it is the outlet that tells of it.
    """
    places = sorted(
        range(len(made)), key=lambda i: (min(_anchor(made[i]), made[i].content[0].start), i)
    )
    order = [made[i] for i in places]
    held = Nesting(tuple(a.content for a in order))
    found = []
    for number, attribution in enumerate(order):
        parent = held.innermost(_anchor(attribution), without=number)
        if parent is not None and _loops(order, number, parent):
            parent = None
        if parent is None and places[number] in bare:
            attribution = replace(attribution, speaker=None, beside=())
        found.append(replace(attribution, parent=parent))
    return tuple(found)


def _loops(order: list[Attribution], number: int, parent: int) -> bool:
    """Whether two stretches of speech hold each other's cue, which no text means."""
    place = _anchor(order[parent])
    own = any(span.start <= place < span.end for span in order[number].content)
    return own and order[parent].cue is not None


def chain_at(
    attributions: tuple[Attribution, ...], start: int, end: int, contributor: str | None = None
) -> tuple[Speaker, ...]:
    """The speakers of the words in `[start, end)`, outermost first; empty where the outlet speaks.

    In "Kerry told CBS that Abbott had promised that jets would go", the chain of "jets would
    go" is Kerry, then Abbott. An act of speech counts where most of the stretch, without its
    source and cue, is in its content. Announcing or promising a thing is not telling of it:
    "Oslo announced 40 trucks" has no speaker where the stretch holds the verb, unless a
    person or office speaks for the giver.

    Args:
        start: First document character of the stretch.
        end: One past the last.
        contributor: Actor id of the giver: of several who speak together ("Oslo and Rome
            said") the one that is the giver stands in the chain, else the first.
    """
    held: list[tuple[int, int, Speaker]] = []
    for number, attribution in enumerate(attributions):
        if attribution.speaker is None:
            continue
        if _covers(attribution, start, end):
            size = sum(span.end - span.start for span in attribution.content)
            together = (attribution.speaker, *attribution.beside)
            own = [s for s in together if contributor is not None and s.actor == contributor]
            held.append((-size, number, (own or together)[0]))
    return tuple(speaker for _, _, speaker in sorted(held, key=lambda item: item[:2]))


def _covers(attribution: Attribution, start: int, end: int) -> bool:
    own = [span for span in (attribution.source, attribution.cue) if span is not None]
    inside = sum(_overlap(span.start, span.end, start, end) for span in own)
    rest = end - start - inside
    said = sum(_overlap(span.start, span.end, start, end) for span in attribution.content)
    if said >= _SHARE * rest > 0:
        return True
    if not said or attribution.cue is None or not start <= attribution.cue.start < end:
        return False
    # The stretch is the whole act, "Lee told envoys from ... that Oslo would go": it begins
    # with who speaks. In "bars traders whom it accuses of ..." it begins with something else.
    opens = min(span.start for span in own)
    return opens - start <= _LEAD and attribution.content[0].start < end


def _overlap(low: int, high: int, start: int, end: int) -> int:
    return max(0, min(high, end) - max(low, start))
