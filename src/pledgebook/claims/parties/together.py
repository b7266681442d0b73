"""Who "the two leaders", "both countries" and "they" are: states that a text names together.

States act together where they are coordinated ("France and Mali agreed"), where one meets
another ("the president spoke with his Malian counterpart") and where a hyphen joins them
("the U.S.-Kenyan talks"). A later word for several takes up the nearest such set that its
number allows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Protocol

from pledgebook.claims.clauses.reading import Reading, actor_of
from pledgebook.claims.parties.party import Party, is_listed
from pledgebook.claims.rulebook.book import Rulebook
from pledgebook.claims.voices.focus import PLURAL
from pledgebook.types import Token

SIZES: Mapping[str, int] = {"two": 2, "both": 2, "neither": 2, "either": 2, "three": 3}
"""Words that say how many states are meant."""
LARGEST = 3
"""Of more than three "the leaders" may be some: then no single ones are named."""
REACH = 4
"""So many sentences back a word without a number may reach, as pronouns of persons do."""
THEY = PLURAL | {"each"}
FIRST_PLURAL = frozenset({"we", "us", "our", "ours"})
BARE = frozenset({"case", "det", "det:predet", "nummod", "punct", "cc:preconj", "cc"})
NAMED = frozenset({"amod", "compound", "nmod:poss", "nmod:desc"})
ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obl", "obl:agent", "obj", "nmod", "nmod:poss"})


class Names(Protocol):
    """What is asked of one noun phrase at a time."""

    def acting_state(self, reading: Reading, head: int) -> str | None:
        """The state or body that a phrase names as somebody who acts."""

    def party(self, reading: Reading, head: int) -> Party | None:
        """The actor that a phrase names or belongs to."""

    def subject(self, reading: Reading, verb: int) -> int | None:
        """The token of who does what a verb says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """States or bodies that act together, and where: `subject` is the token of who does it.

    `firm` where they do something together; not where they only stand in one list.
    """

    states: tuple[str, ...]
    sentence: int
    block: int
    subject: int
    firm: bool
    own: bool = False


