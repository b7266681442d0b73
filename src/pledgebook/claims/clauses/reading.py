"""One sentence with everything that the rules ask it: tree, mentions by token, phrases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from pledgebook.mentions import amounts
from pledgebook.sentences.tree import Tree
from pledgebook.types import (
    ActorName,
    Block,
    Document,
    Mention,
    Money,
    Quantity,
    Sentence,
    Span,
    Token,
    When,
)

CLAUSAL = ("acl", "advcl", "parataxis", "ccomp", "csubj", "dislocated", "orphan", "list")
"""Relations that begin another clause: what stands below is not part of the noun phrase."""
SILENT = frozenset({"boilerplate", "byline", "caption", "dateline"})
"""Kinds of blocks that state nothing."""


HOLDING = frozenset({"of", "in", "for", "worth"})
"""Prepositions before what a sum or container consists of or is for."""


class Reading:
    """A sentence, its tree and the mentions that fall into it.

    Args:
        mentions: mentions of the whole document; those outside the sentence are ignored.
    """

    def __init__(self, document: Document, sentence: Sentence, mentions: Iterable[Mention]) -> None:
        self.document = document
        self.sentence = sentence
        self.mentions = tuple(
            m for m in mentions if sentence.start <= m.start and m.end <= sentence.end
        )
        self.tree = Tree(amounts_whole(sentence, self.mentions))
        sums = [(m.start, m.end) for m in self.mentions if m.type == "money"]
        self.mentions = tuple(
            m
            for m in self.mentions
            if m.type != "actor" or not any(s <= m.start and m.end <= e for s, e in sums)
        )
        self.lexemes: dict[int, tuple[str, ...]] = {}
        """What `predicates.lexemes` found, by token: many rules ask for it."""
        self.by_token: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            for token in self.tree.at(mention.start, mention.end):
                self.by_token.setdefault(token.id, []).append(mention)

    @property
    def block(self) -> Block:
        """The paragraph, item or row that the sentence stands in."""
        return self.document.blocks[self.sentence.block]

    @cached_property
    def is_question(self) -> bool:
        """Whether the sentence asks: "Will Japan pay?" states nothing."""
        return (
            self.document.text[self.sentence.start : self.sentence.end]
            .rstrip(" \"'”’)")
            .endswith("?")
        )

    @cached_property
    def words(self) -> frozenset[str]:
        """The lemmas and forms of the sentence in lower case."""
        tokens = self.tree.tokens
        return frozenset(word.lower() for token in tokens for word in (token.lemma, token.form))

    @cached_property
    def bare_numbers(self) -> tuple[Mention, ...]:
        """The numbers that count nothing themselves, see `amounts.bare`."""
        start, end = self.sentence.start, self.sentence.end
        return amounts.bare(self.document.text, start, end, home=self.document.home)

    def span(self, start: int, end: int) -> Span:
        """The words at `[start, end)`, without white space on either edge."""
        text = self.document.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return self.document.span(start, end)

    def phrase(self, token_id: int) -> tuple[Token, ...]:
        """The noun phrase of this head: modifiers and complements, no clauses, no conjuncts."""
        return self.tree.subtree(token_id, "conj", "cc", "punct", "appos", *CLAUSAL)

    def contents(self, head: int) -> tuple[Token, ...]:
        """A noun and what it measures, holds or is made up of, inwards, actors left out.

        "15 tonnes of bags of rice", "$1bn in loans", "a fund of $7m for military aid".
        """
        found = [self.tree[head]]
        for token in found:
            for child in self.tree.children(token.id, "nmod"):
                if self.marker(child.id) in HOLDING and actor_of(self.actor_at(child.id)) is None:
                    found.append(child)
        return tuple(found)

    def objects(self, verb: int) -> tuple[Token, ...]:
        """The direct objects of a verb, without those of other givers beside it.

        A later one with an actor of its own before it is another's: "takes 40, Malta 20".
        """
        held = self.tree.children(verb, "obj")
        first = {child.id for child in held}

        def is_anothers(child: Token) -> bool:
            beside = {c.id for c in self.tree.children(child.id, "nmod:unmarked", "nsubj")}
            beside.add(min(token.id for token in self.phrase(child.id)) - 1)
            return any(
                actor_of(self.actor_at(token_id)) is not None
                for token_id in beside - first - {0, verb}
            )

        return tuple(child for child in held if child is held[0] or not is_anothers(child))

    def conjuncts(self, token_id: int) -> tuple[Token, ...]:
        """The token and all that is coordinated with it, in text order.

        "Bahrain, Oman and Qatar": the parser hangs each conjunct on the first.
        """
        found = [self.tree[token_id]]
        for token in found:
            found.extend(self.tree.children(token.id, "conj"))
        return tuple(sorted(found, key=lambda token: token.id))

    def lemmas(self, tokens: Iterable[Token]) -> tuple[str, ...]:
        """The lower-case lemmas of these tokens."""
        return tuple(token.lemma.lower() for token in tokens)

    def actor_at(self, token_id: int) -> Mention | None:
        """The longest actor mention that covers this token, resolved or not."""
        found = [m for m in self.by_token.get(token_id, ()) if m.type == "actor"]
        return max(found, key=lambda m: m.end - m.start, default=None)

    def amounts(self, token_ids: Sequence[int] | frozenset[int], kind: str) -> tuple[Mention, ...]:
        """Mentions of "money", "quantity" or "time" that touch these tokens, in text order."""
        found: dict[int, Mention] = {}
        for token_id in token_ids:
            for mention in self.by_token.get(token_id, ()):
                if mention.type == kind and mention.normal is not None:
                    found[mention.start] = mention
        return tuple(found[start] for start in sorted(found))

    def has_child(self, token_id: int, deprel: str, *lemmas: str) -> Token | None:
        """A child with this relation and one of the lemmas (any lemma if none is given)."""
        for child in self.tree.children(token_id, deprel):
            if not lemmas or child.lemma.lower() in lemmas:
                return child
        return None

    def marker(self, token_id: int) -> str:
        """The preposition or conjunction on a phrase or clause, lower case, "" without one.

        Several words are joined: "because of", "in return for".
        """
        words: list[str] = []
        for child in self.tree.children(token_id, "case", "mark"):
            if child.id > token_id:
                continue
            words.append(child.lemma.lower())
            words.extend(fixed.form.lower() for fixed in self.tree.children(child.id, "fixed"))
        return " ".join(words)

    def negated(self, token_id: int) -> bool:
        """Whether not, never, no or no longer stands on this predicate."""
        for child in self.tree.children(token_id, "advmod", "det", "cc:preconj", "aux"):
            if child.lemma.lower() in NEGATIONS or child.form.lower() in NEGATIONS:
                return True
            below = self.tree.children(child.id, "det", "advmod")
            if child.form.lower() == "longer" and any(c.form.lower() == "no" for c in below):
                return True
        return False


def amounts_whole(sentence: Sentence, mentions: Sequence[Mention]) -> Sentence:
    """The sentence with amounts as whole phrases in its tree.

    Parsers split the words that bound a number from it: in "pledged up to $5m" they take "up"
    for a particle and "$5m" for an oblique. An amount without a preposition outside its own
    words is the object of a verb that has none.
    """
    spans = [(m.start, m.end) for m in mentions if m.type in {"money", "quantity"}]
    if not spans:
        return sentence
    changed = list(sentence.tokens)
    objects = {t.head for t in changed if t.deprel in {"obj", "nsubj:pass"}}
    for place, token in enumerate(changed):
        span = next((s for s in spans if s[0] <= token.start and token.end <= s[1]), None)
        if span is None:
            continue
        if token.deprel == "compound:prt":
            changed[place] = replace(token, deprel="advmod")
        if token.deprel not in {"obl", "obl:npmod", "obl:unmarked"} or token.head in objects:
            continue
        outside = any(
            t.head == token.id and t.deprel == "case" and not span[0] <= t.start < span[1]
            for t in changed
        )
        above = changed[token.head - 1] if token.head else token
        if not outside and above.upos == "VERB" and above.end <= span[0]:
            changed[place] = replace(token, deprel="obj")
            objects.add(token.head)
    return replace(sentence, tokens=tuple(changed))


NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly", "nothing"})


def actor_of(mention: Mention | None) -> ActorName | None:
    """The resolved actor of a mention, None where it has no id."""
    if mention is None or not isinstance(mention.normal, ActorName):
        return None
    return mention.normal if mention.normal.id else None


def money_of(mention: Mention) -> Money | None:
    """The sum that a mention stands for."""
    return mention.normal if isinstance(mention.normal, Money) else None


def quantity_of(mention: Mention) -> Quantity | None:
    """The count that a mention stands for."""
    return mention.normal if isinstance(mention.normal, Quantity) else None


def when_of(mention: Mention) -> When | None:
    """The time that a mention stands for."""
    return mention.normal if isinstance(mention.normal, When) else None
