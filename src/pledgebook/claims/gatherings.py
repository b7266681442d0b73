"""Summits, conferences and talks that a document names, each once, with place and days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pledgebook.claims.reading import Reading, actor_of, when_of
from pledgebook.claims.roles import Roles
from pledgebook.claims.rosters import Listed, within, words
from pledgebook.claims.voices.focus import definite
from pledgebook.documents.dateline import dateline
from pledgebook.mentions.world import is_country, meeting_on
from pledgebook.types import Document, Meeting, Mention, Span, Token

PLACE_MARKS = frozenset({"in", "at", "near", "outside"})
NAME_MARKS = frozenset({"of", "for", "on", "in", "at", "against"})
ORDINALS = re.compile(
    r"\d+(?:st|nd|rd|th)$|(?:first|second|third|fourth|fifth|sixth|seventh)$", re.I
)
SERIES = frozenset({"round", "session", "meeting", "summit", "replenishment"})
"""Nouns that a number identifies: "the third round", "the 48th session"."""
PASSING = frozenset({"last", "next", "previous", "upcoming", "recent", "latest", "first", "second"})
"""Adjectives that place a gathering in time without being part of its name."""
LONGEST_NAME = 14
ROUND_REACH = 5
"""So many words behind "round" its talks may stand: "the second round of the Oslo talks"."""
ADJACENT = 6
"""Characters that may stand between a gathering and its time: " on ", " in ", ", "."""


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
        name = named(reading, tokens)
        if place.text is not None and place.text.casefold() not in name.casefold():
            name = f"{name} in {place.text}" if not key else name
        if place.town is not None:
            key = key | frozenset(place.town.split())
        ids = [tokens[0].id, tokens[-1].id, token.id]
        if time is not None:
            ids += [t.id for t in tree.at(time.start, time.end)]
        when = when_of(time) if time is not None else None
        return Occurrence(
            reading=reading,
            token=token.id,
            name=name,
            key=key,
            place=place.text,
            where=place.town,
            land=place.land,
            when=when.value if when is not None else None,
            purpose=purpose_of(reading, token),
            evidence=reading.span(tree[min(ids)].start, tree[max(ids)].end),
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
        when = when_of(time) if time is not None else None
        ids = [head, token.id, *(t.id for t in tree.children(token.id, "compound:prt"))]
        if time is not None:
            ids += [t.id for t in tree.at(time.start, time.end)]
        return Occurrence(
            reading=reading,
            token=token.id,
            name=name,
            key=key,
            place=place.text,
            where=place.town,
            land=place.land,
            when=when.value if when is not None else None,
            purpose=None,
            evidence=reading.span(tree[min(ids)].start, tree[max(ids)].end),
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


FEWEST_LISTED = 2
DATELINE_BLOCKS = 8


def beside(reading: Reading, child: Token) -> tuple[Listed, ...]:
    """The states named as taking part: "a meeting with ministers from France and Italy"."""
    return within(reading, child.id) if reading.marker(child.id) == "with" else ()


def here(reading: Reading, token: Token) -> bool:
    """Whether a gathering is where the text reports from: "a meeting here"."""
    last = reading.tree.tokens[token.id : token.id + 4]
    forms = [t.form.lower() for t in last]
    return forms[:1] == ["here"] or forms[:3] in (["in", "this", "capital"], ["in", "this", "city"])


def convenes(reading: Reading, verb: Token) -> bool:
    """Whether a verb with delegates as object brings them together: "will host ministers"."""
    lemma = verb.lemma.lower()
    if lemma in {"bring", "call"}:
        return any(t.form.lower() == "together" and t.head == verb.id for t in reading.tree.tokens)
    return lemma in {"host", "convene", "gather", "assemble", "invite"}


def is_body(mention: Mention) -> bool:
    """Whether a mention names a body, not a state, a person or a described set."""
    actor = actor_of(mention)
    if actor is None or actor.person is not None or is_country(str(actor.id)):
        return False
    return not str(actor.id).startswith(("GROUP:", "PERSON:"))


def named(reading: Reading, tokens: Sequence[Token]) -> str:
    """The words of a name with the spacing of the text; one space where words were left out."""
    parts: list[str] = []
    for before, token in zip((None, *tokens), tokens, strict=False):
        if before is not None and token.start > before.end:
            parts.append(" ")
        parts.append(" ".join(token.form.split()))
    return "".join(parts)


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


def is_event(reading: Reading, token: Token) -> bool:
    """Whether a noun is a gathering here: no press conference, no body called a forum."""
    lemma = token.lemma.lower()
    if lemma == "round" and not round_of_talks(reading, token):
        return False
    if token.form.lower() == "talks":
        if any(
            t.lemma.lower() == "round"
            for t in reading.tree.tokens[max(0, token.id - ROUND_REACH) : token.id]
        ):
            return False
        before = reading.tree[max(1, token.id - 1)]
        if token.upos == "VERB" and not (before.upos == "PROPN" and after_article(reading, before)):
            return False
    elif lemma != "round" and lemma not in words("event") or lemma == "talk":
        return False
    elif token.upos not in {"NOUN", "PROPN"}:
        return False
    if token.deprel in {"compound", "flat", "amod", "nmod:poss"}:
        return False
    for child in reading.tree.children(token.id, "compound", "amod"):
        if child.form.lower() in words("routine"):
            return False
    actor = actor_of(reading.actor_at(token.id))
    if actor is None or str(actor.id).startswith("GROUP:"):
        return lemma != "assembly" and (lemma != "forum" or token.form[:1].isupper())
    return not is_country(str(actor.id)) and in_session(reading, token)


def after_article(reading: Reading, token: Token) -> bool:
    """Whether an article stands before a name: "the Paris talks" against "Paris talks tough"."""
    return token.id > 1 and reading.tree[token.id - 1].upos == "DET"


def round_of_talks(reading: Reading, token: Token) -> bool:
    """Whether a numbered round is one of talks: "the second round", hosted or of talks."""
    if token.upos != "NOUN":
        return False
    numbered = any(ORDINALS.match(c.form) for c in reading.tree.children(token.id, "amod"))
    above = reading.tree.head(token.id)
    hosted = above is not None and above.lemma.lower() in words("hosting_verb")
    of_talks = any(
        c.lemma.lower() in words("event") or c.form.lower() == "talks"
        for c in reading.tree.tokens[token.id : token.id + ROUND_REACH]
    )
    return numbered and (hosted or of_talks)


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
    passing = PASSING if token.lemma.lower() != "round" else frozenset[str]()
    for child in tree.children(
        token.id, "amod", "compound", "nmod:poss", "nmod:desc", "flat", "nummod"
    ):
        if child.form.lower() in passing and child.form.islower():
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
        if max(ids) - token.id > LONGEST_NAME:
            phrase = tree.subtree(child.id, "acl", "appos", "parataxis", "advcl", "nmod", "conj")
            ids = {t.id for t in phrase}
        proper = any(t.upos == "PROPN" for t in phrase)
        if not (proper or mark == "of") or max(ids) - token.id > LONGEST_NAME:
            break
        kept |= {t.id for t in phrase if t.upos != "PUNCT" or t.id < max(ids)}
        last = max(ids)
    if token.upos == "VERB" and token.id > 1:
        kept.add(token.id - 1)
    if token.lemma.lower() == "round":
        behind = reading.tree.tokens[token.id : token.id + ROUND_REACH]
        talks = next((t.id for t in behind if t.form.lower() == "talks"), token.id)
        kept |= set(range(token.id, talks + 1))
        last = max(last, talks)
    first = min(kept)
    run = [tree[i] for i in range(first, last + 1) if i in kept or i > token.id or first < i]
    run = [t for t in run if not (t.id < token.id and (t.id in timed or t.form.lower() in passing))]
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
    owners = {
        t.id
        for child in reading.tree.children(token.id, "nmod:poss")
        if child.upos == "PROPN" and is_land(reading, child)
        for t in reading.tree.subtree(child.id)
    }
    for t in tokens:
        if t.lemma.lower() in words("event") and not t.form.isupper():
            continue
        if t.id in owners or ORDINALS.match(t.form):
            continue
        if t.upos == "PROPN" or (t.form[:1].isupper() and t.upos in {"ADJ", "NOUN"} and t.id > 1):
            found.add(t.form.casefold())
    if token.lemma.lower() in SERIES:
        numbers = {t.form.casefold() for t in tokens if ORDINALS.match(t.form)}
        digits = {number for number in numbers if number[:1].isdigit()}
        found |= numbers if found or token.lemma.lower() == "round" else digits
    if token.lemma.lower() in {"meeting", "gathering"}:
        for child in reading.tree.children(token.id, "nmod"):
            if reading.marker(child.id) == "of" and child.lemma.lower() in words("envoy"):
                found.add(child.form.casefold())
    return frozenset(found)


def is_land(reading: Reading, token: Token) -> bool:
    """Whether a token names a state."""
    actor = actor_of(reading.actor_at(token.id))
    return actor is not None and is_country(str(actor.id))


def holding_verb(reading: Reading, token: Token) -> Token | None:
    """The verb that says when and where a gathering is: "will take place", "hosted"."""
    above = reading.tree.head(token.id)
    if above is None or above.upos != "VERB":
        return None
    if above.lemma.lower() == "take" and not reading.has_child(above.id, "obj", "place"):
        return None
    if above.lemma.lower() in words("holding_verb") | words("meeting_verb"):
        return above
    return None


def place_of(reading: Reading, head: int) -> Place:
    """The place of a gathering as written, with its town and state; empty where unknown.

    "in Rome, Italy", "the Paris conference", "at NATO headquarters".
    """
    tree = reading.tree
    for child in tree.children(head, "nmod", "obl"):
        if reading.marker(child.id) not in PLACE_MARKS or child.id < head:
            continue
        if any(m.type == "time" for m in reading.by_token.get(child.id, ())):
            continue
        phrase = tree.subtree(child.id, "nmod", "acl", "case", "conj", "punct", "advcl", "det")
        if not any(t.upos == "PROPN" for t in phrase) or cut_off(reading, head, phrase[0].id):
            continue
        if child.upos != "PROPN" and child.lemma.lower() in words("event"):
            continue
        text = reading.document.text[phrase[0].start : phrase[-1].end]
        return located(reading, child.id, " ".join(text.split()))
    for child in tree.children(head, "compound", "amod", "nmod"):
        if child.id < head and not tree.children(child.id, "case"):
            kinds = {m.type for m in reading.by_token.get(child.id, ())}
            if "place" in kinds or (not kinds and is_town(reading, child, head)):
                return located(reading, child.id, child.form)
            actor = actor_of(reading.actor_at(child.id))
            if actor is not None and actor.id and is_country(actor.id) and child.upos == "PROPN":
                return Place(land=actor.id)
    return Place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place as written, its town as compared, and its state; each None where unknown."""

    text: str | None = None
    town: str | None = None
    land: str | None = None


