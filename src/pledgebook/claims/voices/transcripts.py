"""Transcripts, questions and answers: who has the turn."""

from __future__ import annotations

import re
from dataclasses import replace

from pledgebook.claims.voices.heads import LOOSE, SPOKEN, TITLED, Voice, issuer, named
from pledgebook.claims.voices.statements import statement
from pledgebook.types import ActorName, Document, Mention, Span, Speaker

_LABEL = re.compile(r"^(?P<label>[^:\n]{1,90}?)\s*:(?=\s|$)")
_CAPS = re.compile(
    r"^(?:[A-Z][A-Z.'’\-]*\s?){1,6}(?:\([^)]*\))?$|^(?:Q|A|Question|Answer)\b.{0,60}$"
)
_ASKER = re.compile(r"^(?:q|question|reporter|interviewer|moderator|operator)\b", re.IGNORECASE)
_WRITTEN = re.compile(
    r"^(?P<cue>asked|answered)\s+by\s+(?P<label>[^.\n]{2,80}?)(?:\s+on\s+\d.*|\s*\(.*)?$",
    re.IGNORECASE,
)


def turns(document: Document, actors: tuple[Mention, ...]) -> tuple[Voice, ...]:
    """The turns of a transcript or of questions and answers."""
    starts: list[tuple[int, int, int, int, str | None]] = []
    asked = False
    for number, block in enumerate(document.blocks):
        text = document.text[block.start : block.end]
        label = _LABEL.match(text)
        written = _WRITTEN.match(text)
        asked = asked or written is not None
        if written is not None and block.kind != "boilerplate":
            at = block.start + written.start("label")
            end = block.start + written.end("label")
            starts.append((number, at, end, block.end, written["cue"]))
        elif asked and len(text) < 60 and text[-1] not in ".!?:" and TITLED.match(text):
            starts.append((number, block.start, block.end, block.end, None))
        elif label is not None and (
            block.kind == "turn" or (block.kind == "body" and _CAPS.match(label["label"]))
        ):
            end = block.start + label.end("label")
            if not _bare_actor(actors, block.start, end):
                starts.append((number, block.start, end, block.start + label.end(), None))
    if len(starts) < 2 and not any(document.blocks[s[0]].kind == "turn" for s in starts):
        return ()
    found: list[Voice] = []
    names: dict[str, Speaker] = {}
    host = statement(document, actors)
    if host is not None and host.speaker.name is not None:
        opens = document.blocks[starts[0][0]].start
        held = tuple(span for span in host.content if span.start < opens)
        if held:
            found.append(replace(host, content=held, turn=True))
        for _, at, end, _, _ in starts:
            called = document.text[at:end].casefold()
            if host.source is not None and called in _around(document, host.source):
                names[called] = host.speaker
    for place, (number, at, end, after, cue) in enumerate(starts):
        until = starts[place + 1][0] if place + 1 < len(starts) else len(document.blocks)
        content: list[Span] = []
        rest = document.blocks[number].end
        first = after + len(document.text[after:rest]) - len(document.text[after:rest].lstrip())
        if first < rest:
            content.append(document.span(first, rest))
        for block in document.blocks[number + 1 : until]:
            if block.kind == "heading":
                break
            if block.kind in SPOKEN:
                content.append(document.span(block.start, block.end))
        if content:
            speaker = _turn_speaker(document, actors, at, end, names, cue)
            found.append(
                Voice(
                    speaker=speaker,
                    source=document.span(at, end),
                    content=tuple(content),
                    turn=True,
                )
            )
    return tuple(found)


def _around(document: Document, source: Span) -> str:
    """The line in which a transcript names its speaker, small."""
    end = document.text.find("\n", source.end)
    return document.text[source.start : end if end >= 0 else None].casefold()


def _bare_actor(actors: tuple[Mention, ...], start: int, end: int) -> bool:
    """Whether a label is just a state's or body's name, as in a list of pledges."""
    return any(
        m.start <= start
        and end <= m.end
        and isinstance(m.normal, ActorName)
        and not m.normal.person
        and not m.normal.role
        for m in actors
    )


def _turn_speaker(
    document: Document,
    actors: tuple[Mention, ...],
    start: int,
    end: int,
    names: dict[str, Speaker],
    cue: str | None,
) -> Speaker:
    """The speaker of a turn by its label: a surname in capitals is looked up in the text."""
    label = document.text[start:end]
    outer, _, inner = label.partition("(")
    outer, inner = outer.strip(), inner.rstrip(") ").strip()
    key = outer.casefold()
    if _ASKER.match(outer):
        asker, _, outlet = inner.rpartition(", ")
        return Speaker(name=asker or None, role=outer.capitalize(), cue=cue, via=outlet or None)
    if not inner and key in names:
        return names[key]
    actor, person, role = named(actors, start, end)
    if actor is None and key.startswith("senior administration official"):
        # The ground rule's wording is Washington's.
        actor = "USA"
    last = re.split(r"[\s,]+", inner or outer)[-1].casefold()
    if TITLED.match(outer) and " of " in outer:
        actor, person = None, outer
    known = (m.normal for m in actors if isinstance(m.normal, ActorName) and m.normal.person)
    for normal in known:
        if person is None and (normal.person or "").split()[-1].casefold() == last:
            actor, person, role = normal.id or actor, normal.person, normal.role or role
    if person is None and inner:
        person = inner.split(",")[0]
    if person is None:
        person = _spelled(document, outer)
    if actor is None or actor.startswith(LOOSE):
        actor = issuer(document) or actor
    speaker = Speaker(actor=actor, name=person, role=role or outer.title(), cue=cue)
    names[key] = speaker
    return speaker


def _spelled(document: Document, label: str) -> str | None:
    """A label's surname as the text spells it in full: "OYEBANJI" -> "Marit Oyebanji"."""
    last = label.split()[-1] if label.split() else ""
    if len(last) < 3:
        return None
    match = re.search(
        rf"\b((?:[A-Z][\w'’-]+\s+){{1,3}}{re.escape(last.capitalize())})\b", document.text
    )
    if match is not None:
        return match[1]
    return last.title() if TITLED.match(label) else None
