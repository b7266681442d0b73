"""Groups of states: who is named as a member, and how many members are claimed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pledgebook.claims.clauses.reading import SILENT, Reading
from pledgebook.claims.clauses.status import is_negated
from pledgebook.claims.drafting.drafts import Draft
from pledgebook.claims.gatherings.attendance import ASSERTED, FEWEST, Attendance, standing_for
from pledgebook.claims.gatherings.meetings import Gatherings
from pledgebook.claims.groups.groupnames import GroupNames
from pledgebook.claims.groups.headcounts import Headcounts, comprises
from pledgebook.claims.groups.joiners import joinings
from pledgebook.claims.groups.rosters import Listed, Named, roster, stretch, words
from pledgebook.claims.parties.roles import Roles
from pledgebook.claims.plans import supposed
from pledgebook.claims.voices.focus import definite
from pledgebook.types import Count, Membership, Token

NEAR_BLOCKS = 3
"""So many paragraphs behind a counted group a list may name its members."""
ROLE_OF_STATUS = {
    "delivered": "member",
    "pledged": "member",
    "committed": "member",
    "under_way": "member",
    "declined": "not_member",
    "withdrawn": "not_member",
}
LABEL = re.compile(
    r"^(?:[-*•–(\d.) ]*)(?:taking part|participants?|participating (?:countries|nations|states)|"
    r"members?|member (?:states|countries)|present|attendees|in attendance|signatories|"
    r"delegations(?: present)?|attending)(?: (?:are|were|include|included))?\s*:\s*",
    re.IGNORECASE,
)
"""A label before a list of those who are in: "Taking part: Fiji, Samoa and Tonga"."""


class Circles:
    """The groups of one document with their named members and claimed sizes."""

    def __init__(
        self,
        readings: Sequence[Reading],
        drafts: Sequence[Draft],
        roles: Roles,
        names: GroupNames,
        met: Gatherings,
    ) -> None:
        self.readings = readings
        self.drafts = drafts
        self.roles = roles
        self.names = names
        self.met = met
        self.attendance = Attendance(roles, met)
        self.headcounts = Headcounts(names, met)

    def counts(self) -> tuple[Count, ...]:
        """How many members the text claims for each group, in text order."""
        return self.headcounts.counts(self.readings)

    def memberships(self) -> tuple[Membership, ...]:
        """The members that the text names, each once for one group and role, in text order."""
        counted = self.counts()
        found: dict[tuple[str, str, bool], Membership] = {}
        for named in self.named():
            group = named.group
            if named.event is not None:
                group = self.met.name_at(named.reading, named.event)
                if not self.met.is_named(named.reading, named.event):
                    group = self.listed_group(named, counted) or group
            elif named.listed:
                group = self.listed_group(named, counted) or group
            if group is None:
                continue
            for item in named.items:
                key = (group.casefold(), item.actor, named.role == "host")
                if key in found or item.actor.casefold() == group.casefold():
                    continue
                ids = (*range(item.first, item.last + 1), *named.anchor)
                found[key] = Membership(
                    group=group,
                    member=item.actor,
                    role=named.role,  # type: ignore[arg-type]
                    evidence=stretch(named.reading, ids),
                )
        hosts = {(m.group, m.member) for m in found.values() if m.role == "host"}
        kept = [m for m in found.values() if m.role == "host" or (m.group, m.member) not in hosts]
        return tuple(sorted(kept, key=lambda m: (m.evidence.start, m.member)))

    def listed_group(self, named: Named, counted: Sequence[Count]) -> str | None:
        """The counted group whose members a list names: as many, or all but the convener.

        "a core coalition of 10 nations", then "a meeting with ministers from" nine states.
        """
        size = named.listed or len(named.items)
        if size < FEWEST:
            return None
        block = named.reading.sentence.block
        blocks = named.reading.document.blocks
        for count in reversed(counted):
            at = next(
                (i for i, b in enumerate(blocks) if b.start <= count.evidence.start < b.end), 0
            )
            fits = size in {count.low, count.low - 1, count.low + 1}
            if fits and 0 <= block - at <= NEAR_BLOCKS:
                return count.group
        return None

    def named(self) -> Iterator[Named]:
        """Everybody who is named with a role, by every rule."""
        for reading in self.readings:
            if reading.is_question or reading.block.kind in SILENT:
                continue
            yield from self.attendance.named(reading)
            yield from self.labelled(reading)
            for joining in joinings(self.names, self.roles, reading):
                yield Named(
                    reading=reading,
                    items=joining.items,
                    role=joining.role,
                    anchor=(joining.verb, joining.group),
                    group=self.names.at(reading, joining.group),
                )
            for token in reading.tree.tokens:
                yield from self.by_copula(reading, token)
                yield from self.as_part(reading, token)
                yield from self.by_verb(reading, token)
        for draft in self.drafts:
            yield from self.by_act(draft)

    def labelled(self, reading: Reading) -> Iterator[Named]:
        """The list behind a label: "Taking part: Fiji, Samoa and Tonga"."""
        text = reading.document.text[reading.sentence.start : reading.sentence.end]
        found = LABEL.match(text)
        if found is None:
            return
        after = reading.sentence.start + found.end()
        first = next((t for t in reading.tree.tokens if t.start >= after), None)
        items = roster(reading, first.id) if first is not None else ()
        if len(items) < FEWEST or first is None:
            return
        group = self.names.main(reading)
        event = next((o for met in self.met.met for o in met), None)
        if "member" in found.group().lower() or event is None:
            if group is not None:
                yield Named(reading=reading, items=items, role="member", anchor=(), group=group)
            return
        name = self.met.name_at(event.reading, event.token)
        yield Named(reading=reading, items=items, role="participant", anchor=(), group=name)

    def by_copula(self, reading: Reading, token: Token) -> Iterator[Named]:
        """Lists by "be": "Its members are A and B", "A and B are members of the group"."""
        tree = reading.tree
        subject = tree.child(token.id, "nsubj")
        if subject is None or not tree.children(token.id, "cop") or reading.negated(token.id):
            return
        if subject.lemma.lower() in {"member", "participant", "signatory"}:
            group = self.names.owner(reading, subject)
            items = roster(reading, token.id) or roster(reading, first_of(reading, token.id))
            if group is not None and items:
                anchor = (subject.id, token.id)
                yield Named(reading=reading, items=items, role="member", anchor=anchor, group=group)
        if token.lemma.lower() in {"member", "part", "signatory", "participant"}:
            group = self.names.of_group(reading, token)
            head = self.roles.subject(reading, token.id)
            if group is not None and head is not None:
                items = standing_for(self.roles, reading, head)
                yield Named(
                    reading=reading, items=items, role="member", anchor=(token.id,), group=group
                )

    def as_part(self, reading: Reading, token: Token) -> Iterator[Named]:
        """ "We fly there as part of the coalition": the subject is a member."""
        if token.lemma.lower() != "part" or reading.marker(token.id) != "as":
            return
        group = self.names.of_group(reading, token)
        verb = reading.tree.head(token.id)
        if group is None or verb is None or verb.upos != "VERB" or reading.negated(verb.id):
            return
        head = self.roles.subject(reading, verb.id)
        items = standing_for(self.roles, reading, head) if head is not None else ()
        if items:
            yield Named(
                reading=reading, items=items, role="member", anchor=(token.id,), group=group
            )

    def by_verb(self, reading: Reading, token: Token) -> Iterator[Named]:
        """Lists and leaders by a verb: "The group comprises A", "A leads the force"."""
        tree = reading.tree
        if token.upos != "VERB":
            return
        yield from self.joined(reading, token)
        if reading.negated(token.id):
            return
        lemma = token.lemma.lower()
        if comprises(token):
            subject = tree.child(token.id, "nsubj")
            if subject is None:
                return
            group = self.names.at(reading, subject.id)
            if subject.lemma.lower() in {"member", "participant"}:
                group = self.names.owner(reading, subject)
            items = roster(reading, token.id + 1)
            if group is not None and items:
                anchor = (subject.id, token.id)
                yield Named(reading=reading, items=items, role="member", anchor=anchor, group=group)
        if lemma in words("leading_verb"):
            held = tree.child(token.id, "obj")
            head = self.roles.subject(reading, token.id)
            if held is None or head is None or not self.names.is_standing(reading, held):
                return
            if token.xpos == "VB" or token.deprel not in ASSERTED:
                return
            proper = held.upos == "PROPN" or definite(tree, held)
            if not proper or tree.children(held.id, "nmod:poss"):
                return
            group = self.names.at(reading, held.id)
            items = standing_for(self.roles, reading, head)
            if group is not None and items:
                anchor = (token.id, held.id)
                yield Named(
                    reading=reading, items=items[:1], role="member", anchor=anchor, group=group
                )

    def joined(self, reading: Reading, token: Token) -> Iterator[Named]:
        """Who joined or refused to join a coalition or force, by the verb alone.

        What is only planned, possible or hoped for makes no member.
        """
        tree = reading.tree
        if token.lemma.lower() not in words("joining_verb") or supposed(reading, token):
            return
        held = next(
            (
                child
                for child in tree.children(token.id, "obj", "obl")
                if self.names.is_standing_or_named(reading, child)
                and child.id > token.id
                and child.xpos not in {"NNS", "NNPS"}
                and (child.deprel == "obj" or reading.marker(child.id) in {"to", "up to"})
            ),
            None,
        )
        role = joined_role(reading, token)
        head = self.roles.subject(reading, token.id)
        if held is None or not role or head is None or self.roles.is_passive(reading, token.id):
            return
        group = self.names.at(reading, held.id)
        items = standing_for(self.roles, reading, head)
        if group is not None and items:
            anchor = (token.id, held.id)
            yield Named(reading=reading, items=items, role=role, anchor=anchor, group=group)

    def by_act(self, draft: Draft) -> Iterator[Named]:
        """Members by an act: joined, refused to join, left, backs."""
        if draft.proposal is None or draft.contributor is None:
            return
        role = ROLE_OF_STATUS.get(draft.status)
        if draft.kind == "political.support" and role == "member":
            role = "backer"
        elif draft.kind != "political.membership" or role is None:
            return
        if draft.contributor.startswith(("PERSON:", "GROUP:")) and role != "backer":
            return
        if draft.condition is not None or (draft.hedged and role == "member"):
            return
        reading = draft.reading
        for head in self.objects(draft):
            token = reading.tree[head]
            event = self.met.name_at(reading, head)
            group = self.names.at(reading, head)
            if event is None and (
                group is None or not self.names.is_standing_or_named(reading, token)
            ):
                continue
            if event is not None and role == "backer":
                continue
            if reading.tree.children(head, "nmod:poss"):
                continue
            if event is not None and role == "member":
                role = "participant"
            ids = [t.id for t in reading.tree.at(draft.start, draft.end)]
            item = Listed(actor=draft.contributor, first=ids[0], last=ids[-1])
            yield Named(
                reading=reading,
                items=(item,),
                role=role,
                anchor=(),
                group=group if event is None else None,
                event=head if event is not None else None,
            )
            return

    def objects(self, draft: Draft) -> Iterator[int]:
        """The tokens of the groups that an act may be about: its objects and complements."""
        if draft.proposal is None:
            return
        yield from draft.proposal.objects
        for child in draft.reading.tree.children(draft.proposal.predicate, "obj", "obl", "nmod"):
            yield child.id


def first_of(reading: Reading, token_id: int) -> int:
    """The first token of a noun phrase, articles included."""
    return min(t.id for t in reading.phrase(token_id))


def joined_role(reading: Reading, token: Token) -> str:
    """What a verb of joining states: member, not_member, or nothing ("may join")."""
    tree = reading.tree
    above = tree.head(token.id)
    if token.deprel == "xcomp" and above is not None:
        refused = above.lemma.lower() in words("refusing_verb") and not reading.negated(above.id)
        return "not_member" if refused else ""
    if token.deprel not in ASSERTED or (token.xpos == "VB" and reading.has_child(token.id, "mark")):
        return ""
    aux = {a.lemma.lower() for a in tree.children(token.id, "aux")}
    if aux & {"would", "could", "may", "might", "can", "should", "must"}:
        return ""
    return "not_member" if is_negated(reading, token.id) else "member"
