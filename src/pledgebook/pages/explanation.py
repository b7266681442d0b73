"""The page of `pledgebook explain`: sentence by sentence, what was read and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pledgebook.claims.clauses.reading import Reading
from pledgebook.claims.drafting.beliefs import LEAST
from pledgebook.claims.drafting.proposals import NO_THING
from pledgebook.claims.explaining import Explained, Fate, LookUp, Verdict
from pledgebook.claims.probe import BRIEF, Look
from pledgebook.claims.rulebook.book import Act
from pledgebook.pages.wording import chain_words, money_words, quantity_words, short_name
from pledgebook.sentences.gate import SILENT, WORD, Worth
from pledgebook.types import ActorName, Belief, Document, Mention, Money, Quantity, Step, Token

OPENINGS = {
    "brief": f"read: so short a text (up to {BRIEF} characters) always is",
    "dense": "read: much of it tells of contributions",
    "list": "read: it lists things or sums beside several actors",
    "own words": "read: a release or transcript that tells of contributions",
    "stated": "read: a sentence that was read alone states a contribution",
    "silent": "not read: no sentence tells enough of a contribution to be looked at",
    "unstated": "not read: its most telling sentences, read alone, state no contribution",
}
"""What the gate says of a document, by `probe.How`."""

WORTHS = {
    "everything": "parsed",
    "cue": "parsed: another sentence of its block has a cue",
    "after a cue": "parsed: the block before it has a cue",
    "figure": "parsed: an item or row with a figure",
    "heading": "parsed: a parsed block stands under it",
}
"""Why the gate has a block parsed, by `gate.Worth`."""
ASIDE = "not parsed: neither a cue nor what one leans on; the tree is made for this page only"

WEIGHTS = 6
"""So many features of a score are listed, those with the largest weights."""
ALTERNATIVES = 2
"""So many values of each field that the network believes in are listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeRow:
    """One word, under the word that it depends on; `depth` counts the words above it."""

    id: int
    depth: int
    form: str
    lemma: str
    upos: str
    relation: str
    head: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionRow:
    """Words that name something, and what they stand for; "" where that is not known."""

    type: str
    quote: str
    means: str
    via: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BeliefRow:
    """What the parser's network believes of a word; values with probabilities, best first.

    `heard` is false where the belief is too weak to be held against the drafts.
    """

    word: str
    probability: float
    heard: bool
    kinds: tuple[tuple[str, float], ...]
    statuses: tuple[tuple[str, float], ...]
    givers: tuple[tuple[str, float], ...]
    takers: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FateRow:
    """What a rule came to: a proposal or a reason; `path` composes its status step by step."""

    says: str
    proposes: bool
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """An act or operator that a word may stand for."""

    rule: str
    sort: str
    says: str
    fates: tuple[FateRow, ...]

    @property
    def idle(self) -> bool:
        """Whether the rule is an operator with nothing to say of this sentence."""
        return self.sort == "operator" and all(fate.says == NO_THING for fate in self.fates)


