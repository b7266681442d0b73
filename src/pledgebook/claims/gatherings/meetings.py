"""Summits, conferences and talks that a document names, each once, with place and days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pledgebook.claims.clauses.reading import Reading, actor_of, when_of
from pledgebook.claims.gatherings.events import (
    Place,
    beside,
    convenes,
    here,
    holding_verb,
    is_event,
    name_tokens,
    named,
    naming_words,
    owned,
    place_of,
    purpose_of,
    time_of,
    verb_time,
)
from pledgebook.claims.groups.rosters import words
from pledgebook.claims.parties.roles import Roles
from pledgebook.claims.voices.focus import definite
from pledgebook.documents.dateline import dateline
from pledgebook.mentions.world import is_country, meeting_on
from pledgebook.types import Document, Meeting, Mention, Span, Token

FEWEST_LISTED = 2
DATELINE_BLOCKS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One place where a text speaks of a gathering, by a noun or by "met".

    `key` holds the case-folded words that tell it from other gatherings, empty where the text
    only says "the meeting"; `where` and `land` its town and its state; `when` is as in
    `types.When`. `bare`: nothing is said of it but that it is.
    """

    reading: Reading
    token: int
    name: str
    key: frozenset[str]
    place: str | None
    where: str | None
    when: str | None
    purpose: str | None
    evidence: Span
    definite: bool
    states_it: bool
    bare: bool = False
    land: str | None = None
    by_verb: bool = False

    @property
    def fullness(self) -> tuple[int, bool, int]:
        """How much it says: day, place and name; body text before headlines, earlier first."""
        said = 2 * (self.when is not None) + (self.place is not None) + bool(self.key)
        body = self.reading.block.kind not in {"title", "heading"}
        return said, body, -self.evidence.start


