"""The blocks of a text: what each paragraph, line or row is, and what it stands under.

Kinds come from a line's own form (`lines`), from its words (`boilerplate`, `dateline`), and
from its place: the first short line is the title, a short line without a full stop heads
what follows. What stays in doubt is `body`, which is read for claims.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from pledgebook.documents.boilerplate import Furniture, furniture
from pledgebook.documents.dateline import dateline, is_stamp
from pledgebook.documents.lines import Piece, PieceKind, pieces
from pledgebook.documents.tables import bodies, capitals, key, outlets, phrases, states
from pledgebook.documents.tables import words as words_of
from pledgebook.types import Block, BlockKind

# Lengths in characters, from the headlines and section heads of 600 public statements: the
# longest headline had 190, the longest section head 104. Re-run bench after a change.
_LONGEST_TITLE = 220
_LONGEST_HEADING = 110
_LONGEST_STAMP = 140
_LONGEST_ENTRY = 200
# A line of so many characters is a paragraph even without a full stop.
_PARAGRAPH = 120
# How many labels, dates and pictures may stand above a title.
_ABOVE_TITLE = 5

_STOPS = (".", "!", ";", ",", "…", ".”", "!”", ".’", '."', '!"', ".'", ".)", ",”", ',"', " and")
_ABBREVIATED = re.compile(r"(?:\b[A-Z]\.){2,}$|\b(?:Jr|Sr|Inc|Ltd|Co|Corp|etc|St|No)\.$")
_LABEL = re.compile(
    r"(?:(?P<label>[^\W\d_a-zß-ÿ][^:!?;\n()]{0,50}?)(?: ?\([^()\n]{1,80}\))?:(?=[ \t\xa0\n])"
    # The White House prints questions as "Q", a gap, and no colon.
    r"|(?P<letter>[QA])(?:[ \xa0]{2,}|\t))"
)
_ENTRY = re.compile(r"[^\W_a-zß-ÿ][^:–—.!?]{0,60}(?::|\s[–—-])\s+\S")
_CAPITALISED = re.compile(r"[^\W\d_a-zß-ÿ][\w.'’-]*(?: [^\W\d_a-zß-ÿ][\w.'’-]*){1,3}")
_SMALL_WORD = re.compile(r"(?<![\w'’])[a-zß-ÿ][\w'’-]*")


@dataclass(slots=True)
class _Draft:
    """A piece on its way to a block."""

    piece: Piece
    words: str
    kind: BlockKind
    known: Furniture | None = None

    @property
    def stopped(self) -> bool:
        """Whether the words end as a sentence does."""
        return self.words.endswith(_STOPS) and not _ABBREVIATED.search(self.words)

    @property
    def open(self) -> bool:
        """Whether nothing is settled but that there are words to read."""
        return self.kind == "body" and self.piece.kind == "text"


def blocks(text: str, title: str | None = None) -> tuple[Block, ...]:
    """The blocks of a text in order, each character that is no white space in exactly one.

    An item's or row's `parent` is the lead-in or heading that it stands under ("Canada:"); a
    body block's is its heading, or in a transcript the turn that it goes on with.

    Args:
        title: The headline as known from elsewhere; the line that repeats it is the title.

    Example:
        >>> [block.kind for block in blocks("Togo sends tents\\n\\nBy Ama Addo\\n\\nTogo sent 9.")]
        ['title', 'byline', 'body']
    """
    drafts = [_draft(text, piece) for piece in pieces(text)]
    _mark_title(drafts, title)
    _mark_speech(drafts)
    _mark_names(drafts)
    _mark_headings(drafts)
    _mark_entries(drafts)
    _mark_sections(drafts)
    return tuple(
        Block(start=draft.piece.start, end=draft.piece.end, kind=draft.kind, parent=parent)
        for draft, parent in zip(drafts, _parents(drafts), strict=True)
    )


def _draft(text: str, piece: Piece) -> _Draft:
    """The piece with what its own words say of it."""
    words = text[piece.words : piece.end]
    if piece.kind == "rule":
        return _Draft(piece, words, "boilerplate")
    if piece.kind == "row":
        return _Draft(piece, words, "row")
    kinds: dict[PieceKind, BlockKind] = {"item": "item", "hash": "heading"}
    draft = _Draft(piece, words, kinds.get(piece.kind, "body"))
    known = furniture(text[piece.start : piece.end], bare=piece.kind != "item")
    if known is None:
        if piece.kind == "text" and len(words) <= _LONGEST_STAMP and is_stamp(words):
            draft.kind = "dateline"
        return draft
    draft.known = known
    if piece.kind == "text" or known.kind == "boilerplate":
        draft.kind = known.kind
    return draft


def _mark_title(drafts: list[_Draft], title: str | None) -> None:
    """Marks the headline: the line that repeats the known one, or else the first short line."""
    head = drafts[: _ABOVE_TITLE + 1]
    if title:
        for draft in head:
            if key(draft.words) == key(title):
                draft.kind = "title"
                return
    readable = [i for i, d in enumerate(drafts) if d.kind in ("body", "item", "row", "heading")]
    for i, draft in enumerate(head):
        if draft.kind in ("caption", "byline") or (
            draft.known and draft.known.match in ("kicker", "section", "start", "contact")
        ):
            continue
        if draft.kind in ("dateline", "boilerplate") and not _titles_broadcast(draft):
            if draft.known and draft.known.match in ("teaser", "programme") and readable:
                draft.kind = "title"
                return
            continue
        if (
            draft.piece.kind in ("text", "hash")
            and len(draft.words) <= _LONGEST_TITLE
            and (not draft.stopped or draft.words.endswith("…"))
            and not draft.words.endswith(":")
            and any(j > i for j in readable)
            and dateline(draft.words, 0, len(draft.words)) is None
        ):
            draft.kind = "title"
        return


def _titles_broadcast(draft: _Draft) -> bool:
    """Whether a line that looks like a date stamp names a bulletin: "NEWS AT ONE, 5 MAY"."""
    return draft.kind == "dateline" and not is_stamp(draft.words, places=2)


def _mark_speech(drafts: list[_Draft]) -> None:
    """Marks turns of a transcript, and entries of a list that begin with a state's name."""
    labels: list[tuple[_Draft, str, str]] = []
    for draft in drafts:
        if draft.open or (draft.known and draft.known.match == "label"):
            match = _LABEL.match(draft.words)
            if match:
                label = match["label"] or match["letter"]
                labels.append((draft, label, key(label).replace(".", "")))
    if not labels:
        return
    counts = Counter(name for _, _, name in labels)
    spoken = {name for _, label, name in labels if _is_speaker(label, name)}
    talk = sum(counts[name] for name in spoken)
    named = [
        name
        for _, label, name in labels
        if counts[name] >= 3 and _CAPITALISED.fullmatch(label) and not _is_actor(name)
    ]
    conversation = talk >= 2 or len(set(named)) >= 2
    entries = sum(_is_actor(name) for _, _, name in labels)
    for draft, label, name in labels:
        again = counts[name] >= 2 and not _SMALL_WORD.search(label)
        if _is_actor(name):
            if entries >= 2 and draft.open:
                draft.kind = "item"
        elif conversation and (name in spoken or again or label == label.upper()):
            draft.kind = "turn"


