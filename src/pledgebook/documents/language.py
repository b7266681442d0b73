"""Whether a text is English, and if not, what it is."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

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
    code: str = _identifier().classify(sample)[0]
    if code != "en" and share < _TOO_FEW:
        raise DocumentError(f"is in {_names()[code]}, not English; only English is read so far")


@cache
def _identifier() -> Any:
    """langid among the languages in which news is published.

    Left to all that it knows, it takes lists of English names for Latin or Central Bikol.
    """
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(sorted(_names()))
    return identifier


@cache
def _names() -> dict[str, str]:
    return {row["code"]: row["name"] for row in rows("en/lexicons/languages.tsv")}