class Gatherings:
    """The gatherings of one document.

    A later "the conference" is the conference named before; two names are one gathering where
    they share a place or a name. `records` holds a gathering only if the text names it (a
    place, a body, a proper name or a number) or states when and where it meets.
    """

    def __init__(self, document: Document, readings: Sequence[Reading], roles: Roles) -> None:
        self.document = document
        self.roles = roles
        self.met: list[list[Occurrence]] = []
        self.by_token: dict[tuple[int, int], int] = {}
        for reading in readings:
            for token in reading.tree.tokens:
                occurrence = self.occurrence(reading, token)
                if occurrence is not None:
                    self.add(occurrence)

    @property
    def records(self) -> tuple[Meeting, ...]:
        """The gatherings that the text names or states, in the order of first mention."""
        return tuple(self.record(met) for met in self.met if any(o.states_it or o.key for o in met))

    def name_at(self, reading: Reading, token_id: int) -> str | None:
        """The name of the gathering that a noun or verb speaks of, None where it is none."""
        at = self.by_token.get((reading.sentence.index, token_id))
        return self.name_of(self.met[at]) if at is not None else None

    def is_named(self, reading: Reading, token_id: int) -> bool:
        """Whether the gathering at this token has a name of its own anywhere in the text."""
        at = self.by_token.get((reading.sentence.index, token_id))
        return at is not None and any(o.key for o in self.met[at])

    def in_sentence(self, reading: Reading) -> tuple[int, ...]:
        """The tokens of a sentence that speak of a gathering, in text order."""
        return tuple(sorted(t for index, t in self.by_token if index == reading.sentence.index))

    def add(self, occurrence: Occurrence) -> None:
        """Put an occurrence with the gathering that it speaks of."""
        place = self.same(occurrence)
        if place is None and occurrence.bare and not occurrence.definite:
            return
        if place is None:
            place = len(self.met)
            self.met.append([])
        self.met[place].append(occurrence)
        self.by_token[occurrence.reading.sentence.index, occurrence.token] = place

    def same(self, occurrence: Occurrence) -> int | None:
        """Which gathering mentioned before this is; the last one for a bare "the talks"."""
        earlier = range(len(self.met) - 1, -1, -1)
        if occurrence.key:
            return next((i for i in earlier if agree(occurrence, self.met[i])), None)
        if not (occurrence.definite or occurrence.bare):
            return None
        named = [i for i in earlier if any(o.key for o in self.met[i])]
        return next(iter(named or earlier), None)

    def name_of(self, met: Sequence[Occurrence]) -> str:
        """The first name that tells it apart, else its place with its noun, else its noun."""
        named = [o for o in met if o.key and not o.by_verb] or [o for o in met if o.key]
        towned = [o for o in named if o.where is not None]
        return next(iter(towned or named or met)).name

    def record(self, met: Sequence[Occurrence]) -> Meeting:
        """One gathering from everything that the text says of it, the world's table as fallback."""
        fullest = max(met, key=lambda occurrence: occurrence.fullness)
        name = self.name_of(met)
        when = next((o.when for o in met if o.when is not None), None)
        place = fullest.place or next((o.place for o in met if o.place is not None), None)
        known = meeting_on(name, self.document.published, place)
        start, end = days(when)
        if when is None and known is not None:
            start, end = known.start, known.end
        return Meeting(
            name=name,
            place=place or (known.place if known is not None else None),
            start=start,
            end=end,
            purpose=next((o.purpose for o in met if o.purpose is not None), None),
            evidence=fullest.evidence,
        )

    def occurrence(self, reading: Reading, token: Token) -> Occurrence | None:
        """The gathering that a token speaks of, None where it is no event noun or "met"."""
        if is_event(reading, token):
            return self.by_noun(reading, token)
        if token.upos == "VERB":
            return self.by_verb(reading, token)
        return None

    def by_noun(self, reading: Reading, token: Token) -> Occurrence:
        """What a noun phrase says of a gathering, with the place and time of its verb."""
        tree = reading.tree
        tokens = name_tokens(reading, token)
        verb = holding_verb(reading, token)
        place = place_of(reading, token.id)
        time = time_of(reading, token, tokens[-1], verb)
        key = naming_words(reading, token, tokens)
        listed = [i for c in tree.children(token.id, "nmod") for i in beside(reading, c)]
        states_it = len(listed) >= FEWEST_LISTED
        if verb is not None and token.deprel.startswith("nsubj"):
            place = place if place.text is not None else place_of(reading, verb.id)
            states_it = states_it or (place.text is not None and time is not None)
        if place.text is None and time is None and not key and here(reading, token):
            place = self.dateline()
        name = named(tokens)
        if place.text is not None and place.text.casefold() not in name.casefold():
            name = f"{name} in {place.text}" if not key else name
        if place.town is not None:
            key = key | frozenset(place.town.split())
        ids = [tokens[0].id, tokens[-1].id, token.id]
        return Occurrence(
            reading=reading,
            token=token.id,
            name=name,
            key=key,
            place=place.text,
            where=place.town,
            land=place.land,
            when=stamp(time),
            purpose=purpose_of(reading, token),
            evidence=spanned(reading, ids, time),
            definite=definite(tree, token) or owned(reading, token),
            states_it=states_it,
            bare=not key and time is None and not states_it and not listed and verb is None,
        )

    def dateline(self) -> Place:
        """The town from which the text reports, which its "here" means; empty without one."""
        for block in self.document.blocks[:DATELINE_BLOCKS]:
            head = dateline(self.document.text, block.start, block.end)
            if head is not None and head.place:
                town = self.document.text[slice(*head.place)].split(",")[0].strip().title()
                return Place(text=town, town=town.casefold())
        return Place()

    def by_verb(self, reading: Reading, token: Token) -> Occurrence | None:
        """What "met" says: delegates or a body that met, or were brought together.

        A visit of two ("the minister met his counterpart in Oslo") is no gathering.
        """
        tree = reading.tree
        held = tree.child(token.id, "obj")
        lemma = token.lemma.lower()
        meeting = lemma in words("meeting_verb")
        head = held.id if held is not None else self.meeters(reading, token)
        if head is None or reading.negated(token.id) or not many(reading, head):
            return None
        if held is not None and not convenes(reading, token):
            return None
        if held is None and not meeting:
            return None
        place = place_of(reading, token.id)
        if place.text is None and held is not None:
            place = place_of(reading, head)
        time = verb_time(reading, token)
        if place.text is None and time is None:
            return None
        key = frozenset(place.town.split()) if place.town is not None else frozenset()
        mention = reading.actor_at(head)
        name = f"{place.text} meeting" if place.text is not None else "meeting"
        if held is not None:
            name = f"meeting of {tree.text_of(head, 'acl', 'appos', 'det', 'parataxis')}"
        elif mention is not None and is_body(mention) and tree[head].upos == "PROPN":
            name = mention.quote
            key = key | frozenset(name.casefold().split())
        ids = [head, token.id, *(t.id for t in tree.children(token.id, "compound:prt"))]
        return Occurrence(
            reading=reading,
            token=token.id,
            name=name,
            key=key,
            place=place.text,
            where=place.town,
            land=place.land,
            when=stamp(time),
            purpose=None,
            evidence=spanned(reading, ids, time),
            definite=reading.has_child(head, "det", "the", "these", "those") is not None,
            states_it=place.text is not None or held is not None,
            by_verb=True,
        )

    def meeters(self, reading: Reading, verb: Token) -> int | None:
        """Who meets: the subject, also where "governments meeting in X" was read as a noun."""
        for child in reading.tree.children(verb.id, "compound"):
            if child.id == verb.id - 1 and child.xpos in {"NNS", "NNPS"}:
                return child.id
        return self.roles.subject(reading, verb.id)


