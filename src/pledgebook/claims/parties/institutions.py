"""Which institutions a state has: the United States have a Senate and no prime minister."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, cached_property
from importlib.resources import files

from pledgebook.claims.clauses.reading import Reading, actor_of
from pledgebook.claims.parties.party import is_listed
from pledgebook.claims.rulebook.book import Rulebook
from pledgebook.claims.speech.lexicon import source_classes
from pledgebook.claims.voices.focus import GOVERNMENT_NOUNS, STATE_NOUNS, definite
from pledgebook.mentions.world import is_country, offices
from pledgebook.sentences.tree import Tree
from pledgebook.types import ActorName, Token

Referent = Callable[[Reading, Token], ActorName | None]
"""Whom a pronoun or a described noun ("the country", "we") stands for; None where unclear."""

_WORD = re.compile(r"[a-z]+")
OF_STATES = frozenset({"government", "cabinet", "ministry", "minister", "ministers"})
"""What no international body has: a text of UNHCR tells of its host's government."""


@cache
def organs() -> Mapping[str, frozenset[str]]:
    """The states that have an organ of a name, from `organs.tsv`; a noun not there is common."""
    file = files("pledgebook") / "data" / "en" / "lexicons" / "organs.tsv"
    rows = csv.DictReader(file.read_text("utf-8").splitlines(), delimiter="\t")
    return {row["noun"]: frozenset(row["states"].split("|")) for row in rows}


@cache
def _titles(actor: str) -> frozenset[str]:
    """The titles of a state's offices, small."""
    return frozenset(office.title.lower() for office in offices() if office.actor == actor)


def has_institution(actor: str, noun: str, phrase: str) -> bool:
    """Whether a state can have what a noun names; True of what no table tells.

    Args:
        noun: the head, in small letters: "minister", "senate".
        phrase: all its words, in small letters: "prime minister".

    Example:
        >>> has_institution("USA", "minister", "prime minister")
        False
    """
    if not is_country(actor):
        return noun not in organs() and noun not in OF_STATES
    if noun in organs():
        return actor in organs()[noun]
    titles = _titles(actor)
    if noun != "minister" or not titles:
        return True
    wanted = "prime minister" if "prime" in _WORD.findall(phrase) else noun
    return any(wanted in title for title in titles)


class Institutions:
    """Whose "the government" is in one document.

    Args:
        referent: resolves descriptions from the discourse.
        issuer: the state or body that publishes the document itself.
        home: the state in which the text is written, or which it is about.
    """

    def __init__(
        self,
        rulebook: Rulebook,
        referent: Referent,
        issuer: str | None,
        readings: Sequence[Reading],
        home: str | None,
    ) -> None:
        self.rulebook = rulebook
        self.referent = referent
        self.issuer = issuer
        self.readings = readings
        self.home = home

    def is_institution(self, reading: Reading, token: Token) -> bool:
        """Whether a noun means an institution of a state that is left unsaid: "the Senate".

        "Cabinet" without an article too; not "a ministry", nor "the governments of Asia".
        """
        if token.lemma.lower() not in self.rulebook.words("at_home"):
            return False
        tree = reading.tree
        parts = tree.subtree(token.id, "conj", "cc", "acl", "advcl", "appos", "parataxis")
        owned = any(t.deprel == "nmod:poss" for t in tree.children(token.id))
        known = any(
            (name := actor_of(mention)) is not None and is_listed(str(name.id))
            for part in parts
            for mention in reading.by_token.get(part.id, ())
        )
        partial = token.form.islower() and any(
            t.form[:1].isupper() for t in tree.children(token.id, "amod", "compound", "nmod:desc")
        )
        if partial:  # "the Tasmanian government": a part's own, which no table knows
            return False
        the = any(t.lemma.lower() in {"the", "this"} for t in tree.children(token.id, "det"))
        bare = not tree.children(token.id, "det") and token.form[:1].isupper()
        return (the or bare) and not owned and not known and token.xpos not in {"NNS", "NNPS"}

    def is_organ(self, tree: Tree, token: Token) -> bool:
        """Whether a noun means an organ of the body that speaks: "the Council decided"."""
        organ = token.lemma.lower() in self.rulebook.words("organ") and definite(tree, token)
        return organ and not is_country(str(self.issuer)) and not tree.children(token.id, "nmod")

    def is_somebodys(self, reading: Reading, token: Token) -> bool:
        """Whether a noun stands for a state that must be known: "the Senate", "his country"."""
        if self.is_institution(reading, token):
            return True
        lemma = token.lemma.lower()
        state = lemma in STATE_NOUNS | GOVERNMENT_NOUNS and token.xpos in {"NN", "NNP"}
        owned = any(t.upos == "PRON" for t in reading.tree.children(token.id, "nmod:poss"))
        return state and (owned or definite(reading.tree, token))

    def whose(self, reading: Reading, token: Token) -> tuple[ActorName, str] | None:
        """Whose institution is meant: the issuer's, else the home state's, else the last named.

        Only of a state that has such a one, with how it was told; None where none is sure.
        """
        lemma = token.lemma.lower()
        words = reading.tree.subtree(token.id, "acl", "conj")
        phrase = " ".join(t.form.lower() for t in words)

        def fits(actor: str | None) -> bool:
            """Whether an actor can have such an institution."""
            return actor is not None and has_institution(actor, lemma, phrase)

        bare = lemma in organs() and definite(reading.tree, token)
        own = [state for state in self.states if fits(state)] if bare else []
        only = own[0] if len(own) == 1 else None
        home = self.home or reading.document.home
        for actor, via in ((self.issuer, "issuer"), (home, "home"), (only, "organ")):
            if actor is not None and fits(actor):
                return ActorName(id=actor), via
        if any(t.lemma.lower() == "this" for t in reading.tree.children(token.id, "det")):
            return None  # the speaker's own, and the speaker's state is unknown
        found = self.referent(reading, token)
        person = source_classes().get(lemma) == "person"
        if found is None or not found.id or not fits(found.id):
            return None
        others = {actor for actor in self.named_near(reading) - {found.id} if fits(actor)}
        if others and not person:
            return None
        return found, "referent"

    @cached_property
    def states(self) -> tuple[str, ...]:
        """The states that the document names, in order."""
        return states_in(self.readings)

    def named_near(self, reading: Reading) -> frozenset[str]:
        """The states that the paragraph of a sentence names."""
        block = reading.sentence.block
        return frozenset(states_in(r for r in self.readings if r.sentence.block == block))


def states_in(readings: Iterable[Reading]) -> tuple[str, ...]:
    """The states that sentences name, each once, in text order."""
    names = (actor_of(mention) for reading in readings for mention in reading.mentions)
    ids = dict.fromkeys(str(name.id) for name in names if name is not None)
    return tuple(actor for actor in ids if is_country(actor))
