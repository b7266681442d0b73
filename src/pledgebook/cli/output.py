"""Where commands print: tables through rich, JSON and CSV as they are."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from pledgebook.cli.options import Format


def console(*, to_stderr: bool = False) -> Console:
    """The console of this command; colours only on a terminal."""
    from rich.console import Console

    return Console(stderr=to_stderr, highlight=False, emoji=False, markup=False)


def complain(line: str) -> None:
    """One line of bad news on standard error: `pledgebook: NAME: reason; what to do`."""
    # Not click.echo: it writes past the stand-in for standard error that keeps a progress bar
    # and lines printed meanwhile apart.
    print(f"pledgebook: {line}", file=sys.stderr, flush=True)


def emit(
    form: Format,
    *,
    table: Callable[[Console], RenderableType],
    json: Callable[[], str],
    csv: Callable[[], str],
) -> None:
    """Prints one page in the form that was asked for; only that form is made."""
    if form == "json":
        click.echo(json(), nl=False)
    elif form == "csv":
        click.echo(csv(), nl=False)
    else:
        out = console()
        out.print(table(out))
