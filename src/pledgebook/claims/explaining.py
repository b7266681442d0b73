"""Why each sentence of a document is a claim, or is none: what the engine saw and decided.

The steps are the engine's own, in its order; here they are only watched. What the gate would
not have read is read all the same, and kept apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pledgebook.claims.clauses.predicates import tense_of
from pledgebook.claims.clauses.reading import Reading
from pledgebook.claims.clauses.status import Outcome
from pledgebook.claims.drafting.discourse import in_order
from pledgebook.claims.drafting.drafts import Draft
from pledgebook.claims.drafting.proposals import Proposal, Proposer
from pledgebook.claims.drafting.trail import Trail, Tried
from pledgebook.claims.plans import is_suggestion
from pledgebook.claims.probe import Opening
from pledgebook.claims.rulebook.book import Act, Operator
from pledgebook.claims.rules import NO_CLAIMS, RulesEngine, Told
from pledgebook.claims.score import Around, around, features, weights
from pledgebook.sentences.gate import SILENT, WORD, Worth, worth_parsing
from pledgebook.types import Claim, Document, Step, Token

SUGGESTION = "names only what unnamed others could give: a need, no contribution"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What became of one rule at one word, in words; `path` is how the status was composed."""

    says: str
    proposes: bool = False
    path: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LookUp:
    """A word with the acts and operators that its longest known phrase stands for."""

    token: Token
    phrase: str
    tense: str
    rules: tuple[tuple[Act | Operator, tuple[Fate, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of a draft: a claim, or the reason against it.

    `score` and `weighed`, its features with their weights, are None and empty where the draft
    was struck out before it was scored.
    """

    draft: Draft
    claim: Claim | None
    why: str
    score: float | None = None
    weighed: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A document on its way through the engine.

    `worth` says why blocks were parsed. `told` holds the sentences of these blocks; `aside`
    those of other blocks, which the engine does not parse. Where `opening` is closed the engine
    stops there: everything else is what it would have found. `cues` (the words that blocks are
    parsed for), `lookups` and `verdicts` are by the sentence's index in `told`.
    """

    document: Document
    opening: Opening
    worth: Mapping[int, Worth]
    cues: Mapping[int, tuple[str, ...]]
    told: Told
    aside: Told
    lookups: Mapping[int, tuple[LookUp, ...]]
    verdicts: Mapping[int, tuple[Verdict, ...]]


def explained(engine: RulesEngine, document: Document) -> Explained:
    """Everything that the engine sees and decides in a document, claim or not."""
    worth = worth_parsing(document, engine.rules.cues)
    rest = [
        at
        for at, block in enumerate(document.blocks)
        if at not in worth and block.kind not in SILENT
    ]
    told = engine.told(document, sorted(worth))
    trail = Trail()
    kept, _ = engine.drafts(told, trail)
    claims = engine.claims(document, kept, told.said)
    emitted = {
        id(draft): claim
        for draft, claim in zip((d for d in kept if not d.struck), claims, strict=True)
    }
    scored = {id(draft) for draft in kept}
    whole = around(kept)
    proposer = Proposer(engine.rules, engine.composer, engine.kinds, told.roles)
    verdicts: dict[int, list[Verdict]] = {}
    for draft in sorted(trail.drafts, key=in_order):
        found = verdict(engine, told, draft, emitted, whole if id(draft) in scored else None)
        verdicts.setdefault(draft.reading.sentence.index, []).append(found)
    return Explained(
        document=document,
        opening=engine.probe.opening(document),
        worth=worth,
        cues={
            reading.sentence.index: cues_in(reading, engine.rules.cues) for reading in told.readings
        },
        told=told,
        aside=engine.told(document, rest),
        lookups={
            reading.sentence.index: tuple(look_ups(proposer, reading, trail))
            for reading in told.readings
        },
        verdicts={index: tuple(found) for index, found in verdicts.items()},
    )


def cues_in(reading: Reading, cues: frozenset[str]) -> tuple[str, ...]:
    """The cue words of a sentence in text order, each once, in lower case."""
    sentence = reading.sentence
    words = WORD.findall(reading.document.text[sentence.start : sentence.end].lower())
    return tuple(dict.fromkeys(word for word in words if word in cues))


def verdict(
    engine: RulesEngine,
    told: Told,
    draft: Draft,
    emitted: Mapping[int, Claim],
    whole: Around | None,
) -> Verdict:
    """What became of a draft; `whole` is None where it was struck out before it was scored."""
    claim = emitted.get(id(draft))
    if whole is None:
        return Verdict(draft=draft, claim=None, why=draft.struck)
    shown = claim or engine.claim(told.document, draft, told.said, "")
    table = weights()
    named = ((name, table.get(name, 0.0)) for name in features(shown, draft, whole))
    weighed = tuple(sorted(named, key=lambda each: -abs(each[1])))
    score = claim.score if claim is not None else engine.score(shown, draft, whole)
    if claim is not None and is_suggestion(claim):
        return Verdict(draft=draft, claim=None, why=SUGGESTION, score=score, weighed=weighed)
    return Verdict(draft=draft, claim=claim, why=draft.struck, score=score, weighed=weighed)


def look_ups(proposer: Proposer, reading: Reading, trail: Trail) -> Iterator[LookUp]:
    """The words of a sentence that rules know as predicates, in text order."""
    here = [p for p in trail.proposals if p.reading is reading]
    vain = [t for t in trail.tried if t.reading is reading]
    for token in reading.tree.tokens:
        acts, operators, phrase = proposer.composer.entries_at(reading, token.id)
        if token.upos == "NOUN":
            acts += proposer.rulebook.act_nouns.get(token.lemma.lower(), ())
        rules: tuple[Act | Operator, ...] = (*acts, *operators)
        if not rules:
            continue
        tense = tense_of(reading, token.id) if token.upos in {"VERB", "AUX"} else ""
        yield LookUp(
            token=token,
            phrase=phrase or token.lemma.lower(),
            tense=tense,
            rules=tuple(
                (rule, tuple(fates(proposer, reading, token, rule.id, here, vain)))
                for rule in {rule.id: rule for rule in rules}.values()
            ),
        )


def fates(
    proposer: Proposer,
    reading: Reading,
    token: Token,
    rule: str,
    proposals: list[Proposal],
    vain: list[Tried],
) -> Iterator[Fate]:
    """What one rule came to at one word: proposals, reasons against them, or why it slept."""
    made = [p for p in proposals if p.predicate == token.id]
    own = [p for p in made if rule in {each.id for each in (p.act, p.operator) if each}]
    for proposal in own:
        outcome = proposal.outcome
        forms = [reading.tree[head].form for head in proposal.objects]
        of = f" of {', '.join(map(repr, forms))}" if forms else ""
        says = f"proposes {proposal.kind}{of}: {outcome.status}"
        yield Fate(says=says, proposes=True, path=outcome.path or outcome.steps)
    outcomes = [*(p.outcome for p in proposals), *(t.outcome for t in vain if t.outcome)]
    if not own and any(governs(o, token, rule) for o in outcomes):
        yield Fate(says="makes the status of what it governs")
        return
    tried = [t for t in vain if t.token == token.id and t.rule == rule]
    for why in dict.fromkeys(t.why for t in tried):
        first = next(t for t in tried if t.why == why)
        yield Fate(says=why, path=first.outcome.path if first.outcome is not None else ())
    if own or tried:
        return
    held = {head for p in proposals for head in p.objects}
    if reading.block.kind in NO_CLAIMS:
        yield Fate(says=f"not asked: a {reading.block.kind} is not read for predicates")
    elif reading.is_question:
        yield Fate(says="not asked: the sentence is a question")
    elif made:
        yield Fate(says="not needed: another rule proposes here")
    elif token.id in held:
        yield Fate(says="not asked: the word is what is given")
    elif not proposer.predicates(reading, token):
        yield Fate(says="not asked: an attribute or part of a name, no predicate")
    else:
        yield Fate(says="governs nothing here that it could be about")


def governs(outcome: Outcome, token: Token, rule: str) -> bool:
    """Whether a rule at a word makes a status that another word began with."""
    return any(step.rule == rule and step.start == token.start for step in outcome.path[1:])
