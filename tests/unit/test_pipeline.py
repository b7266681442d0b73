from __future__ import annotations

import pytest

from pledgebook.errors import DocumentError
from pledgebook.pipeline import process
from pledgebook.types import Document, Metadata, Result, Snapshot

TEXT = "Rain\n\nIt rained for most of the day and the match was put off until Sunday.\n"


class Echo:
    name, version = "echo", "1"

    def read(self, document: Document, *, layers: bool = False) -> Result:
        return Result(document=document, engine=self.name, engine_version=str(layers))


def snapshot(body: bytes) -> Snapshot:
    return Snapshot(address="a.txt", name="a", media_type="text/plain", digest="", body=body)


def test_an_engine_reads_the_document_of_a_snapshot() -> None:
    result = process(snapshot(TEXT.encode()), Echo(), defaults=Metadata(publisher="Post"))
    assert result.document.text == TEXT
    assert result.document.publisher == "Post"
    assert result.engine_version == "False"


def test_layers_are_passed_on() -> None:
    assert process(snapshot(TEXT.encode()), Echo(), layers=True).engine_version == "True"


def test_what_is_no_text_is_named() -> None:
    with pytest.raises(DocumentError, match=r"^a\.txt: "):
        process(snapshot(b" \n"), Echo())
