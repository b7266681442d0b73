"""The rules engine: from a document to claims, each with the rules that fired.

Read top to bottom: gate, trees, mentions, attributions, proposals, drafts, the document as
a whole, claims. See docs/explanation/how-claims-are-found.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from importlib.resources import files

from pledgebook.claims.attribution import attributions, chain_at
from pledgebook.claims.clauses.reading import SILENT, Reading
from pledgebook.claims.clauses.status import Composer
from pledgebook.claims.coverage import coverage_claims
from pledgebook.claims.drafting.beliefs import Believed, is_sure, is_thinkable
from pledgebook.claims.drafting.discourse import settle
from pledgebook.claims.drafting.drafts import Draft, Drafter
from pledgebook.claims.drafting.proposals import Proposer
from pledgebook.claims.drafting.topic import topic_kind
from pledgebook.claims.drafting.trail import Trail
from pledgebook.claims.gatherings.meetings import Gatherings
from pledgebook.claims.gifts.contents import contents
from pledgebook.claims.gifts.kinds import Kinds
from pledgebook.claims.gifts.sharing import linked, shared_out
from pledgebook.claims.groups.circles import Circles
from pledgebook.claims.groups.groupnames import GroupNames
from pledgebook.claims.groups.joiners import joiners
from pledgebook.claims.lists.readers import listed
from pledgebook.claims.parties.party import is_listed
from pledgebook.claims.parties.referents import Referents
from pledgebook.claims.parties.roles import Roles
from pledgebook.claims.parties.sides import said_by_side
from pledgebook.claims.plans import is_suggestion, needs
from pledgebook.claims.probe import Probe
from pledgebook.claims.rulebook.book import Rulebook, rulebook
from pledgebook.claims.rulebook.lemmas import with_verb_lemmas
from pledgebook.claims.score import LEAST, Scorer, around, score_of
from pledgebook.claims.voices.heads import issuer
from pledgebook.mentions.amounts import in_country
from pledgebook.mentions.described import group_size
from pledgebook.mentions.find import mentions_of
from pledgebook.protocols import Parser
from pledgebook.sentences.gate import blocks_to_parse
from pledgebook.types import (
    Attribution,
    Claim,
    Document,
    Mention,
    Money,
    Result,
    Sentence,
    Speaker,
    Status,
    Unaligned,
)

NO_CLAIMS = SILENT | {"row"}
"""Blocks whose sentences are not read for predicates; `claims.lists` reads rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a document tells before anything is drafted: trees, mentions, speakers, names."""

    document: Document
    readings: tuple[Reading, ...]
    mentions: tuple[Mention, ...]
    said: tuple[Attribution, ...]
    roles: Roles
    names: GroupNames


class RulesEngine:
    """Finds claims by rules over trees.

    Args:
        parser: makes the trees; the shipped one or a user's own.
        rules: the rule files; the shipped English ones by default.
        score: says how probable it is that a claim is right.
        least: claims with a lower score are not emitted.
    """

    name = "rules"

    def __init__(
        self,
        parser: Parser,
        rules: Rulebook | None = None,
        *,
        score: Scorer = score_of,
        least: float = LEAST,
    ) -> None:
        self.parser = parser
        self.score = score
        self.least = least
        self.rules = rules if rules is not None else rulebook()
        self.version = f"{version('pledgebook')}+{data_digest()}.{parser.name}-{parser.version}"
        self.composer = Composer(self.rules)
        self.kinds = Kinds(self.rules)
        self.probe = Probe(self.rules, self.stated)

    def read(self, document: Document, *, layers: bool = False) -> Result:
        """Everything that the rules read from a document; see `protocols.Engine`."""
        if not layers and not self.probe.opens(document):
            return Result(document=document, engine=self.name, engine_version=self.version)
        told = self.told(document, blocks_to_parse(document, self.rules.cues, everything=layers))
        readings, said, roles = told.readings, told.said, told.roles
        drafts, lost = self.drafts(told)
        claims = self.claims(document, drafts, said)
        topic = topic_kind(self.rules, readings, [claim.kind for claim in claims])
        met = Gatherings(document, readings, roles)
        circles = Circles(readings, drafts, roles, told.names, met)
        return Result(
            document=document,
            engine=self.name,
            engine_version=self.version,
            claims=tuple(claim for claim in claims if not is_suggestion(claim)),
            unaligned=tuple(unnamed(document, draft) for draft in lost),
            memberships=circles.memberships(),
            counts=circles.counts(),
            meetings=met.records,
            needs=needs(readings, claims, said, roles, self.kinds, topic),
            coverage_claims=coverage_claims(document, readings, said, roles.issuer),
            mentions=told.mentions if layers else (),
            attributions=said if layers else (),
            parsed=len(readings),
        )

    def stated(self, document: Document) -> tuple[int, int]:
        """How many contributions a short text states, with a giver and without one.

        Where the network believes in none, the rules are not asked: (0, 0).
        """
        parsed = self.parser.parse(document, tuple(range(len(document.blocks))))
        if self.parser.believes and not any(map(is_thinkable, parsed)):
            return 0, 0
        drafts, lost = self.drafts(self.told_by(document, parsed))
        return sum(map(is_sure, drafts)), sum(map(is_sure, lost))

    def told(self, document: Document, blocks: Iterable[int]) -> Told:
        """Trees, mentions and speakers of some blocks, and who is who in them."""
        return self.told_by(document, self.parser.parse(document, tuple(blocks)))

    def told_by(self, document: Document, parsed: tuple[Sentence, ...]) -> Told:
        """What a document tells by the trees of some of its blocks."""
        sentences = with_verb_lemmas(parsed, self.rules.verb_lemmas)
        mentions = mentions_of(document, sentences)
        said = attributions(document, sentences, mentions)
        readings = tuple(Reading(document, sentence, mentions) for sentence in sentences)
        referents = Referents(document, tuple(sentences), tuple(mentions), tuple(said))
        roles = Roles(
            self.rules,
            lambda reading, token: referents.of(reading.sentence, token),
            issuer(document),
            readings,
            referents.home,
        )
        return Told(
            document=document,
            readings=readings,
            mentions=mentions,
            said=said,
            roles=roles,
            names=GroupNames(self.rules, readings),
        )

    def drafts(self, told: Told, trail: Trail | None = None) -> tuple[list[Draft], list[Draft]]:
        """The drafts of a document after discourse; and those that nobody gives.

        Args:
            trail: gets all that was tried, proposed and drafted on the way.
        """
        document, readings, roles = told.document, told.readings, told.roles
        trail = trail or Trail()
        proposer = Proposer(self.rules, self.composer, self.kinds, roles, trail)
        drafter = Drafter(self.rules, roles, told.mentions, trail)
        stated: list[Draft] = []
        for reading in readings:
            if reading.block.kind in NO_CLAIMS:
                continue
            proposals = tuple(proposer.proposals(reading))
            stated.extend(d for p in proposals for d in drafter.drafts(p))
            trail.proposals.extend(proposals)
        drafts = shared_out(stated)
        drafts.extend(contents(readings, drafts, proposer, roles))
        drafts.extend(listed(self.rules, document, readings, drafts, roles, self.kinds))
        drafts.extend(joiners(told.names, roles, readings, drafts))
        drafts = Believed(readings, roles, self.kinds, drafter, self.composer).joined(drafts)
        trail.drafts.extend((*(draft for draft in stated if draft.struck), *drafts))

        def voice(draft: Draft) -> str | None:
            """The state or body in whose words a draft stands."""
            chain = chain_at(told.said, draft.start, draft.end)
            actor = chain[-1].actor if chain else None
            return actor if actor is not None and is_listed(actor) else None

        return settle(self.rules, document, readings, told.mentions, drafts, voice, roles.issuer)

    def claims(
        self, document: Document, drafts: Sequence[Draft], said: Sequence[Attribution]
    ) -> tuple[Claim, ...]:
        """Claims of drafts that are likely enough, numbered in text order.

        What countries "could" give is a need and no claim, however likely: it is kept here.
        """
        whole = around(drafts)
        found: list[tuple[Draft, Claim]] = []
        for draft in drafts:
            claim = self.claim(document, draft, said, f"m{len(found) + 1}")
            if own_call(claim):
                draft.struck = "asked of one's own side, or by nobody who is named"
                continue
            score = self.score(claim, draft, whole)
            if score >= self.least or is_suggestion(claim):
                found.append((draft, replace(claim, score=score)))
            else:
                draft.struck = f"its score, {score:.3f}, is below {self.least:g}"
        return linked(found)

    def claim(
        self, document: Document, draft: Draft, said: Sequence[Attribution], claim_id: str
    ) -> Claim:
        """The claim of one draft, with speakers and side."""
        assert draft.contributor is not None
        speakers = chain_at(tuple(said), draft.start, draft.end, draft.contributor)
        if draft.asker is not None and draft.status == "asked":
            speakers = self.with_asker(draft, speakers)
        return Claim(
            id=claim_id,
            document=document.id,
            contributor=draft.contributor,
            group_size=group_size(draft.contributor),
            kind=draft.kind,
            status=status_of(draft),
            evidence=draft.reading.span(draft.start, draft.end),
            what=draft.what,
            quantity=draft.quantity,
            money=money_in(draft, document),
            increment=draft.increment,
            recipient=draft.recipient,
            channel=draft.channel,
            target=draft.target,
            place=draft.place,
            condition=draft.condition,
            when=draft.when,
            speakers=speakers,
            said_by_side=said_by_side(
                draft.contributor, draft.recipient, speakers, asked=draft.status == "asked"
            ),
            hedged=draft.hedged,
            overdue=draft.overdue,
            denied=draft.denied,
            partial=draft.partial,
            trace=tuple(draft.steps),
        )

    def with_asker(self, draft: Draft, speakers: tuple[Speaker, ...]) -> tuple[Speaker, ...]:
        """The speakers with whoever asks as the last (contract, section 1)."""
        reading = draft.reading
        roles = Roles(self.rules, lambda _reading, _token: None)
        head = roles.subject(reading, draft.asker) if draft.asker is not None else None
        if head is None or draft.asker is None:
            return speakers
        party = roles.party(reading, head)
        cue = reading.tree[draft.asker].form
        if party is None:
            return speakers
        asker = Speaker(actor=party.id, name=party.name.person, role=party.name.role, cue=cue)
        if any(s.actor == asker.actor and s.name == asker.name for s in speakers):
            return speakers
        return (*speakers, asker)


@cache
def data_digest() -> str:
    """Eight hexadecimal digits that change with the rules, lexicons, weights and fact tables.

    They are part of the engine's version: a ledger read with other data is another reading.
    """
    digest = hashlib.sha256()
    root = files("pledgebook") / "data"
    for folder in ("en/rules", "en/lexicons", "en", "world"):
        for path in sorted((root / folder).iterdir(), key=lambda p: p.name):
            if path.name.endswith((".yaml", ".tsv", ".gz")):
                digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:8]


def own_call(claim: Claim) -> bool:
    """Whether nobody else asks: what one's own side should do is no request (contract, 8.4)."""
    if claim.status != "asked":
        return False
    last = claim.speakers[-1].actor if claim.speakers else None
    return not claim.speakers or (last is not None and last == claim.contributor)


def status_of(draft: Draft) -> Status:
    """The draft's ladder value."""
    status: Status = draft.status  # type: ignore[assignment]
    return status


def money_in(draft: Draft, document: Document) -> Money | None:
    """The sum, a bare dollar read as the giver's if it has one, else the publisher's."""
    mention = draft.money_mention
    if draft.money is None or mention is None or "bare" not in mention.via:
        return draft.money
    for country in (draft.contributor, document.home):
        if country is not None and len(country) == 3:
            read = in_country(mention, country).normal
            if isinstance(read, Money):
                return read
    return draft.money


def unnamed(document: Document, draft: Draft) -> Unaligned:
    """The record of a contribution that nobody can be named for."""
    span = draft.reading.span(draft.start, draft.end)
    return Unaligned(
        document=document.id, reason="no_contributor", quote=span.quote, start=span.start
    )
