"""What the document as a whole says of each draft: topic, taker, giver, restatement.

A draft that comes to nothing here says why in `Draft.struck`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pledgebook.claims.clauses.reading import Reading
from pledgebook.claims.drafting.drafts import Draft
from pledgebook.claims.drafting.topic import topic_kind
from pledgebook.claims.gifts.kinds import GIVING_AREAS, GRANT, UNSPECIFIED, area_of
from pledgebook.claims.parties.takers import Takers
from pledgebook.claims.rulebook.book import Rulebook
from pledgebook.mentions.context import role_words
from pledgebook.mentions.names import names_in
from pledgebook.types import ActorName, Document, Mention, Step

NOBODY = {
    "agentless": "no giver is named, and the words do not speak of giving",
    "unresolved": "no giver is named: the words for whoever gives stand for no known actor",
    "vehicle": "only carries what is given",
}
"""Why a draft without a contributor is not given one, by how the contributor was read."""
NOBODY_NEAR = (
    "no giver is named: neither a speaker, nor one giver in the paragraph, nor the publisher is it"
)
Voice = Callable[[Draft], str | None]
"""The state or body whose words a draft stands in; None where the outlet speaks."""

BELIEVED = 0.3
"""From this belief of the network on, rules of thumb about givers and home do not strike a
draft out: the score weighs them."""
FIRM = 0.5
"""From this belief on, a draft that says no more than a fuller one is kept as its echo: whether
it is the same gift told again or another one is left to the score."""
UNNAMED = "GROUP:unnamed"
"""Who gives in an agentless passive that nobody near explains (contract, section 8, point 15)."""
LENDING = frozenset({"financial.loan", "financial.guarantee", "financial.grant"})
TELLING = 600
"""Characters in which a text that speaks of a gift abroad would name who gets it."""
PARTISAN = frozenset({"party", "parties", "lawmakers", "opposition"})
LISTED = frozenset({"label", "heading", "lead-in", "row", "list"})
"""How the givers of lists and tables are read (`claims.lists`)."""


def settle(
    rulebook: Rulebook,
    document: Document,
    readings: Sequence[Reading],
    mentions: Sequence[Mention],
    drafts: list[Draft],
    voice: Voice,
    issuer: str | None,
) -> tuple[list[Draft], list[Draft]]:
    """Drafts with what the document adds, restatements removed; and those nobody gives."""
    topic = topic_kind(rulebook, readings, [d.kind for d in drafts if d.kind])
    for draft in drafts:
        if draft.kind == GRANT and topic is not None and is_about(draft, topic):
            draft.kind = topic
            draft.steps.append(note(draft, "topic", f"the document speaks of {topic}"))
        elif draft.kind == UNSPECIFIED and draft.money is not None:
            draft.kind = topic or GRANT
        elif draft.kind == UNSPECIFIED and draft.quantity is not None and topic is not None:
            draft.kind = topic
    named, lost = name_agents(drafts, voice, issuer)
    for draft in named:
        at_home = str(draft.contributor).removeprefix("GROUP:").casefold() in rulebook.words(
            "official"
        )
        if at_home and document.home is not None:
            draft.contributor = document.home
    named = [d for d in named if not struck(d, unfit(d))]
    takers = Takers(
        rulebook, document, readings, mentions, named, relief=topic == "humanitarian.aid"
    )
    default = takers.place
    lone = only_state(mentions) if len(document.text) > TELLING else None
    home = {document.home, issuer, default, lone}
    taker = default if lone is None else None

    def own_matter(draft: Draft) -> str:
        """Why a draft is no gift to anybody else; "" where it is one."""
        if borrows(draft, named, default):
            return f"{draft.contributor} is the one who takes the loan"
        abroad = draft.contributor not in home or crosses_border(draft, mentions, taker)
        if draft.belief >= BELIEVED or abroad:
            return ""
        return f"a home matter of {draft.contributor}: nobody abroad is named beside it"

    named = [d for d in named if not struck(d, own_matter(d))]
    for draft in named:
        if draft.recipient == draft.contributor:
            draft.recipient = None
        usual = takers.of(draft)
        alone = draft.recipient is None and draft.target is None
        if alone and usual not in {None, draft.contributor}:
            draft.recipient = usual
            draft.steps.append(note(draft, "taker", f"the document's gifts go to {usual}"))
    return restated(named), lost


def is_about(draft: Draft, topic: str) -> bool:
    """Whether a sum without a purpose of its own may have that of its document.

    Not where the network, which reads the title along, holds its own area for likelier.
    """
    return draft.area_belief(area_of(topic)) >= draft.area_belief(draft.area)


def struck(draft: Draft, why: str) -> bool:
    """Whether there is a reason against a draft; the draft then keeps it."""
    draft.struck = why
    return bool(why)


def unfit(draft: Draft) -> str:
    """Why a draft's giver or gift is none in the ledger's sense; "" where both are."""
    if not draft.contributor:
        return "no giver is named"
    if draft.belief >= BELIEVED:
        return ""
    if draft.contributor_via != "joint" and not gives(draft.contributor, draft.kind):
        return f"{draft.contributor} is no contributor of {draft.kind} in the ledger's sense"
    if not states(draft):
        return "unspecified help without an amount and without a named taker"
    return ""


def only_state(mentions: Sequence[Mention]) -> str | None:
    """The state that a text is about where it names no other state, people or body."""
    names = {m.normal.id for m in mentions if isinstance(m.normal, ActorName) and m.normal.id}
    public = {n for n in names if not n.startswith(("PERSON:", "ORG:", "GROUP:"))}
    return public.pop() if len(public) == 1 else None


def crosses_border(draft: Draft, mentions: Sequence[Mention], taker: str | None) -> bool:
    """Whether a gift concerns anybody but its giver.

    Contract, section 8, point 13: a relief act of a state at home is no claim. The paragraph
    or the document's taker must name another state, people or body.
    """
    named = draft.recipient not in {None, draft.contributor}
    if (named and not str(draft.recipient).startswith("GROUP:")) or draft.target is not None:
        return True
    if draft.contributor_via in LISTED:
        return True
    if (
        draft.area not in GIVING_AREAS
        or draft.kind == "climate.emissions"
        or (taker is not None and taker != draft.contributor)
    ):
        return True
    block = draft.reading.block
    for mention in mentions:
        if not (block.start <= mention.start and mention.end <= block.end):
            continue
        name = mention.normal.id if isinstance(mention.normal, ActorName) else None
        if name is None or name in {draft.contributor, draft.recipient}:
            continue
        if not name.startswith(("PERSON:", "ORG:")):
            return True
    return False


def borrows(draft: Draft, drafts: Sequence[Draft], taker: str | None) -> bool:
    """Whether a coordinated subject is the one who takes: "the bank and Moldova signed a loan"."""
    return (
        draft.contributor == taker
        and draft.kind in LENDING
        and draft.proposal is not None
        and any(d.proposal is draft.proposal and d.contributor != taker for d in drafts)
    )


def gives(contributor: str, kind: str) -> bool:
    """Whether such an actor is a contributor in the ledger's sense.

    A described group must be one of states, donors or bodies: students and companies are no
    contributors by description, nor are the parties of one country's parliament. Persons and
    unlisted organisations give in their own name only where the gift says what it is for.
    """
    if contributor.startswith("PERSON:"):
        return False
    if contributor.startswith("GROUP:"):
        words = {w.strip(",.").casefold() for w in contributor[6:].split()}
        if words & PARTISAN and any(names_in(contributor[6:])):
            return False
        return bool(words & (role_words("set") | role_words("circle")))
    if contributor.startswith("ORG:"):
        return kind not in {GRANT, UNSPECIFIED} and not kind.startswith(("political.", "military."))
    return not (contributor[3:4] == "-" and kind.startswith("military."))


def states(draft: Draft) -> bool:
    """Whether a draft says enough to be an entry.

    Unspecified help counts only with an amount or to somebody named.
    """
    if draft.kind != UNSPECIFIED:
        return True
    if draft.money is not None:
        return True
    named = draft.recipient is not None and not draft.recipient.startswith("GROUP:")
    return named or (draft.quantity is not None and draft.recipient is not None)


def name_agents(
    drafts: Sequence[Draft], voice: Voice, issuer: str | None
) -> tuple[list[Draft], list[Draft]]:
    """Agentless drafts given whoever announces them, or their paragraph's one contributor.

    A government that announces in the passive ("two planes will leave tonight, the agency
    said") gives itself; in its own release nobody needs naming. Contract, section 8, point 15.
    A draft whose subject is a phrase that nobody can resolve is lost: it is counted, never
    guessed.
    """
    by_block: dict[int, set[str]] = {}
    for draft in drafts:
        if draft.contributor is not None:
            by_block.setdefault(draft.reading.sentence.block, set()).add(draft.contributor)
    named: list[Draft] = []
    lost: list[Draft] = []
    for draft in drafts:
        if draft.contributor is None:
            if draft.contributor_via != "agentless" or not hands_over(draft):
                draft.struck = NOBODY.get(draft.contributor_via, "no giver is named")
                lost.append(draft)
                continue
            near = by_block.get(draft.reading.sentence.block, set())
            spoken = voice(draft)
            if spoken is not None and spoken != draft.recipient:
                draft.contributor = spoken
                draft.contributor_via = "speaker"
            elif len(near) == 1:
                draft.contributor = next(iter(near))
                draft.contributor_via = "paragraph"
            elif not near and issuer is not None and issuer != draft.recipient:
                draft.contributor = issuer
                draft.contributor_via = "issuer"
            elif draft.belief >= BELIEVED:
                draft.contributor = UNNAMED
                draft.contributor_via = "unnamed"
            else:
                draft.struck = NOBODY_NEAR
                lost.append(draft)
                continue
        named.append(draft)
    return named, lost


def hands_over(draft: Draft) -> bool:
    """Whether an agentless clause speaks of giving: "tents were sent", not "houses were hit"."""
    act = draft.proposal.act if draft.proposal is not None else None
    return act is None or act.transfer != "none" or act.subject == "thing"


def restated(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without restatements: one for one contribution, at its fullest mention.

    Contract, section 8, point 2: another amount, status or thing makes a claim of its own.
    """
    kept: list[Draft] = []
    for draft in sorted(drafts, key=fullness, reverse=True):
        fuller = next((other for other in kept if restates(draft, other)), None)
        like = next((o for o in kept if echoes(draft, o)), None) if fuller is None else None
        if like is not None and draft.belief < FIRM:
            fuller = like
        elif like is not None:
            draft.echo = "another thing" if is_another_thing(draft, like) else "same thing"
        if fuller is None:
            kept.append(draft)
        else:
            says = fuller.reading.document.text[fuller.start : fuller.end]
            draft.struck = f"restates a fuller mention: {says!r}"
    return sorted(kept, key=in_order)


def in_order(draft: Draft) -> tuple[int, int, str, str]:
    """Where a draft stands among the drafts of its document: by text, giver, kind."""
    return draft.start, draft.end, draft.contributor or "", draft.kind


def fullness(draft: Draft) -> tuple[bool, bool, bool, bool, bool, int]:
    """How much a draft says: amount, body text, object, recipient, condition; earlier first."""
    return (
        draft.money is not None or draft.quantity is not None,
        draft.reading.block.kind not in {"title", "heading"},
        draft.what is not None,
        draft.recipient is not None,
        draft.condition is not None,
        -draft.start,
    )


def restates(draft: Draft, other: Draft) -> bool:
    """Whether a draft is the fuller one told again: its words, its amount, its headline."""
    if not is_of_one_giver(draft, other):
        return False
    overlapping = draft.start < other.end and other.start < draft.end
    alike = draft.kind == other.kind and draft.status == other.status
    if overlapping and alike:
        return amounts_agree(draft, other)
    title = draft.reading.block.kind in {"title", "heading"}
    if title and draft.area == other.area:
        return True
    if taken_up(draft) and draft.area == other.area and draft.status == other.status:
        return other.start < draft.start
    counted = draft.money is not None or draft.quantity is not None
    same = draft.money == other.money and draft.quantity == other.quantity
    return alike and counted and same


def echoes(draft: Draft, other: Draft) -> bool:
    """Whether a draft without an amount says nothing that the fuller one does not say."""
    alike = draft.kind == other.kind and draft.status == other.status
    counted = draft.money is not None or draft.quantity is not None
    if counted or not alike or not is_of_one_giver(draft, other):
        return False
    return not draft.recipient or not other.recipient or draft.recipient == other.recipient


def is_of_one_giver(draft: Draft, other: Draft) -> bool:
    """Whether two drafts have one giver and do not stand in two rows of a table."""
    rows = draft.contributor_via == other.contributor_via == "row" and draft.end != other.end
    return draft.contributor == other.contributor and not rows


def is_another_thing(draft: Draft, other: Draft) -> bool:
    """Whether two drafts name different things: other head nouns, in other places."""
    heads = [
        frozenset(
            d.proposal.reading.tree[head].lemma.lower()
            for head in d.proposal.objects or (d.proposal.predicate,)
        )
        for d in (draft, other)
        if d.proposal is not None
    ]
    return len(heads) == 2 and heads[0].isdisjoint(heads[1])


def taken_up(draft: Draft) -> bool:
    """Whether what is given is only taken up again: "the goods", "both ships", no amount."""
    proposal = draft.proposal
    if proposal is None or not proposal.objects or draft.money or draft.quantity:
        return False
    children = proposal.reading.tree.children(proposal.objects[0])
    words = {c.lemma.lower() for c in children if c.deprel.startswith("det")}
    modified = any(c.deprel in {"amod", "compound", "nmod", "acl", "acl:relcl"} for c in children)
    return bool(words & {"the", "this", "that", "these", "those", "both"}) and not modified


def amounts_agree(draft: Draft, other: Draft) -> bool:
    """Whether the draft has no amount, or the other's."""
    return (draft.money is None or draft.money == other.money) and (
        draft.quantity is None or draft.quantity == other.quantity
    )


def note(draft: Draft, rule: str, says: str) -> Step:
    """A line of the trace that is bound to the whole evidence."""
    return Step(rule=rule, says=says, start=draft.start, end=draft.end)