@dataclass(frozen=True, slots=True, kw_only=True)
class PredicateRow:
    """A word that rules know as a predicate, by its longest known phrase."""

    word: str
    phrase: str
    tense: str
    rules: tuple[RuleRow, ...]

    @property
    def idle(self) -> bool:
        """Whether no rule has anything to say of the word."""
        return all(rule.idle for rule in self.rules)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRow:
    """A draft: who gives what to whom as far as it is read, and what became of it.

    `claim` is the id of the claim, "" where there is none; `why` is then the reason. `score` is
    None where the draft was struck out before it was scored; `weights` are in log odds.
    """

    contributor: str
    contributor_name: str
    via: str
    recipient: str
    kind: str
    status: str
    amount: str
    evidence: str
    speakers: str
    belief: float
    steps: tuple[str, ...]
    claim: str
    why: str
    score: float | None
    weights: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceEntry:
    """One sentence on its way; `gate` says why its block is parsed, or is not.

    Where `parsed` is false only tree and mentions are there, where `silent` nothing: the
    block is a caption or the like, whole.
    """

    number: int
    start: int
    end: int
    block: str
    text: str
    parsed: bool
    gate: str
    tree: tuple[TreeRow, ...] = ()
    mentions: tuple[MentionRow, ...] = ()
    beliefs: tuple[BeliefRow, ...] = ()
    predicates: tuple[PredicateRow, ...] = ()
    drafts: tuple[DraftRow, ...] = ()

    @property
    def told(self) -> bool:
        """Whether rules or the network have anything to say of it."""
        spoken = not all(predicate.idle for predicate in self.predicates)
        return bool(self.beliefs or spoken or self.drafts)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplanationPage:
    """A document with the sentences that were asked for; `of` counts all.

    `opens` is false where the gate keeps the document closed: then the engine finds nothing
    in it, and the sentences show what it would find. `looks` are the sentences that were read
    alone to decide that.
    """

    document: str
    title: str
    publisher: str
    published: str
    opens: bool
    gate: str
    looks: tuple[tuple[str, str], ...]
    of: int
    claims: int
    sentences: tuple[SentenceEntry, ...]


def explanation_page(
    held: Explained, wanted: Callable[[SentenceEntry], bool] = lambda _entry: True
) -> ExplanationPage:
    """The page of one document, of it only the sentences that are `wanted`.

    Sentences are numbered from 1 in text order, whether they are wanted or not.
    """
    document, opening = held.document, held.opening
    rows = sorted(_rows(held), key=lambda row: row[0])
    entries = [_entry(held, number, reading, at) for number, (_, reading, at) in enumerate(rows, 1)]
    telling = opening.telling
    counted = "" if telling is None else f" ({telling} telling)"
    return ExplanationPage(
        document=document.id,
        title=document.title or "",
        publisher=document.publisher or "",
        published=document.published or "",
        opens=opening.opens,
        gate=OPENINGS[opening.how] + counted,
        looks=tuple(_look(document, look) for look in opening.looks),
        of=len(entries),
        claims=sum(bool(draft.claim) for entry in entries for draft in entry.drafts),
        sentences=tuple(entry for entry in entries if wanted(entry)),
    )


def _rows(held: Explained) -> Iterator[tuple[int, Reading | None, int]]:
    """Start, sentence and block of each sentence; without a sentence for a silent block."""
    for reading in (*held.told.readings, *held.aside.readings):
        yield reading.sentence.start, reading, reading.sentence.block
    for at, block in enumerate(held.document.blocks):
        if block.kind in SILENT:
            yield block.start, None, at


def _look(document: Document, look: Look) -> tuple[str, str]:
    words = document.text[look.stretch.start : look.stretch.end].strip()
    if look.given:
        return words, f"states {look.given} with a giver"
    return words, f"states {look.lost} without a giver" if look.lost else "states nothing"


def _entry(held: Explained, number: int, reading: Reading | None, at: int) -> SentenceEntry:
    block = held.document.blocks[at]
    if reading is None:
        return SentenceEntry(
            number=number,
            start=block.start,
            end=block.end,
            block=block.kind,
            text=held.document.text[block.start : block.end],
            parsed=False,
            gate=f"not parsed: a {block.kind} states nothing",
        )
    sentence = reading.sentence
    parsed = any(reading is each for each in held.told.readings)
    index = sentence.index
    verdicts = held.verdicts.get(index, ()) if parsed else ()
    return SentenceEntry(
        number=number,
        start=sentence.start,
        end=sentence.end,
        block=block.kind,
        text=held.document.text[sentence.start : sentence.end],
        parsed=parsed,
        gate=_gate(held.worth[at], held.cues[index]) if parsed else ASIDE,
        tree=tuple(_tree(reading, reading.tree.root, 0)),
        mentions=tuple(_mention(mention) for mention in reading.mentions),
        beliefs=tuple(_belief(held.document, reading, each) for each in sentence.beliefs),
        predicates=tuple(_predicate(each) for each in held.lookups[index]) if parsed else (),
        drafts=tuple(_draft(held, each) for each in verdicts),
    )


