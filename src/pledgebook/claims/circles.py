"""Groups and gatherings: who is named as a member, how many are claimed, which meetings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pledgebook.claims.drafts import Draft
from pledgebook.claims.reading import Reading, actor_of, quantity_of
from pledgebook.claims.roles import Roles
from pledgebook.mentions.world import meeting_on
from pledgebook.types import Count, Document, Meeting, Membership, Span, Token

GATHERINGS = frozenset(
    {"summit", "conference", "meeting", "talk", "forum", "session", "ministerial", "gathering",
     "roundtable", "assembly"}
)  # fmt: skip
CIRCLES = frozenset(
    {"coalition", "alliance", "force", "mission", "group", "partnership", "initiative",
     "operation", "fund", "consortium", "platform", "club"}
)  # fmt: skip
STATES = frozenset(
    {"country", "nation", "state", "member", "partner", "delegation", "government", "ally", "donor"}
)
PARTICIPATING = frozenset(
    {"participate", "attend", "take", "meet", "gather", "join", "host", "convene"}
)
ROLE_OF_STATUS = {
    "delivered": "member",
    "pledged": "member",
    "committed": "member",
    "under_way": "member",
    "declined": "not_member",
    "withdrawn": "not_member",
}


def circle_name(reading: Reading, head: int) -> str | None:
    """The name of the group or gathering that a noun phrase speaks of, None if it is neither.

    "the Paris conference" -> "Paris conference"; "a core coalition of 10 nations" ->
    "core coalition".
    """
    token = reading.tree[head]
    if token.lemma.lower() not in CIRCLES | GATHERINGS:
        mention = reading.actor_at(head)
        actor = actor_of(mention)
        if actor is not None and str(actor.id).startswith("COALITION:"):
            return str(actor.id).removeprefix("COALITION:")
        return None
    tokens = [
        t
        for t in reading.tree.subtree(
            head, "conj", "nmod", "acl", "appos", "case", "punct", "advcl"
        )
        if t.upos not in {"DET", "PUNCT", "PRON"} and t.id <= head
    ]
    words = " ".join(t.form for t in tokens)
    return words if len(tokens) > 1 else f"the {words}"


def memberships(
    readings: Sequence[Reading], drafts: Sequence[Draft], roles: Roles
) -> Iterator[Membership]:
    """Members named with their role in a group or gathering.

    Joining, backing and hosting acts give a role; so do lists behind "including", "with" and
    "from" on a group noun: "ministers from Fiji and Samoa", "nations, including Fiji".
    """
    for draft in drafts:
        if draft.kind != "political.membership" or draft.contributor is None:
            continue
        group = next(
            (
                name
                for head in (draft.proposal.objects if draft.proposal is not None else ())
                if (name := circle_name(draft.reading, head)) is not None
            ),
            None,
        )
        role = ROLE_OF_STATUS.get(draft.status)
        if group is not None and role is not None:
            yield Membership(
                group=group,
                member=draft.contributor,
                role=role,  # type: ignore[arg-type]
                evidence=draft.reading.span(draft.start, draft.end),
            )
    for reading in readings:
        yield from attending(reading, roles)


def attending(reading: Reading, roles: Roles) -> Iterator[Membership]:
    """Participants of a gathering that a sentence names."""
    tree = reading.tree
    for token in tree.tokens:
        if token.lemma.lower() not in GATHERINGS or token.upos not in {"NOUN", "PROPN"}:
            continue
        name = circle_name(reading, token.id)
        if name is None:
            continue
        for child in tree.children(token.id, "nmod"):
            if reading.marker(child.id) not in {"with", "of", "between"}:
                continue
            for member, span in named_states(reading, roles, child):
                yield Membership(group=name, member=member, role="participant", evidence=span)
        verb = tree.head(token.id)
        if verb is None or verb.lemma.lower() not in PARTICIPATING or verb.upos != "VERB":
            continue
        subject = roles.subject(reading, verb.id)
        if subject is None or subject == token.id:
            continue
        hosting = verb.lemma.lower() in {"host", "convene"}
        for member, span in named_states(reading, roles, tree[subject]):
            yield Membership(
                group=name,
                member=member,
                role="host" if hosting else "participant",
                evidence=span,
            )


def named_states(reading: Reading, roles: Roles, head: Token) -> Iterator[tuple[str, Span]]:
    """The states and bodies named in a noun phrase with its lists, each with the phrase."""
    tree = reading.tree
    start, end = tree.extent(head.id)
    seen: set[str] = set()
    for mention in reading.mentions:
        actor = actor_of(mention) if mention.type == "actor" else None
        if actor is None or not (start <= mention.start and mention.end <= end):
            continue
        name = str(actor.id)
        if name in seen or name.startswith(("PERSON:", "GROUP:")):
            continue
        seen.add(name)
        yield name, reading.span(start, end)
    del roles


def counts(readings: Sequence[Reading]) -> Iterator[Count]:
    """How many members a text claims: "a core coalition of 10 nations", "ten Arab states"."""
    for reading in readings:
        for mention in reading.mentions:
            quantity = quantity_of(mention) if mention.type == "quantity" else None
            if quantity is None or quantity.low < 3:
                continue
            top = reading.tree.top(mention.start, mention.end)
            if top is None or top.lemma.lower() not in STATES:
                continue
            above = reading.tree.head(top.id)
            group = None
            if above is not None and top.deprel == "nmod":
                group = circle_name(reading, above.id)
            actor = actor_of(reading.actor_at(top.id))
            if group is None and actor is not None:
                group = actor.id
            yield Count(
                group=group or f"GROUP:{mention.quote}",
                low=quantity.low,
                high=quantity.high,
                what=reading.span(mention.start, mention.end),
                evidence=reading.span(mention.start, mention.end),
            )


def meetings(document: Document, readings: Sequence[Reading]) -> Iterator[Meeting]:
    """The gatherings that a document names, each once, with place and days where known."""
    seen: set[str] = set()
    for reading in readings:
        for token in reading.tree.tokens:
            if token.lemma.lower() not in GATHERINGS or token.upos not in {"NOUN", "PROPN"}:
                continue
            name = circle_name(reading, token.id)
            if name is None or name.startswith("the ") or name.casefold() in seen:
                continue
            if not any(c.isupper() for c in name):
                continue
            seen.add(name.casefold())
            tokens = [t for t in reading.phrase(token.id) if t.upos != "PUNCT"]
            known = meeting_on(name, document.published)
            yield Meeting(
                name=name,
                place=known.place if known is not None else place_of(reading, token),
                start=known.start if known is not None else None,
                end=known.end if known is not None else None,
                purpose=None,
                evidence=reading.span(tokens[0].start, tokens[-1].end),
            )


def place_of(reading: Reading, token: Token) -> str | None:
    """The place behind "in" or "at" on a gathering: "the talks in Muscat"."""
    for child in reading.tree.children(token.id, "nmod"):
        if reading.marker(child.id) in {"in", "at"} and child.upos == "PROPN":
            return reading.tree.text_of(child.id, "nmod", "acl", "appos", "case", "conj", "punct")
    return None
