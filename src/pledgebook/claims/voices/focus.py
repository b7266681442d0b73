"""Who is in focus where: the referents of pronouns and of bare nouns like "the minister"."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from dataclasses import dataclass
from typing import Literal

from pledgebook.claims.speech.lexicon import source_classes
from pledgebook.claims.speech.shapes import noun_phrase
from pledgebook.mentions.world import actor_name, is_country
from pledgebook.sentences.tree import Tree, matches
from pledgebook.types import ActorName, Mention, Token

Kind = Literal["person", "state", "body", "people"]

MALE = frozenset(("he", "him", "his", "himself"))
FEMALE = frozenset(("she", "her", "hers", "herself"))
NEUTER = frozenset(("it", "its", "itself"))
PLURAL = frozenset(("they", "them", "their", "theirs", "themselves"))
FIRST = frozenset(("i", "me", "my", "mine", "myself"))
FIRST_PLURAL = frozenset(("we", "us", "our", "ours", "ourselves"))

STATE_NOUNS = frozenset(
    ["country", "nation", "kingdom", "republic", "state", "emirate", "sultanate", "island"]
)
GOVERNMENT_NOUNS = frozenset(
    [
        "government",
        "administration",
        "cabinet",
        "ministry",
        "presidency",
        "parliament",
        "army",
        "military",
        "navy",
        "authorities",
        "embassy",
        "delegation",
        "mission",
        "treasury",
        "chancellery",
    ]
)
_TITLES = {"mr": "m", "sir": "m", "king": "m", "prince": "m", "lord": "m", "sheikh": "m",
           "mrs": "f", "ms": "f", "miss": "f", "dame": "f", "queen": "f", "princess": "f",
           "lady": "f", "baroness": "f", "spokeswoman": "f", "chairwoman": "f",
           "congresswoman": "f", "spokesman": "m", "congressman": "m", "chairman": "m",
           "father": "m", "mother": "f", "son": "m", "daughter": "f", "brother": "m",
           "sister": "f", "husband": "m", "wife": "f", "man": "m", "woman": "f", "boy": "m",
           "girl": "f", "widow": "f", "policeman": "m", "policewoman": "f", "businessman": "m",
           "businesswoman": "f", "emir": "m", "sultan": "m", "pope": "m", "imam": "m"}  # fmt: skip
_ARGUMENTS = ("nsubj", "obj", "iobj", "obl", "root", "appos", "conj", "parataxis", "nmod", "ccomp")
_KINDS = frozenset(
    ["airline", "bank", "church", "club", "coalition", "company", "court", "firm", "fund",
     "hospital", "newspaper", "party", "school", "team", "union", "university"]
)  # fmt: skip
"""Nouns that tell of what kind a body is; "the agency" and "the council" may be anybody's."""
_WORD = re.compile(r"\w+")

REACH_SENTENCES = 4
"""How many sentences back a pronoun may reach: farther ones were wrong more often than right
on the development articles; re-run the agreement check of tests/gold after a change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody that a later pronoun may stand for."""

    start: int
    sentence: int
    kind: Kind
    name: ActorName
    subject: bool
    gender: str = ""
    noun: str = ""


