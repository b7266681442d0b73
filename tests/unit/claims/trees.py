"""Small documents with hand-checked trees: a token is form/lemma/UPOS/XPOS/deprel>head/name."""

from __future__ import annotations

from dataclasses import dataclass

from pledgebook.types import ActorName, Block, BlockKind, Document, Mention, Sentence, Token

_BEFORE = frozenset(",.?!:;”)")
_AFTER = frozenset("“(")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The sentences of one block and its kind."""

    sentences: tuple[str, ...]
    kind: BlockKind = "body"


def paragraph(*sentences: str, kind: BlockKind = "body") -> Paragraph:
    """One block; each sentence is its tokens with spaces between."""
    return Paragraph(sentences, kind)


def read(*paragraphs: Paragraph, **fields: str) -> tuple[Document, tuple[Sentence, ...]]:
    """A document of some blocks with its trees; `fields` are fields of the document."""
    text = ""
    blocks: list[Block] = []
    found: list[Sentence] = []
    for number, block in enumerate(paragraphs):
        text += "\n\n" if text else ""
        start = len(text)
        for rows in block.sentences:
            text, tokens = _sentence(text, rows.split())
            found.append(
                Sentence(
                    index=len(found),
                    block=number,
                    start=tokens[0].start,
                    end=tokens[-1].end,
                    tokens=tokens,
                )
            )
        blocks.append(Block(start=start, end=len(text), kind=block.kind))
    made = Document(id="d", text=text, digest="0", blocks=tuple(blocks), **fields)  # type: ignore[arg-type]
    return made, tuple(found)


def _sentence(text: str, rows: list[str]) -> tuple[str, tuple[Token, ...]]:
    tokens: list[Token] = []
    for number, row in enumerate(rows, 1):
        form, lemma, upos, xpos, arc, *name = row.rsplit("/", row.count("/"))
        deprel, _, head = arc.partition(">")
        glued = form in _BEFORE or text[-1:] in _AFTER or not text or text.endswith("\n")
        text += form if glued else f" {form}"
        tokens.append(
            Token(
                id=number,
                form=form,
                lemma=lemma,
                upos=upos,
                xpos=xpos,
                feats="VerbForm=Fin" if xpos in ("VBD", "VBZ", "VBP", "MD") else "_",
                head=int(head),
                deprel=deprel,
                start=len(text) - len(form),
                end=len(text),
                name=name[0] if name else "O",
            )
        )
    return text, tuple(tokens)


def actor(
    document: Document, words: str, id: str | None, person: str | None = None, role: str = ""
) -> Mention:
    """A mention of the first place where the words stand."""
    start = document.text.index(words)
    return Mention(
        type="actor",
        start=start,
        end=start + len(words),
        quote=words,
        normal=ActorName(id=id, person=person, role=role or None),
    )
