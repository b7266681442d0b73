"""Summits, conferences and talks that a document names, each once, with place and days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pledgebook.claims.reading import Reading, actor_of, when_of
from pledgebook.claims.roles import Roles
from pledgebook.claims.rosters import words
from pledgebook.claims.voices.focus import definite
from pledgebook.mentions.world import is_country, meeting_on
from pledgebook.types import Document, Meeting, Mention, Span, Token

PLACE_MARKS = frozenset({"in", "at", "near", "outside"})
NAME_MARKS = frozenset({"of", "for", "on", "in", "at", "between", "against"})
ORDINALS = re.compile(
    r"\d+(?:st|nd|rd|th)$|(?:first|second|third|fourth|fifth|sixth|seventh)$", re.I
)
SERIES = frozenset({"round", "session", "meeting", "summit", "replenishment"})
"""Nouns that a number identifies: "the third round", "the 48th session"."""
PASSING = frozenset({"last", "next", "previous", "upcoming", "recent", "latest", "first", "second"})
"""Adjectives that place a gathering in time without being part of its name."""
LONGEST_NAME = 14
ADJACENT = 6
"""Characters that may stand between a gathering and its time: " on ", " in ", ", "."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One place where a text speaks of a gathering, by a noun or by "met".

    `key` holds the case-folded words that tell it from other gatherings, empty where the text
    only says "the meeting"; `when` is as in `types.When`.
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

    @property
    def fullness(self) -> tuple[bool, bool, bool, int]:
        """How much it says: day, place, body text rather than headline; earlier first."""
        body = self.reading.block.kind not in {"title", "heading"}
        return (self.when is not None, self.place is not None, body, -self.evidence.start)


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
        if place is None:
            place = len(self.met)
            self.met.append([])
        self.met[place].append(occurrence)
        self.by_token[occurrence.reading.sentence.index, occurrence.token] = place

    def same(self, occurrence: Occurrence) -> int | None:
        """Which gathering mentioned before this is; the last one for a bare "the talks"."""
        for place in range(len(self.met) - 1, -1, -1):
            others = self.met[place]
            if occurrence.key:
                key = frozenset().union(*(other.key for other in others))
                places = {other.where for other in others if other.where}
                if key & occurrence.key or (occurrence.where and occurrence.where in places):
                    return place
            elif occurrence.definite:
                return place
        return None

    def name_of(self, met: Sequence[Occurrence]) -> str:
        """The first name that tells it apart, else its place with its noun, else its noun."""
        for occurrence in met:
            if occurrence.key and occurrence.name:
                return occurrence.name
        return met[0].name

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
        if token.upos == "VERB" and token.lemma.lower() in words("meeting_verb"):
            return self.by_verb(reading, token)
        if token.upos not in {"NOUN", "PROPN"} or not is_event(reading, token):
            return None
        return self.by_noun(reading, token)

    def by_noun(self, reading: Reading, token: Token) -> Occurrence:
        """What a noun phrase says of a gathering, with the place and time of its verb."""
        tokens = name_tokens(reading, token)
        verb = holding_verb(reading, token)
        place, where = place_of(reading, token.id)
        time = time_of(reading, token, tokens[-1], verb)
        key = naming_words(reading, token, tokens)
        states_it = False
        if verb is not None and token.deprel.startswith("nsubj"):
            if place is None:
                place, where = place_of(reading, verb.id)
            states_it = place is not None and time is not None
        name = " ".join(t.form for t in tokens)
        name = re.sub(r" (['’]s?)(?= |$)", r"\1", name).strip()
        if place is not None and place not in name:
            name = f"{name} in {place}" if not key else name
            key = key | frozenset(place.casefold().split())
        last = tokens[-1].id if time is None else max(tokens[-1].id, time_end(reading, time))
        first = min(tokens[0].id, token.id)
        if time is not None and time_end(reading, time) < first:
            first, last = time_start(reading, time), tokens[-1].id
        start, end = reading.tree[first].start, reading.tree[last].end
        when = when_of(time) if time is not None else None
        return Occurrence(
            reading=reading,
            token=token.id,
            name=name,
            key=key,
            place=place,
            where=where,
            when=when.value if when is not None else None,
            purpose=purpose_of(reading, token),
            evidence=reading.span(start, end),
            definite=definite(reading.tree, token) or owned(reading, token),
            states_it=states_it,
        )

    def by_verb(self, reading: Reading, token: Token) -> Occurrence | None:
        """What "met" says: delegates or a body that met at a place or on a day.

        A visit of two ("the minister met his counterpart in Oslo") is no gathering.
        """
        tree = reading.tree
        subject = self.roles.subject(reading, token.id)
        if subject is None or tree.children(token.id, "obj"):
            return None
        if reading.negated(token.id) or not many(reading, subject):
            return None
        place, where = place_of(reading, token.id)
        time = verb_time(reading, token)
        if place is None and time is None:
            return None
        head = tree[subject]
        body = actor_of(reading.actor_at(subject))
        named = body is not None and not str(body.id).startswith("GROUP:")
        key = frozenset(place.casefold().split()) if place is not None else frozenset()
        name = f"{place} meeting" if place is not None else "meeting"
        if named and head.upos == "PROPN":
            mention = reading.actor_at(subject)
            name = mention.quote if mention is not None else name
            key = key | frozenset(name.casefold().split())
        when = when_of(time) if time is not None else None
        ids = [subject, token.id]
        ids += [t.id for m in (time,) if m is not None for t in tree.at(m.start, m.end)]
        return Occurrence(
            reading=reading,
            token=token.id,
            name=name,
            key=key,
            place=place,
            where=where,
            when=when.value if when is not None else None,
            purpose=None,
            evidence=reading.span(tree[min(ids)].start, tree[max(ids)].end),
            definite=definite(tree, head),
            states_it=place is not None,
        )


