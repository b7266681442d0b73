"""Who says the clause in which a pronoun is the subject: "the ministry said it would pay"."""

from __future__ import annotations

from collections.abc import Callable

from pledgebook.claims.clauses.reading import Reading, actor_of
from pledgebook.claims.speech.lexicon import cues, source_classes
from pledgebook.types import Token

SAYING = frozenset({"neutral", "announce", "commit", "claim", "deny", "concede"})
"""Classes of verbs whose subject speaks of itself by a pronoun; see `speech.tsv`."""


def sayer(
    reading: Reading, token: Token, subject_of: Callable[[Reading, int], int | None]
) -> int | None:
    """Who says the clause whose subject a pronoun is: "the ministry said it would".

    Whoever speaks of a third by a pronoun has named it before; a bare "it" is the speaker.
    None where number or person do not agree, for what is asked ("asked if it would"), and
    for a capital letter: "It" begins a sentence that the parser took for another's words.
    """
    tree = reading.tree
    word = token.form
    clause = tree.head(token.id)
    if clause is None or clause.deprel != "ccomp" or not token.deprel.startswith("nsubj"):
        return None
    verb = tree.head(clause.id)
    if verb is None or not any(
        cue.kind in SAYING for cue in cues().get((verb.lemma.lower(), verb.upos), ())
    ):
        return None
    place = subject_of(reading, verb.id)
    if place is None or place > token.id:
        return None
    subject = tree[place]
    placed = any(m.type == "place" for m in reading.by_token.get(place, ()))
    if placed or subject.upos not in {"NOUN", "PROPN"}:
        return None
    name = actor_of(reading.actor_at(subject.id))
    noun = source_classes().get(subject.lemma.lower())
    person = noun == "person" or (name is not None and name.person is not None)
    person = person or subject.name.endswith("PER")
    several = subject.xpos in {"NNS", "NNPS"} or len(reading.conjuncts(subject.id)) > 1
    agrees = {"it": not person and not several, "he": person, "she": person, "they": several}
    return subject.id if agrees.get(word, False) else None
