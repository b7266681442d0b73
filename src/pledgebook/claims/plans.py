"""What a plan needs: requests, stated needs, and what others are told that they could give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from pledgebook.claims.attribution import chain_at
from pledgebook.claims.clauses.reading import SILENT, Reading, when_of
from pledgebook.claims.clauses.status import is_negated
from pledgebook.claims.gifts.kinds import GENERIC_KINDS, GRANT, UNSPECIFIED, Given, Kinds, area_of
from pledgebook.claims.groups.rosters import words as circle_words
from pledgebook.claims.parties.roles import RELATIVE, Roles
from pledgebook.mentions.lexicons import rows
from pledgebook.types import Attribution, Claim, Need, Token

DEADLINE_REACH = 40
"""So many characters behind a need its deadline may begin."""
GIVEN_CLASSES = frozenset({"thing", "people", "money"})
POSSIBLE = frozenset({"could", "can", "might"})


@cache
def words(sort: str) -> frozenset[str]:
    """The words of one class of `data/en/lexicons/needs.tsv`.

    Raises:
        RuleError: the table cannot be read.
    """
    return frozenset(row["word"] for row in rows("needs") if row["class"] == sort)


def is_suggestion(claim: Claim) -> bool:
    """Whether a claim only names what unnamed others could give: a need, no contribution.

    "Smith said countries could provide helmets" says what the plan may use (contract, section
    5); "France could provide helmets" weighs a contribution.
    """
    if claim.status != "considering" or not claim.contributor.startswith("GROUP:"):
        return False
    described = claim.contributor.removeprefix("GROUP:").casefold().split()
    unnamed = all(word in UNNAMED or singular(word) in circle_words("state") for word in described)
    spoken = bool(claim.speakers) and claim.speakers[-1].actor is not None
    return unnamed and spoken and bool(POSSIBLE & set(claim.evidence.quote.casefold().split()))


UNNAMED = frozenset(
    {"other", "others", "each", "every", "the", "they", "them", "all", "some", "many", "individual"}
)


def singular(word: str) -> str:
    """A regular plural without its ending: "countries" -> "country"."""
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")


def needs(
    readings: Sequence[Reading],
    claims: Sequence[Claim],
    said: Sequence[Attribution],
    roles: Roles,
    kinds: Kinds,
    topic: str | None = None,
) -> tuple[Need, ...]:
    """What somebody asks for, with an addressee or without, each once, in text order.

    "He urged Japan to send tents" is a claim and a need; "the camp needs 500 tents" is a need;
    so is what unnamed others "could provide".

    Args:
        topic: the kind of sums without a purpose of their own in this document.
    """
    found = [asked(claim, readings) for claim in claims if claim.status == "asked"]
    kept = list(dict.fromkeys(found))
    for claim in claims:
        for need in suggested(claim, readings, kinds) if is_suggestion(claim) else ():
            if not any(same_words(need, other) for other in kept):
                kept.append(need)
    asker = Asker(said, roles, kinds, topic)
    for reading in readings:
        if reading.is_question or reading.block.kind in SILENT:
            continue
        for token in reading.tree.tokens:
            for need in asker.stated(reading, token):
                if not any(repeats(need, other) for other in kept):
                    kept.append(need)
            for need in asker.requested(reading, token):
                told = any(overlap(need, o) and need.asked_of == o.asked_of for o in kept)
                if not told and not any(repeats(need, other) for other in kept):
                    kept.append(need)
    return tuple(sorted(kept, key=lambda need: (need.evidence.start, need.kind)))


def suggested(claim: Claim, readings: Sequence[Reading], kinds: Kinds) -> Iterator[Need]:
    """One need for each kind of thing that others "could provide".

    A thing whose words name no kind is of the area of the others in its list: "intelligence,
    equipment or weapons" asks for military equipment.
    """
    whole = asked(claim, readings)
    yield whole
    start, end = claim.evidence.start, claim.evidence.end
    for reading in readings:
        if not reading.sentence.start <= start < reading.sentence.end:
            continue
        verb = next((t for t in reading.tree.at(start, end) if could(reading, t)), None)
        held = reading.tree.child(verb.id, "obj") if verb is not None else None
        for head in conjuncts(reading, held):
            kind = kinds.given(reading, head).kind
            lemma = reading.tree[head].lemma.lower()
            area = area_of(claim.kind)
            if kind is None and f"{area}.{lemma}" in kinds.rulebook.kinds:
                kind = f"{area}.{lemma}"
            if kind is not None and kind != claim.kind:
                yield replace(whole, kind=kind, quantity=None, money=None)


def could(reading: Reading, token: Token) -> bool:
    """Whether a verb is only possible: "could provide"."""
    return any(a.lemma.lower() in POSSIBLE for a in reading.tree.children(token.id, "aux"))


def repeats(need: Need, other: Need) -> bool:
    """Whether a need says what one read before says already.

    Anywhere in the text the same thing asked for by the same; in the same words anything of
    the same area, or the same addressee asked to do one thing.
    """
    if same_words(need, other):
        return True
    if not overlap(need, other):
        return False
    if need.asked_of not in {None, other.asked_of}:
        return False
    if need.money is not None and need.money == other.money:
        return True
    if area_of(need.kind) == area_of(other.kind):
        return True
    return need.kind == UNSPECIFIED or need.evidence.quote in other.evidence.quote


def same_words(need: Need, other: Need) -> bool:
    """Whether two needs are of the same thing, asked by the same of the same or of nobody."""
    same = (need.kind, need.money, need.quantity) == (other.kind, other.money, other.quantity)
    return same and need.asked_by == other.asked_by and need.asked_of in {None, other.asked_of}


def overlap(need: Need, other: Need) -> bool:
    """Whether two needs stand in the same words."""
    return need.evidence.start < other.evidence.end and other.evidence.start < need.evidence.end


def asked(claim: Claim, readings: Sequence[Reading]) -> Need:
    """The need that a request states."""
    evidence = claim.evidence
    reading = next(
        (r for r in readings if r.sentence.start <= evidence.start < r.sentence.end), None
    )
    return Need(
        kind=claim.kind,
        asked_by=claim.speakers[-1].actor if claim.speakers else None,
        asked_of=claim.contributor,
        deadline=deadline(reading, evidence.start, evidence.end) if reading is not None else None,
        quantity=claim.quantity,
        money=claim.money,
        evidence=evidence,
    )


class Asker:
    """Reads requests and stated needs off the predicates of one document.

    Args:
        topic: the kind of sums without a purpose of their own.
    """

    def __init__(
        self, said: Sequence[Attribution], roles: Roles, kinds: Kinds, topic: str | None
    ) -> None:
        self.said = said
        self.roles = roles
        self.kinds = kinds
        self.topic = topic

    def stated(self, reading: Reading, token: Token) -> Iterator[Need]:
        """The needs that one predicate states: needs, is needed, asked for, an appeal for."""
        held = self.needed(reading, token)
        if not held or is_negated(reading, token.id) or supposed(reading, token):
            return
        for head in held:
            given = self.kinds.given(reading, head)
            if not self.is_needed(reading, token, given):
                continue
            purpose = self.kinds.purpose_kind(
                reading, token.id, head, money=given.money is not None
            )
            kind = self.kinds.refine(given, purpose).kind
            if given.money is not None and kind in {None, GRANT, UNSPECIFIED}:
                kind = self.topic or GRANT
                asked_by = self.asker(reading, token, token.start, token.end)
                if kind == GRANT and asked_by in words("relief_body"):
                    kind = "humanitarian.aid"
            if self.is_coalition(reading, head):
                kind = "political.membership"
            if kind is None:
                continue
            tokens = [token, *reading.phrase(head)]
            start, end = min(t.start for t in tokens), max(t.end for t in tokens)
            yield Need(
                kind=kind,
                asked_by=self.asker(reading, token, start, end),
                asked_of=self.addressee(reading, token, head),
                deadline=deadline(reading, start, end),
                quantity=given.quantity if given.money is None else None,
                money=given.money,
                evidence=reading.span(start, end),
            )

    def requested(self, reading: Reading, token: Token) -> Iterator[Need]:
        """The need of a request to do something: "urged Japan to open its ports".

        `other.unspecified` where the words do not tell what is to be given.
        """
        tree = reading.tree
        if token.upos != "VERB" or token.lemma.lower() not in words("urging"):
            return
        if is_negated(reading, token.id) or supposed(reading, token):
            return
        if token.lemma.lower() in words("urging_actively") and self.roles.is_passive(
            reading, token.id
        ):
            return
        clause = infinitive(reading, token)
        head = self.asked_party(reading, token)
        party = self.roles.party(reading, head) if head is not None else None
        if clause is None or head is None or party is None or clause.id < token.id:
            return
        if party.id.startswith("PERSON:") or party.id == "GROUP:unnamed":
            return
        start = min(token.start, tree[head].start)
        held = tree.child(clause.id, "obj")
        end = max(clause.end, *(t.end for t in reading.phrase(held.id)) if held else (clause.end,))
        asked_by = self.asker(reading, token, start, end)
        if asked_by == party.id:
            return
        given = self.kinds.given(reading, held.id) if held is not None else None
        kind = self.kind_of_act(reading, clause, given)
        if kind is None or is_negated(reading, clause.id):
            return
        yield Need(
            kind=kind,
            asked_by=asked_by,
            asked_of=party.id,
            deadline=deadline(reading, start, end),
            quantity=given.quantity if given is not None and given.money is None else None,
            money=given.money if given is not None else None,
            evidence=reading.span(start, end),
        )

    def kind_of_act(self, reading: Reading, clause: Token, given: Given | None) -> str | None:
        """The kind of what somebody is asked to do, None where the words tell none.

        "to help", "to do more" are unspecified; "to contribute" is of the document's topic.
        """
        if (
            given is not None
            and given.kind is not None
            and given.kind not in {*GENERIC_KINDS, GRANT}
        ):
            return given.kind if given.noun_class != "not" else None
        lemma = clause.lemma.lower()
        if lemma in words("vague") and (given is None or given.kind is None):
            return UNSPECIFIED
        money = given is not None and given.money is not None
        kind = self.kinds.clause_purpose(reading, clause.id, money=money)
        if lemma in words("contributing") and kind in {None, "political.membership"}:
            kind = self.topic
        if kind != GRANT:
            return kind
        return (self.topic or kind) if money or lemma in words("paying_for") else None

    def asked_party(self, reading: Reading, token: Token) -> int | None:
        """The token that names who is asked to do something, None without one."""
        tree = reading.tree
        if self.roles.is_passive(reading, token.id):
            passive = tree.child(token.id, "nsubj:pass", "nsubj")
            if passive is not None:
                return passive.id
            return token.head if token.deprel == "acl" else None
        for child in tree.children(token.id, "obj", "iobj", "obl"):
            if not child.deprel.startswith("obl") or reading.marker(child.id) in ADDRESSING_MARKS:
                return child.id
        return None

    def is_needed(self, reading: Reading, token: Token, given: Given) -> bool:
        """Whether a thing is one that a plan may need: of a known kind, or counted, or a sum.

        What an abstract subject requires is none: "peace requires investment".
        """
        if given.noun_class == "not":
            return False
        if self.is_coalition(reading, given.head):
            return True
        counted = given.money is not None or given.quantity is not None
        lemma = token.lemma.lower()
        if lemma in words("loosely") and not counted:
            return False
        if (
            lemma in words("needing")
            and not counted
            and not self.roles.is_passive(reading, token.id)
        ):
            head = self.roles.subject(reading, token.id)
            if head is None or self.roles.party(reading, head) is None:
                return False
        if given.money is not None:
            return True
        if given.kind is None or given.kind.startswith(("political.", "economic.trade", "other.")):
            return False
        return given.noun_class in GIVEN_CLASSES

    def is_coalition(self, reading: Reading, head: int) -> bool:
        """Whether a noun is a coalition to be made: "called for a broad coalition"."""
        tree = reading.tree
        token = tree[head]
        if token.lemma.lower() in {"creation", "formation", "building"}:
            return any(self.is_coalition(reading, c.id) for c in tree.children(head, "nmod"))
        mark = self.kinds.rulebook.groups.get(token.lemma.lower())
        indefinite = reading.has_child(head, "det", "a", "an") is not None
        return mark is not None and mark.cls == "coalition" and indefinite

    def needed(self, reading: Reading, token: Token) -> tuple[int, ...]:
        """The tokens of what a predicate says is needed, none where it is no such predicate."""
        tree = reading.tree
        lemma = token.lemma.lower()
        if token.upos in {"VERB", "ADJ"}:
            if lemma in words("missing") and self.roles.is_passive(reading, token.id):
                return conjuncts(reading, tree.child(token.id, "nsubj:pass", "nsubj"))
            if lemma not in words("needing") | words("asking"):
                return ()
            if lemma in words("needing") or lemma in words("direct"):
                held = tree.child(token.id, "obj")
                if held is not None and tree.children(token.id, "xcomp", "ccomp"):
                    return ()
                if held is not None and held.lemma.lower() not in RELATIVE:
                    return conjuncts(reading, held)
            else:
                for child in tree.children(token.id, "obl"):
                    if reading.marker(child.id) == "for":
                        return conjuncts(reading, child)
            return gap(reading, token)
        if token.upos == "NOUN" and lemma in words("request") and token.deprel != "compound":
            for child in tree.children(token.id, "nmod"):
                if reading.marker(child.id) == "for" and child.id > token.id:
                    return conjuncts(reading, child)
        return ()

    def asker(self, reading: Reading, token: Token, start: int, end: int) -> str | None:
        """Who needs or asks: the subject, whose request it is, or whoever says it."""
        head = None
        if token.upos == "NOUN":
            head = self.roles.noun_agent(reading, token.id)
        elif self.roles.is_passive(reading, token.id):
            head = self.roles.agent(reading, token.id)
        else:
            head = self.roles.subject(reading, token.id)
        party = self.roles.party(reading, head) if head is not None else None
        if party is not None and not party.id.startswith("PERSON:"):
            return party.id
        chain = chain_at(tuple(self.said), start, end)
        return chain[-1].actor if chain else None

    def addressee(self, reading: Reading, token: Token, held: int) -> str | None:
        """Who is asked, where a predicate names it beside what is asked for."""
        if token.upos == "VERB" and self.roles.is_passive(reading, token.id):
            head = self.asked_party(reading, token) if token.lemma.lower() == "ask" else None
            party = self.roles.party(reading, head) if head is not None else None
            return party.id if party is not None else None
        for child in reading.tree.children(token.id, "obj", "iobj", "obl", "nmod"):
            if child.id == held or child.deprel == "nmod:poss":
                continue
            bare = child.deprel in {"obj", "iobj"}
            if bare or reading.marker(child.id) in ADDRESSING_MARKS | {"from", "of"}:
                party = self.roles.party(reading, child.id)
                if party is not None:
                    return party.id
        return None


ADDRESSING_MARKS = frozenset({"to", "on", "upon", "with"})
CONDITIONS = frozenset({"if", "unless", "whether", "when", "whenever", "until", "before", "should"})


def supposed(reading: Reading, token: Token) -> bool:
    """Whether a predicate is only supposed: "if they ask for help"."""
    for above in (token, *reading.tree.path_to_root(token.id)):
        if reading.marker(above.id).split(" ")[0] in CONDITIONS:
            return True
        subject = reading.tree.child(above.id, "nsubj")
        should = reading.has_child(above.id, "aux", "should")
        if subject is not None and should is not None and should.id < subject.id:
            return True
    return False


def infinitive(reading: Reading, token: Token) -> Token | None:
    """The infinitive that says what somebody is asked to do, None without one."""
    for child in reading.tree.children(token.id, "xcomp", "ccomp", "advcl"):
        if child.upos == "VERB" and child.xpos == "VB":
            marks = {m.lemma.lower() for m in reading.tree.children(child.id, "mark")}
            if "to" in marks:
                return child
    return None


def conjuncts(reading: Reading, head: Token | None) -> tuple[int, ...]:
    """The tokens of a list, none for no token."""
    return tuple(t.id for t in reading.conjuncts(head.id)) if head is not None else ()


def gap(reading: Reading, token: Token) -> tuple[int, ...]:
    """The noun whose relative clause lacks what is asked for: "the tents that it asked for"."""
    tree = reading.tree
    held = tree.child(token.id, "obj", "ccomp", "xcomp")
    if token.deprel != "acl:relcl" or (held is not None and held.lemma.lower() not in RELATIVE):
        return ()
    subject = tree.child(token.id, "nsubj")
    if subject is None or subject.lemma.lower() in RELATIVE:
        return ()
    return (token.head,)


def deadline(reading: Reading, start: int, end: int) -> str | None:
    """The last day of a "by" time in or right behind a need, None without one."""
    for mention in reading.mentions:
        when = when_of(mention) if mention.type == "time" else None
        if when is None or not when.value.startswith("../"):
            continue
        if start <= mention.start < end + DEADLINE_REACH:
            return when.value.removeprefix("../")
    return None
