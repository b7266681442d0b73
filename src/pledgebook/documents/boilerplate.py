"""Which lines are furniture: teasers, imprint, bylines, captions, share buttons.

A line is judged by its own words only. A phrase of the lexicon decides how much of a line it
must be: all of it (`whole`, `section`), its beginning (`start`), its end (`end`), a label
before a colon, dash or bar (`label`, `teaser`, `programme`). Long lines are never furniture:
a claim that is lost costs more than a teaser that is read.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from pledgebook.documents.tables import key, phrases
from pledgebook.types import BlockKind

# Longest teasers and imprint lines in characters; a paragraph of news has 150 to 400.
LONGEST = 200
_LONGEST_TEASER = 140
_LONGEST_CAPTION = 320

_BULLET = re.compile(r"^(?:[•◦‣⁃∙·●○◆◇■□▪▫►▸▶➢➤→»>*–—-]\s*)+")
_LABEL = re.compile(r"([^:|–—]{1,40}?)\s*(:|\||\s[–—-]\s|–|—)\s*(\S.*)")
_PHONE = re.compile(r"(?:\+\d|\(\+?\d|\b0\d)(?:[ ./()-]{0,2}\d){6,14}")
_MAIL = re.compile(r"\b[\w.+-]+@[\w-]+\.[\w.-]+\b|\b(?:https?://|www\.)\S+")
_BRACKETS = re.compile(r"[\[(]([^\[\]()]{2,80})[\])]\.?$")
_CREDIT_PARTS = re.compile(r"\s*(?:/|,| via |\||:)\s*", re.IGNORECASE)
_BYLINE = re.compile(r"(?:by|from)[ \xa0:]+(?=\S)", re.IGNORECASE)
_NAME_WORD = re.compile(r"[^\W\d_][\w.'’-]*", re.UNICODE)
# "... left on Monday. – Reuters/AFP" signs a report; a picture's credit has no dash.
_SIGNED = re.compile(r"[–—-]\s*[\w/ ]{2,30}$")
_POST = re.compile(r"\b(?:correspondent|reporter|writer|editor|bureau|staff|desk|team|agencie)s?\b")
_DATE_TAIL = re.compile(r"[|,•·–—-]?\s*(?:\w+day,?\s+)?\d.*$")


class Furniture(NamedTuple):
    """The kind of a line that is no text of the article, and the match that said so."""

    kind: BlockKind
    match: str


def furniture(line: str, *, bare: bool = True) -> Furniture | None:
    """What a line is that is no text of the article, or None for a line to be read.

    Kinds are boilerplate, byline, caption, and heading for a line that only titles what
    follows ("Notes to editors"). The match `section` says that the links below belong to the
    line ("Related articles"); `kicker` that it stands above a title ("PRESS RELEASE").

    Args:
        bare: The line stands by itself. A list item or turn is only furniture when its own
            words are a link's or an imprint's.

    Example:
        >>> furniture("READ MORE: Who pays for the bridge?")
        Furniture(kind='boilerplate', match='teaser')
        >>> furniture("Canada will read more letters.") is None
        True
    """
    if len(line) > _LONGEST_CAPTION:
        return None
    if _credited(line):
        return Furniture("caption", "credit")
    if len(line) > LONGEST:
        return None
    plain = line if line[0].isalnum() else _BULLET.sub("", line)
    words = key(plain)
    bare_words = words.rstrip(" :.,…»>").lstrip("*_# ").rstrip("*_ ")
    for match in ("section", "kicker", "whole"):
        for form in {bare_words, words} if plain is line else {bare_words, words, key(line)}:
            if kind := phrases(match).get(form):
                return Furniture(_kind(kind), match)
    kind = _start(words)
    if kind:
        return Furniture(_kind(kind), "start")
    if words.endswith(_ends()) and not _SIGNED.search(words):
        longest = max((end for end in _ends() if words.endswith(end)), key=len)
        return Furniture(_kind(phrases("end")[longest]), "end")
    if labelled := _labelled(plain):
        return labelled
    if bare and is_byline(plain):
        return Furniture("byline", "byline")
    if _is_contact(plain):
        return Furniture("boilerplate", "contact")
    return None


def is_byline(line: str) -> bool:
    """Whether a line is "By" or "From" and nothing but names, places and posts.

    Example:
        >>> is_byline("By Amina Yusuf and Karl Berg in Nairobi")
        True
        >>> is_byline("By Friday, ten ships had come.")
        False
    """
    match = _BYLINE.match(line)
    if match is None or len(line) > 120 or line.endswith((".", "!", "?", ":")):
        return False
    names = _DATE_TAIL.sub("", line[match.end() :])
    found = _NAME_WORD.findall(names)
    small = phrases("name_word")
    capital = [word for word in found if word[0].isupper()]
    closed = all(word[0].isupper() or word.casefold() in small for word in found)
    if line[:4].casefold() == "from":
        # "From Jane Doe in Dakar"; without the place it may be a letter's or a speech's head.
        return closed and len(capital) >= 3 and " in " in names.casefold()
    if found and found[0].casefold() == "the" and len(found) < 3:
        # "BY THE NUMBERS"; but "By the Associated Press".
        return False
    return closed and len(found) >= 2 and (bool(capital) or _POST.search(names) is not None)


def _start(words: str) -> str | None:
    """The kind of the longest phrase that the words begin with, or None."""
    if not words.startswith(_starts()):
        return None
    for phrase in _starts():
        if words.startswith(phrase):
            after = words[len(phrase) : len(phrase) + 1]
            if not (after.isalnum() and phrase[-1].isalpha()):
                return phrases("start")[phrase]
    return None


@cache
def _starts() -> tuple[str, ...]:
    return tuple(sorted(phrases("start"), key=len, reverse=True))


@cache
def _ends() -> tuple[str, ...]:
    return tuple(phrases("end"))


def _labelled(line: str) -> Furniture | None:
    """What a label before a colon, dash or bar makes of the line, or None."""
    match = _LABEL.match(line)
    if match is None:
        return None
    label, mark, rest = key(match[1]), match[2].strip(), match[3]
    if mark in ":|":
        kind = phrases("label").get(label)
        if kind:
            return Furniture(_kind(kind), "label")
    elif not rest[0].isupper() and rest[0] not in "‘’“”\"'":
        return None
    if len(line) > _LONGEST_TEASER or line.endswith((".", ".”", ".’", '."', ";", ",")):
        return None
    for name in ("teaser", "programme"):
        if label in phrases(name):
            return Furniture("boilerplate", name)
    return None


def _credited(line: str) -> bool:
    """Whether a line ends in a picture credit: "[EPA]", "(Jane Doe/Reuters)"."""
    if not line.endswith(("]", ")", "].", ").")):
        return False
    match = _BRACKETS.search(line)
    if match is None or match.start() == 0:
        return False
    parts = _CREDIT_PARTS.split(key(match[1]))
    if line.rstrip(".").endswith(")") and len(parts) < 2:
        # "(Reuters)" at the end of a paragraph credits the report, not a picture.
        return False
    return any(part in phrases("credit") for part in parts)


def _is_contact(line: str) -> bool:
    """Whether a line is little besides a telephone number or address on the web."""
    if not any(sign in line for sign in ("@", "//", "www.", "+", "(", " 0")):
        return False
    rest = _PHONE.sub("", _MAIL.sub("", line))
    return rest != line and sum(map(str.isalpha, rest)) <= 25 and not line.endswith(".")


def _kind(kind: str) -> BlockKind:
    kinds: dict[str, BlockKind] = {
        "boilerplate": "boilerplate",
        "byline": "byline",
        "caption": "caption",
        "heading": "heading",
    }
    return kinds[kind]
