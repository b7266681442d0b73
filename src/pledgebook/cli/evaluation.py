"""The command `eval`: scores claims against hand annotation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pledgebook.cli.options import parser_option
from pledgebook.cli.output import complain, console
from pledgebook.errors import DocumentError, PledgebookError, SettingsError

if TYPE_CHECKING:
    from pledgebook.pages.evaluation import EvaluationPage
    from pledgebook.protocols import Engine
    from pledgebook.scoring.claims import Tally
    from pledgebook.scoring.clusters import BCubed
    from pledgebook.scoring.records import Annotated, GoldDocument
    from pledgebook.scoring.report import Report
    from pledgebook.types import Document, Result

_HELD_OUT = "test"


def _chosen(gold_dir: Path, wanted: Wanted) -> tuple[GoldDocument, ...]:
    """The gold documents of the part that was asked for.

    A split file beside the gold is found by itself where errors are to be listed, so that
    held-out documents are never shown, with --split or without.
    """
    from pledgebook.scoring.records import gold_documents
    from pledgebook.scoring.split import part_of, split_parts

    documents = gold_documents(gold_dir)
    beside = [folder / "split.tsv" for folder in (gold_dir, gold_dir.parent)]
    found = wanted.split or next((file for file in beside if file.is_file()), None)
    part = wanted.part
    if part and not found:
        raise SettingsError(f"{gold_dir}: no split.tsv is there; name one with --split FILE")
    if found and (part or wanted.errors):
        parts = split_parts(found)
        parted = {each.id: part_of(each, found, parts) for each in documents}
        documents = tuple(
            each
            for each in documents
            if (parted[each.id] == part if part else parted[each.id] != _HELD_OUT)
        )
    if not documents:
        raise SettingsError(f"{gold_dir}: holds no gold file of that part; check the folder")
    return documents


def document_of(gold: GoldDocument) -> Document:
    """The text of a gold document as the engine gets it, with gold's publisher and date.

    Raises:
        SettingsError: the text is not there.
    """
    from pledgebook.documents.read import read
    from pledgebook.sources.local import take
    from pledgebook.types import Metadata

    path = gold.text_path
    if path is None or not path.is_file():
        raise SettingsError(f"{gold.path}: its text {path} is not there; restore it")
    head = gold.gold.document
    known = Metadata(
        id=gold.id,
        title=head.title,
        publisher=head.publisher,
        published=head.published,
        url=head.url,
    )
    return read(take(path, known))


def engine_results(
    gold: Iterable[GoldDocument], engine: Engine
) -> tuple[dict[str, Result], dict[str, str]]:
    """What the engine reads from the gold's texts, and why texts could not be read."""
    from pledgebook.cli.running import fault_words

    out: dict[str, Result] = {}
    failed: dict[str, str] = {}
    for each in gold:
        try:
            out[each.id] = engine.read(document_of(each))
        except SettingsError:
            raise
        except PledgebookError as error:
            failed[each.id] = str(error)
        except Exception as error:  # noqa: BLE001
            # A fault on one text must not hide the figures of all others; it counts as empty.
            failed[each.id] = f"{each.id}: {fault_words(error)}"
    return out, failed


def filed_results(gold: Iterable[GoldDocument], folder: Path) -> dict[str, Result]:
    """The predictions of a folder as results over the gold's texts, where both are there.

    A prediction whose quotes do not stand in the text has no result: no ledger can be made
    of it, and `grounded` counts it.
    """
    from pledgebook.exports.annotation import from_form
    from pledgebook.scoring.records import prediction_forms

    texts = {each.id: each.text for each in gold if each.text is not None}
    out = {}
    for name, form in prediction_forms(folder):
        if name in texts:
            try:
                out[name] = from_form(form, texts[name])
            except DocumentError:
                continue
    return out


