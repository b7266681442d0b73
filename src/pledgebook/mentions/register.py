"""The persons whom one text introduces, and how it takes them up again."""

from __future__ import annotations

from dataclasses import dataclass

from pledgebook.mentions.names import fold
from pledgebook.mentions.people import surname_keys


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody whom the text introduces; `actor` None where nobody said for whom they act."""

    name: str
    actor: str | None
    role: str | None
    title: str
    """The title in its normal form, by which "the minister" takes the person up again."""


class Register:
    """The persons of one document in the order in which they are introduced."""

    def __init__(self) -> None:
        self._by_key: dict[str, Person] = {}
        self._by_name: dict[str, Person] = {}
        self.introduced: list[Person] = []

    def add(self, person: Person) -> Person:
        """Keeps a person, who from now on is meant by the full name and the surname."""
        self.introduced.append(person)
        self._by_name[fold(person.name).casefold()] = person
        for key in surname_keys(person.name, person.actor):
            self._by_key[key] = person
        return person

    def find(self, name: str) -> Person | None:
        """The person of this full name, short name or surname, None where nobody was so named.

        "Anne Tvinnereim" finds "Anne Beathe Tvinnereim": first and last word are the same.
        """
        key = fold(name).casefold()
        if key in self._by_name:
            return self._by_name[key]
        words = key.split(" ")
        if len(words) == 1 or " ".join(words) in self._by_key:
            return self._by_key.get(key)
        known = self._by_key.get(words[-1])
        if known is None:
            return None
        full = fold(known.name).casefold().split(" ")
        return known if full[0] == words[0] or full[-len(words) :] == words else None

    def forms(self) -> tuple[str, ...]:
        """All surnames and short names, longest first."""
        return tuple(sorted(self._by_key, key=lambda key: (-len(key), key)))

    def by_title(self, title: str) -> Person | None:
        """The last person introduced with this title, or with a longer one of the same end."""
        for person in reversed(self.introduced):
            if person.title and (person.title == title or person.title.endswith(f" {title}")):
                return self._by_name.get(fold(person.name).casefold(), person)
        return None
