"""Trees as CoNLL-U text, and back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pledgebook.errors import SentenceError
from pledgebook.types import Document, Sentence, Token

_COLUMNS = 10


def write(document: Document, sentences: Sequence[Sentence]) -> str:
    """The sentences in CoNLL-U, all ten columns, with a `newdoc` line first.

    MISC holds `Name` (the tag in BIO form, only where it is not "O"), `SpaceAfter=No`, and
    `start` and `end`, the half-open code points in the document's text. DEPS is empty: the
    trees are basic. Sentence ids are the document's id and the sentence's number from 1.
    Text without a sentence is the `newdoc` line alone.

    Source: https://universaldependencies.org/format.html
    """
    parts = [f"# newdoc id = {_one_line(document.id)}\n"]
    block = None
    for sentence in sentences:
        if sentence.block != block:
            parts.append("# newpar\n")
            block = sentence.block
        words = _one_line(document.text[sentence.start : sentence.end])
        parts.append(f"# sent_id = {_one_line(document.id)}-{sentence.index + 1}\n")
        parts.append(f"# text = {words}\n")
        parts.extend(_line(token, document.text) for token in sentence.tokens)
        parts.append("\n")
    return "".join(parts)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _line(token: Token, text: str) -> str:
    misc = [] if token.name == "O" else [f"Name={token.name}"]
    follows = text[token.end : token.end + 1]
    if follows and not follows.isspace():
        misc.append("SpaceAfter=No")
    misc += [f"end={token.end}", f"start={token.start}"]
    cells = (
        str(token.id), token.form, token.lemma or "_", token.upos, token.xpos or "_",
        token.feats or "_", str(token.head), token.deprel, "_", "|".join(misc),
    )  # fmt: skip
    return "\t".join(cells) + "\n"


def read(text: str) -> tuple[Sentence, ...]:
    """The sentences of CoNLL-U text that `write` made, equal to those that went in.

    Raises:
        SentenceError: a line has not ten columns, or no start and end in MISC.
    """
    found: list[Sentence] = []
    block = -1
    for number, (starts_block, lines) in enumerate(_groups(text)):
        tokens = tuple(_token(line) for line in lines)
        block += starts_block
        found.append(
            Sentence(
                index=number,
                block=max(block, 0),
                start=tokens[0].start,
                end=tokens[-1].end,
                tokens=tokens,
            )
        )
    return tuple(found)


def _groups(text: str) -> Iterator[tuple[bool, list[str]]]:
    """The word lines of each sentence, and whether a paragraph begins with it."""
    lines: list[str] = []
    starts = False
    for line in [*text.split("\n"), ""]:
        if line.startswith("#"):
            starts = starts or line == "# newpar"
        elif line:
            lines.append(line)
        elif lines:
            yield starts, lines
            lines, starts = [], False


def _token(line: str) -> Token:
    cells = line.split("\t")
    if len(cells) != _COLUMNS:
        raise SentenceError(f"CoNLL-U line with {len(cells)} columns, must be ten: {line!r}")
    misc = dict(part.partition("=")[::2] for part in cells[9].split("|"))
    try:
        return Token(
            id=int(cells[0]), form=cells[1], lemma=cells[2], upos=cells[3], xpos=cells[4],
            feats=cells[5], head=int(cells[6]), deprel=cells[7],
            start=int(misc["start"]), end=int(misc["end"]), name=misc.get("Name", "O"),
        )  # fmt: skip
    except (KeyError, ValueError) as error:
        raise SentenceError(f"CoNLL-U line that Pledgebook did not write: {line!r}") from error
