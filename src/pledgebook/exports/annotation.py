"""The annotation form: one JSON object a document, as gold files and `extract` hold it.

The form is that of docs/reference/fields.md. Spans are code points of the text;
every quote is checked against the text when a form is read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Any, Final, TypeVar

from pledgebook.errors import DocumentError
from pledgebook.types import (
    ActorName,
    Attribution,
    Claim,
    Count,
    CoverageClaim,
    Document,
    Meeting,
    Membership,
    Mention,
    Money,
    Need,
    Quantity,
    Result,
    Span,
    Speaker,
    When,
)

Form = dict[str, Any]
T = TypeVar("T")

_OPTIONAL_MARKS: Final = ("partial", "overdue", "denied")


def to_form(result: Result, layers: bool = False) -> Form:
    """What one engine read from a document, in the annotation form.

    Args:
        layers: also write `mentions` and `attributions`.
    """
    document = result.document
    source = {
        "file": PurePath(document.address).name if document.address else document.id,
        "sha256": hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest(),
    }
    form: Form = {
        "document": {
            "id": document.id,
            "title": document.title,
            "publisher": document.publisher,
            "published": document.published,
            "source": source,
        },
        "claims": [_claim_form(claim, document.id) for claim in result.claims],
        "memberships": [
            {
                "group": record.group,
                "member": record.member,
                "role": record.role,
                "evidence": _evidence_form(record.evidence, document.id),
            }
            for record in result.memberships
        ],
        "counts": [
            {
                "group": record.group,
                "low": record.low,
                "high": record.high,
                "what": _span_form(record.what),
                "evidence": _evidence_form(record.evidence, document.id),
            }
            for record in result.counts
        ],
        "meetings": [_meeting_form(record, document.id) for record in result.meetings],
        "needs": [_need_form(record, document.id) for record in result.needs],
        "coverage_claims": [
            {
                "claimant": record.claimant,
                "scope": record.scope,
                "met": record.met,
                "evidence": _evidence_form(record.evidence, document.id),
            }
            for record in result.coverage_claims
        ],
    }
    if layers:
        form["mentions"] = [_mention_form(mention) for mention in result.mentions]
        form["attributions"] = [_attribution_form(item) for item in result.attributions]
    return form


def from_form(
    form: Mapping[str, Any], text: str, *, engine: str = "annotation", version: str = "1"
) -> Result:
    """What an annotated file says of a text, as the result of an engine of the given name.

    Absent optional fields take their default; `note`, `accept`, `optional` and other keys of
    the gold files are passed over. Mentions and attributions are not read.

    Args:
        text: the document's text with `\\n` line ends.

    Raises:
        DocumentError: a required field is missing, a value is not allowed, or a quote is not
            exactly its span of the text.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    name = "?"
    try:
        meta = form["document"]
        name = str(meta["id"])
        document = Document(
            id=name,
            text=text,
            digest=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
            title=meta.get("title"),
            publisher=meta.get("publisher"),
            published=meta.get("published"),
            url=meta.get("url"),
            address=(meta.get("source") or {}).get("file"),
        )
        givers = {entry["id"]: entry["contributor"] for entry in form.get("claims") or ()}
        read = _Reader(document, givers)
        return Result(
            document=document,
            engine=engine,
            engine_version=version,
            claims=read.each(form, "claims", read.claim),
            memberships=read.each(form, "memberships", read.membership),
            counts=read.each(form, "counts", read.count),
            meetings=read.each(form, "meetings", read.meeting),
            needs=read.each(form, "needs", read.need),
            coverage_claims=read.each(form, "coverage_claims", read.coverage_claim),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DocumentError(
            f"{name}: the annotation cannot be read ({error!r}); compare it with "
            "docs/reference/fields.md"
        ) from error


class _Reader:
    """Reads the parts of one annotated file, checking each quote against the text."""

    def __init__(self, document: Document, givers: Mapping[str, str]) -> None:
        self.document = document
        self.givers = givers

    def each(
        self, form: Mapping[str, Any], section: str, read: Callable[[Mapping[str, Any]], T]
    ) -> tuple[T, ...]:
        return tuple(read(entry) for entry in form.get(section) or ())

    def claim(self, entry: Mapping[str, Any]) -> Claim:
        return Claim(
            id=entry["id"],
            document=self.document.id,
            contributor=entry["contributor"],
            kind=entry["kind"],
            status=entry["status"],
            evidence=self.span(entry["evidence"]),
            what=self.maybe_span(entry.get("what")),
            quantity=_quantity_of(entry.get("quantity")),
            money=_money_of(entry.get("money")),
            group_size=entry.get("group_size"),
            increment=entry.get("increment"),
            includes_previous=entry.get("includes_previous"),
            joint_with=tuple(entry.get("joint_with") or ()),
            part_of=self.whole(entry),
            recipient=entry.get("recipient"),
            channel=entry.get("channel"),
            target=entry.get("target"),
            place=self.maybe_span(entry.get("place")),
            condition=self.maybe_span(entry.get("condition")),
            when=entry.get("when"),
            stated_on=entry.get("stated_on"),
            speakers=tuple(_speaker_of(speaker) for speaker in entry.get("speakers") or ()),
            said_by_side=entry.get("said_by_side") or "outlet",
            meeting=entry.get("meeting"),
            hedged=bool(entry.get("hedged")),
            partial=bool(entry.get("partial")),
            overdue=bool(entry.get("overdue")),
            denied=bool(entry.get("denied")),
            taker_response=entry.get("taker_response"),
            score=float(entry.get("score", 1.0)),
        )

    def whole(self, entry: Mapping[str, Any]) -> str | None:
        """The claim that this one is a part of: of several the same giver's, else the first."""
        named = entry.get("part_of") or ()
        wholes = [named] if isinstance(named, str) else list(named)
        own = [whole for whole in wholes if self.givers.get(whole) == entry["contributor"]]
        return next(iter(own or wholes), None)

    def membership(self, entry: Mapping[str, Any]) -> Membership:
        return Membership(
            group=entry["group"],
            member=entry["member"],
            role=entry["role"],
            evidence=self.span(entry["evidence"]),
        )

    def count(self, entry: Mapping[str, Any]) -> Count:
        return Count(
            group=entry["group"],
            low=0 if entry["low"] is None else entry["low"],
            high=entry["high"],
            what=self.span(entry["what"]),
            evidence=self.span(entry["evidence"]),
        )

    def meeting(self, entry: Mapping[str, Any]) -> Meeting:
        return Meeting(
            name=entry["name"],
            place=entry.get("place"),
            start=entry.get("start"),
            end=entry.get("end"),
            purpose=entry.get("purpose"),
            evidence=self.span(entry["evidence"]),
        )

    def need(self, entry: Mapping[str, Any]) -> Need:
        return Need(
            kind=entry["kind"],
            asked_by=entry.get("asked_by"),
            asked_of=entry.get("asked_of"),
            deadline=entry.get("deadline"),
            quantity=_quantity_of(entry.get("quantity")),
            money=_money_of(entry.get("money")),
            evidence=self.span(entry["evidence"]),
        )

    def coverage_claim(self, entry: Mapping[str, Any]) -> CoverageClaim:
        return CoverageClaim(
            claimant=entry.get("claimant"),
            scope=entry.get("scope"),
            met=entry["met"],
            evidence=self.span(entry["evidence"]),
        )

    def span(self, entry: Mapping[str, Any]) -> Span:
        span = self.document.span(entry["start"], entry["end"])
        if span.quote != entry["quote"]:
            raise DocumentError(
                f"{self.document.id}: {entry['quote']!r} is not what stands at "
                f"[{span.start}, {span.end}); annotate the text as it is"
            )
        return span

    def maybe_span(self, entry: Mapping[str, Any] | None) -> Span | None:
        return None if entry is None else self.span(entry)


def _claim_form(claim: Claim, document: str) -> Form:
    form: Form = {
        "id": claim.id,
        "contributor": claim.contributor,
        "kind": claim.kind,
        "status": claim.status,
        "hedged": claim.hedged,
        "what": _maybe_span_form(claim.what),
        "quantity": _quantity_form(claim.quantity),
        "money": _money_form(claim.money),
        "increment": claim.increment,
        "recipient": claim.recipient,
        "channel": claim.channel,
        "target": claim.target,
        "place": _maybe_span_form(claim.place),
        "condition": _maybe_span_form(claim.condition),
        "when": claim.when,
        "stated_on": claim.stated_on,
        "speakers": [_speaker_form(speaker) for speaker in claim.speakers],
        "said_by_side": claim.said_by_side,
        "meeting": claim.meeting,
        "evidence": _evidence_form(claim.evidence, document),
        "score": round(claim.score, 4),
    }
    if claim.includes_previous is not None:
        form["includes_previous"] = claim.includes_previous
    if claim.group_size is not None:
        form["group_size"] = claim.group_size
    if claim.joint_with:
        form["joint_with"] = list(claim.joint_with)
    if claim.part_of is not None:
        form["part_of"] = [claim.part_of]
    if claim.taker_response is not None:
        form["taker_response"] = claim.taker_response
    return form | {mark: True for mark in _OPTIONAL_MARKS if getattr(claim, mark)}


def _meeting_form(record: Meeting, document: str) -> Form:
    return {
        "name": record.name,
        "place": record.place,
        "start": record.start,
        "end": record.end,
        "purpose": record.purpose,
        "evidence": _evidence_form(record.evidence, document),
    }


def _need_form(record: Need, document: str) -> Form:
    return {
        "kind": record.kind,
        "asked_by": record.asked_by,
        "asked_of": record.asked_of,
        "deadline": record.deadline,
        "quantity": _quantity_form(record.quantity),
        "money": _money_form(record.money),
        "evidence": _evidence_form(record.evidence, document),
    }


def _mention_form(mention: Mention) -> Form:
    normal: Form | None
    match mention.normal:
        case ActorName(id=actor, person=person):
            normal = {"id": actor, "person": person}
        case Money() as money:
            normal = _money_form(money)
        case Quantity() as quantity:
            normal = _quantity_form(quantity)
        case When(value=value, granularity=granularity):
            normal = {"value": value, "granularity": granularity}
        case None:
            normal = None
    return {
        "type": mention.type,
        "start": mention.start,
        "end": mention.end,
        "quote": mention.quote,
        "normal": normal,
    }


def _attribution_form(attribution: Attribution) -> Form:
    return {
        "source": _maybe_span_form(attribution.source),
        "cue": _maybe_span_form(attribution.cue),
        "content": [_span_form(span) for span in attribution.content],
        "type": attribution.type,
        "parent": attribution.parent,
    }


def _span_form(span: Span) -> Form:
    return {"start": span.start, "end": span.end, "quote": span.quote}


def _maybe_span_form(span: Span | None) -> Form | None:
    return None if span is None else _span_form(span)


def _evidence_form(span: Span, document: str) -> Form:
    return {"document": document, **_span_form(span)}


def _quantity_form(quantity: Quantity | None) -> Form | None:
    if quantity is None:
        return None
    return {
        "low": quantity.low,
        "high": quantity.high,
        "unit": quantity.unit,
        "approximate": quantity.approximate,
    }


def _money_form(money: Money | None) -> Form | None:
    if money is None:
        return None
    return {
        "low": money.low,
        "high": money.high,
        "currency": money.currency,
        "years": money.years,
        "approximate": money.approximate,
        "bound": money.bound,
    }


def _speaker_form(speaker: Speaker) -> Form:
    return {
        "actor": speaker.actor,
        "name": speaker.name,
        "role": speaker.role,
        "cue": speaker.cue,
        "via": speaker.via,
    }


def _speaker_of(entry: Mapping[str, Any]) -> Speaker:
    return Speaker(
        actor=entry.get("actor"),
        name=entry.get("name"),
        role=entry.get("role"),
        cue=entry.get("cue"),
        via=entry.get("via"),
    )


def _quantity_of(entry: Mapping[str, Any] | None) -> Quantity | None:
    if entry is None:
        return None
    return Quantity(
        low=entry["low"],
        high=entry["high"],
        unit=entry["unit"],
        approximate=bool(entry.get("approximate")),
    )


def _money_of(entry: Mapping[str, Any] | None) -> Money | None:
    if entry is None:
        return None
    return Money(
        low=entry["low"],
        high=entry["high"],
        currency=entry["currency"],
        years=entry.get("years"),
        approximate=bool(entry.get("approximate")),
        bound=entry.get("bound") or "exact",
    )