def is_event(reading: Reading, token: Token) -> bool:
    """Whether a noun is a gathering here: no press conference, no body called a forum."""
    if token.lemma.lower() not in words("event"):
        return False
    if token.lemma.lower() == "talk" and token.xpos not in {"NNS", "NNPS"}:
        return False
    if token.deprel in {"compound", "flat", "amod", "nmod:poss"}:
        return False
    for child in reading.tree.children(token.id, "compound", "amod"):
        if child.form.lower() in words("routine"):
            return False
    actor = actor_of(reading.actor_at(token.id))
    if actor is None or str(actor.id).startswith("GROUP:"):
        return token.lemma.lower() not in {"assembly", "forum"} or token.form[:1].isupper()
    return not is_country(str(actor.id)) and in_session(reading, token)


def in_session(reading: Reading, token: Token) -> bool:
    """Whether a body named by an event noun stands for its session: "before the Assembly"."""
    above = reading.tree.head(token.id)
    if token.deprel.startswith("nsubj") and above is not None:
        return above.lemma.lower() in words("meeting_verb")
    return reading.marker(token.id) in {"before", "after", "at", "during", "by"}


def name_tokens(reading: Reading, token: Token) -> list[Token]:
    """The words of a gathering's name: modifiers, noun, and of-, on- and in-phrases behind."""
    tree = reading.tree
    timed = {t.id for m in reading.mentions if m.type == "time" for t in tree.at(m.start, m.end)}
    kept = {token.id}
    for child in tree.children(
        token.id, "amod", "compound", "nmod:poss", "nmod:desc", "flat", "nummod"
    ):
        if child.form.lower() in PASSING and child.form.islower():
            continue
        if child.deprel == "nmod:poss" and child.upos in {"PRON", "DET"}:
            continue
        below = {t.id for t in tree.subtree(child.id, "acl", "punct") if t.upos != "DET"}
        if not below & timed:
            kept |= below
    last = token.id
    for child in tree.children(token.id, "nmod"):
        phrase = tree.subtree(child.id, "acl", "appos", "parataxis", "advcl")
        ids = {t.id for t in phrase}
        mark = reading.marker(child.id)
        if child.id < token.id or mark not in NAME_MARKS or ids & timed or min(ids) > last + 1:
            break
        proper = any(t.upos == "PROPN" for t in phrase)
        if not (proper or mark == "of") or max(ids) - token.id > LONGEST_NAME:
            break
        kept |= {t.id for t in phrase if t.upos != "PUNCT" or t.id < max(ids)}
        last = max(ids)
    first = min(kept)
    run = [tree[i] for i in range(first, last + 1) if i in kept or i > token.id or first < i]
    run = [t for t in run if not (t.id < token.id and (t.id in timed or t.form.lower() in PASSING))]
    while run and run[-1].upos in {"PUNCT", "ADP", "DET", "CCONJ"}:
        run.pop()
    while run and run[0].upos in {"PUNCT", "ADP", "DET", "CCONJ", "PART"}:
        run.pop(0)
    return run or [token]


