"""A user's own spaCy pipeline as a parser."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from pledgebook.errors import SentenceError
from pledgebook.sentences.clearnlp import Node, is_clearnlp, to_universal
from pledgebook.types import Document, Sentence, Token

LONGEST = 50_000
"""Code points that are parsed at once; longer blocks are cut at a space. spaCy needs about
1 GB for 100,000 characters with a transformer pipeline."""

NAMES = {
    "PERSON": "PER", "PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC",
}  # fmt: skip


class SpacyParser:
    """Universal Dependencies trees by way of a spaCy pipeline that tags and parses."""

    believes = False

    def __init__(self, pipeline: Any, name: str) -> None:
        """Wraps a loaded pipeline.

        Raises:
            SentenceError: the pipeline has no tags or no trees.
        """
        self._pipeline = pipeline
        self.name = f"spacy:{name}"
        self.version = str(pipeline.meta.get("version", ""))
        sample = pipeline("Canada sent aid.")
        if not sample.has_annotation("DEP") or not (
            sample.has_annotation("POS") and sample.has_annotation("TAG")
        ):
            raise SentenceError(f"the spaCy pipeline {name} sets no tags or no dependencies")
        labels = {label for pipe in ("parser", "trainable_transition_parser")
                  if pipeline.has_pipe(pipe)
                  for label in getattr(pipeline.get_pipe(pipe), "labels", ())}  # fmt: skip
        labels |= {word.dep_ for word in sample}
        self._clearnlp = is_clearnlp(labels)

    def parse(self, document: Document, blocks: tuple[int, ...]) -> tuple[Sentence, ...]:
        """The trees of the given blocks, in text order; a block without a word has none.

        Raises:
            SentenceError: the document has no block of that index.
        """
        found: list[Sentence] = []
        for block in sorted(set(blocks)):
            if not 0 <= block < len(document.blocks):
                raise SentenceError(
                    f"document {document.id} has no block {block}: it has {len(document.blocks)}"
                )
            stretch = document.blocks[block]
            for start, end in _pieces(document.text, stretch.start, stretch.end):
                parsed = self._pipeline(document.text[start:end])
                for sentence in parsed.sents:
                    tokens = self._tokens(sentence, start)
                    if tokens:
                        found.append(
                            Sentence(
                                index=len(found), block=block, start=tokens[0].start,
                                end=tokens[-1].end, tokens=tokens,
                            )
                        )  # fmt: skip
        return tuple(found)

    def _tokens(self, sentence: Any, offset: int) -> tuple[Token, ...]:
        words = [word for word in sentence if not word.is_space]
        place = {word.i: number for number, word in enumerate(words)}
        nodes = []
        for word in words:
            head = word.head
            # White space that spaCy made a word of passes its children on to its own head.
            while head.i not in place and head.head.i != head.i:
                head = head.head
            rooted = word.dep_ == "ROOT" or head.i == word.i or head.i not in place
            lemma = word.lemma_ or word.lower_
            nodes.append(
                Node(lemma, word.pos_ or "X", word.tag_ or "_",
                     -1 if rooted else place[head.i], word.dep_ or "dep")
            )  # fmt: skip
        _one_root(nodes)
        if self._clearnlp:
            to_universal(nodes)
        return tuple(
            Token(
                id=number + 1, form=word.text, lemma=node.lemma, upos=node.upos, xpos=node.xpos,
                feats=str(word.morph) or "_", head=node.head + 1,
                deprel="root" if node.head < 0 else node.deprel,
                start=offset + word.idx, end=offset + word.idx + len(word.text),
                name=_name(word),
            )
            for number, (word, node) in enumerate(zip(words, nodes, strict=True))
        )  # fmt: skip


def _one_root(nodes: list[Node]) -> None:
    """Hangs further roots on the first: what a dropped space held together."""
    roots = [index for index, node in enumerate(nodes) if node.head < 0]
    for index in roots[1:]:
        nodes[index].head, nodes[index].deprel = roots[0], "parataxis"


def _name(word: Any) -> str:
    kind = NAMES.get(word.ent_type_)
    return f"{word.ent_iob_}-{kind}" if kind and word.ent_iob_ in ("B", "I") else "O"


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = start + LONGEST if cut < 0 else cut
        yield start, cut
        start = cut
    yield start, end


@cache
def spacy_parser(name: str) -> SpacyParser:
    """The spaCy pipeline of that name or folder; loaded once, then kept.

    Pipelines with UD labels are used as they are; those of the en_core_web family write
    ClearNLP labels, which are changed to UD.

    Raises:
        SentenceError: spaCy or the pipeline is not installed, or it does not parse.
    """
    try:
        import spacy
    except ImportError as error:
        raise SentenceError(
            "spaCy is not installed; install pledgebook with its extra: pledgebook[spacy]"
        ) from error
    try:
        pipeline = spacy.load(name)
    except (OSError, ImportError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise SentenceError(f"the spaCy pipeline {name} cannot be loaded: {reason}") from error
    return SpacyParser(pipeline, name)
