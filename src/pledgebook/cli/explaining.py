"""The command `explain`: why each sentence of a text is a claim, or is none."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pledgebook.cli.options import Day, parser_option
from pledgebook.cli.output import complain, console
from pledgebook.errors import DocumentError, SourceError

if TYPE_CHECKING:
    from pledgebook.pages.explanation import ExplanationPage, SentenceEntry
    from pledgebook.types import Snapshot

STDIN = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The options of one explanation."""

    published: str | None
    publisher: str | None
    numbers: tuple[int, ...]
    containing: str | None
    brief: bool
    form: str
    parser: str | None

    def wants(self, entry: SentenceEntry) -> bool:
        """Whether a sentence is to be shown."""
        numbered = not self.numbers or entry.number in self.numbers
        worded = _plain(self.containing or "") in _plain(entry.text)
        return numbered and worded and (entry.told or not self.brief)


@click.command(short_help="Show why sentences are claims, or are none.")
@click.argument("file", metavar="FILE")
@click.option(
    "--published",
    type=Day("as given"),
    metavar="DATE",
    help="The date of the text if it gives none, as 2014-09-05.",
)
@click.option(
    "--publisher",
    metavar="NAME",
    help="The publisher of the text if it names none.",
)
@click.option(
    "--sentence",
    "numbers",
    type=click.IntRange(1),
    multiple=True,
    metavar="N",
    help="Only the sentence of this number; may be given several times.",
)
@click.option("--containing", metavar="WORDS", help="Only sentences that contain these words.")
@click.option(
    "--brief",
    is_flag=True,
    help="Without trees and names, and without sentences in which no rule knows a word.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text to look at, or json for another program.",
)
@parser_option
def explain(file: str, **options: Any) -> None:
    """Show for each sentence of a text what was read in it, and why it is a claim or none.

    FILE is a text (.txt, .html), or - for standard input. From top to bottom: whether the
    text is read at all, the grammar of a sentence, the names and numbers in it, the words
    that rules know, what each rule made of them, and what became of every pledge that was
    suspected. "no claim" is followed by the reason.

    \b
    Examples:
      echo "Chile sent 40 tents to Peru." | pledgebook explain -
      pledgebook explain summit.txt --containing "field hospital"
      pledgebook explain summit.txt --sentence 3 --sentence 4
      pledgebook explain summit.txt --brief --published 2014-09-05

    Exit code 0; 1 if the text could not be read or has no such sentence; 2 if a setting
    cannot be used.
    """
    from pledgebook.pages.plain import json_text
    from pledgebook.pages.terminal.explanation import explanation_view

    asked = Asked(**options)
    try:
        page = _page(_snapshot(file), asked)
    except (DocumentError, SourceError) as error:
        complain(str(error))
        click.get_current_context().exit(1)
    if asked.form == "json":
        click.echo(json_text(page), nl=False)
    else:
        console().print(explanation_view(page, brief=asked.brief))
    if not page.sentences and (asked.numbers or asked.containing):
        complain(f"{file}: has no such sentence; it has {page.of}, counted from 1")
        click.get_current_context().exit(1)


def _plain(words: str) -> str:
    """The words on one line, in no case: what the reader types is found across line ends."""
    return " ".join(words.casefold().split())


def _snapshot(file: str) -> Snapshot:
    """The file, or what comes in on standard input.

    Raises:
        SourceError: it cannot be read, or is no text.
    """
    from pledgebook.sources.local import snapshot, take

    if file == STDIN:
        return snapshot("standard input", sys.stdin.buffer.read())
    return take(Path(file))


def _page(text: Snapshot, asked: Asked) -> ExplanationPage:
    from pledgebook.claims.explaining import explained
    from pledgebook.cli.running import engine_for
    from pledgebook.config import settings
    from pledgebook.documents.read import read
    from pledgebook.pages.explanation import explanation_page
    from pledgebook.types import Metadata

    publisher = settings(publisher=asked.publisher).publisher
    known = Metadata(publisher=publisher, published=asked.published)
    held = explained(engine_for(asked.parser), read(text, defaults=known))
    return explanation_page(held, asked.wants)