def _is_speaker(label: str, name: str) -> bool:
    """Whether a label says that somebody speaks: "Q", "MR. ADDO", "Deputy Spokesperson"."""
    if name in phrases("turn"):
        return True
    if _SMALL_WORD.search(label):
        return False
    first = name.split(" ")
    return any(" ".join(first[:count]) in phrases("title") for count in (1, 2, 3))


def _is_actor(name: str) -> bool:
    return name in states() or name in bodies()


def _mark_names(drafts: list[_Draft]) -> None:
    """Marks lines above the text by their neighbours.

    A name by itself is a byline where a post or kicker stands beside it, an outlet's name is
    one under a byline; words for a picture stand above its caption; a capital in capital
    letters is the dateline's.
    """
    for draft, below in pairwise(drafts[:8]):
        pictured = below.known is not None and below.known.match == "credit"
        if pictured and draft.open and not draft.stopped and draft.piece.group == below.piece.group:
            draft.kind = "caption"
    for above, draft in pairwise(drafts[:8]):
        if draft.open and above.kind == "byline" and key(draft.words) in outlets():
            draft.kind = "byline"
        elif draft.open and draft.words.isupper() and key(draft.words) in capitals():
            # Anadolu and others print the dateline's town as a line of its own.
            draft.kind = "dateline"
            break
        elif len(draft.words) >= _PARAGRAPH:
            break
    for i, draft in enumerate(drafts[:8]):
        if not draft.open or len(draft.words) > 60 or not _CAPITALISED.fullmatch(draft.words):
            continue
        before = drafts[i - 1].known if i else None
        after = drafts[i + 1].known if i + 1 < len(drafts) else None
        if (after and after.kind == "byline" and after.match == "whole") or (
            before and before.match == "kicker" and not draft.piece.first
        ):
            draft.kind = "byline"


