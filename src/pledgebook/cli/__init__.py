"""The command `pledgebook`.

Exit codes: 0 done; 1 nothing could be read, nothing has the id that was asked for, or `check`
found a problem; 2 an
option, a setting, the ledger or a data file cannot be used; 130 interrupted.
"""

from __future__ import annotations

import sys
from io import TextIOWrapper

import click

from pledgebook.cli.evaluation import evaluate
from pledgebook.cli.explaining import explain
from pledgebook.cli.keeping import backup, check
from pledgebook.cli.looking import changes, coverage, ledger, members, show, totals
from pledgebook.cli.output import complain
from pledgebook.cli.reading import extract, parse, read
from pledgebook.cli.reviewing import agreement, judgements, review
from pledgebook.cli.running import INTERRUPTED
from pledgebook.cli.sample import demo
from pledgebook.errors import PledgebookError


class Commands(click.Group):
    """The commands in the order of a day's work, with errors as one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order in which they were added."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> object:
        """Runs a command; an error made on purpose is one line on standard error."""
        try:
            return super().invoke(ctx)
        except PledgebookError as error:
            complain(str(error))
            ctx.exit(2)
        except KeyboardInterrupt:
            complain("interrupted; what was saved before stays saved")
            ctx.exit(INTERRUPTED)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 88},
)
@click.version_option(package_name="pledgebook", message="pledgebook %(version)s")
def cli() -> None:
    """Keeps a ledger of who pledged what, read from news and statements.

    Every entry rests on the exact words of a text. Nothing is sent anywhere: texts are read
    on this machine.

    \b
    Start here:
      pledgebook demo                     a ledger of sample articles
      pledgebook read articles/           read a folder of .txt and .html files
      pledgebook ledger                   who pledged what, as far as the texts say
      pledgebook show ID                  one pledge with every report of it

    Settings may stand in pledgebook.toml (parser, ledger, min_score, publisher, author) or in the
    environment (PLEDGEBOOK_LEDGER=...); an option wins over both.
    """


for command in (
    read,
    ledger,
    show,
    totals,
    coverage,
    members,
    changes,
    review,
    judgements,
    agreement,
    check,
    backup,
    demo,
    extract,
    parse,
    explain,
    evaluate,
):
    cli.add_command(command)


def main() -> None:
    """Runs the command line; a character that the terminal cannot show becomes "?"."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    cli(prog_name="pledgebook")