def naming_words(reading: Reading, token: Token, tokens: Sequence[Token]) -> frozenset[str]:
    """The case-folded words of a name that tell this gathering from others.

    Proper nouns of the name, or the number of a session; none for "the ministerial meeting".
    """
    found = set()
    for t in tokens:
        if t.lemma.lower() in words("event") and not t.form.isupper():
            continue
        if t.upos == "PROPN" or (t.form[:1].isupper() and t.upos in {"ADJ", "NOUN"}):
            found.add(t.form.casefold())
        elif ORDINALS.match(t.form) and token.lemma.lower() in SERIES:
            found.add(t.form.casefold())
    if token.lemma.lower() in {"meeting", "gathering"} and reading.has_child(token.id, "nmod"):
        for child in reading.tree.children(token.id, "nmod"):
            if reading.marker(child.id) == "of" and child.lemma.lower() in words("envoy"):
                found.add(child.form.casefold())
    return frozenset(found)


def holding_verb(reading: Reading, token: Token) -> Token | None:
    """The verb that says when and where a gathering is: "will take place", "hosted"."""
    above = reading.tree.head(token.id)
    if above is None or above.upos != "VERB":
        return None
    if above.lemma.lower() in words("holding_verb") | words("meeting_verb"):
        return above
    return None


def place_of(reading: Reading, head: int) -> tuple[str | None, str | None]:
    """The place of a gathering as written and the state that it lies in, None where unknown.

    "in Rome, Italy", "the Paris conference". A state is a place behind "in" only.
    """
    tree = reading.tree
    for child in tree.children(head, "nmod", "obl"):
        if reading.marker(child.id) in PLACE_MARKS and child.upos == "PROPN":
            if any(m.type == "time" for m in reading.by_token.get(child.id, ())):
                continue
            phrase = tree.subtree(child.id, "nmod", "acl", "case", "conj", "punct", "advcl", "det")
            text = reading.document.text[phrase[0].start : phrase[-1].end]
            return " ".join(text.split()), place_state(reading, child.id)
    for child in tree.children(head, "compound", "amod"):
        if any(m.type == "place" for m in reading.by_token.get(child.id, ())):
            return child.form, place_state(reading, child.id)
    return None, None


def place_state(reading: Reading, token_id: int) -> str | None:
    """A key for a place: its words, so that "Paris" and "PARIS" are one."""
    for mention in reading.by_token.get(token_id, ()):
        if mention.type == "place":
            return mention.quote.casefold()
    return reading.tree[token_id].form.casefold()


def time_of(reading: Reading, token: Token, last: Token, verb: Token | None) -> Mention | None:
    """The time of a gathering: inside or right behind its phrase, or that of its verb."""
    tree = reading.tree
    ids = {t.id for t in tree.subtree(token.id, "acl", "conj", "parataxis")}
    for mention in reading.mentions:
        if mention.type != "time" or when_of(mention) is None:
            continue
        top = tree.top(mention.start, mention.end)
        inside = top is not None and top.id in ids
        near = 0 <= mention.start - last.end <= ADJACENT
        if inside or near:
            return mention
    if verb is not None:
        return verb_time(reading, verb)
    above = tree.head(token.id)
    if (
        above is not None
        and above.upos == "VERB"
        and reading.marker(token.id) in {"at", "during", ""}
        and token.deprel.startswith("obl")
    ):
        return verb_time(reading, above)
    return None


def verb_time(reading: Reading, verb: Token) -> Mention | None:
    """The time that modifies a verb, None without one."""
    tree = reading.tree
    for child in tree.children(verb.id, "obl", "advmod", "nmod"):
        for mention in reading.by_token.get(child.id, ()):
            if mention.type == "time" and when_of(mention) is not None:
                return mention
    return None


def time_end(reading: Reading, time: Mention) -> int:
    """The last token of a time."""
    return reading.tree.at(time.start, time.end)[-1].id


def time_start(reading: Reading, time: Mention) -> int:
    """The first token of a time."""
    return reading.tree.at(time.start, time.end)[0].id


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


def purpose_of(reading: Reading, token: Token) -> str | None:
    """What a gathering is for, as written behind "on", "to" or "focused on"; None without."""
    tree = reading.tree
    for child in tree.children(token.id, "nmod", "acl"):
        mark = reading.marker(child.id)
        if child.deprel == "nmod" and mark in {"on", "about"} and child.id > token.id:
            start, end = tree.extent(child.id, "case", "parataxis")
            return " ".join(reading.document.text[start:end].split())
        if child.deprel == "acl" and mark == "to":
            start, end = tree.extent(child.id, "parataxis")
            return " ".join(reading.document.text[start:end].split())
    return None


def owned(reading: Reading, token: Token) -> bool:
    """Whether a gathering is told by its time or owner: "Monday's talks", "its summit"."""
    return bool(reading.tree.children(token.id, "nmod:poss"))


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
