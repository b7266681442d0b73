"""Short ways to write the ledger's records that page tests need."""

from __future__ import annotations

from typing import Any

from pledgebook.ledger.records import Commitment, Report, Source, StatusStep
from pledgebook.types import Claim, Span, Speaker


def span(text: str, start: int = 0) -> Span:
    return Span(start=start, end=start + len(text), quote=text)


def source(name: str = "harbour", **more: Any) -> Source:
    given: dict[str, Any] = {
        "key": f"key-{name}",
        "title": "Ships for the strait",
        "publisher": "Harbour Post",
        "published": "2014-09-05",
        "url": None,
        "address": f"{name}.txt",
        "digest": "d",
    }
    return Source(name=name, **(given | more))


def report(quote: str = "France will send 600 soldiers", **more: Any) -> Report:
    given: dict[str, Any] = {
        "id": "c1",
        "document": "harbour",
        "contributor": "FRA",
        "kind": "military.support_troops",
        "status": "pledged",
        "evidence": span(quote, 40),
        "what": span("600 soldiers", 57),
        "speakers": (Speaker(actor="FRA", name="Jeanne Morel", role="minister", cue="said"),),
        "said_by_side": "provider",
    }
    claim = Claim(**(given | more))
    return Report(
        id="r1",
        identity="3f2a9c1d",
        claim=claim,
        source=source(),
        engine="rules",
        engine_version="1",
        before="After the talks she said: ",
        after=" to the strait. It rained.",
        why=("first report",),
    )


def commitment(*reports: Report, **more: Any) -> Commitment:
    held = reports or (report(),)
    claim = held[-1].claim
    given: dict[str, Any] = {
        "id": "3f2a9c1d",
        "contributor": claim.contributor,
        "kind": claim.kind,
        "recipient": None,
        "status": claim.status,
        "what": claim.what,
        "quantity": None,
        "money": None,
        "condition": None,
        "hedged": False,
        "partial": False,
        "unconfirmed": False,
        "disputed": False,
        "first": "2014-09-05",
        "last": "2014-09-05",
        "history": (
            StatusStep(date="2014-09-05", status=claim.status, side="provider", reports=held),
        ),
        "conflicts": (),
        "sources": 1,
    }
    return Commitment(reports=held, **(given | more))


def drawn(renderable: object, width: int = 80) -> str:
    """What a terminal of that width shows, without colours."""
    import io

    from rich.console import Console

    out = io.StringIO()
    Console(file=out, width=width, highlight=False, markup=False).print(renderable)
    return out.getvalue()
