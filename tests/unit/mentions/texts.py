"""Small documents and hand-written trees for the tests of names."""

from pledgebook.mentions import actors
from pledgebook.types import Block, Document, Sentence, Token


def make(text, published="2014-09-05", publisher=None, home=None):
    blocks = []
    start = 0
    for line in text.split("\n"):
        if line:
            blocks.append(Block(start=start, end=start + len(line), kind="body"))
        start += len(line) + 1
    return Document(
        id="d",
        text=text,
        digest="0",
        published=published,
        publisher=publisher,
        home=home,
        blocks=tuple(blocks),
    )


def tree(text, rows, at=0, index=0):
    """A sentence from rows "form upos head deprel [name]"."""
    tokens = []
    place = at
    for number, row in enumerate(rows.strip().splitlines(), 1):
        form, upos, head, deprel, *name = row.split()
        place = text.index(form, place)
        tokens.append(
            Token(
                id=number,
                form=form,
                lemma=form.lower(),
                upos=upos,
                xpos="NNS" if upos == "NOUN" and form.endswith("s") else upos,
                feats="_",
                head=int(head),
                deprel=deprel,
                start=place,
                end=place + len(form),
                name=name[0] if name else "O",
            )
        )
        place += len(form)
    return Sentence(
        index=index, block=0, start=tokens[0].start, end=tokens[-1].end, tokens=tuple(tokens)
    )


def read(text, **known):
    """The actors of a text by tables alone: (quote, id, person)."""
    return [
        (m.quote, m.normal.id, m.normal.person)
        for m in actors.find(make(text, **known), ())
        if m.type == "actor"
    ]


def ids(text, **known):
    return [(quote, actor) for quote, actor, _ in read(text, **known)]
