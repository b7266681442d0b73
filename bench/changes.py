"""Claims gained and lost against the last release, over the gold texts in the repository.

    python bench/changes.py            print what is gained and lost
    python bench/changes.py --write    take today's claims as those of the release

A claim is the same if document, contributor, kind, status and evidence are.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
RELEASE = ROOT / "tests" / "gold" / "release.tsv"
SETS = ("authored-dev", "fresh")
"""Sets that may be read line by line; the test half is only scored."""


def rows() -> list[str]:
    """Today's claims, one line each, sorted."""
    sys.path.insert(0, str(ROOT))
    from tests.gold.sets import results_of

    found = []
    for name in SETS:
        for key, result in results_of(name).items():
            for claim in result.claims:
                quote = " ".join(claim.evidence.quote.split())
                found.append(f"{key}\t{claim.contributor}\t{claim.kind}\t{claim.status}\t{quote}")
    return sorted(found)


def main() -> None:
    ask = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    ask.add_argument("--write", action="store_true", help="write tests/gold/release.tsv anew")
    given = ask.parse_args()
    now = rows()
    if given.write:
        RELEASE.write_text("\n".join(now) + "\n", "utf-8")
        print(f"{len(now)} claims written as those of the release")
        return
    before = RELEASE.read_text("utf-8").splitlines() if RELEASE.is_file() else []
    gained, lost = sorted(set(now) - set(before)), sorted(set(before) - set(now))
    for sign, lines in (("+", gained), ("-", lost)):
        for line in lines:
            print(sign, line.replace("\t", " | "))
    print(f"claims: {len(before)} at the last release, {len(now)} now;", end=" ")
    print(f"gained {len(gained)}, lost {len(lost)}")


if __name__ == "__main__":
    main()
