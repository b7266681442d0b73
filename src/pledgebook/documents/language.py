"""Whether a text is English, and if not, what it is."""

from __future__ import annotations

import re

from pledgebook.documents.tables import rows, words
from pledgebook.errors import DocumentError

# Language is read from so many characters at most; more changes no answer on the 600 public
# statements tried, and the cost grows with it.
_READ = 2000
# Texts with fewer letters are taken as they are: langid errs on headlines.
_FEWEST_LETTERS = 100

# Share of the lexicon's frequent words above which a text is English without a look at the
# model: every eighth word of English prose is one of them, in other languages nearly none.
# Source: Francis and Kucera, Brown Corpus rank list, less the words that are frequent in
# another language written in Latin letters ("die", "in", "was", "for").
_ENOUGH = 0.08
# Below this share a text that langid calls foreign is so; lists and tables in English, which
# langid takes for anything, lie above.
_TOO_FEW = 0.03
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def require_english(text: str) -> None:
    """Passes English text and text too short to tell.

    Raises:
        DocumentError: the text is in another language, which the message names.
    """
    sample = text[:_READ]
    found = _WORD.findall(sample.casefold())
    if sum(map(len, found)) < _FEWEST_LETTERS:
        return
    share = sum(map(words("english").__contains__, found)) / len(found)
    if share >= _ENOUGH:
        return
    from py3langid import classify

    code: str = classify(sample)[0]
    # "zxx" is ISO 639-3 for no language at all: numbers, codes.
    if code not in ("en", "zxx") and share < _TOO_FEW:
        raise DocumentError(f"is in {_name(code)}, not English; only English is read so far")


def _name(code: str) -> str:
    names = {row["code"]: row["name"] for row in rows("en/lexicons/languages.tsv")}
    return names.get(code, f"the language {code}")
