"""What the claims engine knows of English: acts, operators, modals, things, marks.

The data lies in `data/en/rules/*.yaml` and `data/en/lexicons/*.tsv`; docs/reference/rules.md
says what each column means. `rulebook()` reads all of it once into frozen records. Code
elsewhere holds the mechanisms, this module the look-ups.

Words are looked up in one normal form, see `normal`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from pledgebook.errors import RuleError
from pledgebook.types import Increment, Status

Role = Literal[
    "thing",
    "recipient",
    "target",
    "group",
    "place",
    "purpose",
    "channel",
    "people",
    "contributor",
    "partner",
    "time",
    "none",
]
"""What a dependent of an act is. `people`: persons acted on (trained, taken in); `partner`:
another giver that acts along; `none`: nothing of the claim."""

Need = Literal["thing", "people", "guest", "actor", "group", "money", "act", "topic", "none"]
"""What must fill an act's role for the act to count: a known thing, a sum, a nominal act or
topic (in the role `thing`), an actor or people (as object), a group; `guest`: people known to
need refuge, a counted set of nationals or of people; `none`: nothing."""

Complement = Literal[
    "to", "object_to", "that", "ing", "object_ing", "from_ing", "for_to", "whether", "subject",
    "thing", "about", "against", "at", "for", "from", "in", "into", "of", "on", "over", "with",
]  # fmt: skip
"""What an operator governs: a to-infinitive ("to"), object with infinitive ("object_to":
asked France to send), that-clause, gerund, object with gerund, "from" with gerund, "for X
to", a whether-clause, its own subject ("the offer stands"), a thing as object, or a noun
after a preposition."""

ThingClass = Literal["thing", "people", "money", "container", "act", "topic", "not"]
Outcome = Status | Literal["none"]
"""A ladder value, or `none`: no claim arises."""

Pos = Literal["verb", "noun", "adj", "adv"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One code of the taxonomy."""

    code: str
    label: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A predicate that is itself a contribution: send, train, condemn.

    `kind` is a taxonomy code or "thing": then what is given decides. `subject` says what the
    active subject is ("The tents arrived": thing). `object` is the role of the direct object,
    `preps` of what prepositions govern, first role first. `require` lists what the object
    (or, in the passive, the subject) may be for the act to count, any of them being enough.
    `past` and `present` are the status in a simple past or perfect and in a simple present.
    `transfer`: the thing changes hands ("given"), goes along with its crew ("deployed"), comes
    back ("lent"), or either ("sent").
    """

    id: str
    says: str
    source: str
    lemmas: tuple[str, ...]
    kind: str
    subject: Role = "contributor"
    object: Role = "thing"
    preps: Mapping[str, tuple[Role, ...]] = field(default_factory=dict)
    require: tuple[Need, ...] = ("thing",)
    past: Outcome = "delivered"
    present: Outcome = "under_way"
    nouns: tuple[str, ...] = ()
    transfer: Literal["given", "deployed", "lent", "sent", "none"] = "none"
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """A predicate that says how far a contribution has got: promise, approve, refuse.

    `status` is the value when it is affirmed in past or present, `negated` when it is
    negated, `future` under will or would. `transparent`: the value of what it governs passes
    through ("announced that it had sent"); `status` then holds only where it governs a thing
    ("announced tents"). `over` lists by the value below what else becomes of it ("decided to
    withdraw": withdrawn); `hedges`: what `over` keeps is hedged. `contributor` "addressee":
    who is asked or thanked, not the subject, is the giver.
    """

    id: str
    says: str
    source: str
    takes: frozenset[Complement]
    status: Outcome
    negated: Outcome
    future: Outcome
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    adverbs: tuple[str, ...] = ()
    contributor: Literal["subject", "addressee"] = "subject"
    transparent: bool = False
    hedged: bool = False
    partial: bool = False
    overdue: bool = False
    denied: bool = False
    over: Mapping[Outcome, Outcome] = field(default_factory=dict)
    hedges: bool = False
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Modal:
    """An auxiliary or tense over an act or operator.

    `words` are lemmas; of a tense they are empty and `id` names it. `status` is the value
    over an affirmed act, None where the act's own (`past`, `present`) holds. `operator` says
    what becomes of an operator's value below it: "future" takes `Operator.future`, "keep"
    keeps it, "own" puts `status` in its place; `over` lists exceptions by inner value.
    `hedges`: what it keeps is hedged.
    """

    id: str
    says: str
    words: tuple[str, ...]
    status: Outcome | None
    negated: Outcome
    operator: Literal["future", "keep", "own"]
    over: Mapping[str, Outcome] = field(default_factory=dict)
    takes: Literal["past", "present"] | None = None
    hedged: bool = False
    hedges: bool = False
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A phrase for what may be given.

    `kind` is what the words support by themselves, `money_kind` the kind of a sum for it,
    `deployed_kind` the kind when it goes with its crew instead of being given away; each None
    where the words say nothing.
    """

    phrase: str
    cls: ThingClass
    kind: str | None = None
    money_kind: str | None = None
    deployed_kind: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A word or phrase of a closed class: conditional, hedge, group noun, amount change.

    `value` is what the class's file says of it: a taxonomy code, an `increment`, or None.
    """

    phrase: str
    cls: str
    value: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """All rules and lexicons of one language, indexed."""

    kinds: Mapping[str, Kind]
    acts: Mapping[str, tuple[Act, ...]]
    """By verb lemma; of several words ("fly out", "take part") by the whole phrase."""
    act_nouns: Mapping[str, tuple[Act, ...]]
    operators: Mapping[tuple[str, Pos], tuple[Operator, ...]]
    modals: Mapping[str, Modal]
    """By word ("would", "be going to")."""
    tenses: Mapping[str, Modal]
    """By name: present, past, perfect, progressive, past_progressive, infinitive, ..."""
    things: Mapping[str, Thing]
    conditionals: Mapping[str, Mark]
    hedges: Mapping[str, Mark]
    groups: Mapping[str, Mark]
    """Nouns for groups of people and givers (groups.tsv, parties.tsv). Classes of what one may
    join, lead, back or pay into: coalition, force, treaty, fund, scheme, talks. Classes of
    parties: organ ("navy": acts for the state that owns it), body (decides), giver, partner,
    beneficiary, refugee, adversary."""
    amount_changes: Mapping[str, Mark]
    engine_words: Mapping[str, frozenset[str]]
    """By class: see `words`."""
    phrasal: Mapping[str, tuple[str, ...]]
    """First word -> the phrases of several words that begin with it, longest first."""
    verb_lemmas: Mapping[str, str]
    """Form -> lemma of every verb here ("forgave": forgive), for parsers that miss a rare
    verb's lemma; forms that belong to two verbs are left out."""
    cues: frozenset[str]
    """Lower-case surface forms of acts, operators and the heads of things: what a sentence
    holds that states a contribution in its own words."""
    predicate_cues: frozenset[str]
    """The cues that are acts and operators; a word may also be a thing ("support")."""
    thing_cues: frozenset[str]
    """The cues that are heads of things, people, sums and nominal acts."""
    strong_cues: frozenset[str]
    """The cues that are rare in general English (common_words.tsv holds the others): a text
    without any of them is about something else."""

    def words(self, cls: str) -> frozenset[str]:
        """The words of one class of engine_words.tsv: "support_verb" -> {"make", "take", ...}.

        Raises:
            RuleError: the lexicon has no such class.
        """
        found = self.engine_words.get(cls)
        if found is None:
            raise RuleError(f"engine_words.tsv: no words of class {cls!r}; restore them")
        return found

    def thing_of(self, lemmas: Sequence[str], forms: Sequence[str] | None = None) -> Thing | None:
        """The longest known phrase that ends at the last word, None where there is none.

        ["two", "field", "hospital"] -> field hospital. Each word matches by its lemma or, where
        `forms` are given, by its form: a parser may take "armoured" for a verb.
        """
        words = _slots(lemmas, forms)
        for start in range(max(0, len(words) - MAX_PHRASE_WORDS), len(words)):
            found = _matching(words[start:], self.things)
            if found is not None:
                return found
        return None


# The longest entry of things.tsv has this many words ("high mobility artillery rocket
# system" has five); test_rulebook checks it.
MAX_PHRASE_WORDS = 6

_PLAIN = str.maketrans({"-": " ", "‐": " ", "‑": " ", "–": " ", "’": "'"})
_MODEL_PLURAL = re.compile(r"\ds$")
_POSSESSIVE = re.compile(r"'s?(?=\s|$)")


def normal(phrase: str) -> str:
    """The form in which phrases are compared: lower case, hyphens as spaces, no possessive.

    "F-16s" -> "f 16"; "Anti-Tank missile" -> "anti tank missile"; "teachers' pay" -> "teachers
    pay". Parsers split hyphenated words and possessives or not; model numbers take a plural
    "s" that no lemma table removes.
    """
    plain = _POSSESSIVE.sub("", phrase.lower().translate(_PLAIN))
    return " ".join(word[:-1] if _MODEL_PLURAL.search(word) else word for word in plain.split())


def rulebook() -> Rulebook:
    """The shipped English rules, read once.

    Raises:
        RuleError: a file is malformed; the message names file and entry.
    """
    return load_rulebook(Path(str(files("pledgebook") / "data" / "en")))


@lru_cache(maxsize=4)
def load_rulebook(folder: Path) -> Rulebook:
    """The rules under `folder` (`rules/*.yaml`, `lexicons/*.tsv`), read once per folder.

    Raises:
        RuleError: a file is missing or malformed; the message names file and entry.
    """
    from pledgebook.claims.rulebook.files import read_rulebook

    return read_rulebook(folder)


def increment_of(mark: Mark) -> Increment | None:
    """The `increment` that an amount-change mark stands for; None for other marks."""
    values: dict[str, Increment] = {
        "additional": "additional",
        "running_total": "running_total",
        "unclear": "unclear",
    }
    return values.get(mark.value or "")


def _slots(lemmas: Sequence[str], forms: Sequence[str] | None) -> list[tuple[str, ...]]:
    """Per word the spellings under which it may be known; hyphened words become several."""
    slots: list[tuple[str, ...]] = []
    for lemma, form in zip(lemmas, forms if forms is not None else lemmas, strict=True):
        by_lemma, by_form = normal(lemma).split(), normal(form).split()
        if len(by_lemma) == len(by_form):
            slots.extend(tuple({*pair}) for pair in zip(by_lemma, by_form, strict=True))
        else:
            slots.extend((word,) for word in by_lemma)
    return slots


def _matching(slots: Sequence[tuple[str, ...]], things: Mapping[str, Thing]) -> Thing | None:
    phrases = [""]
    for slot in slots:
        phrases = [f"{phrase} {word}".strip() for phrase in phrases for word in slot]
    phrases += [phrase[:-1] for phrase in phrases if phrase.endswith("s")]
    return next((things[phrase] for phrase in phrases if phrase in things), None)
