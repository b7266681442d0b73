"""Groups of states: who is named as a member, and how many members are claimed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pledgebook.claims.drafts import Draft
from pledgebook.claims.gatherings import Gatherings
from pledgebook.claims.reading import Reading, actor_of, quantity_of
from pledgebook.claims.roles import Roles
from pledgebook.claims.rosters import Listed, roster, stretch, within, words
from pledgebook.claims.voices.focus import definite
from pledgebook.mentions.world import kind_of
from pledgebook.types import Count, Membership, Quantity, Token

GROUP_CLASSES = frozenset({"coalition", "force", "scheme", "treaty", "fund"})
STANDING = frozenset({"coalition", "force"})
"""Classes of groups.tsv whose nouns name a set of states by themselves."""
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
AS_WELL = frozenset({"with", "along with", "together with", "alongside", "including"})
AMOUNT_WORDS = frozenset({"some", "nearly", "almost", "about", "over", "than", "least", "up", "to"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A member found in a sentence, before its group is settled.

    `event` is the token of the gathering, None where `group` is the name of a group.
    """

    reading: Reading
    items: tuple[Listed, ...]
    role: str
    anchor: tuple[int, ...]
    group: str | None = None
    event: int | None = None


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
        self.last: dict[str, str] = {}

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
                ids = [t.id for t in reading.tree.at(mention.start, mention.end)]
                group, anchor = self.group_counted(reading, head)
                span = stretch(reading, tuple([*ids, *anchor]))
                found.append(
                    Count(
                        group=group or f"GROUP:{mention.quote}",
                        low=quantity.low if quantity.low is not None else 0,
                        high=quantity.high,
                        what=reading.span(mention.start, mention.end),
                        evidence=span,
                    )
                )
        return tuple(dict.fromkeys(found))

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
        for child in reading.tree.children(verb.id, "obj", "obl"):
            name = self.met.name_at(reading, child.id) or self.group_at(reading, child.id)
            if name is not None:
                return name, (child.id,)
        if verb.lemma.lower() in words("attending_verb"):
            tokens = [o for met in self.met.met for o in met]
            before = [o for o in tokens if o.evidence.start < verb.start]
            if before:
                last = before[-1]
                return self.met.name_at(last.reading, last.token), (verb.id,)
        return None, ()

    def group_at(self, reading: Reading, token_id: int) -> str | None:
        """The name of the group that a noun phrase stands for, None where it names none.

        A named coalition or mission is its id; "a core coalition of 10 nations" is "core
        coalition"; a bare "the force" is the force named before, else "the force".
        """
        tree = reading.tree
        token = tree[token_id]
        actor = actor_of(reading.actor_at(token_id))
        if actor is not None and str(actor.id).startswith("COALITION:"):
            return self.remember(token, str(actor.id).removeprefix("COALITION:"))
        if actor is not None and kind_of(str(actor.id)) == "body" and token.upos == "PROPN":
            return str(actor.id)
        mark = self.roles.rulebook.groups.get(token.lemma.lower())
        if token.upos not in {"NOUN", "PROPN"} or mark is None or mark.cls not in GROUP_CLASSES:
            return None
        tokens = [
            t
            for child in tree.children(token_id, "amod", "compound", "nmod:desc", "flat")
            for t in tree.subtree(child.id)
            if t.upos not in {"PUNCT", "DET"}
        ]
        tokens = sorted({t.id: t for t in (*tokens, token)}.values(), key=lambda t: t.id)
        name = " ".join(t.form for t in tokens)
        if len(tokens) == 1 and definite(tree, token):
            return self.last.get(token.lemma.lower(), f"the {token.form}")
        return self.remember(token, name)

    def remember(self, token: Token, name: str) -> str:
        """Keep a name for a later bare "the coalition"."""
        self.last[token.lemma.lower()] = name
        return name

    def memberships(self) -> tuple[Membership, ...]:
        """The members that the text names, each once for one group and role, in text order."""
        counted = self.counts()
        found: dict[tuple[str, str], Membership] = {}
        for named in self.named():
            group = named.group
            if named.event is not None:
                group = self.met.name_at(named.reading, named.event)
                if not self.met.is_named(named.reading, named.event):
                    group = self.listed_group(named, counted) or group
            if group is None:
                continue
            for item in named.items:
                key = (group.casefold(), item.actor)
                if key in found or item.actor.casefold() == group.casefold():
                    continue
                ids = (*range(item.first, item.last + 1), *named.anchor)
                found[key] = Membership(
                    group=group,
                    member=item.actor,
                    role=named.role,  # type: ignore[arg-type]
                    evidence=stretch(named.reading, ids),
                )
        return tuple(sorted(found.values(), key=lambda m: (m.evidence.start, m.member)))

    def listed_group(self, named: Named, counted: Sequence[Count]) -> str | None:
        """The counted group whose members a list names: as many, or all but the convener.

        "a core coalition of 10 nations", then "a meeting with ministers from" nine states.
        """
        if len(named.items) < FEWEST:
            return None
        block = named.reading.sentence.block
        blocks = named.reading.document.blocks
        for count in reversed(counted):
            at = next(
                (i for i, b in enumerate(blocks) if b.start <= count.evidence.start < b.end), 0
            )
            fits = len(named.items) in {count.low, count.low - 1, count.low + 1}
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
            for token in reading.tree.tokens:
                yield from self.by_copula(reading, token)
                yield from self.by_verb(reading, token)
        for draft in self.drafts:
            yield from self.by_act(draft)

    def at_gathering(self, reading: Reading, token_id: int) -> Iterator[Named]:
        """Participants and hosts of the gathering at a token."""
        tree = reading.tree
        token = tree[token_id]
        beside: list[Listed] = []
        for child in tree.children(token_id, "nmod", "obl"):
            mark = reading.marker(child.id)
            if mark in {"with", "between", "among", "of", "from", *AS_WELL}:
                delegates = child.lemma.lower() in words("envoy") | words("state")
                if mark == "of" and not delegates:
                    continue
                if token.upos == "VERB" and mark == "of":
                    continue
                beside.extend(within(reading, child.id))
        verb = token if token.upos == "VERB" else tree.head(token_id)
        subject: tuple[Listed, ...] = ()
        role = "participant"
        if verb is not None and verb.upos == "VERB" and not reading.negated(verb.id):
            role = self.role_at(reading, token, verb)
            if role:
                subject = self.subjects(reading, verb, token)
            elif beside and token.deprel.startswith("obl"):
                subject = self.subjects(reading, verb, token)[:1]
                role = "participant"
        if verb is not None and role == "host":
            yield Named(
                reading=reading, items=subject, role="host", anchor=(token_id,), event=token_id
            )
            subject = ()
        items = (*beside, *(item for item in subject if item not in beside))
        if items and (len(items) > 1 or subject):
            yield Named(
                reading=reading, items=items, role="participant", anchor=(token_id,), event=token_id
            )
        yield from self.hosts(reading, token_id)

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
                return "host"
            return "participant" if lemma in {"attend", "join", "have", "hold"} else ""
        part = reading.has_child(verb.id, "obj", "part") is not None
        if mark in {"in", "at", "to", "for"} and (lemma in words("attending_verb") or part):
            return "participant"
        return ""

    def subjects(self, reading: Reading, verb: Token, token: Token) -> tuple[Listed, ...]:
        """The states that the subject of a verb stands for, with those named behind "including"."""
        tree = reading.tree
        head = self.roles.subject(reading, verb.id)
        if self.roles.is_passive(reading, verb.id) and verb.lemma.lower() == "represent":
            passive = tree.child(verb.id, "nsubj:pass")
            head = passive.id if passive is not None else None
        if head is None or head == token.id:
            return ()
        found = list(within(reading, head))
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

    def hosts(self, reading: Reading, token_id: int) -> Iterator[Named]:
        """Hosts by a noun: "at the invitation of X", "Portugal, the host,", "Host Bahrain"."""
        tree = reading.tree
        for token in tree.tokens:
            if token.lemma.lower() not in words("hosting_noun"):
                continue
            items: tuple[Listed, ...] = ()
            if token.deprel == "appos" and token.head:
                items = within(reading, token.head)[:1]
            elif token.deprel in {"compound", "amod", "nmod:desc"} and token.head == token.id + 1:
                items = roster(reading, token.id + 1)[:1]
            else:
                for child in tree.children(token.id, "nmod"):
                    if reading.marker(child.id) == "of" and reading.marker(token.id):
                        items = within(reading, child.id)
            if items:
                anchor = (token.id,)
                yield Named(
                    reading=reading, items=items, role="host", anchor=anchor, event=token_id
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
        if reading.tree.child(noun.id, "nmod:poss") is not None and self.last:
            return list(self.last.values())[-1]
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
        reading = draft.reading
        for head in self.objects(draft):
            token = reading.tree[head]
            event = self.met.name_at(reading, head)
            group = self.group_at(reading, head)
            if event is None and (group is None or not self.is_standing_or_named(reading, token)):
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


SILENT = frozenset({"boilerplate", "byline", "caption", "dateline"})
