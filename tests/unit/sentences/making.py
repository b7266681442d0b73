"""Small trees written by hand."""

from __future__ import annotations

from pledgebook.types import Block, Document, Sentence, Token


def document(*paragraphs: str, title: str | None = None) -> Document:
    """A document with one block a paragraph."""
    text = "\n".join(paragraphs)
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(start=at, end=at + len(paragraph), kind="body"))
        at += len(paragraph) + 1
    return Document(id="note", text=text, digest="0" * 64, title=title, blocks=tuple(blocks))


def sentence(*rows: str) -> Sentence:
    """A sentence from rows "form UPOS head deprel", words one space apart."""
    tokens, at = [], 0
    for number, row in enumerate(rows, start=1):
        form, upos, head, deprel = row.split()
        tokens.append(
            Token(
                id=number, form=form, lemma=form.lower(), upos=upos, xpos="_", feats="_",
                head=int(head), deprel=deprel, start=at, end=at + len(form),
            )
        )  # fmt: skip
        at += len(form) + 1
    return Sentence(index=0, block=0, start=0, end=at - 1, tokens=tuple(tokens))
