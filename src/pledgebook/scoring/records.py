"""Gold files and predictions as frozen records, read from JSON in the contract's form.

A prediction is a gold file without `optional`, `accept` and `unscored`. Fields that scoring
does not compare are not read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pledgebook.errors import SettingsError
from pledgebook.types import Number, Speaker

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A stretch `[start, end)` of a document's text with the words said to stand there.

    Unlike `Span` it may be wrong: whether the words do stand there is what `grounded` counts.
    """

    start: int
    end: int
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredMoney:
    """A sum; `low` None in gold where the text gives only an upper bound."""

    low: Number | None
    high: Number | None
    currency: str
    years: Number | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredQuantity:
    """A count of things; `low` None in gold where the text gives only an upper bound."""

    low: Number | None
    high: Number | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """Values of a gold claim that count as equal beside the annotated one."""

    contributor: tuple[str | None, ...] = ()
    kind: tuple[str | None, ...] = ()
    status: tuple[str | None, ...] = ()
    recipient: tuple[str | None, ...] = ()
    money: tuple[ScoredMoney | None, ...] = ()
    quantity: tuple[ScoredQuantity | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredClaim:
    """The fields of a claim that are compared; `unscored` names those left out for this one."""

    contributor: str | None
    kind: str | None
    status: str | None
    evidence: Quoted | None
    id: str = ""
    recipient: str | None = None
    money: ScoredMoney | None = None
    quantity: ScoredQuantity | None = None
    condition: Quoted | None = None
    speakers: tuple[Speaker, ...] = ()
    optional: bool = False
    accept: Accepted = field(default_factory=Accepted)
    unscored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredMembership:
    """A member named with its role in a group."""

    group: str
    member: str
    role: str
    evidence: Quoted
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredCount:
    """A number of members that a text claims for a group."""

    group: str
    low: Number | None
    high: Number | None
    evidence: Quoted
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredMeeting:
    """A meeting that a text names."""

    name: str
    evidence: Quoted
    place: str | None = None
    start: str | None = None
    end: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredNeed:
    """What a plan asks for."""

    kind: str
    evidence: Quoted
    asked_by: str | None = None
    asked_of: str | None = None
    quantity: ScoredQuantity | None = None
    money: ScoredMoney | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredCoverage:
    """Somebody's word on whether a plan is covered."""

    claimant: str | None
    met: str
    evidence: Quoted
    scope: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The file that holds a gold document's text, relative to the gold file."""

    file: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a gold file says of its document."""

    id: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """One gold file or one prediction."""

    claims: tuple[ScoredClaim, ...]
    document: Head = field(default_factory=Head)
    memberships: tuple[ScoredMembership, ...] = ()
    counts: tuple[ScoredCount, ...] = ()
    meetings: tuple[ScoredMeeting, ...] = ()
    needs: tuple[ScoredNeed, ...] = ()
    coverage_claims: tuple[ScoredCoverage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDocument:
    """A gold file with its place: `path` of the JSON file, `text` None where it is not there.

    `group` is the name of the folder that the file lies in.
    """

    id: str
    path: Path
    group: str
    gold: Annotated
    text: str | None

    @property
    def text_path(self) -> Path | None:
        """Where the text lies, None where the gold file names no file."""
        return _text_path(self.path, self.gold)


def _text_path(path: Path, gold: Annotated) -> Path | None:
    source = gold.document.source
    return path.parent / source.file if source and source.file else None


@cache
def _adapter() -> TypeAdapter[Annotated]:
    from pydantic import TypeAdapter

    return TypeAdapter(Annotated)


def annotated(data: object, name: str) -> Annotated:
    """The records in one parsed JSON object of the contract's form (section 6).

    Raises:
        SettingsError: a field is missing or has another type; the message names it.
    """
    from pydantic import ValidationError

    try:
        return _adapter().validate_python(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise SettingsError(f"{name}: {place}: {first['msg']}; correct the file") from None


def text_of(path: Path) -> str:
    r"""The text of a gold document: UTF-8 with `\n` line ends, as offsets count it."""
    return path.read_bytes().decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")


def _json_files(folder: Path) -> Iterable[tuple[Path, dict[str, Any]]]:
    if not folder.is_dir():
        raise SettingsError(f"{folder}: no such folder; name a folder of JSON files")
    for path in sorted(folder.rglob("*.json")):
        try:
            data = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise SettingsError(f"{path}: no readable JSON ({error}); correct the file") from None
        if isinstance(data, dict):
            yield path, data


def gold_documents(folder: Path) -> tuple[GoldDocument, ...]:
    """The gold files under a folder, by document id; JSON without `claims` is passed over.

    Raises:
        SettingsError: the folder or a file cannot be read, or two files share an id.
    """
    found: dict[str, GoldDocument] = {}
    for path, data in _json_files(folder):
        if "claims" not in data:
            continue
        gold = annotated(data, str(path))
        name = gold.document.id or path.stem
        if name in found:
            raise SettingsError(f"{path}: document {name} is also in {found[name].path}")
        text_path = _text_path(path, gold)
        text = text_of(text_path) if text_path and text_path.is_file() else None
        found[name] = GoldDocument(id=name, path=path, group=path.parent.name, gold=gold, text=text)
    return tuple(found[name] for name in sorted(found))


def prediction_forms(folder: Path) -> Iterable[tuple[str, dict[str, Any]]]:
    """Predicted files under a folder as parsed JSON, with document id or file stem.

    Raises:
        SettingsError: the folder or a file cannot be read.
    """
    for path, data in _json_files(folder):
        if "claims" in data:
            head = data.get("document")
            name = head.get("id") if isinstance(head, dict) else None
            yield str(name or path.stem), data


def predictions_in(folder: Path) -> dict[str, Annotated]:
    """Predicted files under a folder by document id (or file stem).

    Raises:
        SettingsError: the folder or a file cannot be read.
    """
    return {name: annotated(form, name) for name, form in prediction_forms(folder)}
