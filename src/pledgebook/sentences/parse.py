"""Parsers: the shipped English one, and which one a name stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import accumulate
from typing import TYPE_CHECKING

from pledgebook.errors import SentenceError
from pledgebook.protocols import Parser
from pledgebook.sentences.english.words import Words
from pledgebook.sentences.tokenize import tokens
from pledgebook.types import Belief, Document, Sentence, Token

if TYPE_CHECKING:
    from pledgebook.sentences.english.lemmas import Lemmas
    from pledgebook.sentences.english.model import Analysis, Model, Opinion

FULL_WINDOW = 180
"""Word pieces after which a window ends at the next sure sentence end or paragraph. Training
windows have as many; longer ones cost more time a word."""
LONGEST_WINDOW = 380
"""Word pieces after which a window ends anywhere: the network has 512 places, and a run of
words without a sentence end that is longer than this is a table or a list."""
LONGEST_TITLE = 60
"""Word pieces of a title that are read before each window."""

_ENDS = frozenset(".!?\u2026")
_CLOSERS = frozenset("\"'\u2019\u201d)]")


def _sure_end(forms: Sequence[str], glued: Sequence[bool], place: int) -> bool:
    """Whether a sentence certainly ends before the word at `place`.

    Abbreviations keep their stop, so a stop that is a word of its own closes something; a
    capital, digit or opening sign behind a space says that the next thing begins.
    """
    if glued[place] or forms[place][0].islower():
        return False
    last = place - 1
    while last >= 0 and forms[last] in _CLOSERS:
        last -= 1
    return last >= 0 and set(forms[last]) <= _ENDS


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stretch:
    """Words of one block that are read in one window: where they are, and their word pieces."""

    block: int
    places: Sequence[tuple[int, int]]
    words: Words
    length: int


def _cuts(
    forms: Sequence[str], glued: Sequence[bool], lengths: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """The stretches of a block's words that are read at once, in order and without a gap."""
    first, sure, held = 0, 0, 0
    for place, length in enumerate(lengths):
        if place > first and _sure_end(forms, glued, place):
            sure = place
        over = held + length > FULL_WINDOW
        cut = 0
        if over and sure > first:
            cut = sure
        elif held + length > LONGEST_WINDOW:
            cut = place
        if cut:
            yield first, cut
            first = cut
            held = sum(lengths[first:place])
        held += length
    if first < len(forms):
        yield first, len(forms)


def _together(stretches: Iterable[_Stretch], room: int) -> Iterator[tuple[_Stretch, ...]]:
    """Stretches that follow one another, as many as a window has room for."""
    held: list[_Stretch] = []
    length = 0
    for stretch in stretches:
        if held and length + stretch.length > room:
            yield tuple(held)
            held, length = [], 0
        held.append(stretch)
        length += stretch.length
    if held:
        yield tuple(held)


