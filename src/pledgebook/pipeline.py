"""The one page that joins the stages: snapshot in, result out."""

from __future__ import annotations

from pledgebook.documents.read import read as read_document
from pledgebook.protocols import Engine
from pledgebook.types import Metadata, Result, Snapshot

NOTHING_KNOWN = Metadata()


def process(
    snapshot: Snapshot,
    engine: Engine,
    *,
    defaults: Metadata = NOTHING_KNOWN,
    layers: bool = False,
) -> Result:
    """Everything that an engine reads from one snapshot.

    Pure apart from its engine. The command line, the batch run and the web page call this.

    Args:
        defaults: metadata for texts that have none of their own.
        layers: also mentions and attributions of every sentence.

    Raises:
        DocumentError: the bytes hold no English text; the message names the input.
    """
    return engine.read(read_document(snapshot, defaults=defaults), layers=layers)