class Focus:
    """The candidates of a document in text order, and the best one for a pronoun or noun.

    Example: after "Canada announced it would ...", `pronoun("it", ...)` is Canada. Nobody
    is ever guessed: where no candidate fits, the answer is None.

    Source: grammatical role and recency rank candidates (Grosz, Joshi and Weinstein 1995,
    "Centering"); person, number and gender filter them.
    """

    def __init__(self, trees: tuple[Tree, ...], mentions: tuple[Mention, ...]) -> None:
        self.found: list[Candidate] = []
        self._genders: dict[str, str] = {}
        actors = [m for m in mentions if m.type == "actor" and isinstance(m.normal, ActorName)]
        actors.sort(key=lambda m: m.start)
        starts = [m.start for m in actors]
        for tree in trees:
            low = bisect_left(starts, tree.sentence.start)
            high = bisect_left(starts, tree.sentence.end)
            for mention in actors[low:high]:
                self._take(tree, mention)

    def _take(self, tree: Tree, mention: Mention) -> None:
        name = mention.normal
        top = tree.top(mention.start, mention.end)
        if not isinstance(name, ActorName) or top is None or not (name.id or name.person):
            return
        while matches(top.deprel, ("flat", "appos")) and top.head:
            top = tree[top.head]
        if not matches(top.deprel, _ARGUMENTS) or (name.person is None and top.upos == "ADJ"):
            return
        if mention.type == "place" or top.upos not in ("NOUN", "PROPN", "ADJ", "NUM", "DET"):
            return
        self.add(
            Candidate(
                start=mention.start,
                sentence=tree.sentence.index,
                kind=kind_of(name, top),
                name=name,
                subject=is_subject(tree, top),
                gender=self.gender(tree, top, name.person),
                noun=top.lemma.lower(),
            )
        )

    def add(self, candidate: Candidate) -> None:
        """Put one more in focus: a source that no mention names ("a diplomat")."""
        insort(self.found, candidate, key=_start)

    def gender(self, tree: Tree, head: Token, person: str | None) -> str:
        """ "m", "f" or "" from titles beside a name and from pronouns already tied to it."""
        beside = ("flat", "compound", "appos", "nmod:desc", "nmod:unmarked", "amod")
        for token in (head, *tree.children(head.id, *beside)):
            title = _TITLES.get(token.form.lower().rstrip("."))
            if title:
                if person:
                    self._genders[person] = title
                return title
        return self._genders.get(person or "", "")

    def pronoun(self, form: str, sentence: int, at: int) -> Candidate | None:
        """The one that a third-person pronoun at a place stands for, or None."""
        word = form.lower()
        if word in MALE | FEMALE:
            gender = "m" if word in MALE else "f"
            best = self._best(sentence, at, ("person",), gender)
            if best is not None and best.name.person:
                self._genders[best.name.person] = gender
            return best
        if word in NEUTER:
            return self._best(sentence, at, ("state", "body"), ruling=True)
        if word in PLURAL:
            people = self._best(sentence, at, ("people",))
            return people or self._best(sentence, at, ("state", "body"))
        return None

    def noun(
        self, lemma: str, sentence: int, at: int, phrase: frozenset[str] = frozenset()
    ) -> Candidate | None:
        """The one that "the country", "the ministry", "the minister" stands for, or None.

        `phrase` is the words of the noun phrase, small: "the prime minister" is nobody who
        was called a foreign minister.
        """
        if lemma in STATE_NOUNS:
            return self._best(sentence, at, ("state",))
        if lemma in GOVERNMENT_NOUNS:
            return self._best(sentence, at, ("state", "body"), ruling=True)
        kind = source_classes().get(lemma)
        if kind == "body":
            found = self._best(sentence, at, ("body",))
            return found if found is None or _is_called(found, lemma) else None
        if kind == "person":
            return self._titled(phrase | {lemma}, at)
        return None

    def _titled(self, phrase: frozenset[str], at: int) -> Candidate | None:
        """The last person whose role holds all words of the phrase."""
        for candidate in reversed(self.found[: bisect_left(self.found, at, key=_start)]):
            if candidate.kind == "person":
                role = f"{candidate.name.role or ''} {candidate.noun}".lower()
                if phrase <= frozenset(_WORD.findall(role)):
                    return candidate
        return None

    def _best(
        self,
        sentence: int,
        at: int,
        kinds: tuple[Kind, ...],
        gender: str = "",
        *,
        ruling: bool = False,
    ) -> Candidate | None:
        """Same sentence first, then back sentence by sentence; subjects before others.

        Args:
            ruling: only who can have a government: no described group, no organisation.
        """
        reach = REACH_SENTENCES if gender else 2
        fitting: dict[int, list[Candidate]] = {}
        for candidate in reversed(self.found[: bisect_left(self.found, at, key=_start)]):
            if candidate.sentence < sentence - reach:
                break
            if candidate.kind not in kinds:
                continue
            if ruling and str(candidate.name.id).startswith(("GROUP:", "ORG:")):
                continue
            known = candidate.gender or self._genders.get(candidate.name.person or "", "")
            if not (gender and known and known != gender):
                fitting.setdefault(candidate.sentence, []).insert(0, candidate)
        for back in range(reach + 1):
            here = fitting.get(sentence - back)
            if not here:
                continue
            subjects = [c for c in here if c.subject]
            return (subjects or here)[0 if back and subjects else -1]
        return None


def _is_called(candidate: Candidate, lemma: str) -> bool:
    """Whether a noun may take up a body: "the bank" only one that is called a bank."""
    if lemma not in _KINDS or candidate.noun == lemma:
        return True
    actor = str(candidate.name.id)
    return lemma in _WORD.findall(f"{actor} {actor_name(actor)}".lower())


def _start(candidate: Candidate) -> int:
    return candidate.start


def kind_of(name: ActorName, head: Token) -> Kind:
    """Whether a named actor is a person, a state, a body or several people."""
    if name.person is not None:
        return "person"
    noun = source_classes().get(head.lemma.lower())
    plural = "Number=Plur" in head.feats or head.xpos in ("NNS", "NNPS")
    if noun == "person":
        return "people" if plural else "person"
    if name.id is not None and is_country(name.id):
        return "state"
    return "body"


def is_subject(tree: Tree, head: Token) -> bool:
    """Whether a phrase is a subject, coordinated with one, or its possessor ("Oslo's offer")."""
    here = head
    while here.deprel in ("conj", "nmod:poss") and here.head:
        here = tree[here.head]
    return matches(here.deprel, ("nsubj",))


def definite(tree: Tree, head: Token) -> bool:
    """Whether a noun is only taken up: "the prime minister", "the group", without a name."""
    person = source_classes().get(head.lemma.lower()) == "person"
    return all(
        token.id == head.id
        or token.deprel in ("det", "punct", "case")
        or (person and token.deprel in ("amod", "compound", "nmod:desc") and token.name == "O")
        for token in (tree[i] for i in noun_phrase(tree, head.id))
    ) and any(
        token.lemma.lower() in ("the", "this", "that") for token in tree.children(head.id, "det")
    )
