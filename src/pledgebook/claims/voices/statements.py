"""Texts that one voice speaks throughout: statements, letters, releases, joint statements."""

from __future__ import annotations

import re
from dataclasses import replace

from pledgebook.claims.voices.heads import (
    LOOSE,
    OPENING_BLOCKS,
    Voice,
    issuer,
    named,
    opening,
    spoken,
)
from pledgebook.documents.tables import pattern
from pledgebook.mentions.world import is_country
from pledgebook.types import ActorName, Block, Document, Mention, Speaker

_KIND = (
    r"(?:statement|remarks|address|speech|message|declaration|comments|testimony|"
    r"communiqu[eé]|press release|media release|news release|press statement)"
)
_BY = re.compile(
    rf"^(?:\W*)(?P<joint>joint\s+)?(?:\w+\s+){{0,3}}?{_KIND}\s+(?:by|of|from)\s+(?:the\s+)?"
    r"(?P<who>.+?)(?=\s+(?:on|at|to|about|regarding|following|after|in|concerning)\s|[:…—–(|\n]|$)",
    re.IGNORECASE,
)
_SAID_BY = re.compile(
    r"(?:\bwhat was said by|\b(?:transcript|briefing|remarks|interview)\b[^.\n]{0,60}?\bby)"
    r"\s+(?:the\s+)?"
    r"(?P<who>[^–—(\n.;]+?)(?=\s+[–—(]|\s+(?:to whom|on|at)\s|[.;\n]|$)"
)
_ITS = re.compile(
    r"^(?P<who>[A-Z][^:\n]{3,60}?)(?:['’]s?)?\s+(?:press\s+)?(?:statement|communiqu[eé])"
    r"\s*(?::|\bon\b)",
    re.IGNORECASE,
)
_SIGNATORIES = re.compile(
    r"^(?:taking part|participants|participating|signatories|signed by|signed|parties)\b",
    re.IGNORECASE,
)
_SALUTATION = re.compile(r"^(?:dear\b|sir\b|madam\b|to the editor\b)", re.IGNORECASE)
_JOINT = re.compile(
    r"\bjoint\s+(?:[\w’']+\s+)?(?:statement|communiqu[eé]|declaration|read-?out)\b",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(r"^We, the (?P<who>[^.]{3,400})")
"""How several introduce themselves as those who speak: "We, the leaders of Fiji and Peru"."""
_CLOSING = re.compile(
    r"^(?:sincerely|yours(?: \w+)?|respectfully(?: \w+)?|(?:kind|best|warm) regards|faithfully)"
    r"\W*$",
    re.IGNORECASE,
)
_RELEASE = re.compile(
    r"\b(?:press|media|news) release\b|\bfor (?:immediate )?release\b|\bfact ?sheet\b|"
    r"\bcommuniqu[eé]\b|\bread-?outs?\b|\bpress statement\b|\bstatement\b",
    re.IGNORECASE,
)


def statement(document: Document, actors: tuple[Mention, ...]) -> Voice | None:
    """A head of the form "Statement by X", "what was said by X", "X statement on"."""
    lines = [line for line in opening(document) if len(line[2]) < 400]
    for number, _, text in lines[:2]:
        if _JOINT.search(text) and len(text) < 200:
            return _joint(document, actors, number)
    for number, block, text in opening(document):
        if block is not None and _several(actors, block, text):
            return _joint(document, actors, number)
    for form in (_BY, _SAID_BY, _ITS):
        for number, block, text in lines:
            match = form.match(text) if form is not _SAID_BY else form.search(text)
            if match is None or (form is not _SAID_BY and len(text) > 200):
                continue
            voice = _of_head(document, actors, number, block, match)
            if voice is not None:
                return voice
    return None


def _several(actors: tuple[Mention, ...], block: Block, text: str) -> bool:
    """Whether a block begins with "We" and the names of several states or bodies."""
    match = _INTRODUCED.match(text)
    if match is None:
        return False
    start, end = block.start + match.start("who"), block.start + match.end("who")
    named = {
        m.normal.id
        for m in actors
        if start <= m.start < end and isinstance(m.normal, ActorName) and m.normal.id
    }
    return len({actor for actor in named if not actor.startswith(LOOSE)}) > 1


def _of_head(
    document: Document,
    actors: tuple[Mention, ...],
    number: int,
    block: Block | None,
    match: re.Match[str],
) -> Voice | None:
    """The voice that one head names; None where its name is nobody's that is known."""
    who = match["who"].strip()
    at = block.start + match.start("who") if block else document.text.find(who, 0, 400)
    at = at if at >= 0 else document.text.find(who)
    if at < 0:
        return None
    end = at + len(who)
    actor, person, role = named(actors, at, end)
    if actor is None or actor.startswith(LOOSE):
        actor = (None if person else _elsewhere(document, actors, who)) or actor
    loose = actor is None or actor.startswith(LOOSE) or is_country(actor)
    if not _own(actors, at, end) and (loose or person):
        actor = issuer(document) or actor
    if person is None and actor is None:
        return None
    if actor is not None and actor.startswith("GROUP:"):
        return _joint(document, actors, number)
    speaker = Speaker(actor=actor, name=person, role=role or (None if person else who))
    content = spoken(document, max(number + 1, 0))
    return Voice(speaker=speaker, source=document.span(at, end), content=content)


def _elsewhere(document: Document, actors: tuple[Mention, ...], who: str) -> str | None:
    """The actor of a body that the text names more fully: "the Supreme Council of the GCC"."""
    for match in re.finditer(re.escape(who), document.text):
        for mention in actors:
            gap = document.text[match.end() : mention.start]
            normal = mention.normal
            near = mention.start >= match.end() and re.fullmatch(r"\s+(?:of|for)(?: the)? ", gap)
            if near and isinstance(normal, ActorName) and normal.id:
                return normal.id
    return None


def _joint(document: Document, actors: tuple[Mention, ...], number: int) -> Voice:
    """A joint statement: its signatories, with those that head and list of names give."""
    named: list[str] = []
    for block in document.blocks[: OPENING_BLOCKS + 2]:
        text = document.text[block.start : block.end]
        if _JOINT.search(text) or _SIGNATORIES.match(text) or _INTRODUCED.match(text):
            named += [
                m.normal.id
                for m in actors
                if block.start <= m.start < block.end
                and isinstance(m.normal, ActorName)
                and m.normal.id
            ]
    speaker = Speaker(actor="GROUP:signatories", role="joint statement")
    return Voice(
        speaker=speaker,
        source=None,
        content=spoken(document, max(number, 0)),
        beside=tuple(replace(speaker, actor=actor) for actor in dict.fromkeys(named)),
    )


def _own(actors: tuple[Mention, ...], start: int, end: int) -> bool:
    """Whether a mention in the stretch knows both the person and the actor."""
    return any(
        m.start < end
        and start < m.end
        and isinstance(m.normal, ActorName)
        and m.normal.person is not None
        and m.normal.id is not None
        and not m.normal.id.startswith(LOOSE)
        for m in actors
    )


def signed(document: Document, actors: tuple[Mention, ...]) -> Voice | None:
    """A letter: a closing formula on a line of its own, then the name."""
    blocks = document.blocks
    lines = opening(document)
    greeted = any(_SALUTATION.match(text) for _, _, text in lines)
    after = max((n for n, _, text in lines if _SALUTATION.match(text)), default=0)
    for number, block in enumerate(blocks[:-1]):
        if number < after:
            continue
        closing = _CLOSING.match(document.text[block.start : block.end].strip())
        sign = blocks[number + 1]
        text = document.text[sign.start : sign.end]
        if closing is None and not (greeted and len(text) < 90 and text[-1] not in '.!?”"'):
            continue
        actor, person, role = named(actors, sign.start, sign.end)
        if closing is None and person is None:
            continue
        name = person or re.split(r"[,\n]", text)[0]
        name = re.sub(r",? (?:Jr|Sr)\.?$", "", name.title() if name.isupper() else name, flags=re.I)
        if actor is None or actor.startswith(LOOSE):
            actor = issuer(document)
        return Voice(
            speaker=Speaker(actor=actor, name=name, role=role),
            source=document.span(sign.start, sign.end),
            content=spoken(document, after, number + (closing is None)),
        )
    return None


def issued(document: Document, actors: tuple[Mention, ...]) -> Voice | None:
    """A release or fact sheet of an official publisher, who then speaks all of it.

    Not where its head names a person of the publisher's: that person's words are reported.
    """
    publisher = document.publisher or ""
    actor = issuer(document)
    marked = any(
        _RELEASE.search(text) for _, _, text in opening(document) if len(text) < 120
    ) or bool(_RELEASE.search(publisher))
    own = bool(publisher) and not pattern("press").search(publisher)
    if actor is None and marked and document.home is None and _says_we(document) and own:
        actor = f"ORG:{publisher}"
    if actor is None or not marked or _headed(document, actors, actor):
        return None
    return Voice(
        speaker=Speaker(actor=actor, role=publisher), source=None, content=spoken(document)
    )


def _headed(document: Document, actors: tuple[Mention, ...], actor: str) -> bool:
    head = next((b for b in document.blocks if b.kind in ("title", "body")), None)
    return head is not None and any(
        head.start <= m.start < min(head.end, head.start + 200)
        and isinstance(m.normal, ActorName)
        and m.normal.person is not None
        and m.normal.id == actor
        for m in actors
        if head.kind == "title"
    )


def _says_we(document: Document) -> bool:
    """Whether a text speaks of itself as "we" throughout and not in one quotation only."""
    return len(re.findall(r"\b(?:[Ww]e|[Oo]ur|us)\b", document.text)) >= 3