def is_body(mention: Mention) -> bool:
    """Whether a mention names a body, not a state, a person or a described set."""
    actor = actor_of(mention)
    if actor is None or actor.person is not None or is_country(str(actor.id)):
        return False
    return not str(actor.id).startswith(("GROUP:", "PERSON:"))


def agree(occurrence: Occurrence, others: Sequence[Occurrence]) -> bool:
    """Whether an occurrence speaks of a gathering mentioned before.

    Their names share all words of the shorter, or their town; the same state is enough where
    one of them has no town. Other towns or days tell them apart.
    """
    towns = {other.where for other in others if other.where}
    lands = {other.land for other in others if other.land}
    times = {other.when for other in others if other.when}
    if occurrence.when and times and not any(near(occurrence.when, when) for when in times):
        return False
    if occurrence.where and towns:
        return occurrence.where in towns
    if occurrence.when in times and len(str(occurrence.when)) == len("2014-09-05"):
        return True
    if occurrence.by_verb and any(o.reading.block.kind in {"title", "heading"} for o in others):
        return True
    if occurrence.land and occurrence.land in lands and not (occurrence.where and towns):
        return True
    return any(
        other.key and (other.key <= occurrence.key or occurrence.key <= other.key)
        for other in others
    )


def near(one: str, two: str) -> bool:
    """Whether two times may be of one gathering: one month, as far as both are known."""
    return one.strip("./")[:7] == two.strip("./")[:7] or min(len(one), len(two)) < 7


def days(when: str | None) -> tuple[str | None, str | None]:
    """First and last day of a time; a month or season is its own first value.

    "2027-02-24/2027-02-26" -> both days; "2014-09" -> ("2014-09", None); "../2014-09-05" ->
    (None, "2014-09-05").
    """
    if when is None:
        return None, None
    first, slash, last = when.partition("/")
    if not slash or (len(first) < len("2014-09-05") and first != ".."):
        return when, None
    return (first if first != ".." else None), (last if last != ".." else None)


def many(reading: Reading, head: int) -> bool:
    """Whether a subject is several delegates or a body of them."""
    token = reading.tree[head]
    if len(reading.conjuncts(head)) > 1:
        return True
    actor = actor_of(reading.actor_at(head))
    if actor is not None and not is_country(str(actor.id)) and token.upos == "PROPN":
        return not str(actor.id).startswith(("GROUP:", "PERSON:")) and actor.person is None
    known = token.lemma.lower() in words("envoy") | words("state") | {"side", "party"}
    return known and token.xpos in {"NNS", "NNPS"}


def stamp(time: Mention | None) -> str | None:
    """The value of a time mention: "2014-09-05"; None without one."""
    when = when_of(time) if time is not None else None
    return when.value if when is not None else None


def spanned(reading: Reading, ids: Sequence[int], time: Mention | None) -> Span:
    """The evidence of a gathering: from its first token to its last, its time included."""
    tree = reading.tree
    held = [*ids, *(t.id for t in tree.at(time.start, time.end))] if time is not None else ids
    return reading.span(tree[min(held)].start, tree[max(held)].end)
