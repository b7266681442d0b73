"""Writes measured figures into the model card and puts a copy beside the weights.

python training/evaluate.py TREEBANKS --json figures.json
python training/card.py figures.json docs/model-card.md src/pledgebook/data/en/model
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

BEGIN, END = "<!-- figures -->\n", "<!-- end of figures -->\n"
PARSED = ("PUD", "GUM-open", "EWT")
NAMED = ("PUD", "GUM-open", "EWT", "CrossNER politics")
LAYERS = {
    "tokens": "tokens F", "sentences": "sentence F", "upos": "UPOS", "xpos": "XPOS",
    "lemma": "lemma", "verb lemma": "verb lemma", "uas": "UAS", "las": "LAS",
}  # fmt: skip


def table(head: list[str], rows: list[list[Any]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(map(str, line)) + " |\n" for line in lines)


def tables(figures: dict[str, Any], size: int) -> str:
    """The tables of the card."""
    layers = [
        [name, *(f"{figures[name][key]:.{1 + (key == 'tokens')}f}" for key in LAYERS),
         figures[name]["tokens per CPU-second"]]
        for name in PARSED
    ]  # fmt: skip
    names = [
        [name, *(f"{figures[name][key]:.1f}" for key in ("names", "PER", "ORG", "LOC"))]
        for name in NAMED
    ]
    relations = [key for key in figures["PUD"] if key.startswith("recall ")]
    recalls = [
        [key.removeprefix("recall "),
         *(f"{figures[name][key]:.1f}" if key in figures[name] else "" for name in PARSED)]
        for key in sorted(relations, key=lambda key: -figures["PUD"][key])
    ]  # fmt: skip
    return "\n".join(
        (
            table(["test set", *LAYERS.values(), "tokens per CPU-second"], layers),
            table(["test set", "names F1", "PER", "ORG", "LOC"], names),
            "Share of gold relations found with the right head and label:\n",
            table(["relation", *PARSED], recalls),
            f"Size of the folder: {size / 1e6:.1f} MB. Import and load in a fresh process: "
            f"{figures['load seconds']} s.\n",
        )
    )


def main() -> None:
    """Fills the card between its marks and copies it."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("figures", type=Path)
    reader.add_argument("card", type=Path)
    reader.add_argument("model", type=Path)
    args = reader.parse_args()
    size = sum(path.stat().st_size for path in args.model.iterdir())
    text = args.card.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    filled = tables(json.loads(args.figures.read_text(encoding="utf-8")), size)
    text = f"{before}{BEGIN}\n{filled}\n{END}{after}"
    args.card.write_text(text, encoding="utf-8")
    (args.model / "README.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
