"""Who takes part in a gathering, hosts it, watches it or is invited to it."""

from __future__ import annotations

from collections.abc import Iterator

from pledgebook.claims.clauses.reading import Reading
from pledgebook.claims.gatherings.meetings import Gatherings
from pledgebook.claims.groups.rosters import Listed, Named, roster, within, words
from pledgebook.claims.parties.party import is_listed
from pledgebook.claims.parties.roles import Roles
from pledgebook.mentions.world import kind_of
from pledgebook.types import Token

FEWEST = 3
"""A set of two is no group: "the two countries"."""
INCLUDING = (("including",), ("such", "as"), ("among", "them"), ("notably",), ("among", "those"))
AS_WELL = frozenset({"with", "among", "along with", "together with", "alongside", "including"})
UNDERGOING = frozenset({"represent", "invite"})
"""Verbs whose passive subject is at the gathering: "Fiji was represented at the talks"."""
ASSERTED = frozenset({"root", "ccomp", "conj", "acl:relcl", "parataxis", "advcl"})
ADDRESSING = frozenset({"tell", "meet", "host", "address", "brief", "urge", "join", "convene"})
"""Verbs whose object of delegates is together with the subject."""

AGENT_ROLES = {
    "attend": "participant",
    "join": "participant",
    "host": "host",
    "chair": "host",
    "convene": "host",
    "co-host": "host",
    "organise": "host",
    "organize": "host",
}
"""What the by-phrase of a participle is: "talks hosted by Oman", "attended by Fiji"."""


class Attendance:
    """Reads who is at the gatherings of one document."""

    def __init__(self, roles: Roles, met: Gatherings) -> None:
        self.roles = roles
        self.met = met

    def named(self, reading: Reading) -> Iterator[Named]:
        """Everybody whom a sentence puts at a gathering, with a role."""
        for token_id in self.met.in_sentence(reading):
            yield from self.at_gathering(reading, token_id)
        yield from self.hosts(reading)
        yield from self.told(reading)

    def at_gathering(self, reading: Reading, token_id: int) -> Iterator[Named]:
        """Participants and hosts of the gathering at a token.

        Who only talks with one other side is at no gathering of a group.
        """
        tree = reading.tree
        token = tree[token_id]
        beside: list[Listed] = []
        for child in tree.children(token_id, "nmod", "obl"):
            if reading.marker(child.id) in AS_WELL:
                beside.extend(within(reading, child.id))
        verb = token if token.upos == "VERB" else tree.head(token_id)
        subject: tuple[Listed, ...] = ()
        role = ""
        if verb is not None and verb.upos == "VERB" and not reading.negated(verb.id):
            role = role_at(reading, token, verb)
            if role:
                subject = self.subjects(reading, verb, token)
            elif len(beside) >= FEWEST and token.deprel.startswith("obl"):
                subject = self.subjects(reading, verb, token)[:1]
        for clause in tree.children(token_id, "acl"):
            by = self.roles.agent(reading, clause.id)
            role_by = AGENT_ROLES.get(clause.lemma.lower())
            if by is not None and role_by is not None and clause.xpos == "VBN":
                yield Named(
                    reading=reading,
                    items=within(reading, by),
                    role=role_by,
                    anchor=(token_id, clause.id),
                    event=token_id,
                )
        attends = role not in {"", "host"} and verb is not None and verb.id != token_id
        if verb is not None and attends and verb.lemma.lower() in {"have", "hold"}:
            attends = False
        if role in {"host", "observer", "invited", "not_member"}:
            yield Named(
                reading=reading, items=subject, role=role, anchor=(token_id,), event=token_id
            )
            subject = ()
        items = tuple(dict.fromkeys((*beside, *subject)))
        if attends or len({item.actor for item in items}) >= FEWEST:
            yield Named(
                reading=reading, items=items, role="participant", anchor=(token_id,), event=token_id
            )

    def subjects(self, reading: Reading, verb: Token, token: Token) -> tuple[Listed, ...]:
        """The states that the subject of a verb stands for, with those named behind "including"."""
        tree = reading.tree
        head = self.roles.subject(reading, verb.id)
        if self.roles.is_passive(reading, verb.id) and verb.lemma.lower() in UNDERGOING:
            passive = tree.child(verb.id, "nsubj:pass")
            head = passive.id if passive is not None else None
        if head is None or head == token.id:
            return ()
        found = list(within(reading, head))
        alone = len(found) == 1 and kind_of(found[0].actor) == "body" and verb.id == token.id
        if alone and tree[head].upos == "PROPN":
            return ()
        if not found:
            party = self.roles.party(reading, head)
            if party is not None and is_listed(party.id):
                found.append(Listed(actor=party.id, first=head, last=head))
        for child in tree.children(verb.id, "obl"):
            if reading.marker(child.id) in AS_WELL and verb.id != token.id:
                found.extend(within(reading, child.id))
        if tree[head].lemma.lower() in words("envoy") | words("state"):
            found.extend(included(reading))
        return tuple(dict.fromkeys(found))

    def hosts(self, reading: Reading) -> Iterator[Named]:
        """Hosts by a noun: "at the invitation of X", "Portugal, the host,", "Host Bahrain".

        Of the gathering in the sentence, else of the one named last.
        """
        tree = reading.tree
        here = self.met.in_sentence(reading)
        name = self.met.name_at(reading, here[0]) if here else self.gathering_before(reading)
        if name is None:
            return
        for token in tree.tokens:
            if token.lemma.lower() not in words("hosting_noun"):
                continue
            items: tuple[Listed, ...] = ()
            plain = token.lemma.lower() in {"host", "co-host", "chair", "co-chair"}
            if token.deprel == "appos" and token.head and plain:
                items = within(reading, token.head)[:1]
            elif plain and token.upos in {"NOUN", "PROPN", "ADJ"} and token.id < len(tree):
                if token.deprel in {"compound", "amod", "nmod:desc"} and token.head > token.id:
                    items = roster(reading, token.id + 1)[:1]
            elif here and reading.marker(token.id) in {"at", "under", "by"}:
                for child in tree.children(token.id, "nmod"):
                    if reading.marker(child.id) == "of":
                        items = within(reading, child.id)
            if items:
                yield Named(
                    reading=reading, items=items, role="host", anchor=(token.id,), group=name
                )

    def told(self, reading: Reading) -> Iterator[Named]:
        """A long list of delegates that somebody told or met: they are together.

        "Smith told colleagues from" nine states: the members of the counted group before, else
        the participants of the gathering named last.
        """
        tree = reading.tree
        for token in tree.tokens:
            if token.upos != "VERB" or token.lemma.lower() not in ADDRESSING:
                continue
            held = tree.child(token.id, "obj", "iobj")
            if held is None or held.lemma.lower() not in words("envoy"):
                continue
            items = within(reading, held.id)
            if len(items) < FEWEST:
                continue
            head = self.roles.subject(reading, token.id)
            first = standing_for(self.roles, reading, head)[:1] if head is not None else ()
            yield Named(
                reading=reading,
                items=(*items, *first),
                role="participant",
                anchor=(token.id,),
                group=self.gathering_before(reading),
                listed=len(items),
            )

    def gathering_before(self, reading: Reading) -> str | None:
        """The gathering that was named last before this sentence, None without one."""
        before = [
            occurrence
            for met in self.met.met
            for occurrence in met
            if occurrence.evidence.start < reading.sentence.end
        ]
        if not before:
            return None
        last = max(before, key=lambda occurrence: occurrence.evidence.start)
        return self.met.name_at(last.reading, last.token)