def located(reading: Reading, token_id: int, text: str) -> Place:
    """A place from its words and the mention at its token."""
    for mention in reading.by_token.get(token_id, ()):
        actor = actor_of(mention)
        if mention.type == "place":
            land = str(actor.id) if actor is not None else None
            return Place(text=text, town=mention.quote.casefold(), land=land)
        if actor is not None and is_country(str(actor.id)) and mention.via == "country":
            return Place(text=text, land=str(actor.id))
    return Place(text=text, town=text.split(",")[0].casefold())


def is_town(reading: Reading, token: Token, head: int) -> bool:
    """Whether an unknown name right before a conference is its town: "the Palermo conference"."""
    event = reading.tree[head]
    return (
        token.upos == "PROPN"
        and token.id == head - 1
        and token.form[:1].isupper()
        and not token.form.isupper()
        and not event.form[:1].isupper()
        and reading.tree[max(1, token.id - 1)].upos not in {"PROPN", "ADJ", "NOUN"}
    )


def cut_off(reading: Reading, head: int, first: int) -> bool:
    """Whether a place belongs to what a gathering is about: "a summit for peace in Utopia"."""
    for child in reading.tree.children(head, "nmod"):
        if head < child.id < first and reading.marker(child.id) in {"for", "on", "about"}:
            return True
    return False


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
