"""A user's plan: needs from a YAML file, checked, with errors that name file, line and key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Final

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from pledgebook.errors import SettingsError
from pledgebook.ledger.records import Stated
from pledgebook.types import Need, Number

LARGEST_FILE: Final = 1_000_000
"""Characters of a plan file; a thousand needs are a tenth of it."""

Words = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanNeed:
    """One need: a number of a unit, a sum of a currency, or a kind without an amount.

    `kind` is a code or a whole area ("military", "humanitarian.aid"). `deadline` is the last ISO
    day, None without one. `weight` is its share of the plan beside the others'. `stated` is the
    statement of a text that it was taken from, None for one of a plan file.
    """

    name: str
    kind: str
    amount: Number | None = None
    measure: str = ""
    money: bool = False
    deadline: str | None = None
    weight: float = 1.0
    recipient: str | None = None
    stated: Stated[Need] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A named list of needs."""

    name: str
    needs: tuple[PlanNeed, ...]


@cache
def _kinds() -> frozenset[str]:
    text = files("pledgebook").joinpath("data/en/rules/taxonomy.yaml").read_text("utf-8")
    codes = frozenset(yaml.safe_load(text))
    return codes | {code.partition(".")[0] for code in codes}


def _known_kind(kind: str) -> str:
    if kind not in _kinds():
        from difflib import get_close_matches

        near = get_close_matches(kind, sorted(_kinds()), n=1)
        meant = f"; is {near[0]} meant?" if near else "; docs/reference/fields.md lists them"
        raise ValueError(f"{kind!r} is no kind{meant}")
    return kind