def scored_clusters(
    folder: Path,
    gold: Sequence[GoldDocument],
    predictions: Mapping[str, Annotated],
    results: Mapping[str, Result],
    report: Report,
) -> tuple[BCubed | None, Tally | None]:
    """B³ and equal states over the clusters whose texts are all scored; None without one."""
    from pledgebook.ledger.records import Scope
    from pledgebook.ledger.store import Ledger
    from pledgebook.scoring.claims import Tally
    from pledgebook.scoring.clusters import (
        b_cubed,
        commitment_states,
        equal_states,
        found_claims,
        gold_clusters,
        predicted_clusters,
    )

    chosen = {each.id for each in gold}
    clusters = [
        each for each in gold_clusters(folder) if chosen >= {text.id for text in each.documents}
    ]
    if not clusters or not results:
        return None, None
    claims = {name: each.claims for name, each in predictions.items()}
    found = found_claims(gold, claims, report)
    expected: dict[str, str] = {}
    got: dict[str, str] = {}
    states = Tally()
    for each in clusters:
        expected |= {ref: f"{each.cluster}/{c.id}" for c in each.commitments for ref in c.claims}
        with Ledger.open(":memory:", create=True) as book:
            for text in each.documents:
                if text.id in results:
                    book.add(results[text.id])
            book.link()
            got |= predicted_clusters(book.view().commitments(), found)
            days = each.days()
            held = [
                state
                for day in days
                for state in commitment_states(book.view(Scope(as_of=day)).commitments(), day)
            ]
            states = states + equal_states(each.states(days), held)
    return b_cubed(expected, got), states


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The options of one evaluation."""

    predictions: Path | None
    split: Path | None
    part: str | None
    json_file: Path | None
    rounds: int
    brief: bool
    errors: bool
    parser: str | None


def evaluation_page(gold_dir: Path, wanted: Wanted) -> EvaluationPage:
    """Everything that is measured on the gold of a folder.

    Raises:
        SettingsError: gold, split, predictions or a text cannot be read.
    """
    from pledgebook.cli.running import engine_for
    from pledgebook.exports.annotation import to_form
    from pledgebook.pages.evaluation import EvaluationPage, error_rows
    from pledgebook.scoring.records import annotated, predictions_in
    from pledgebook.scoring.report import report

    gold = _chosen(gold_dir, wanted)
    failed: dict[str, str] = {}
    if wanted.predictions:
        predictions = predictions_in(wanted.predictions)
        results = filed_results(gold, wanted.predictions)
        title = str(wanted.predictions)
    else:
        engine = engine_for(wanted.parser)
        results, failed = engine_results(gold, engine)
        predictions = {name: annotated(to_form(each), name) for name, each in results.items()}
        title = f"{engine.name} {engine.version}"
    measured = report(gold, predictions, rounds=wanted.rounds)
    clusters, states = scored_clusters(gold_dir, gold, predictions, results, measured)
    return EvaluationPage(
        title=f"{title} on {gold_dir}" + (f", part {wanted.part}" if wanted.part else ""),
        failed=tuple(failed.values()),
        report=measured,
        clusters=clusters,
        states=(states.hits, states.of) if states else None,
        errors=error_rows(gold, predictions, measured) if wanted.errors else (),
    )


@click.command("eval", short_help="Score claims against hand annotation.")
@click.argument(
    "gold_dir", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="GOLD_DIR"
)
@click.option(
    "--predictions",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Score these JSON files (as `extract` writes them) instead of reading the texts.",
)
@click.option(
    "--split",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A table of document and part. [default: split.tsv beside the gold]",
)
@click.option("--part", type=click.Choice(["dev", _HELD_OUT]), help="Only this part of the split.")
@click.option(
    "--json",
    "json_file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="OUT",
    help="Write all figures to this file too.",
)
@click.option(
    "--rounds",
    type=click.IntRange(0),
    default=2000,
    show_default=True,
    metavar="N",
    help="Bootstrap rounds for the intervals; 0 for none.",
)
@click.option("--brief", is_flag=True, help="Only the figures of all documents together.")
@click.option("--errors", is_flag=True, help="List missed and invented claims; never of `test`.")
@parser_option
def evaluate(gold_dir: Path, **options: Any) -> None:
    """Score claims against hand-annotated files.

    GOLD_DIR holds JSON files in the annotation form with their texts. A claim is found if
    its evidence overlaps and contributor and area of the kind agree; it is exact if kind and
    status agree too. Cluster files in the folder score the ledger as well.

    \b
    Examples:
      pledgebook eval gold/dev --part dev
      pledgebook eval gold/dev --predictions claims/ --json figures.json
      pledgebook eval gold/dev --part dev --errors

    Exit code 0; 1 if a text could not be read (it counts as empty); 2 if the gold, a text
    or a setting cannot be used.
    """
    wanted = Wanted(**options)
    if wanted.errors and wanted.part == _HELD_OUT:
        raise click.UsageError("--errors shows no document of the test part; it is only scored")
    from pledgebook.pages.evaluation import report_form
    from pledgebook.pages.plain import json_text
    from pledgebook.pages.terminal.evaluation import evaluation_view

    page = evaluation_page(gold_dir, wanted)
    for line in page.failed:
        complain(line)
    console().print(evaluation_view(page, brief=wanted.brief))
    if wanted.json_file:
        try:
            wanted.json_file.write_text(json_text(report_form(page)), "utf-8")
        except OSError as error:
            reason = f"{wanted.json_file}: cannot be written ({error.strerror})"
            raise SettingsError(f"{reason}; name another file with --json") from None
    if page.failed:
        click.get_current_context().exit(1)