class ShippedParser:
    """The English parser that comes with the package.

    Blocks that follow one another are read together, with the title before them, as what a
    paragraph means depends on what stands around it (docs/decisions/0005).
    """

    name = "shipped"
    believes = True

    def __init__(self, model: Model, lemmas: Lemmas) -> None:
        self._model = model
        self.version = model.version
        self._lemmas = lemmas

    def parse(self, document: Document, blocks: tuple[int, ...]) -> tuple[Sentence, ...]:
        """The trees of the given blocks, in text order.

        A block without a word yields nothing. Memory is bounded by one window of some hundred
        words: long blocks are read in several.

        Raises:
            SentenceError: the document has no block of that index.
        """
        found: list[Sentence] = []
        title = self._title(document.title or "")
        room = FULL_WINDOW - self._length(title)
        for window in _together(self._stretches(document, blocks), room):
            places = [place for stretch in window for place in stretch.places]
            forms = [form for stretch in window for form in stretch.words.forms]
            home = [stretch.block for stretch in window for _ in stretch.places]
            for analysis in self._model.read([stretch.words for stretch in window], title):
                part = slice(analysis.first, analysis.last)
                words = self._tokens(forms[part], places[part], analysis)
                found.append(
                    Sentence(
                        index=len(found),
                        block=home[analysis.first],
                        start=words[0].start,
                        end=words[-1].end,
                        tokens=words,
                        beliefs=tuple(
                            believed(opinion, analysis.first, places)
                            for opinion in analysis.opinions
                        ),
                    )
                )
        return tuple(found)

    def _length(self, forms: Sequence[str]) -> int:
        """Word pieces of some words and of the mark behind them."""
        return sum(len(self._model.word_pieces.pieces(form)) for form in forms) + 1

    def _title(self, title: str) -> list[str]:
        """The words of a title, cut if it is very long."""
        forms = [title[start:end] for start, end in tokens(title, 0, len(title))]
        lengths = accumulate(len(self._model.word_pieces.pieces(form)) for form in forms)
        return forms[: sum(length < LONGEST_TITLE for length in lengths)]

    def _stretches(self, document: Document, blocks: tuple[int, ...]) -> Iterator[_Stretch]:
        """The words of the given blocks, in text order, long blocks cut."""
        for block in sorted(set(blocks)):
            if not 0 <= block < len(document.blocks):
                raise SentenceError(
                    f"document {document.id} has no block {block}: it has {len(document.blocks)}"
                )
            within = document.blocks[block]
            places = tokens(document.text, within.start, within.end)
            forms = [document.text[start:end] for start, end in places]
            ends = [-1, *(end for _, end in places)]
            glued = [start == before for (start, _), before in zip(places, ends, strict=False)]
            lengths = [len(self._model.word_pieces.pieces(form)) for form in forms]
            for first, last in _cuts(forms, glued, lengths):
                yield _Stretch(
                    block=block,
                    places=places[first:last],
                    words=Words(forms[first:last], glued[first:last]),
                    length=sum(lengths[first:last]) + 1,
                )

    def _lemma(self, form: str, number: int, analysis: Analysis) -> str:
        upos, xpos = analysis.upos[number], analysis.xpos[number]
        if upos == "AUX" and form[1:] == "s" and _perfect(number, analysis):
            return "have"
        return self._lemmas.lemma(form, upos, xpos)

    def _tokens(
        self, forms: list[str], places: list[tuple[int, int]], analysis: Analysis
    ) -> tuple[Token, ...]:
        from pledgebook.sentences.english.features import features

        feats = features(forms, analysis)
        return tuple(
            Token(
                id=number + 1,
                form=form,
                lemma=self._lemma(form, number, analysis),
                upos=analysis.upos[number],
                xpos=analysis.xpos[number],
                feats=feats[number],
                head=analysis.heads[number],
                deprel=analysis.deprels[number],
                start=start,
                end=end,
                name=analysis.names[number],
            )
            for number, (form, (start, end)) in enumerate(zip(forms, places, strict=True))
        )


def believed(opinion: Opinion, begin: int, places: Sequence[tuple[int, int]]) -> Belief:
    """An opinion on a word of a window as the belief of its sentence, which begins at `begin`."""

    def starts(
        parties: Sequence[tuple[int | None, float]],
    ) -> tuple[tuple[int | None, float], ...]:
        """Parties by where their words start in the document."""
        return tuple((None if at is None else places[at][0], p) for at, p in parties)

    return Belief(
        token=opinion.word - begin + 1,
        probability=opinion.probability,
        kinds=opinion.kinds,
        statuses=opinion.statuses,
        givers=starts(opinion.givers),
        takers=starts(opinion.takers),
    )


def _perfect(number: int, analysis: Analysis) -> bool:
    """Whether a short "'s" is "has": before "been", or on an active participle.

    "It's sent two ships" has an object and so no passive; "it's sent by sea" is "is".
    """
    last = analysis.heads[number] - 1
    helpers = range(number + 1, last)
    if any(analysis.upos[n] == "AUX" and analysis.xpos[n] == "VBN" for n in helpers):
        return True
    return analysis.deprels[number] == "aux" and analysis.xpos[last] == "VBN"


@cache
def shipped_parser() -> ShippedParser:
    """The English parser of the package; loaded once (about a second), then kept.

    Raises:
        SentenceError: the package was installed without its model.
    """
    from pledgebook.sentences.english.lemmas import Lemmas
    from pledgebook.sentences.english.model import Model

    with resources.as_file(resources.files("pledgebook") / "data/en/model") as folder:
        model = Model(folder)
        return ShippedParser(model, Lemmas.load(folder, model.word_pieces))


def parser_named(name: str) -> Parser:
    """The parser that a setting names: "shipped", or "spacy:" and a pipeline's name.

    "spacy:en_core_web_trf" is the user's own spaCy pipeline of that name.

    Raises:
        SentenceError: no such parser, or the pipeline is not installed or has no parser.
    """
    if name == "shipped":
        return shipped_parser()
    kind, _, pipeline = name.partition(":")
    if kind == "spacy" and pipeline:
        from pledgebook.sentences.spacy_pipeline import spacy_parser

        return spacy_parser(pipeline)
    raise SentenceError(
        f"no parser is called {name!r}; write 'shipped' or 'spacy:' and a pipeline's name"
    )
