"""Somebody in a role, and the id of a described group."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pledgebook.types import ActorName


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody in a role: actor id, the token that names it, and how it was read."""

    id: str
    token: int
    name: ActorName
    via: str


def by_name(name: ActorName, token: int, via: str) -> Party:
    """The party of a name that has an id."""
    return Party(id=cut(str(name.id)), token=token, name=name, via=via)


def is_listed(actor: str) -> bool:
    """Whether an id is that of a state or body of the tables, not one made from words.

    Example: True of "FRA" and "WFP", False of "ORG:Kestrel Trust" and "GROUP:ten states".
    """
    return ":" not in actor


def cut(actor: str) -> str:
    """A described group without what is said beside it: "ten Arab states – including Qatar"."""
    return re.split(r"\s+[–—(-]|[,;:(]\s|\s+(?:including|such as)\b", actor)[0]
