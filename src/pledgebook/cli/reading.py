"""The commands that read texts: `read`, `extract`, `parse`."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pledgebook.cli.options import input_options, ledger_option, min_score_option
from pledgebook.errors import SourceError

if TYPE_CHECKING:
    from pledgebook.types import Result, Snapshot

output_option = click.option(
    "-o",
    "--output",
    "folder",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="The folder to write to; it is made where it is missing.",
)


class Folder:
    """Writes one file for each text into a folder, whole or not at all, never outside it."""

    def __init__(self, path: Path, suffix: str) -> None:
        self.path = path
        self.suffix = suffix
        self._taken: dict[str, str] = {}
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise click.BadParameter(
                f"{path} cannot be made ({error.strerror}); name another folder",
                param_hint="--output",
            ) from None

    def reserve(self, snapshot: Snapshot) -> None:
        """Keeps the name for this text.

        Raises:
            SourceError: another text of this run has the same stem.
        """
        first = self._taken.setdefault(snapshot.name, snapshot.address)
        if first != snapshot.address:
            raise SourceError(
                f"{snapshot.address}: would overwrite the result of {first}, which has the "
                "same name; rename one of them or write it to another folder"
            )

    def write(self, snapshot: Snapshot, text: str) -> None:
        """The file for this text, written beside its place and then moved there.

        Raises:
            SourceError: the file cannot be written.
        """
        target = self.path / f"{Path(snapshot.name).name}{self.suffix}"
        part = self.path / f".pledgebook-{os.getpid()}.part"
        try:
            part.write_bytes(text.encode("utf-8", "replace"))
            part.replace(target)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise SourceError(
                f"{snapshot.address}: {target} cannot be written ({error.strerror}); "
                "check the output folder"
            ) from None


@click.command(short_help="Read texts into the ledger.")
@input_options
@ledger_option
def read(ledger_file: str | None, **options: Any) -> None:
    """Read articles and statements into the ledger.

    PATH is a file (.txt, .html), a folder of them, or a pattern in quotes. What was read
    before is not read again. A file that cannot be read is named with the reason, and the
    rest of the run goes on.

    \b
    Examples:
      pledgebook read articles/
      pledgebook read summit.html --published 2014-09-05 --publisher "Al Jazeera"
      pledgebook read "texts/2014-*.txt" --metadata texts.csv --ledger iraq.db

    Exit code 0 with a summary; 1 if nothing could be read; 2 if the ledger or a setting
    cannot be used; 130 if you stop it (what was saved stays; run it again to go on).
    """
    from pledgebook.cli.running import Inputs, engine_for, finish, run
    from pledgebook.config import settings
    from pledgebook.documents.read import read as document_of
    from pledgebook.ledger.store import Ledger

    inputs = Inputs(**options)
    engine, defaults = engine_for(inputs.parser), inputs.defaults()
    path = settings(ledger=ledger_file).ledger
    with Ledger.open(path, create=True) as book:

        def work(snapshot: Snapshot) -> Result | None:
            document = document_of(snapshot, defaults=defaults)
            if book.holds(document, engine.name, engine.version):
                return None
            result = engine.read(document)
            return result if book.add(result) else None

        page = run(inputs, work, written_to=path)
        book.link()
    finish(page, "run the same command again to go on: what is saved is not read again")


@click.command(short_help="Write claims as JSON, one file a text.")
@input_options
@output_option
@click.option("--layers", is_flag=True, help="Also mentions and attributions of every sentence.")
@min_score_option
def extract(folder: Path, layers: bool, min_score: float | None, **options: Any) -> None:
    """Write what texts claim as JSON, one file for each text; no ledger is touched.

    Each file is named after its text (summit.txt gives summit.json) and holds claims,
    memberships, counts, meetings, needs and coverage claims with their exact words.

    \b
    Examples:
      pledgebook extract articles/ -o claims/
      pledgebook extract "texts/*.txt" -o claims/ --layers --metadata texts.csv

    Exit code 0 with a summary; 1 if nothing could be read; 2 if a setting cannot be used.
    """
    from pledgebook.cli.running import Inputs, engine_for, finish, run
    from pledgebook.config import settings
    from pledgebook.exports.annotation import to_form
    from pledgebook.pipeline import process

    inputs, out = Inputs(**options), Folder(folder, ".json")
    engine, defaults = engine_for(inputs.parser), inputs.defaults()
    least = settings(min_score=min_score).min_score

    def work(snapshot: Snapshot) -> Result:
        out.reserve(snapshot)
        result = process(snapshot, engine, defaults=defaults, layers=layers)
        kept = tuple(claim for claim in result.claims if claim.score >= least)
        result = replace(result, claims=kept)
        form = to_form(result, layers)
        out.write(snapshot, json.dumps(form, ensure_ascii=False, indent=1) + "\n")
        return result

    page = run(inputs, work, written_to=str(folder))
    finish(page, "run the same command again: each file is written anew")


@click.command(short_help="Write grammatical analyses as CoNLL-U.")
@input_options
@output_option
def parse(folder: Path, **options: Any) -> None:
    """Write the grammatical analysis of texts, one CoNLL-U file for each text.

    All ten columns; MISC has SpaceAfter, the start and end of each word in the text and
    its name tag.

    \b
    Example:
      pledgebook parse articles/ -o trees/

    Exit code 0 with a summary; 1 if nothing could be read; 2 if a setting cannot be used.
    """
    from pledgebook.cli.running import Inputs, finish, run
    from pledgebook.config import settings
    from pledgebook.documents.read import read as document_of
    from pledgebook.sentences import conllu
    from pledgebook.sentences.parse import parser_named
    from pledgebook.types import Result

    inputs, out = Inputs(**options), Folder(folder, ".conllu")
    parser = parser_named(settings(parser=inputs.parser).parser)
    defaults = inputs.defaults()

    def work(snapshot: Snapshot) -> Result:
        out.reserve(snapshot)
        document = document_of(snapshot, defaults=defaults)
        trees = parser.parse(document, tuple(range(len(document.blocks))))
        out.write(snapshot, conllu.write(document, trees))
        return Result(
            document=document,
            engine=parser.name,
            engine_version=parser.version,
            parsed=len(trees),
        )

    page = run(inputs, work, written_to=str(folder), for_claims=False)
    finish(page, "run the same command again: each file is written anew")
