"""What a predicate is done with or to: the heads of the things that it governs."""

from __future__ import annotations

from pledgebook.claims.clauses.predicates import complements
from pledgebook.claims.clauses.reading import Reading
from pledgebook.claims.clauses.status import Composer
from pledgebook.claims.gifts.kinds import Kinds
from pledgebook.claims.parties.roles import RELATIVE, Roles
from pledgebook.claims.rulebook.book import Act, Operator, Rulebook
from pledgebook.types import Token

PREPOSITIONS = frozenset({"of", "on", "for", "with", "against", "from", "in"})


class Objects:
    """Finds the things that the acts and operators of one document govern."""

    def __init__(self, rulebook: Rulebook, composer: Composer, kinds: Kinds, roles: Roles) -> None:
        self.rulebook = rulebook
        self.composer = composer
        self.kinds = kinds
        self.roles = roles

    def idiom_object(self, reading: Reading, token: Token) -> tuple[int, ...]:
        """The object that is part of a predicate's phrase: "expressed support for the plan"."""
        words = self.composer.entries_at(reading, token.id)[2].split(" ")[1:]
        return tuple(
            child.id
            for child in reading.tree.children(token.id, "obj")
            if child.lemma.lower() in words
        )

    def of_act(self, reading: Reading, token: Token, act: Act) -> tuple[int, ...]:
        """The tokens of what the act is done with or to, conjuncts included."""
        tree = reading.tree
        passive = self.roles.is_passive(reading, token.id)
        if act.subject == "thing" and not passive:
            subject = self.roles.subject(reading, token.id)
            return self.spread(reading, subject)
        if passive:
            return self.spread(reading, self.undergoer(reading, token))
        with_thing = [
            dependent
            for dependent, marker in self.roles.dependents(reading, (token.id,))
            if dependent > token.id
            and act.object != "thing"
            and "thing" in act.preps.get(marker, ())
        ]
        if with_thing:
            return tuple(t for head in with_thing for t in self.spread(reading, head))
        words = self.composer.entries_at(reading, token.id)[2].split(" ")[1:]
        direct = self.direct(reading, token, words)
        if direct is None:
            for child in tree.children(token.id, "obl"):
                bare = not tree.children(child.id, "case") and child.id > token.id
                timed = any(m.type == "time" for m in reading.by_token.get(child.id, ()))
                if bare and not timed and child.upos == "NOUN" and act.object == "thing":
                    return self.spread(reading, child.id)
                if f"{token.lemma.lower()} {reading.marker(child.id)}" in act.lemmas:
                    return self.spread(reading, child.id)
        if direct is None and act.object != "none":
            direct_id = self.relative_object(reading, token)
        else:
            direct_id = direct.id if direct is not None else None
        if direct_id is None:
            consumed = [c.id for c in tree.children(token.id, "obj") if c.lemma.lower() in words]
            for dependent, marker in self.roles.dependents(reading, (token.id, *consumed)):
                roles = act.preps.get(marker, ())
                if set(roles) & {"thing", "group"}:
                    return self.spread(reading, dependent)
                if consumed and act.object in {"people", "recipient"} and marker in {"to", "for"}:
                    return self.spread(reading, dependent)
        return self.spread(reading, direct_id)

    def direct(self, reading: Reading, token: Token, words: list[str]) -> Token | None:
        """The direct object of a verb: the last of several, a sum even where it looks indirect.

        One with an actor beside it belongs to another giver: "takes 40, Malta 20".

        Args:
            words: words of the verb's phrase, which are no object ("take part").
        """
        tree = reading.tree
        for child in reversed(reading.objects(token.id)):
            if child.lemma.lower() not in words:
                return child
        for child in tree.children(token.id, "iobj"):
            if any(m.type == "money" for m in reading.by_token.get(child.id, ())):
                return child
        return None

    def undergoer(self, reading: Reading, token: Token) -> int | None:
        """What a passive is done to: its subject, or the noun that its participle modifies."""
        tree = reading.tree
        subject = tree.child(token.id, "nsubj:pass") or tree.child(token.id, "nsubj")
        if subject is not None:
            if subject.lemma.lower() in RELATIVE:
                return self.roles.antecedent(reading, subject.id)
            return subject.id
        if token.deprel in {"acl", "amod"}:
            return token.head
        if token.deprel == "conj":
            return self.undergoer(reading, tree[token.head])
        if token.deprel == "xcomp":
            passive = tree.child(token.head, "nsubj:pass", "nsubj", "obj")
            return passive.id if passive is not None else None
        return None

    def relative_object(self, reading: Reading, token: Token) -> int | None:
        """The noun whose relative clause lacks an object: "the places it has promised"."""
        tree = reading.tree
        for above in (token, *tree.path_to_root(token.id)):
            if above.deprel == "acl:relcl":
                subject = tree.child(above.id, "nsubj")
                if subject is not None and subject.lemma.lower() not in RELATIVE:
                    return self.nearest(reading, above.head, above.id)
                return None
            if above.deprel not in {"xcomp", "ccomp", "conj"}:
                return None
        return None

    def nearest(self, reading: Reading, head: int, clause: int) -> int:
        """The noun right before a relative clause: "$12m of the $50m that it pledged"."""
        for child in reversed(reading.tree.children(head, "nmod")):
            of_it = head < child.id < clause and reading.marker(child.id) == "of"
            if of_it and self.kinds.given(reading, child.id).money is not None:
                return child.id
        return head

    def spread(self, reading: Reading, head: int | None) -> tuple[int, ...]:
        """The head and its nominal conjuncts; a relative pronoun gives its antecedent.

        What is denied beside it is left out: "600 soldiers, not 500", "tents but not trucks".
        """
        if head is None:
            return ()
        token = reading.tree[head]
        if token.lemma.lower() in RELATIVE and token.upos in {"PRON", "DET", "SCONJ"}:
            antecedent = self.roles.antecedent(reading, head)
            return self.spread(reading, antecedent) if antecedent else ()
        held = self.load(reading, head) or self.part_of(reading, head)
        if held is not None:
            return self.spread(reading, held)
        nominal = {"NOUN", "PROPN", "NUM", "SYM", "PRON", "ADJ", "X"}
        return tuple(
            t.id
            for t in reading.conjuncts(head)
            if t.id == head
            or (t.upos in nominal and reading.has_child(t.id, "advmod", "not") is None)
        )

    def part_of(self, reading: Reading, head: int) -> int | None:
        """The noun of a partitive: "four of its boats", "some of the tents"."""
        if reading.tree[head].upos not in {"NUM", "DET", "PRON"}:
            return None
        for child in reading.tree.children(head, "nmod"):
            if reading.marker(child.id) == "of" and child.upos == "NOUN":
                return child.id
        return None

    def load(self, reading: Reading, head: int) -> int | None:
        """What a vehicle carries, where that is what is given: "a plane loaded with tents"."""
        for clause in reading.tree.children(head, "acl"):
            if clause.lemma.lower() not in self.rulebook.words("carrying_verb"):
                continue
            for held in reading.tree.children(clause.id, "obj", "obl"):
                if held.deprel == "obj" or reading.marker(held.id) == "with":
                    given = self.kinds.given(reading, held.id)
                    return held.id if given.counts else None
        return None

    def of_operator(self, reading: Reading, token: Token, operator: Operator) -> tuple[int, ...]:
        """The heads of the things that an operator governs, in any of the ways it takes."""
        tree = reading.tree
        if "thing" in operator.takes and token.upos in {"VERB", "AUX"}:
            if self.roles.is_passive(reading, token.id):
                found = self.spread(reading, self.undergoer(reading, token))
            else:
                direct = self.direct(reading, token, [])
                found = self.spread(
                    reading,
                    direct.id if direct is not None else self.relative_object(reading, token),
                )
            if found:
                return found
            for child in tree.children(token.id, "obl"):
                phrase = f"{token.lemma.lower()} {reading.marker(child.id)}"
                if phrase in operator.verbs:
                    return self.spread(reading, child.id)
        if "subject" in operator.takes:
            passive = self.roles.is_passive(reading, token.id)
            find = self.undergoer(reading, token) if passive else None
            subject = find or (
                self.roles.subject(reading, token.id) if token.upos != "NOUN" else None
            )
            if subject is not None and self.kinds.given(reading, subject).counts:
                return self.spread(reading, subject)
        for child in tree.children(token.id, "obl", "nmod"):
            if child.deprel == "nmod:poss":
                continue
            if complements(reading, child.id, token.id) & operator.takes & PREPOSITIONS:
                return self.spread(reading, child.id)
        above = tree.head(token.id)
        if (
            above is not None
            and token.upos == "NOUN"
            and above.lemma.lower() in self.rulebook.words("support_verb")
        ):
            for child in tree.children(above.id, "obl"):
                if (
                    child.id > token.id
                    and reading.marker(child.id) in operator.takes & PREPOSITIONS
                ):
                    return self.spread(reading, child.id)
        if token.upos in {"NOUN", "PROPN"}:
            for clause in tree.children(token.id, "acl"):
                held = tree.child(clause.id, "obj", "obl")
                if clause.lemma.lower() in self.rulebook.words("worth") and held is not None:
                    return (held.id,)
            for child in tree.children(token.id, "compound", "nummod", "amod"):
                if self.kinds.given(reading, child.id).counts:
                    return (child.id,)
        return ()
