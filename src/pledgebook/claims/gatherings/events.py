"""What a noun phrase says of a gathering: its name, its place, its time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pledgebook.claims.clauses.reading import Reading, actor_of, when_of
from pledgebook.claims.groups.rosters import Listed, within, words
from pledgebook.mentions.world import is_country
from pledgebook.types import Mention, Token

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


def named(tokens: Sequence[Token]) -> str:
    """The words of a name with the spacing of the text; one space where words were left out."""
    parts: list[str] = []
    for before, token in zip((None, *tokens), tokens, strict=False):
        if before is not None and token.start > before.end:
            parts.append(" ")
        parts.append(" ".join(token.form.split()))
    return "".join(parts)


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
    elif (
        (lemma != "round" and lemma not in words("event"))
        or lemma == "talk"
        or token.upos not in {"NOUN", "PROPN"}
    ):
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
    for partner in tree.children(head, "nmod"):
        if reading.marker(partner.id) == "with":
            place = place_of(reading, partner.id)
            if place.town is not None:
                return place
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