def _gate(worth: Worth, cues: Sequence[str]) -> str:
    return f"parsed for its cues: {', '.join(cues)}" if cues else WORTHS[worth]


def _tree(reading: Reading, token: Token, depth: int) -> Iterator[TreeRow]:
    """The word and, below it, all that hang on it in text order; no punctuation."""
    yield TreeRow(
        id=token.id,
        depth=depth,
        form=token.form,
        lemma=token.lemma,
        upos=token.upos,
        relation=token.deprel,
        head=token.head,
    )
    for child in reading.tree.children(token.id):
        if child.deprel != "punct":
            yield from _tree(reading, child, depth + 1)


def _mention(mention: Mention) -> MentionRow:
    return MentionRow(
        type=mention.type, quote=mention.quote, means=_means(mention), via=mention.via
    )


def _means(mention: Mention) -> str:
    normal = mention.normal
    if isinstance(normal, Money):
        return money_words(normal)
    if isinstance(normal, Quantity):
        return quantity_words(normal)
    if isinstance(normal, ActorName):
        return ", ".join(word for word in (normal.id, normal.person, normal.role) if word)
    return normal.value if normal is not None else ""


def _belief(document: Document, reading: Reading, belief: Belief) -> BeliefRow:
    def named(words: Sequence[tuple[int | None, float]]) -> tuple[tuple[str, float], ...]:
        ranked = sorted(words, key=lambda each: -each[1])[:ALTERNATIVES]
        return tuple((_word(document, start), probability) for start, probability in ranked)

    return BeliefRow(
        word=reading.tree[belief.token].form,
        probability=belief.probability,
        heard=belief.probability >= LEAST,
        kinds=belief.kinds[:ALTERNATIVES],
        statuses=belief.statuses[:ALTERNATIVES],
        givers=named(belief.givers),
        takers=named(belief.takers),
    )


def _word(document: Document, start: int | None) -> str:
    """The word that begins there, "nobody" for None."""
    if start is None:
        return "nobody"
    word = WORD.match(document.text, start)
    return word.group() if word is not None else document.text[start]


def _predicate(found: LookUp) -> PredicateRow:
    return PredicateRow(
        word=found.token.form,
        phrase=found.phrase,
        tense=found.tense.replace("_", " "),
        rules=tuple(
            RuleRow(
                rule=rule.id,
                sort="act" if isinstance(rule, Act) else "operator",
                says=rule.says,
                fates=tuple(_fate(each) for each in fates),
            )
            for rule, fates in found.rules
        ),
    )


def _fate(fate: Fate) -> FateRow:
    return FateRow(says=fate.says, proposes=fate.proposes, path=_says(fate.path))


def _says(steps: Sequence[Step]) -> tuple[str, ...]:
    return tuple(f"{step.rule}: {step.says}" for step in steps)


def _draft(held: Explained, verdict: Verdict) -> DraftRow:
    draft, claim = verdict.draft, verdict.claim
    sums = (
        money_words(draft.money) if draft.money else "",
        quantity_words(draft.quantity) if draft.quantity else "",
    )
    publisher = held.document.publisher
    return DraftRow(
        contributor=draft.contributor or "",
        contributor_name=short_name(draft.contributor) if draft.contributor else "",
        via=draft.contributor_via,
        recipient=draft.recipient or "",
        kind=draft.kind,
        status=draft.status,
        amount=", ".join(words for words in sums if words),
        evidence=draft.reading.span(draft.start, draft.end).quote,
        speakers=chain_words(claim.speakers, publisher) if claim is not None else "",
        belief=draft.belief,
        steps=_says(draft.steps),
        claim=claim.id if claim is not None else "",
        why=verdict.why,
        score=verdict.score,
        weights=tuple(each for each in verdict.weighed if each[1])[:WEIGHTS],
    )
