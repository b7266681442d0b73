"""Groups of states: who is named as a member, and how many members are claimed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pledgebook.claims.drafts import Draft
from pledgebook.claims.gatherings import Gatherings
from pledgebook.claims.reading import Reading, actor_of, quantity_of
from pledgebook.claims.roles import Roles
from pledgebook.claims.rosters import Listed, roster, stretch, within, words
from pledgebook.claims.voices.focus import definite
from pledgebook.mentions.world import bodies, kind_of
from pledgebook.types import Count, Membership, Quantity, Token

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
FEWEST = 3
"""A set of two is no group: "the two countries"."""
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
INCLUDING = (("including",), ("such", "as"), ("among", "them"), ("notably",), ("among", "those"))
AS_WELL = WITH_MARKS = frozenset(
    {"with", "among", "along with", "together with", "alongside", "including"}
)
UNDERGOING = frozenset({"represent", "invite"})
"""Verbs whose passive subject is at the gathering: "Fiji was represented at the talks"."""
NATION_GROUP = re.compile(
    r"\b(?P<number>\d[\d,]*)[- ](?:nation|country|member|state)(?:[- ]strong)?"
    r"(?: [a-z-]+){0,2}? (?:coalition|alliance|force|group|bloc|mission|partnership|pact)\b",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"^(?:[-*•–(\d.) ]*)(?:taking part|participants?|participating (?:countries|nations|states)|"
    r"members?|member (?:states|countries)|present|attendees|in attendance|signatories|"
    r"delegations(?: present)?|attending)(?: (?:are|were|include|included))?\s*:\s*",
    re.IGNORECASE,
)
"""A label before a list of those who are in: "Taking part: Fiji, Samoa and Tonga"."""
ASSERTED = frozenset({"root", "ccomp", "conj", "acl:relcl", "parataxis", "advcl"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A member found in a sentence, before its group is settled.

    `event` is the token of the gathering, None where `group` is the name of a group. `listed` is
    how many of the items stand in the list, where that may tell the group.
    """

    reading: Reading
    items: tuple[Listed, ...]
    role: str
    anchor: tuple[int, ...]
    group: str | None = None
    event: int | None = None
    listed: int = 0


