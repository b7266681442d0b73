"""Which part of a gold set a document is in: one to tune on, one that is only scored."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pledgebook.errors import SettingsError
from pledgebook.scoring.records import GoldDocument


def split_parts(file: Path) -> Mapping[str, str]:
    """Part ("dev", "test") by document path without suffix, from a table `document<TAB>part`.

    Raises:
        SettingsError: the file is missing or has another form.
    """
    try:
        lines = file.read_text("utf-8").splitlines()
    except OSError as error:
        raise SettingsError(
            f"{file}: cannot be read ({error.strerror}); name a split file"
        ) from None
    rows = [line.split("\t") for line in lines if line.strip()]
    if not rows or rows[0] != ["document", "part"] or any(len(row) != 2 for row in rows):
        raise SettingsError(f"{file}: not a table of `document` and `part` with a tab between")
    return {row[0]: row[1] for row in rows[1:]}


def part_of(document: GoldDocument, file: Path, parts: Mapping[str, str]) -> str | None:
    """The part of a split that a document is in, None where the split does not list it."""
    path, root = document.path.resolve().with_suffix(""), file.resolve().parent
    if path.is_relative_to(root):
        listed = parts.get(path.relative_to(root).as_posix())
        if listed:
            return listed
    return next((part for name, part in parts.items() if name.split("/")[-1] == path.name), None)