class Together:
    """The sets of one document, and which of its words take one up.

    Args:
        names: tells whom single noun phrases name.
    """

    def __init__(self, rulebook: Rulebook, readings: Sequence[Reading], names: Names) -> None:
        self.rulebook = rulebook
        self.readings = readings
        self.names = names
        self.sets: list[Acting] = []
        self.singles: list[tuple[int, str | None]] = []

    def of(self, reading: Reading, head: int) -> tuple[str, ...]:
        """The states that a word takes up, empty where it takes up no set or an unclear one.

        The document is read through when the first word for several asks; most have none.
        """
        if not is_for_several(reading.tree[head], self.rulebook):
            return ()
        return self.words.get((reading.sentence.index, head), ())

    @cached_property
    def words(self) -> Mapping[tuple[int, int], tuple[str, ...]]:
        """The states that words take up, by sentence and token."""
        found: dict[tuple[int, int], tuple[str, ...]] = {}
        subjects: list[tuple[int, int, tuple[str, ...] | None]] = []
        for reading in self.readings:
            found.update(self.read(reading, subjects))
        return found

    def read(
        self, reading: Reading, subjects: list[tuple[int, int, tuple[str, ...] | None]]
    ) -> Mapping[tuple[int, int], tuple[str, ...]]:
        """Notes a sentence's sets, in text order; the words in it that take one up."""
        number = reading.sentence.index
        words: dict[tuple[int, int], tuple[str, ...]] = {}
        here = {acting.subject: acting for acting in self.stated(reading)}
        for token in reading.tree.tokens:
            found = self.taken_up(reading, token, subjects)
            if found:
                words[number, token.id] = found
                here[token.id] = Acting(
                    states=found,
                    sentence=number,
                    block=reading.sentence.block,
                    subject=token.id,
                    firm=True,
                )
            held = here.get(token.id)
            if held is not None:
                self.sets.append(held)
            if token.deprel.startswith("nsubj"):
                several = is_plural(token) or len(reading.conjuncts(token.id)) > 1
                if held is None and token.upos in {"NOUN", "PROPN"}:
                    party = self.names.party(reading, token.id)
                    known = party is not None and is_listed(party.id)
                    self.singles.append((number, party.id if party and known else None))
                if held is not None and held.firm:
                    subjects.append((number, token.id, held.states))
                elif several and token.form.lower() not in FIRST_PLURAL:
                    subjects.append((number, token.id, None))
        return words

    def stated(self, reading: Reading) -> Iterator[Acting]:
        """The sets that a sentence names."""
        for token in reading.tree.tokens:
            if token.deprel != "conj" and len(reading.conjuncts(token.id)) > 1:
                yield from self.acting(reading, token.id, self.each(reading, token.id))
            lemma = token.lemma.lower()
            if token.upos == "VERB" and lemma in self.rulebook.words("meeting_verb"):
                yield from self.met(reading, token.id, self.names.subject(reading, token.id))
            elif token.upos == "NOUN" and lemma in self.rulebook.words("meeting_noun"):
                yield from self.met(reading, token.id, self.holder(reading, token))
        for first, second in pairwise(m for m in reading.mentions if m.type == "actor"):
            gap = reading.document.text[first.end : second.start].strip()
            one, other = actor_of(first), actor_of(second)
            if gap in {"-", "–"} and one is not None and other is not None:
                token_id = reading.tree.at(second.start, second.end)[0].id
                states = [str(name.id) for name in (one, other)]
                if all(map(is_listed, states)):
                    yield from self.acting(reading, token_id, states)

    def acting(
        self, reading: Reading, subject: int, states: Sequence[str | None]
    ) -> Iterator[Acting]:
        """The set of some states, if each is known and there are several."""
        known = dict.fromkeys(state for state in states if state is not None)
        if None in states or len(known) < 2:
            return
        token = reading.tree[subject]
        agent = token.deprel == "obl:agent" or reading.marker(subject) in {"by", "between"}
        conjuncts = reading.conjuncts(subject)
        yield Acting(
            states=tuple(known),
            sentence=reading.sentence.index,
            block=reading.sentence.block,
            subject=subject,
            firm=agent or (not reading.marker(subject) and token.deprel not in {"obj", "obl"}),
            own=any(t.form == "I" for t in conjuncts),
        )

    def each(self, reading: Reading, head: int | None) -> list[str | None]:
        """The states of a coordinated phrase, None for each that is unclear."""
        if head is None:
            return [None]
        tree = reading.tree
        listed = reading.conjuncts(head)
        # A parser may take the middle of "Norway, Chad and Peru" for a second subject.
        beside = tree.children(tree[head].head, tree[head].deprel) if tree[head].head else ()
        listed += tuple(t for t in beside if listed[0].id < t.id < listed[-1].id)
        return [self.names.acting_state(reading, t.id) for t in dict.fromkeys(listed)]

    def holder(self, reading: Reading, noun: Token) -> int | None:
        """Who holds a meeting: "Kenya's talks with Chad", "Kenya held talks with Chad"."""
        tree = reading.tree
        owner = tree.child(noun.id, "nmod:poss")
        above = tree.head(noun.id)
        if owner is not None and owner.upos != "PRON":
            return owner.id
        if above is not None and noun.deprel == "obj":
            return self.names.subject(reading, above.id)
        return None

    def met(self, reading: Reading, event: int, head: int | None) -> Iterator[Acting]:
        """Who meets at an event, and whom: the phrase with "with", or the object of "met"."""
        tree = reading.tree
        if head is None:
            return
        below = [*tree.children(event, "obl", "nmod")]
        above = tree.head(event)
        if tree[event].deprel == "obj" and above is not None:
            below += tree.children(above.id, "obl")
        partners = [c.id for c in below if reading.marker(c.id) in {"with", "to"}]
        if tree[event].upos == "VERB":
            partners += [c.id for c in tree.children(event, "obj")]
        with_whom = [s for partner in partners for s in self.each(reading, partner)]
        known = [state for state in with_whom if state is not None]
        states = [*self.each(reading, head), *known]
        for acting in self.acting(reading, head, states) if known else ():
            yield replace(acting, firm=True)

    def taken_up(
        self,
        reading: Reading,
        token: Token,
        subjects: Sequence[tuple[int, int, tuple[str, ...] | None]],
    ) -> tuple[str, ...]:
        """The states that one word takes up."""
        number = reading.sentence.index
        word = token.form.lower()
        if word in THEY and (word != "each" or token.upos == "PRON"):
            at, _, states = subjects[-1] if subjects else (number, 0, None)
            return few(states) if states is not None and number - at <= REACH else ()
        if word in FIRST_PLURAL:
            return self.shared(reading)
        size = self.size(reading, token)
        if size is None:
            return ()
        fitting = [
            acting
            for acting in self.sets
            if (acting.firm or (size and number - acting.sentence <= 1))
            and len(acting.states) == (size or len(acting.states))
            and (size or number - acting.sentence <= REACH)
        ]
        last = fitting[-1].sentence if fitting else 0
        if size and (not fitting or number - last > 1):
            in_turn = self.in_turn(number, size)
            if in_turn:
                return in_turn
        # Of two sets in one sentence its subject's is taken up: "Lee met Doe before Doe met Roe".
        return next((few(acting.states) for acting in fitting if acting.sentence == last), ())

    def in_turn(self, number: int, size: int) -> tuple[str, ...]:
        """The states that were subjects one after another: "Chad sent 9. Mali sent 7. Both"."""
        near = [state for at, state in self.singles if 0 < number - at <= size]
        last = tuple(dict.fromkeys(near[-size:]))
        known = tuple(state for state in last if state is not None)
        return known if len(known) == size == len(last) else ()

    def shared(self, reading: Reading) -> tuple[str, ...]:
        """Who "we" are in a paragraph in which "President Lee and I" have acted before."""
        for acting in reversed(self.sets):
            if acting.block != reading.sentence.block:
                return ()
            if acting.own:
                return few(acting.states)
        return ()

    def size(self, reading: Reading, token: Token) -> int | None:
        """How many a word for several parties means; 0 for any number, None if it is none.

        "both", "the two", "the three ministers"; "the leaders", "the delegations".
        """
        tree = reading.tree
        children = tree.children(token.id)
        word = token.form.lower()
        alone = all(c.deprel in BARE for c in children if c.deprel.partition(":")[0] != "conj")
        if word in SIZES and token.deprel in ARGUMENTS and alone:
            definite = any(c.lemma.lower() in {"the", "these", "all"} for c in children)
            return SIZES[word] if definite or word in {"both", "neither"} else None
        lemma = token.lemma.lower()
        if not is_plural(token) or lemma not in self.rulebook.words("joint_party"):
            return None
        marked = [c for c in children if c.deprel not in BARE and c.id < token.id]
        beside = [c for c in children if c.id > token.id and c.deprel.startswith(("nmod", "acl"))]
        if beside or any(
            c.deprel not in NAMED or names_state(reading, c) for c in marked if c.upos != "PRON"
        ):
            return None
        counted = [SIZES[c.form.lower()] for c in children if c.form.lower() in SIZES]
        if counted:
            return counted[0]
        if any(c.deprel == "nummod" for c in children):
            return None
        the = any(c.lemma.lower() == "the" for c in children)
        return 0 if the and not marked and lemma in self.rulebook.words("met_party") else None


def is_for_several(token: Token, rulebook: Rulebook) -> bool:
    """Whether a word can take up a set at all: "they", "both", "leaders"."""
    word = token.form.lower()
    pronoun = word in THEY or word in FIRST_PLURAL or word in SIZES
    return pronoun or token.lemma.lower() in rulebook.words("joint_party")


def few(states: tuple[str, ...]) -> tuple[str, ...]:
    """The states, none where there are too many to be told one by one."""
    return states if len(states) <= LARGEST else ()


def is_plural(token: Token) -> bool:
    """Whether a word stands for several."""
    return (
        token.xpos in {"NNS", "NNPS"}
        or "Number=Plur" in token.feats
        or token.form.lower() in THEY | FIRST_PLURAL
    )


def names_state(reading: Reading, token: Token) -> bool:
    """Whether a word names a state or body: no set of others is "the two Koreas"."""
    name = actor_of(reading.actor_at(token.id))
    return name is not None and is_listed(str(name.id))
