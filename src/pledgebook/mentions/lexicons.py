"""Rows of the English word lists that the grammars of amounts and times read."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from pledgebook.errors import RuleError


@cache
def rows(name: str) -> tuple[MappingProxyType[str, str], ...]:
    """The lines of `data/en/lexicons/<name>.tsv`, each by column name.

    Args:
        name: File stem: "numbers", "bounds", "units", "currencies", ...

    Raises:
        RuleError: the file is absent, or a line has another number of columns than its head.
    """
    path = files("pledgebook").joinpath("data", "en", "lexicons", f"{name}.tsv")
    try:
        with path.open(encoding="utf-8") as lines:
            table = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    except OSError as error:
        raise RuleError(f"word list {name}.tsv cannot be read: {error}") from error
    head = table[0] if table else []
    found = []
    for number, line in enumerate(table[1:], start=2):
        if len(line) != len(head):
            raise RuleError(f"word list {name}.tsv, line {number}: {len(line)} columns")
        found.append(MappingProxyType(dict(zip(head, line, strict=True))))
    return tuple(found)


@cache
def column(name: str, key: str, value: str | None = None) -> MappingProxyType[str, str]:
    """One column of a word list by another; by `key` alone, each entry stands for itself."""
    return MappingProxyType({row[key]: row[value or key] for row in rows(name)})