class Circles:
    """The groups, gatherings and named members of one document."""

    def __init__(
        self,
        readings: Sequence[Reading],
        drafts: Sequence[Draft],
        roles: Roles,
        met: Gatherings,
    ) -> None:
        self.readings = readings
        self.drafts = drafts
        self.roles = roles
        self.met = met
        self.known: list[tuple[int, str, str]] = []
        """Group names by position: (start, lemma of the noun, name)."""
        self.proper: dict[str, str] = {}
        """Names that the text gives a force or coalition: "the force, to be called Sea Wall"."""
        for reading in readings:
            for token in reading.tree.tokens:
                self.learn(reading, token)

    def counts(self) -> tuple[Count, ...]:
        """How many members the text claims for each group, in text order.

        "a core coalition of 10 nations", "ten Arab states", "some 45 delegations attended".
        """
        found: list[Count] = []
        for reading in self.readings:
            for mention in reading.mentions:
                quantity = quantity_of(mention) if mention.type == "quantity" else None
                top = reading.tree.top(mention.start, mention.end)
                if quantity is None or top is None:
                    continue
                head = self.counted(reading, top, quantity)
                if head is None:
                    continue
                if quantity.low is None:
                    quantity = replace(quantity, low=0)
                ids = [t.id for t in reading.tree.at(mention.start, mention.end)]
                group, anchor = self.group_counted(reading, head)
                span = stretch(reading, tuple([*ids, *anchor]))
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
            group = self.group_at(reading, heads[-1].id)
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
            return head if of is not None and self.group_at(reading, of.id) else None
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
            name = self.group_at(reading, child.id)
            if name is not None and reading.marker(child.id) in {"of", "in"}:
                return name, (child.id,)
        here: Token | None = head
        for _ in range(3):
            above = tree.head(here.id) if here is not None else None
            if above is None:
                break
            name = self.group_at(reading, above.id)
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
        """The group or gathering that a verb has as object, complement or by itself."""
        if self.met.name_at(reading, verb.id) is not None:
            return self.met.name_at(reading, verb.id), (verb.id,)
        subject = reading.tree.child(verb.id, "nsubj")
        if verb.lemma.lower() in words("comprising_verb") and subject is not None:
            name = self.group_at(reading, subject.id)
            if name is not None:
                return name, (subject.id, verb.id)
        for child in reading.tree.children(verb.id, "obj", "obl"):
            event = self.met.name_at(reading, child.id)
            if event is not None and not self.role_at(reading, child, verb):
                continue
            name = event or self.group_at(reading, child.id)
            if name is not None:
                return name, (child.id,)
        if verb.lemma.lower() in words("attending_verb"):
            tokens = [o for met in self.met.met for o in met]
            before = [o for o in tokens if o.evidence.start < verb.start]
            if before:
                last = before[-1]
                return self.met.name_at(last.reading, last.token), (verb.id,)
        return None, ()

    def learn(self, reading: Reading, token: Token) -> None:
        """Keep the name of a group for a later bare "the coalition"."""
        lemma = token.lemma.lower()
        if lemma not in self.roles.rulebook.groups:
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
        mark = self.roles.rulebook.groups.get(token.lemma.lower())
        return mark.cls if mark is not None and token.upos in {"NOUN", "PROPN"} else ""

    def group_at(self, reading: Reading, token_id: int) -> str | None:
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

    def main_group(self, reading: Reading) -> str | None:
        """The group that the text named last before the end of a sentence, None without one."""
        before = [(noun, name) for start, noun, name in self.known if start < reading.sentence.end]
        if not before:
            return next(iter(self.proper.values()), None)
        noun, name = before[-1]
        return self.proper.get(noun, name)

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
            for token_id in self.met.in_sentence(reading):
                yield from self.at_gathering(reading, token_id)
            yield from self.hosts(reading)
            yield from self.labelled(reading)
            yield from self.told(reading)
            yield from self.beside_joiners(reading)
            for token in reading.tree.tokens:
                yield from self.by_copula(reading, token)
                yield from self.as_part(reading, token)
                yield from self.by_verb(reading, token)
        for draft in self.drafts:
            yield from self.by_act(draft)

    def at_gathering(self, reading: Reading, token_id: int) -> Iterator[Named]:
        """Participants and hosts of the gathering at a token.

        Who only talks with one other side is at no gathering of a group.
        """
        tree = reading.tree
        token = tree[token_id]
        beside: list[Listed] = []
        for child in tree.children(token_id, "nmod", "obl"):
            if reading.marker(child.id) in WITH_MARKS:
                beside.extend(within(reading, child.id))
        verb = token if token.upos == "VERB" else tree.head(token_id)
        subject: tuple[Listed, ...] = ()
        role = ""
        if verb is not None and verb.upos == "VERB" and not reading.negated(verb.id):
            role = self.role_at(reading, token, verb)
            if role:
                subject = self.subjects(reading, verb, token)
            elif len(beside) >= FEWEST and token.deprel.startswith("obl"):
                subject = self.subjects(reading, verb, token)[:1]
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

    def role_at(self, reading: Reading, token: Token, verb: Token) -> str:
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
        if tree[head].upos == "PROPN" and len(found) == 1 and kind_of(found[0].actor) == "body":
            if verb.id == token.id:
                return ()
        if not found:
            party = self.roles.party(reading, head)
            if party is not None and ":" not in party.id:
                found.append(Listed(actor=party.id, first=head, last=head))
        for child in tree.children(verb.id, "obl"):
            if reading.marker(child.id) in AS_WELL and verb.id != token.id:
                found.extend(within(reading, child.id))
        if tree[head].lemma.lower() in words("envoy") | words("state"):
            found.extend(self.included(reading))
        return tuple(dict.fromkeys(found))

    def included(self, reading: Reading) -> tuple[Listed, ...]:
        """The lists behind "including", "such as" and "among them"."""
        forms = [t.form.lower() for t in reading.tree.tokens]
        found: list[Listed] = []
        for at in range(len(forms)):
            for phrase in INCLUDING:
                if tuple(forms[at : at + len(phrase)]) == phrase and at + len(phrase) < len(forms):
                    found.extend(roster(reading, at + len(phrase) + 1))
        return tuple(found)

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
        group = self.main_group(reading)
        event = next((o for met in self.met.met for o in met), None)
        if "member" in found.group().lower() or event is None:
            if group is not None:
                yield Named(reading=reading, items=items, role="member", anchor=(), group=group)
            return
        name = self.met.name_at(event.reading, event.token)
        yield Named(reading=reading, items=items, role="participant", anchor=(), group=name)

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
            first = self.standing_for(reading, head)[:1] if head is not None else ()
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
        found = None
        for met in self.met.met:
            for occurrence in met:
                if occurrence.evidence.start < reading.sentence.end:
                    if found is None or found.evidence.start < occurrence.evidence.start:
                        found = occurrence
        return self.met.name_at(found.reading, found.token) if found is not None else None

    def beside_joiners(self, reading: Reading) -> Iterator[Named]:
        """Examples of unnamed joiners and backers.

        "Nations backing the coalition, including Fiji"; "the number of countries signing on to
        it is growing, bringing in Fiji and Tonga", "from Europe to Fiji, Samoa and Tonga".
        """
        tree = reading.tree
        for token in tree.tokens:
            if token.upos != "VERB" or reading.negated(token.id):
                continue
            role = joining_role(token)
            who = self.roles.subject(reading, token.id)
            if token.deprel == "acl" and token.xpos == "VBG":
                who = token.head
            if not role or who is None or not of_states(reading, tree[who]):
                continue
            held = next(
                (
                    c
                    for c in tree.children(token.id, "obj", "obl")
                    if self.is_standing(reading, c) and c.id > token.id
                ),
                None,
            )
            group = self.group_at(reading, held.id) if held is not None else None
            if held is None or group is None:
                continue
            items = tuple(dict.fromkeys((*self.included(reading), *brought_in(reading))))
            if items:
                yield Named(
                    reading=reading, items=items, role=role, anchor=(token.id, held.id), group=group
                )

    def by_copula(self, reading: Reading, token: Token) -> Iterator[Named]:
        """Lists by "be": "Its members are A and B", "A and B are members of the group"."""
        tree = reading.tree
        subject = tree.child(token.id, "nsubj")
        if subject is None or not tree.children(token.id, "cop") or reading.negated(token.id):
            return
        if subject.lemma.lower() in {"member", "participant", "signatory"}:
            group = self.owner(reading, subject)
            items = roster(reading, token.id) or roster(reading, self.first_of(reading, token.id))
            if group is not None and items:
                anchor = (subject.id, token.id)
                yield Named(reading=reading, items=items, role="member", anchor=anchor, group=group)
        if token.lemma.lower() in {"member", "part", "signatory", "participant"}:
            group = self.of_group(reading, token)
            head = self.roles.subject(reading, token.id)
            if group is not None and head is not None:
                items = self.standing_for(reading, head)
                yield Named(
                    reading=reading, items=items, role="member", anchor=(token.id,), group=group
                )

    def as_part(self, reading: Reading, token: Token) -> Iterator[Named]:
        """ "We fly there as part of the coalition": the subject is a member."""
        if token.lemma.lower() != "part" or reading.marker(token.id) != "as":
            return
        group = self.of_group(reading, token)
        verb = reading.tree.head(token.id)
        if group is None or verb is None or verb.upos != "VERB" or reading.negated(verb.id):
            return
        head = self.roles.subject(reading, verb.id)
        items = self.standing_for(reading, head) if head is not None else ()
        if items:
            yield Named(
                reading=reading, items=items, role="member", anchor=(token.id,), group=group
            )

    def first_of(self, reading: Reading, token_id: int) -> int:
        """The first token of a noun phrase, articles included."""
        return min(t.id for t in reading.phrase(token_id))

    def standing_for(self, reading: Reading, head: int) -> tuple[Listed, ...]:
        """The states that a subject stands for; of a relative pronoun, its antecedent's."""
        token = reading.tree[head]
        if token.upos in {"PRON", "DET", "SCONJ"}:
            above = self.roles.antecedent(reading, head)
            found = within(reading, above) if above is not None else ()
            if found:
                return found
        found = within(reading, head)
        if found:
            return found
        party = self.roles.party(reading, head)
        if party is None or ":" in party.id:
            return ()
        return (Listed(actor=party.id, first=head, last=head),)

    def owner(self, reading: Reading, noun: Token) -> str | None:
        """The group whose members a noun speaks of: "its members", "members of the force"."""
        found = self.of_group(reading, noun)
        if found is not None:
            return found
        if reading.tree.child(noun.id, "nmod:poss") is not None:
            return self.main_group(reading)
        return None

    def of_group(self, reading: Reading, noun: Token) -> str | None:
        """The group in an of-phrase."""
        for child in reading.tree.children(noun.id, "nmod", "obl"):
            if reading.marker(child.id) in {"of", "in"}:
                return self.group_at(reading, child.id)
        return None

    def by_verb(self, reading: Reading, token: Token) -> Iterator[Named]:
        """Lists and leaders by a verb: "The group comprises A", "A leads the force"."""
        tree = reading.tree
        if token.upos != "VERB" or reading.negated(token.id):
            return
        lemma = token.lemma.lower()
        if lemma in words("comprising_verb"):
            subject = tree.child(token.id, "nsubj")
            held = tree.child(token.id, "obj", "obl")
            if subject is None or held is None:
                return
            group = self.group_at(reading, subject.id)
            if subject.lemma.lower() in {"member", "participant"}:
                group = self.owner(reading, subject)
            items = roster(reading, self.first_of(reading, held.id))
            if group is not None and items:
                anchor = (subject.id, token.id)
                yield Named(reading=reading, items=items, role="member", anchor=anchor, group=group)
        if lemma in words("leading_verb"):
            held = tree.child(token.id, "obj")
            head = self.roles.subject(reading, token.id)
            if held is None or head is None or not self.is_standing(reading, held):
                return
            if token.xpos == "VB" or token.deprel not in ASSERTED:
                return
            proper = held.upos == "PROPN" or definite(tree, held)
            if not proper or tree.children(held.id, "nmod:poss"):
                return
            group = self.group_at(reading, held.id)
            items = self.standing_for(reading, head)
            if group is not None and items:
                anchor = (token.id, held.id)
                yield Named(
                    reading=reading, items=items[:1], role="member", anchor=anchor, group=group
                )

    def is_standing(self, reading: Reading, token: Token) -> bool:
        """Whether a noun names a coalition or force by itself."""
        mark = self.roles.rulebook.groups.get(token.lemma.lower())
        actor = actor_of(reading.actor_at(token.id))
        if actor is not None and str(actor.id).startswith("COALITION:"):
            return True
        return mark is not None and mark.cls in STANDING and token.lemma.lower() not in LOOSE

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
            group = self.group_at(reading, head)
            if event is None and (group is None or not self.is_standing_or_named(reading, token)):
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

    def is_standing_or_named(self, reading: Reading, token: Token) -> bool:
        """Whether a noun is a coalition, a force or a proper name of a group."""
        return token.upos == "PROPN" or self.is_standing(reading, token)

    def objects(self, draft: Draft) -> Iterator[int]:
        """The tokens of the groups that an act may be about: its objects and complements."""
        if draft.proposal is None:
            return
        yield from draft.proposal.objects
        for child in draft.reading.tree.children(draft.proposal.predicate, "obj", "obl", "nmod"):
            yield child.id


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


NOT_NAMING = frozenset({"so", "called", "so-called", "such", "same", "other", "own", "whole"})


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


ADDRESSING = frozenset({"tell", "meet", "host", "address", "brief", "urge", "join", "convene"})
"""Verbs whose object of delegates is together with the subject."""


def joining_role(verb: Token) -> str:
    """What a verb makes of its subject in a group: member, backer, or nothing."""
    lemma = verb.lemma.lower()
    if lemma in words("joining_verb"):
        return "member"
    return "backer" if lemma in {"back", "support", "endorse"} else ""


def of_states(reading: Reading, token: Token) -> bool:
    """Whether a noun is a set of states: "countries", "the number of countries"."""
    if token.lemma.lower() in words("state"):
        return token.xpos in {"NNS", "NNPS"}
    return token.lemma.lower() in {"number", "list", "group", "range"} and any(
        of_states(reading, child) for child in reading.tree.children(token.id, "nmod")
    )


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


SILENT = frozenset({"boilerplate", "byline", "caption", "dateline"})