class _NeedForm(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    name: Words | None = None
    kind: Annotated[Words, AfterValidator(_known_kind)]
    quantity: Annotated[int | float, Field(gt=0, allow_inf_nan=False)] | None = None
    unit: Words | None = None
    money: Annotated[int | float, Field(gt=0, allow_inf_nan=False)] | None = None
    currency: Annotated[str, StringConstraints(pattern="^[A-Z]{3}$")] | None = None
    deadline: date | None = None
    weight: Annotated[int | float, Field(gt=0, allow_inf_nan=False)] = 1
    recipient: Words | None = None

    @model_validator(mode="after")
    def _pairs(self) -> _NeedForm:
        if (self.quantity is None) != (self.unit is None):
            raise ValueError("quantity and unit belong together; give both or neither")
        if (self.money is None) != (self.currency is None):
            raise ValueError("money and currency belong together; give both or neither")
        if self.money is not None and self.quantity is not None:
            raise ValueError("a need is a quantity or money; make two needs of it")
        return self


class _PlanForm(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    plan: Words | None = None
    needs: Annotated[list[_NeedForm], Field(min_length=1)]


def read_plan(path: Path) -> Plan:
    """The plan that a YAML file holds.

    Nothing but plain values is made of the file: no tags, no references, no key twice.

    Raises:
        SettingsError: the file cannot be read, is no YAML, or a key is unknown, missing or has a
            wrong value; the message names file, line and key.
    """
    root, plain = _loaded(path)
    try:
        form = _PlanForm.model_validate(plain)
    except ValidationError as error:
        first = error.errors()[0]
        line = _line_of(root, first["loc"])
        raise SettingsError(f"{path}, line {line}: {_reason(first)}; correct the plan") from None
    needs = tuple(
        PlanNeed(
            name=need.name or _name(need),
            kind=need.kind,
            amount=need.quantity if need.money is None else need.money,
            measure=need.unit or need.currency or "",
            money=need.money is not None,
            deadline=need.deadline.isoformat() if need.deadline else None,
            weight=float(need.weight),
            recipient=need.recipient,
        )
        for need in form.needs
    )
    return Plan(name=form.plan or path.stem, needs=needs)


def stated_need(stated: Stated[Need]) -> PlanNeed:
    """What a text says is needed, as a need of a plan; of a range its low end is asked for.

    The last day of a deadline counts: "2014-10" is met until the month's end.
    """
    need = stated.record
    amount = need.money or need.quantity
    asked = None if amount is None else amount.high if amount.low is None else amount.low
    measure = need.money.currency if need.money else need.quantity.unit if need.quantity else ""
    return PlanNeed(
        name=need.evidence.quote,
        kind=need.kind,
        amount=asked or None,
        measure=measure if asked else "",
        money=need.money is not None,
        deadline=_last_day(need.deadline),
        stated=stated,
    )


def _last_day(when: str | None) -> str | None:
    """The end of a time; a month or a year is kept and compares as its end. None if open."""
    end = (when or "").rpartition("/")[2]
    return None if end in ("", "..") else end


def _name(need: _NeedForm) -> str:
    if need.money is not None:
        return f"{need.kind}: {need.currency} {need.money:,}"
    return f"{need.kind}: {need.quantity:,} {need.unit}" if need.quantity else need.kind


def _loaded(path: Path) -> tuple[yaml.Node, Any]:
    """The node tree of the file and its plain values."""
    try:
        with path.open(encoding="utf-8") as file:
            text = file.read(LARGEST_FILE + 1)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read as UTF-8 text ({error}); check it") from None
    if len(text) > LARGEST_FILE:
        raise SettingsError(f"{path}: larger than {LARGEST_FILE:,} characters; split the plan")
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            # A few lines of references can stand for more values than memory holds.
            if isinstance(event, yaml.AliasEvent):
                line = event.start_mark.line + 1 if event.start_mark else 1
                raise SettingsError(f"{path}, line {line}: references (*{event.anchor}) are not "
                                    "read; write the value out")  # fmt: skip
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        if root is None:
            raise SettingsError(f"{path}: is empty; write `needs:` and a list of needs")
        _refuse_twice(path, root)
        return root, yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise SettingsError(f"{path}, line {line}: no YAML ({error.problem}); correct it") from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise SettingsError(f"{path}: no readable YAML ({reason}); correct it") from None


def _refuse_twice(path: Path, node: yaml.Node) -> None:
    """Of a key that stands twice YAML would silently keep the last."""
    if isinstance(node, yaml.SequenceNode):
        for each in node.value:
            _refuse_twice(path, each)
    elif isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            if key.value in seen:
                line = key.start_mark.line + 1
                raise SettingsError(
                    f"{path}, line {line}: {key.value!r} stands twice; keep one of the two"
                )
            if isinstance(key, yaml.ScalarNode):
                seen.add(key.value)
            _refuse_twice(path, value)


def _line_of(root: yaml.Node, where: tuple[int | str, ...]) -> int:
    """The line of the innermost value on a path that the file has."""
    node, line = root, root.start_mark.line + 1
    for part in where:
        if isinstance(node, yaml.SequenceNode) and isinstance(part, int):
            node = node.value[part]
            line = node.start_mark.line + 1
        elif isinstance(node, yaml.MappingNode):
            pair = next(((k, v) for k, v in node.value if k.value == part), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        else:
            break
    return line


def _reason(error: Mapping[str, Any]) -> str:
    parts = [part for part in error["loc"] if isinstance(part, str) and part not in _TYPES]
    key = parts[-1] if parts else "plan"
    if error["type"] == "extra_forbidden":
        form = _NeedForm if len(error["loc"]) > 1 else _PlanForm
        return f"no key is called {key!r}; the keys are {', '.join(form.model_fields)}"
    if error["type"] == "missing":
        return f"{key!r} is missing"
    if error["type"] == "model_type":
        form = _NeedForm if error["loc"] else _PlanForm
        return f"{key}: has to be keys with values; the keys are {', '.join(form.model_fields)}"
    message = error["msg"].removeprefix("Value error, ")
    return f"{key}: {message[:1].lower()}{message[1:]}"


_TYPES: Final = frozenset({"int", "float"})