def _mark_headings(drafts: list[_Draft]) -> None:
    """Marks short lines without a full stop that something follows."""
    follows: BlockKind | None = None
    for draft in reversed(drafts):
        if draft.open and follows and _is_heading(draft, follows):
            draft.kind = "heading"
        if draft.kind not in ("boilerplate", "caption", "byline"):
            follows = draft.kind


def _is_heading(draft: _Draft, follows: BlockKind) -> bool:
    words = draft.words
    if len(words) > _LONGEST_HEADING or draft.stopped or "\n" in words:
        return False
    if not (words[0].isupper() or words[0].isdigit() or not words[0].isalnum()):
        return False
    if words.endswith(":"):
        # "The package includes:" is a clause that its items complete, and is read; "Pledges
        # so far:" is a head.
        if words.startswith(("The ", "We ", "It ", "They ", "I ", "He ", "She ", "These ")):
            return False
        if words[:-1].rsplit(None, 1)[-1] in words_of("clause_end"):
            # A clause that its items or the speech below complete, and is read.
            return False
        small = [
            word for word in _SMALL_WORD.findall(words) if word not in words_of("heading_word")
        ]
        return len(small) <= 1 and len(words.split()) <= 8
    if words.endswith("?"):
        return follows in ("body", "item", "row") and len(words) <= 80
    return len(words.split()) <= 16


def _mark_entries(drafts: list[_Draft]) -> None:
    """Marks the lines of lists without bullets: runs of short lines without full stops."""
    i = 0
    while i < len(drafts):
        j = i
        while (
            j < len(drafts)
            and drafts[j].piece.group == drafts[i].piece.group
            and drafts[j].piece.kind == "text"
            and drafts[j].kind in ("body", "heading")
            and len(drafts[j].words) <= _LONGEST_ENTRY
        ):
            j += 1
        run = drafts[i:j]
        if len(run) >= 2:
            head = run[0].kind == "heading" and (
                run[0].words.endswith(":") or run[0].words == run[0].words.upper()
            )
            rest = run[1:] if head or run[0].words.endswith(":") else run
            loose = sum(not draft.stopped for draft in rest)
            entries = sum(bool(_ENTRY.match(draft.words)) for draft in rest)
            after_lead = rest is not run and loose == len(rest)
            if (
                (len(rest) >= 3 and loose * 10 >= len(rest) * 7)
                or (len(rest) >= 2 and entries == len(rest) and loose)
                or (after_lead and run[0].words.endswith(":"))
            ):
                for draft in rest:
                    draft.kind = "item"
        i = max(j, i + 1)


def _mark_sections(drafts: list[_Draft]) -> None:
    """Marks the links under "Related articles" and the like, up to the next real paragraph."""
    links = False
    for draft in drafts:
        if draft.known and draft.known.match == "section":
            links = True
        elif links:
            paragraph = draft.stopped or len(draft.words) >= _PARAGRAPH
            title = draft.known is not None and draft.known.kind == "heading"
            full = draft.stopped and len(draft.words) >= _PARAGRAPH
            if (
                title
                or (draft.kind in ("body", "turn") and paragraph)
                or (draft.kind == "item" and full)
            ):
                links = False
            elif draft.kind in ("body", "item", "row", "heading"):
                draft.kind = "boilerplate"


def _parents(drafts: list[_Draft]) -> list[int | None]:
    """For each block the index of what it stands under, or None."""
    found: list[int | None] = []
    heading: int | None = None
    lead: int | None = None
    turn: int | None = None
    listed = False
    for i, draft in enumerate(drafts):
        parent: int | None = None
        if draft.known and draft.known.match == "kicker":
            pass
        elif draft.kind == "heading":
            heading, lead, turn, listed = i, None, None, False
        elif draft.kind in ("title", "dateline"):
            heading = lead = turn = None
        elif draft.kind == "turn":
            heading = lead = None
            turn = i
        elif draft.kind in ("item", "row"):
            parent = lead if lead is not None else heading
            listed = True
        elif draft.kind == "body":
            if listed and heading is not None and lead is None:
                # A paragraph after a list under a head is no longer the head's.
                heading = None
            parent = heading if heading is not None else turn
            lead = i if draft.words.endswith(":") else None
            listed = False
        found.append(parent)
    return found
