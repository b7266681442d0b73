"""States named as examples of unnamed joiners and backers: "bringing in Fiji and Tonga"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pledgebook.claims.clauses.predicates import tense_of
from pledgebook.claims.clauses.reading import Reading
from pledgebook.claims.drafting.drafts import Draft
from pledgebook.claims.gatherings.attendance import FEWEST, included
from pledgebook.claims.groups.groupnames import GroupNames
from pledgebook.claims.groups.rosters import Listed, of_states, roster, words
from pledgebook.claims.parties.roles import Roles
from pledgebook.types import Step, Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """A verb of joining or backing with its group and the states named as examples.

    `role` is "member" or "backer"; `verb`, `who` and `group` are tokens.
    """

    role: str
    verb: int
    who: int
    group: int
    items: tuple[Listed, ...]


def joinings(names: GroupNames, roles: Roles, reading: Reading) -> Iterator[Joining]:
    """Examples of unnamed joiners and backers in a sentence.

    "Nations backing the coalition, including Fiji"; "the number of countries signing on to it
    is growing, bringing in Fiji and Tonga", "from Europe to Fiji, Samoa and Tonga".
    """
    tree = reading.tree
    for token in tree.tokens:
        if token.upos != "VERB" or reading.negated(token.id):
            continue
        role = joining_role(token)
        who = roles.subject(reading, token.id)
        if token.deprel == "acl" and token.xpos == "VBG":
            who = token.head
        if not role or who is None or not of_states(reading, tree[who]):
            continue
        held = next(
            (
                c
                for c in tree.children(token.id, "obj", "obl")
                if names.is_standing(reading, c) and c.id > token.id
            ),
            None,
        )
        if held is None:
            continue
        items = tuple(dict.fromkeys((*included(reading), *brought_in(reading))))
        if items:
            yield Joining(role=role, verb=token.id, who=who, group=held.id, items=items)


def joining_role(verb: Token) -> str:
    """What a verb makes of its subject in a group: member, backer, or nothing."""
    lemma = verb.lemma.lower()
    if lemma in words("joining_verb"):
        return "member"
    return "backer" if lemma in {"back", "support", "endorse"} else ""


def brought_in(reading: Reading) -> tuple[Listed, ...]:
    """The states behind "bringing in", also at the end of a range "from X to A, B and C"."""
    tree = reading.tree
    for token in tree.tokens:
        particle = next(
            (t for t in tree.children(token.id, "compound:prt", "advmod") if t.form == "in"), None
        )
        if token.lemma.lower() not in {"bring", "draw", "take"} or particle is None:
            continue
        for at in range(particle.id + 1, len(tree) + 1):
            items = roster(reading, at)
            if items and (len(items) >= FEWEST or at == particle.id + 1):
                return items
    return ()


def joiners(
    names: GroupNames, roles: Roles, readings: Sequence[Reading], drafts: Sequence[Draft]
) -> Iterator[Draft]:
    """A draft for each state named as an example of joiners or backers, where none is yet."""
    known = {(d.contributor, d.kind) for d in drafts}
    for reading in readings:
        if reading.is_question:
            continue
        for joining in joinings(names, roles, reading):
            kind = "political.membership" if joining.role == "member" else "political.support"
            for item in joining.items:
                if (item.actor, kind) not in known:
                    known.add((item.actor, kind))
                    yield drafted(reading, joining, item, kind)


def drafted(reading: Reading, joining: Joining, item: Listed, kind: str) -> Draft:
    """The draft of one example: under way in the present, done in the past."""
    tree = reading.tree
    ids = sorted((joining.who, joining.verb, joining.group, item.first, item.last))
    start, end = tree[ids[0]].start, tree[ids[-1]].end
    done = tense_of(reading, joining.verb) in {"past", "perfect"} and kind.endswith("membership")
    says = f"named beside unnamed others who are {joining.role}s"
    return Draft(
        reading=reading,
        proposal=None,
        contributor=item.actor,
        contributor_via="example",
        kind=kind,
        status="delivered" if done else "under_way",
        start=start,
        end=end,
        what=reading.span(tree[joining.verb].start, tree[joining.group].end),
        steps=[Step(rule="group.example", says=says, start=start, end=end)],
    )
