"""Surface forms of English words, for the gate's word list."""

from __future__ import annotations

import re
from collections.abc import Mapping

# Consonant after one vowel letter: the last letter may double ("commit", "travel"); a "u"
# before the vowel is no hindrance ("equip", "refuel").
_DOUBLES = re.compile(r"([^aeiou]|u)[aeiouy][bdgklmnprtvz]$")
_PREFIX = re.compile(r"(re-?|under|over|out|up|with|fore?|co-?|cross-)(?=[a-z])")
_SIBILANT = re.compile(r"(s|x|z|ch|sh)$")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")

Irregular = Mapping[tuple[str, str], tuple[str, ...]]


def verb_forms(lemma: str, irregular: Irregular) -> frozenset[str]:
    """Every form in which a verb may be written, its lemma included.

    "commit" -> commit, commits, committed, committing, and the misspelt "commited".
    Where stress or country decides about doubling, both forms are given: a list that is
    scanned for must not miss a form, and a form that nobody writes does no harm.

    Args:
        irregular: By (lemma, "verb"): the forms that no rule gives.
    """
    forms = {lemma, _with_s(lemma)}
    stems = {lemma}
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        stems = {lemma[:-1]}
    elif _DOUBLES.search(lemma):
        stems.add(lemma + lemma[-1])
    forms |= {stem + "ing" for stem in stems}
    special = _irregular(lemma, irregular)
    if special:
        return frozenset(forms | special)
    if _CONSONANT_Y.search(lemma):
        forms.add(lemma[:-1] + "ied")
    elif lemma.endswith("e"):
        forms.add(lemma + "d")
    else:
        forms |= {stem + "ed" for stem in stems}
    return frozenset(forms)


def _irregular(lemma: str, irregular: Irregular) -> set[str]:
    """The irregular forms of a verb or of what is left without its prefix ("underwrite")."""
    if (lemma, "verb") in irregular:
        return set(irregular[lemma, "verb"])
    prefix = _PREFIX.match(lemma)
    if prefix is None:
        return set()
    stem = irregular.get((lemma[prefix.end() :], "verb"), ())
    return {prefix.group() + form for form in stem}


def noun_forms(lemma: str, irregular: Irregular) -> frozenset[str]:
    """Singular and plural of a noun: "airman" -> airman, airmen."""
    special = irregular.get((lemma, "noun"))
    if special is not None:
        return frozenset({lemma, *special})
    if lemma.endswith("man"):
        return frozenset({lemma, lemma[:-3] + "men"})
    return frozenset({lemma, _with_s(lemma)})


def _with_s(lemma: str) -> str:
    if _CONSONANT_Y.search(lemma):
        return lemma[:-1] + "ies"
    if _SIBILANT.search(lemma):
        return lemma + "es"
    return lemma + "s"
