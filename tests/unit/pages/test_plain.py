from __future__ import annotations

import csv
import io
import json

from pledgebook.pages.ledger import LedgerRow, ledger_page
from pledgebook.pages.plain import csv_text, json_text

from .making import commitment, span


def test_csv_has_a_header_and_a_row_each() -> None:
    page = ledger_page([commitment(hedged=True, disputed=True)], 1)
    (row,) = csv.DictReader(io.StringIO(csv_text(page.rows, LedgerRow)))
    assert row["contributor"] == "FRA"
    assert row["marks"] == "?; ≠"
    assert row["sources"] == "1"


def test_csv_without_rows_keeps_its_header() -> None:
    assert csv_text((), LedgerRow).startswith("id,contributor,")


def test_json_keeps_letters_and_ends_with_a_line_end() -> None:
    text = json_text([{"name": "Elysée"}])
    assert "Elysée" in text
    assert text.endswith("]\n")
    assert json.loads(json_text(ledger_page([], 2))) == {"rows": [], "documents": 2}


def test_a_text_that_a_spreadsheet_would_run_is_disarmed() -> None:
    page = ledger_page([commitment(what=span('=HYPERLINK("http://example.org")'))], 1)
    (row,) = csv.DictReader(io.StringIO(csv_text(page.rows, LedgerRow)))
    assert row["what"].startswith("'=HYPERLINK")
    assert '"=HYPERLINK' in json_text(page)
