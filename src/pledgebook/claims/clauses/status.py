"""How far a contribution has got, composed from the predicates above it.

The status is not looked up: the operators on the path from the act to the root of the
sentence (tense, aspect, modal, negation, embedding predicate) are folded from the inside
out by one table, `data/en/rules/status.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import yaml

from pledgebook.claims.clauses.predicates import complements, lexemes, tense_of
from pledgebook.claims.clauses.reading import Reading
from pledgebook.claims.rulebook.book import Act, Modal, Operator, Pos, Rulebook
from pledgebook.types import Step, Token

OPEN = "open"
ABSENT = "absent"
POS: dict[str, Pos] = {
    "VERB": "verb",
    "AUX": "verb",
    "NOUN": "noun",
    "PROPN": "noun",
    "ADJ": "adj",
    "ADV": "adv",
}


PREPOSITIONAL = (" to", " for", " with", " on", " in", " from", " of", " at", " into")
"""Ends of phrases whose preposition may belong to a taker: "contribute soldiers to"."""
PAST = frozenset({"past", "perfect"})
FORM = "form"
"""The name in `Outcome.path` of what no rule says: conjunctions, participles, purposes."""
UNASSERTED = frozenset({"under_way", "delivered", "committed"})
"""Values that only a finite operator asserts: "hopes to begin sending" begins nothing."""
ALSO: dict[Pos, tuple[Pos, ...]] = {
    "verb": ("verb", "adj"),
    "adj": ("adj", "verb"),
    "noun": ("noun",),
    "adv": ("adv",),
}
"""Parts of speech to look a word up under: parsers take participles for adjectives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the predicates above an act make of it.

    `status` is a value of the ladder, "open" where nothing asserts the act, "absent" where
    the text states that there is nothing. `addressee` is the predicate whose addressee is
    the contributor (asked, urged), `responder` the one whose subject answers a request
    (refused it, agreed to it); `chain` holds the predicates passed, innermost first, and
    `steps` says what each made of it. `path` has all that made the status in order: the steps
    and what conjunctions and bare forms do in between.
    """

    status: str
    hedged: bool = False
    overdue: bool = False
    denied: bool = False
    partial: bool = False
    addressee: int | None = None
    responder: int | None = None
    chain: tuple[int, ...] = ()
    steps: tuple[Step, ...] = ()
    path: tuple[Step, ...] = ()


@cache
def folds() -> Mapping[str, Mapping[str, str]]:
    """What each value of an outer predicate makes of each inner value."""
    path = files("pledgebook") / "data" / "en" / "rules" / "status.yaml"
    rows = yaml.safe_load(path.read_text("utf-8"))
    return {name: row["over"] for name, row in rows.items()}


def is_negated(reading: Reading, token_id: int) -> bool:
    """Whether the predicate, or the first conjunct whose auxiliary it shares, is negated."""
    tree = reading.tree
    if reading.negated(token_id):
        return True
    subject = tree.child(token_id, "nsubj")
    if subject is not None and (
        subject.lemma.lower() in {"nobody", "none", "neither", "no-one"}
        or reading.has_child(subject.id, "det", "no", "neither") is not None
        or reading.has_child(subject.id, "cc:preconj", "neither") is not None
    ):
        return True
    token = tree[token_id]
    for held in reading.objects(token_id):
        if held.lemma.lower() in {"nothing", "none"} or lacks(reading, held):
            return True
    if token.deprel == "conj" and token.xpos == "VB" and not tree.children(token_id, "aux"):
        return is_negated(reading, token.head)
    return False


def lacks(reading: Reading, noun: Token) -> bool:
    """Whether a noun phrase says that there is none: "no more weapons", "neither A nor B"."""
    if reading.has_child(noun.id, "det", "no") is not None:
        return True
    if reading.has_child(noun.id, "cc:preconj", "neither") is not None:
        return True
    return any(
        reading.has_child(more.id, "det", "no") or reading.has_child(more.id, "advmod", "no")
        for more in reading.tree.children(noun.id, "amod", "advmod")
        if more.form.lower() in {"more", "further", "longer"}
    )


def interrogative(reading: Reading, token_id: int) -> bool:
    """Whether a clause is a reported question: "asked what support Japan gives"."""
    return any(
        child.xpos in {"WP", "WDT", "WRB", "WP$"} or child.lemma.lower() in {"whether", "if"}
        for below in (token_id, *(c.id for c in reading.tree.children(token_id, "obj", "obl")))
        for child in reading.tree.children(below, "obj", "advmod", "det", "mark", "nsubj")
    )


class Composer:
    """Folds the predicates above an act into one `Outcome`."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.folds = folds()

    def tense(self, reading: Reading, token_id: int) -> Modal | None:
        """The tense or modal of a predicate's verb group; None for a bare infinitive."""
        name = tense_of(reading, token_id)
        if name == OPEN:
            return None
        return self.rulebook.modals.get(name) or self.rulebook.tenses.get(name)

    def operators_at(self, reading: Reading, token_id: int) -> tuple[Operator, ...]:
        """The operators that this token may be, longest phrase first."""
        return self.entries_at(reading, token_id)[1]

    def entries_at(
        self, reading: Reading, token_id: int
    ) -> tuple[tuple[Act, ...], tuple[Operator, ...], str]:
        """The acts and operators under a predicate's longest known phrase, and that phrase."""
        token = reading.tree[token_id]
        pos = POS.get(token.upos)
        if pos is None:
            return (), (), ""
        verbal = pos != "noun" and not (
            pos == "adj" and token.form.lower() in self.rulebook.words("plain_adjective")
        )
        acts: tuple[Act, ...] = ()
        operators: list[Operator] = []
        longest = ""
        for lexeme in lexemes(reading, token_id, self.rulebook.phrasal):
            parts: tuple[Pos, ...] = ("verb", "adj", pos) if " " in lexeme else ALSO[pos]
            operators += [o for p in parts for o in self.rulebook.operators.get((lexeme, p), ())]
            if verbal or " " in lexeme:
                acts += self.rulebook.acts.get(lexeme, ())
            longest = longest or (lexeme if acts or operators else "")
            if longest and not lexeme.endswith(PREPOSITIONAL):
                break
        return acts, tuple({o.id: o for o in operators}.values()), longest

    def is_act(self, reading: Reading, token_id: int) -> bool:
        """Whether a predicate is an act, whose infinitive is then a purpose."""
        return bool(self.entries_at(reading, token_id)[0])

    def of_act(self, reading: Reading, token_id: int, act: Act) -> Outcome:
        """The outcome of an act, from its own tense to the root of the sentence."""
        token = reading.tree[token_id]
        tense = self.tense(reading, token_id) if token.upos in {"VERB", "AUX"} else None
        hedged = False
        negated = is_negated(reading, token_id)
        if tense is None:
            value: str = "declined" if negated else OPEN
        elif negated:
            value = tense.negated
        else:
            own = act.past if tense.id in PAST else act.present
            value = tense.status or own
            hedged = tense.hedged
        value = ABSENT if value == "none" else value
        step = self.step(reading, token_id, act.id, f"{token.form!r} by itself: {value}")
        start = Outcome(status=value, hedged=hedged, chain=(token_id,), steps=(step,), path=(step,))
        return self.climb(reading, token_id, start)

    def of_operator(self, reading: Reading, token_id: int, operator: Operator) -> Outcome:
        """The outcome of an operator that has the thing itself as object: "pledged $5m"."""
        start = self.apply(reading, token_id, operator, Outcome(status=OPEN))
        return self.climb(reading, token_id, start)

    def step(self, reading: Reading, token_id: int, rule: str, says: str) -> Step:
        """One line of the trace, bound to one token."""
        token = reading.tree[token_id]
        return Step(rule=rule, says=says, start=token.start, end=token.end)

    def own_value(self, reading: Reading, token_id: int, operator: Operator) -> tuple[str, bool]:
        """What an operator says by itself in its tense, and whether that is hedged."""
        token = reading.tree[token_id]
        tense = self.tense(reading, token_id) if token.upos in {"VERB", "AUX", "ADJ"} else None
        if is_negated(reading, token_id):
            return operator.negated, False
        if tense is None:
            bare = token.upos in {"VERB", "AUX"} and operator.status in UNASSERTED
            return OPEN if bare else operator.status, False
        if tense.operator == "future":
            value = operator.future
        elif tense.operator == "own" and tense.status is not None:
            value = tense.status
        else:
            value = operator.status
        return tense.over.get(operator.status, value), tense.hedges

    def apply(self, reading: Reading, token_id: int, operator: Operator, inner: Outcome) -> Outcome:
        """The inner outcome after one more predicate around it."""
        token = reading.tree[token_id]
        value, hedges = self.own_value(reading, token_id, operator)
        negated = is_negated(reading, token_id)
        value = ABSENT if value == "none" else value
        if operator.transparent and not negated:
            folded = value if inner.status == OPEN else inner.status
        else:
            folded = self.fold(value, inner.status)
        asks = operator.contributor == "addressee" and folded not in {ABSENT, "declined"}
        says = f"{token.form!r}: {inner.status} becomes {folded}"
        step = self.step(reading, token_id, operator.id, says)
        return replace(
            inner,
            status=folded,
            hedged=inner.hedged or operator.hedged or hedges,
            overdue=inner.overdue or operator.overdue,
            partial=inner.partial or operator.partial,
            denied=inner.denied or (operator.denied and not negated),
            addressee=token_id if asks else (inner.addressee if folded == inner.status else None),
            responder=token_id
            if inner.status == "asked" and folded != "asked"
            else inner.responder,
            chain=(*inner.chain, token_id),
            steps=(*inner.steps, step),
            path=(*inner.path, step),
        )

    def turned(
        self, reading: Reading, token_id: int, outcome: Outcome, status: str, why: str
    ) -> Outcome:
        """The outcome with the status that a form or conjunction gives it, which is no rule's."""
        says = f"{reading.tree[token_id].form!r} {why}: {outcome.status} becomes {status}"
        step = self.step(reading, token_id, FORM, says)
        return replace(outcome, status=status, path=(*outcome.path, step))

    def fold(self, outer: str, inner: str) -> str:
        """What an outer value makes of an inner one."""
        if inner == OPEN or outer == OPEN:
            return outer if inner == OPEN else inner
        name = "none" if outer == ABSENT else outer
        folded = self.folds[name].get(inner, inner)
        return ABSENT if folded == "none" else folded

    def climb(self, reading: Reading, token_id: int, outcome: Outcome) -> Outcome:
        """Fold everything above the token into the outcome."""
        here = token_id
        for _ in range(len(reading.tree)):
            link = self.link(reading, here)
            if link is None:
                return outcome
            here, above, relation = link
            if relation == "acl:relcl":
                return outcome
            outcome = self.through(reading, here, above, relation, outcome)
            if outcome.status == ABSENT:
                return outcome
            here = above
        return outcome

    def link(self, reading: Reading, token_id: int) -> tuple[int, int, str] | None:
        """The clause that a predicate stands in: (its head token, what governs it, relation).

        A conjunct is governed as its first conjunct is, unless it is a finite clause with a
        subject of its own beside the main clause. None at the top.
        """
        tree = reading.tree
        token = tree[token_id]
        if token.head == 0:
            return None
        if token.deprel == "conj":
            return self.link(reading, token.head)
        return token_id, token.head, token.deprel

    def through(
        self, reading: Reading, here: int, above: int, relation: str, outcome: Outcome
    ) -> Outcome:
        """The outcome after passing one arc from `here` up to `above`."""
        bare = relation.partition(":")[0]
        marker = reading.marker(here)
        if bare == "advcl":
            return self.through_adverbial(reading, here, above, marker, outcome)
        operator = self.governing(reading, here, above)
        if marker == "to" and self.is_purpose(reading, bare, above, operator):
            return self.turned(reading, here, outcome, ABSENT, "says what an amount is for")
        if operator is not None:
            if operator.contributor == "addressee" and interrogative(reading, here):
                return self.turned(reading, here, outcome, ABSENT, "stands in a question")
            news = operator.id == "op.announce" and outcome.status == "under_way"
            if news and self.is_progressive(reading, here):
                outcome = self.turned(reading, here, outcome, "pledged", "is announced as news")
            return self.apply(reading, above, operator, outcome)
        if bare in {"ccomp", "parataxis", "csubj"}:
            if marker in {"whether", "if"} and outcome.status not in {"declined", "asked"}:
                why = f"stands under {marker!r}"
                return self.turned(reading, here, outcome, "considering", why)
            return outcome
        if bare == "acl" and outcome.status == OPEN:
            token = reading.tree[here]
            if token.xpos == "VBN":
                return self.turned(reading, here, outcome, "delivered", "is a past participle")
            if token.xpos == "VBG":
                return self.turned(reading, here, outcome, "under_way", "is a present participle")
        return outcome

    def is_progressive(self, reading: Reading, token_id: int) -> bool:
        """Whether a clause is progressive: announced as news, "is sending" is a decision.

        Contract, section 8, point 6.
        """
        tense = self.tense(reading, token_id)
        return tense is not None and "progressive" in tense.id

    def is_purpose(
        self, reading: Reading, relation: str, above: int, operator: Operator | None
    ) -> bool:
        """Whether an infinitive says what an amount is for: "promised $96m to equip soldiers"."""
        if relation == "acl":
            return self.has_amount(reading, above)
        if relation != "xcomp" or (operator is not None and "object_to" in operator.takes):
            return False
        held = reading.tree.children(above, "obj", "iobj")
        return any(self.has_amount(reading, child.id) for child in held)

    def has_amount(self, reading: Reading, noun: int) -> bool:
        """Whether a noun phrase holds a sum or a count of its own."""
        ids = frozenset(token.id for token in reading.phrase(noun))
        return bool(reading.amounts(ids, "money") or reading.amounts(ids, "quantity"))

    def governing(self, reading: Reading, here: int, above: int) -> Operator | None:
        """The operator above that takes such a complement, None where it takes none.

        Of several, a finite clause takes the one that lets its value through ("told us that
        Japan will send" tells, "told Japan to send" asks).
        """
        names = complements(reading, here, above)
        found = [o for o in self.operators_at(reading, above) if o.takes & names]
        if "that" in names and reading.tree[here].xpos != "VB":
            found.sort(key=lambda o: not o.transparent)
        elif "object_to" in names:
            found.sort(key=lambda o: "object_to" not in o.takes)
        elif reading.tree[here].xpos == "VBG" and not found:
            found = [
                o for o in self.operators_at(reading, above) if o.adjectives and "to" in o.takes
            ]
        return found[0] if found else None

    def through_adverbial(
        self, reading: Reading, here: int, above: int, marker: str, outcome: Outcome
    ) -> Outcome:
        """The outcome of an act in an adverbial clause.

        A condition asserts nothing; "after sending" is done; a bare participle takes the
        form of the clause that it hangs on; "ready to send" hangs on its adjective.
        """
        word = marker.split(" ")[0] if marker else ""
        if word in self.rulebook.words("conditional_mark") or marker in self.rulebook.words(
            "unasserted_mark"
        ):
            why = f"stands under {marker!r}, which asserts nothing"
            return self.turned(reading, here, outcome, ABSENT, why)
        operator = self.governing(reading, here, above)
        held = reading.tree.children(above, "obj", "iobj")
        purpose = word in {"to", "in"} and (
            (bool(held) and self.is_act(reading, above))
            or any(self.has_amount(reading, c.id) for c in held)
        )
        if operator is not None and not purpose:
            return self.apply(reading, above, operator, outcome)
        if outcome.status != OPEN:
            return outcome
        if "to" in marker.split(" "):
            return self.turned(reading, here, outcome, ABSENT, "says what for")
        if word == "after":
            return self.turned(reading, here, outcome, "delivered", "stands under 'after'")
        if reading.tree[here].xpos in {"VBG", "VBN"}:
            tense = self.tense(reading, above)
            if tense is None:
                return outcome
            negated = is_negated(reading, above)
            value = tense.negated if negated else tense.status
            if value is None:
                value = "delivered" if tense.id in PAST else "under_way"
            status = ABSENT if value == "none" else value
            why = f"takes the tense of {reading.tree[above].form!r}"
            return self.turned(reading, here, outcome, status, why)
        return outcome
