"""What a text calls the groups that it speaks of: coalitions, forces, missions."""

from __future__ import annotations

from collections.abc import Sequence

from pledgebook.claims.clauses.reading import Reading, actor_of
from pledgebook.claims.groups.rosters import words
from pledgebook.claims.rulebook.book import Rulebook
from pledgebook.claims.voices.focus import definite
from pledgebook.mentions.world import bodies, kind_of
from pledgebook.types import Token

GROUP_CLASSES = frozenset({"coalition", "force", "scheme", "treaty", "fund"})
STANDING = frozenset({"coalition", "force"})
"""Classes of groups.tsv whose nouns name a set of states by themselves."""
STANDING_KINDS = frozenset({"coalition", "mission", "alliance", "forum"})
"""Kinds of bodies.tsv that "the coalition" or "its members" may stand for."""
LOOSE = frozenset(
    {"community", "effort", "efforts", "drive", "front", "campaign", "camp", "block", "crusade",
     "ranks", "group", "union", "deployment", "headquarters", "exercise", "command", "patrol"}
)  # fmt: skip
"""Group nouns with other senses: they name a group of states only where a rule needs one."""
NOT_NAMING = frozenset({"so", "called", "so-called", "such", "same", "other", "own", "whole"})


class GroupNames:
    """The names of the groups of one document, by position.

    `known` holds (start, lemma of the noun, name); `proper` the names that the text itself
    gives by lemma: "the force, to be called Sea Wall".
    """

    def __init__(self, rulebook: Rulebook, readings: Sequence[Reading]) -> None:
        self.rulebook = rulebook
        self.known: list[tuple[int, str, str]] = []
        self.proper: dict[str, str] = {}
        for reading in readings:
            for token in reading.tree.tokens:
                self.learn(reading, token)

    def learn(self, reading: Reading, token: Token) -> None:
        """Keep the name of a group for a later bare "the coalition"."""
        lemma = token.lemma.lower()
        if lemma not in self.rulebook.groups:
            return
        given = given_name(reading, token)
        if given is not None:
            self.proper[lemma] = given
        name = own_name(reading, token)
        if (
            name is not None
            and kind_of(name) == "body"
            and bodies()[name].kind not in STANDING_KINDS
        ):
            return
        if name is None and self.mark(token) in STANDING and described(reading, token):
            name = described(reading, token)
        if name is not None:
            self.known.append((token.start, lemma, name))

    def mark(self, token: Token) -> str:
        """The class of groups.tsv of a noun, "" for none."""
        mark = self.rulebook.groups.get(token.lemma.lower())
        return mark.cls if mark is not None and token.upos in {"NOUN", "PROPN"} else ""

    def at(self, reading: Reading, token_id: int) -> str | None:
        """The name of the group that a noun phrase stands for, None where it names none.

        A named coalition or mission is its id; "a core coalition of 10 nations" is "core
        coalition"; a bare "the force" is the force named before, else "the force".
        """
        token = reading.tree[token_id]
        lemma = token.lemma.lower()
        name = own_name(reading, token)
        if name is not None:
            return name
        if self.mark(token) not in GROUP_CLASSES:
            return None
        if lemma in self.proper:
            return self.proper[lemma]
        name = described(reading, token)
        if name is not None:
            return name
        if not definite(reading.tree, token):
            return token.form
        before = [name for start, noun, name in self.known if noun == lemma and start < token.start]
        return before[-1] if before else f"the {token.form.lower()}"

    def main(self, reading: Reading) -> str | None:
        """The group that the text named last before the end of a sentence, None without one."""
        before = [(noun, name) for start, noun, name in self.known if start < reading.sentence.end]
        if not before:
            return next(iter(self.proper.values()), None)
        noun, name = before[-1]
        return self.proper.get(noun, name)

    def owner(self, reading: Reading, noun: Token) -> str | None:
        """The group whose members a noun speaks of: "its members", "members of the force"."""
        found = self.of_group(reading, noun)
        if found is not None:
            return found
        if reading.tree.child(noun.id, "nmod:poss") is not None:
            return self.main(reading)
        return None

    def of_group(self, reading: Reading, noun: Token) -> str | None:
        """The group in an of-phrase."""
        for child in reading.tree.children(noun.id, "nmod", "obl"):
            if reading.marker(child.id) in {"of", "in"}:
                return self.at(reading, child.id)
        return None

    def is_standing(self, reading: Reading, token: Token) -> bool:
        """Whether a noun names a coalition or force by itself."""
        mark = self.rulebook.groups.get(token.lemma.lower())
        actor = actor_of(reading.actor_at(token.id))
        if actor is not None and str(actor.id).startswith("COALITION:"):
            return True
        return mark is not None and mark.cls in STANDING and token.lemma.lower() not in LOOSE

    def is_standing_or_named(self, reading: Reading, token: Token) -> bool:
        """Whether a noun is a coalition, a force or a proper name of a group."""
        return token.upos == "PROPN" or self.is_standing(reading, token)


def own_name(reading: Reading, token: Token) -> str | None:
    """The id of a named coalition or body at a noun, None where it is no name."""
    actor = actor_of(reading.actor_at(token.id))
    if actor is None or actor.person is not None:
        return None
    if str(actor.id).startswith("COALITION:"):
        return str(actor.id).removeprefix("COALITION:")
    if kind_of(str(actor.id)) == "body" and token.upos == "PROPN":
        return str(actor.id)
    return None


def described(reading: Reading, token: Token) -> str | None:
    """A group by the words before its noun and its of-phrase; None for the bare noun.

    "a core coalition of 10 nations" -> "core coalition"; "the coalition of the willing" ->
    "coalition of the willing"; "a 40-nation force" has no name.
    """
    tree = reading.tree
    kept = {token.id: token}
    for child in tree.children(token.id, "amod", "compound", "nmod:desc", "flat"):
        if child.lemma.lower() in words("state") or child.form.lower() in NOT_NAMING:
            continue
        kept.update((t.id, t) for t in tree.subtree(child.id) if t.upos not in {"PUNCT", "DET"})
    for child in tree.children(token.id, "nmod"):
        lemma = child.lemma.lower()
        if reading.marker(child.id) != "of" or lemma in words("state") or child.upos == "PROPN":
            continue
        if not any(m.type == "quantity" for m in reading.by_token.get(child.id, ())):
            kept.update((t.id, t) for t in reading.phrase(child.id))
    tokens = [kept[i] for i in sorted(kept) if kept[i].form.lower() not in NOT_NAMING]
    return " ".join(t.form for t in tokens) if len(tokens) > 1 else None


def given_name(reading: Reading, token: Token) -> str | None:
    """The name that a text gives a group: "the force, to be called Sea Wall"."""
    tree = reading.tree
    for clause in tree.children(token.id, "acl", "acl:relcl", "advcl", "parataxis"):
        if clause.lemma.lower() not in {"call", "name", "dub", "know", "christen", "codename"}:
            continue
        for child in tree.children(clause.id, "xcomp", "obj", "obl", "appos", "advmod"):
            if child.form[:1].isupper() and child.upos in {"PROPN", "NOUN", "ADJ"}:
                return tree.text_of(child.id, "acl", "case", "conj", "punct")
    return None
