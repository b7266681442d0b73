"""Options and argument types that several commands share."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args

import click

from pledgebook.types import Status

Command = TypeVar("Command", bound=Callable[..., Any])
Format = Literal["table", "json", "csv"]

if TYPE_CHECKING:
    _TextType = click.ParamType[str]
else:
    # Generic since click 8.4 only.
    _TextType = click.ParamType

_PREFIX = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


class Day(_TextType):
    """A date as YYYY-MM-DD; a month or year stands for its first or its last day.

    `edge` "as given" keeps a month or a year as it is.
    """

    name = "date"

    def __init__(self, edge: Literal["first", "last", "as given"]) -> None:
        self.edge = edge

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The ISO date, or a usage error that shows the form."""
        match = _PREFIX.fullmatch(str(value).strip())
        if not match:
            self.fail(f"{value!r} is no date; write it as 2014-09-05, 2014-09 or 2014", param, ctx)
        year, month, day = (int(part) if part else None for part in match.groups())
        try:
            assert year is not None
            date(year, month or 1, day or 1)
        except ValueError:
            self.fail(f"{value!r} is no day of the calendar", param, ctx)
        if self.edge == "as given" or day:
            return match.group()
        if self.edge == "first":
            return f"{year:04}-{month or 1:02}-01"
        return f"{year:04}-{month or 12:02}-{monthrange(year, month or 12)[1]:02}"


class StatusName(_TextType):
    """A value of the status ladder; "under way" is understood as "under_way"."""

    name = "status"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The value, or a usage error that lists the ladder."""
        name = str(value).strip().lower().replace(" ", "_").replace("-", "_")
        ladder = get_args(Status)
        if name not in ladder:
            self.fail(f"{value!r} is no status; one of {', '.join(ladder)}", param, ctx)
        return name


class CurrencyCode(_TextType):
    """An ISO 4217 code, in any case: "usd" is USD."""

    name = "currency"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The code, or a usage error that shows the form."""
        code = str(value).strip().upper()
        if not re.fullmatch("[A-Z]{3}", code):
            self.fail(f"{value!r} is no currency; write its code as USD or EUR", param, ctx)
        return code


def joined(*decorators: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """One decorator for several, the first outermost."""

    def decorate(command: Command) -> Command:
        for each in reversed(decorators):
            command = each(command)
        return command

    return decorate


min_score_option = click.option(
    "--min-score",
    type=click.FloatRange(0, 1),
    metavar="P",
    help="Leave out claims that are right with a lower probability. [default: 0]",
)

ledger_option = click.option(
    "--ledger",
    "ledger_file",
    metavar="FILE",
    help="The ledger file, or postgresql://... [default: pledges.db in this folder]",
)

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(get_args(Format)),
    default="table",
    show_default=True,
    help="A table to look at, or json or csv for another program.",
)

parser_option = click.option(
    "--parser",
    metavar="NAME",
    help='The parser: "shipped", or "spacy:NAME" for an installed spaCy pipeline.',
)

as_of_option = click.option(
    "--as-of",
    type=Day("last"),
    metavar="DATE",
    help="Only what had been published by this date.",
)

input_options = joined(
    click.argument("paths", nargs=-1, required=True, metavar="PATH..."),
    click.option(
        "--metadata",
        "metadata_file",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="CSV or JSON lines with path, id, title, publisher, published, url of the texts.",
    ),
    click.option(
        "--published",
        type=Day("as given"),
        metavar="DATE",
        help="The date of texts that give none, as 2014-09-05.",
    ),
    click.option(
        "--publisher",
        metavar="NAME",
        help="The publisher of texts that name none.",
    ),
    parser_option,
)
"""PATH... with what is known of the texts, and the parser: as `Inputs` takes them."""