def role_at(reading: Reading, token: Token, verb: Token) -> str:
    """The role that a verb gives its subject at a gathering, "" where it gives none."""
    lemma = verb.lemma.lower()
    if token.id == verb.id:
        return "participant"
    if token.deprel.startswith("nsubj"):
        return ""
    mark = reading.marker(token.id)
    if token.deprel == "obj":
        if lemma in words("hosting_verb"):
            aux = {a.lemma.lower() for a in reading.tree.children(verb.id, "aux")}
            stated = verb.xpos != "VB" or aux & {"will", "shall"}
            return "host" if stated and verb.deprel in ASSERTED else ""
        if lemma in {"attend", "join", "have", "hold"}:
            return "participant"
        return ""
    observing = any(
        reading.marker(c.id) == "as" and c.lemma.lower() in {"observer", "guest"}
        for c in reading.tree.children(verb.id, "obl")
    )
    part = reading.has_child(verb.id, "obj", "part") is not None
    if lemma == "invite" and mark in {"to", "for"}:
        return "invited"
    if mark in {"in", "at", "to", "for"} and (lemma in words("attending_verb") or part):
        return "observer" if observing else "participant"
    return ""


def standing_for(roles: Roles, reading: Reading, head: int) -> tuple[Listed, ...]:
    """The states that a subject stands for; of a relative pronoun, its antecedent's."""
    token = reading.tree[head]
    if token.upos in {"PRON", "DET", "SCONJ"}:
        above = roles.antecedent(reading, head)
        found = within(reading, above) if above is not None else ()
        if found:
            return found
    found = within(reading, head)
    if found:
        return found
    party = roles.party(reading, head)
    if party is None or not is_listed(party.id):
        return ()
    return (Listed(actor=party.id, first=head, last=head),)


def included(reading: Reading) -> tuple[Listed, ...]:
    """The lists behind "including", "such as" and "among them"."""
    forms = [t.form.lower() for t in reading.tree.tokens]
    found: list[Listed] = []
    for at in range(len(forms)):
        for phrase in INCLUDING:
            if tuple(forms[at : at + len(phrase)]) == phrase and at + len(phrase) < len(forms):
                found.extend(roster(reading, at + len(phrase) + 1))
    return tuple(found)
