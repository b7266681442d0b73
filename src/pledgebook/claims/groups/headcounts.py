"""How many members a text claims for a group: "a core coalition of 10 nations"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pledgebook.claims.clauses.reading import Reading, quantity_of
from pledgebook.claims.gatherings.attendance import FEWEST, role_at
from pledgebook.claims.gatherings.meetings import Gatherings
from pledgebook.claims.groups.groupnames import GroupNames
from pledgebook.claims.groups.rosters import of_states, stretch, words
from pledgebook.types import Count, Quantity, Token

NATION_GROUP = re.compile(
    r"\b(?P<number>\d[\d,]*)[- ](?:nation|country|member|state)(?:[- ]strong)?"
    r"(?: [a-z-]+){0,2}? (?:coalition|alliance|force|group|bloc|mission|partnership|pact)\b",
    re.IGNORECASE,
)


class Headcounts:
    """Reads the numbers of members that one document claims."""

    def __init__(self, names: GroupNames, met: Gatherings) -> None:
        self.names = names
        self.met = met

    def counts(self, readings: Sequence[Reading]) -> tuple[Count, ...]:
        """How many members the text claims for each group, in text order.

        "a core coalition of 10 nations", "ten Arab states", "some 45 delegations attended".
        """
        found: list[Count] = []
        for reading in readings:
            for mention in reading.mentions:
                quantity = quantity_of(mention) if mention.type == "quantity" else None
                top = reading.tree.top(mention.start, mention.end)
                if quantity is None or top is None:
                    continue
                head = self.counted(reading, top, quantity)
                if head is None:
                    continue
                ids = [t.id for t in reading.tree.at(mention.start, mention.end)]
                group, anchor = self.group_counted(reading, head)
                span = stretch(reading, (*ids, *anchor))
                found.append(
                    Count(
                        group=group or f"GROUP:{mention.quote}",
                        low=quantity.low or 0,
                        high=quantity.high,
                        what=reading.span(mention.start, mention.end),
                        evidence=span,
                    )
                )
            found.extend(self.strong(reading))
            found.extend(self.tallied(reading))
        kept: list[Count] = []
        for count in found:
            if not any(
                count.what.start < c.what.end and c.what.start < count.what.end for c in kept
            ):
                kept.append(count)
        return tuple(sorted(kept, key=lambda count: count.what.start))

    def strong(self, reading: Reading) -> Iterator[Count]:
        """Numbers inside a group's name: "a 40-nation coalition", "a 12-member force"."""
        text = reading.document.text
        for found in NATION_GROUP.finditer(text, reading.sentence.start, reading.sentence.end):
            heads = [t for t in reading.tree.at(found.start(), found.end()) if t.upos != "PUNCT"]
            group = self.names.at(reading, heads[-1].id)
            number = int(found.group("number").replace(",", ""))
            if group is not None and number >= FEWEST:
                what = reading.span(found.start(), found.end())
                yield Count(group=group, low=number, high=number, what=what, evidence=what)

    def tallied(self, reading: Reading) -> Iterator[Count]:
        """A running number: "bringing to 24 the number of states", "the number of members is 9"."""
        tree = reading.tree
        for token in tree.tokens:
            if token.lemma.lower() not in {"number", "total", "tally"} or token.upos != "NOUN":
                continue
            of = next((c for c in tree.children(token.id, "nmod") if of_states(reading, c)), None)
            verb = tree.head(token.id)
            if of is None or verb is None:
                continue
            for number in (verb, *tree.children(verb.id, "obl", "obj")):
                value = number.lemma.replace(",", "")
                reached = number.id == verb.id or reading.marker(number.id) in {"to", "at"}
                if number.upos == "NUM" and value.isdigit() and reached and int(value) >= FEWEST:
                    group, _ = self.group_counted(reading, of)
                    what = reading.span(number.start, number.end)
                    ids = (number.id, *(t.id for t in reading.phrase(token.id)))
                    yield Count(
                        group=group or f"GROUP:{tree.text_of(of.id, 'case')}",
                        low=int(value),
                        high=int(value),
                        what=what,
                        evidence=stretch(reading, ids),
                    )

    def counted(self, reading: Reading, top: Token, quantity: Quantity) -> Token | None:
        """The noun that a quantity counts, where it is a set of states that act."""
        tree = reading.tree
        head = top
        if top.upos in {"NUM", "ADJ", "DET"}:
            inner = next((c for c in tree.children(top.id, "nmod") if c.upos == "NOUN"), None)
            above = tree.head(top.id)
            head = inner or (above if top.deprel.startswith("nummod") and above else top)
        lemma = head.lemma.lower()
        bound = quantity.low if quantity.low is not None else quantity.high
        if bound is None or bound < FEWEST:
            return None
        if lemma in {"member", "participant"}:
            of = next((c for c in tree.children(head.id, "nmod")), None)
            return head if of is not None and self.names.at(reading, of.id) else None
        if lemma not in words("state"):
            return None
        if head.deprel in {"obl", "nmod"} and reading.marker(head.id) in words("aside"):
            return None
        return head

    def group_counted(self, reading: Reading, head: Token) -> tuple[str | None, tuple[int, ...]]:
        """The group that a counted set makes up, and the token that names it."""
        tree = reading.tree
        above = tree.head(head.id)
        for child in tree.children(head.id, "nmod"):
            name = self.names.at(reading, child.id)
            if name is not None and reading.marker(child.id) in {"of", "in"}:
                return name, (child.id,)
        here: Token | None = head
        for _ in range(3):
            above = tree.head(here.id) if here is not None else None
            if above is None:
                break
            name = self.names.at(reading, above.id)
            if name is not None and above.upos in {"NOUN", "PROPN"}:
                return name, (above.id,)
            if above.upos == "VERB":
                return self.group_of_verb(reading, above)
            here = above
        for clause in tree.children(head.id, "acl"):
            name, anchor = self.group_of_verb(reading, clause)
            if name is not None:
                return name, anchor
        return None, ()

    def group_of_verb(self, reading: Reading, verb: Token) -> tuple[str | None, tuple[int, ...]]:
        """The group or gathering that a verb has as object, complement or by itself.

        Who backs a plan or a coalition is none of its members.
        """
        acts = self.names.rulebook.acts.get(verb.lemma.lower(), ())
        if any(act.kind == "political.support" for act in acts):
            return None, ()
        if self.met.name_at(reading, verb.id) is not None:
            return self.met.name_at(reading, verb.id), (verb.id,)
        subject = reading.tree.child(verb.id, "nsubj")
        if comprises(verb) and subject is not None:
            name = self.names.at(reading, subject.id)
            if name is not None:
                return name, (subject.id, verb.id)
        for child in reading.tree.children(verb.id, "obj", "obl"):
            event = self.met.name_at(reading, child.id)
            if event is not None and not role_at(reading, child, verb):
                continue
            name = event or self.names.at(reading, child.id)
            if name is not None:
                return name, (child.id,)
        if verb.lemma.lower() in words("attending_verb"):
            tokens = [o for met in self.met.met for o in met]
            before = [o for o in tokens if o.evidence.start < verb.start]
            if before:
                last = before[-1]
                return self.met.name_at(last.reading, last.token), (verb.id,)
        return None, ()


def comprises(verb: Token) -> bool:
    """Whether the object of a verb lists the members of its subject.

    Taggers that do not know "comprises" keep its ending in the lemma.
    """
    lemma = verb.lemma.lower()
    return lemma in words("comprising_verb") or lemma.removesuffix("s") in words("comprising_verb")
