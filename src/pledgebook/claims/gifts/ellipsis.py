"""What a bare number or pronoun stands for: "Canada will take 24,000", "Greece pledged one".

English leaves a counted noun out where the text has just named it. The number then counts
what the last amount before it counted, within the sentence, the two before it in the same
paragraph or the last ones of the paragraph before. Source: Huddleston and Pullum (2002),
chapter 5, section 9: fused-head noun phrases with an anaphoric interpretation.
"""

from __future__ import annotations

from dataclasses import replace

from pledgebook.claims.clauses.reading import Reading, money_of, quantity_of
from pledgebook.claims.gifts.kinds import Given, Kinds
from pledgebook.types import Mention, Quantity

# How many sentences before its own an elided noun is looked for.
REACH = 2
FUSED = frozenset({"one", "two", "more", "another", "half", "rest", "remainder", "balance"})
"""Words besides numerals that may head a noun phrase whose noun is left out."""
ACTED_ON = frozenset({"thing", "people", "money", "container"})


class Elided:
    """Finds what elided nouns stand for; sentences are entered in text order."""

    def __init__(self, kinds: Kinds) -> None:
        self.kinds = kinds
        self.seen: list[Reading] = []

    def enter(self, reading: Reading) -> None:
        """Makes a sentence the last one read."""
        if not self.seen or self.seen[-1] is not reading:
            self.seen.append(reading)

    def given(self, reading: Reading, head: int) -> Given:
        """What a noun phrase says is given, an elided noun filled in where it is plain.

        In "Italy sent two tents and Chad sent one", "one" is a tent: quantity 1, the kind
        of tents. Where nothing before it can be meant the phrase's own words stand.
        """
        own = self.kinds.given(reading, head)
        token = reading.tree[head]
        named = token.upos != "NUM" and (own.noun_class or own.kind is not None)
        if named or own.money is not None:
            return own
        word = token.form.lower()
        number = self.number_at(reading, head)
        if number is None and word not in FUSED:
            return own
        if reading.has_child(head, "det", "no", "every", "any", "each") is not None:
            return own
        found = self.antecedent(reading, token.start)
        if found is None:
            return own
        quantity = quantity_of(number) if number is not None else None
        if word == "one" and quantity is None:
            quantity = Quantity(low=1, high=1, unit="")
        return self.merged(own, found, quantity)

    def number_at(self, reading: Reading, head: int) -> Mention | None:
        """The bare number at a token, None where its noun follows or it is no number."""
        token = reading.tree[head]
        if token.upos not in {"NUM", "NOUN", "PRON", "ADJ", "X"}:
            return None
        places = [token]
        if token.form.lower() in FUSED:
            places.extend(reading.tree.children(head, "nummod", "advmod", "compound"))
        for mention in reading.bare_numbers:
            if any(mention.start <= t.start and t.end <= mention.end for t in places):
                return mention
        return None

    def antecedent(self, reading: Reading, at: int) -> Given | None:
        """The last amount before a place whose thing can be given, else the last such thing."""
        block = reading.sentence.block
        near = [
            r
            for r in self.seen
            if r.sentence.block == block
            and reading.sentence.index - REACH <= r.sentence.index <= reading.sentence.index
        ]
        if reading not in near:
            near.append(reading)
        before = [r for r in self.seen if r.sentence.block == block - 1][-REACH - 1 :]
        for place in (*reversed(near), *reversed(before)):
            found = self.last_amount(place, at)
            if found is not None:
                return found
        return None

    def last_amount(self, reading: Reading, at: int) -> Given | None:
        """The thing of the last amount of a sentence that ends before a place."""
        for mention in reversed(reading.mentions):
            if mention.type not in {"money", "quantity"} or mention.end > at:
                continue
            top = reading.tree.top(mention.start, mention.end)
            if top is None:
                continue
            given = self.kinds.given(reading, top.id)
            if mention.type == "money":
                return replace(given, money=money_of(mention), money_mention=mention)
            if given.noun_class in ACTED_ON and given.kind is not None:
                return replace(given, quantity=quantity_of(mention), money=None)
        return None

    def merged(self, own: Given, found: Given, quantity: Quantity | None) -> Given:
        """The phrase's own number of what the antecedent counts."""
        if found.money is not None:
            if quantity is None or (quantity.low or quantity.high or 0) < 1000:
                return own
            money = replace(
                found.money,
                low=quantity.low,
                high=quantity.high,
                approximate=quantity.approximate,
            )
            return replace(own, kind=found.kind, noun_class="money", money=money, elided=True)
        unit = found.quantity.unit if found.quantity is not None else ""
        return replace(
            found,
            head=own.head,
            elided=True,
            money=None,
            money_mention=None,
            quantity=replace(quantity, unit=unit) if quantity is not None else None,
        )
