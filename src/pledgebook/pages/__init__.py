"""What one screen, one JSON answer and one file show: frozen records and their rendering.

A page is built from the ledger's records and holds words and values, no behaviour. The
modules of `terminal/` draw pages with rich; `plain` writes them as JSON and CSV.
"""
