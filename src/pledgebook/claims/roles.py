"""Who gives, who gets, against whom, through whom, where: roles from tree and mentions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pledgebook.claims.predicates import tense_of
from pledgebook.claims.reading import Reading, actor_of
from pledgebook.claims.rulebook import Act, Role, Rulebook
from pledgebook.claims.voices.focus import definite
from pledgebook.types import ActorName, Span, Token

Referent = Callable[[Reading, Token], ActorName | None]
"""Whom a pronoun or a described noun ("the country", "we") stands for; None where unclear."""

RELATIVE = frozenset({"which", "who", "that", "whom"})
BY = ("by",)
AGENT_PREPOSITIONS = ("by", "from", "of")
AT_HOME = frozenset({"government", "cabinet", "parliament", "ministers", "minister", "treasury"})
"""Nouns that without a name mean the state that the text is published in."""
SPOKEN_FOR = frozenset({"spokesman", "spokeswoman", "spokesperson", "secretary", "minister"})
INCLUSIVE = frozenset({"including", "include", "such as", "among", "like", "notably"})
ALLIANCES = frozenset({"coalition", "alliance"})
HELPING = frozenset({"help", "assist", "enable"})
"""Verbs whose subject shares in what their object does: "help Sudan rebuild" is help."""
STANCES = frozenset(
    {"refusal", "readiness", "willingness", "decision", "accession", "recognition", "help",
     "backing", "plan", "intention", "reluctance", "withdrawal", "participation"}
)  # fmt: skip
"""Nouns whose of-phrase is the one who acts: "the refusal of Poland to send troops"."""
SUPPORT_VERBS = frozenset(
    {"make", "have", "take", "give", "offer", "provide", "announce", "launch", "conduct", "carry",
     "undertake", "begin", "start", "continue", "step", "increase", "declare", "express", "renew",
     "reiterate", "repeat", "confirm", "reaffirm", "extend", "keep", "issue", "perform", "deliver",
     "withdraw", "drop", "abandon", "suspend", "halt", "end", "stop", "resume", "impose", "lift",
     "signal", "sign", "conclude", "reach", "seal", "send", "show", "see", "plan", "consider", "approve", "reject", "refuse"}
)  # fmt: skip
"""Verbs whose subject does the act that their object names: "made a pledge", "carried out
strikes"; grammars call them support or light verbs."""
OBJECT_CONTROL = frozenset(
    {"allow", "let", "permit", "send", "deploy", "dispatch", "force",
     "authorise", "authorize", "order", "instruct", "direct", "task", "want", "expect", "lead"}
)  # fmt: skip
"""Verbs whose object is the subject of the infinitive below: "sent engineers to repair"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody in a role: actor id, the token that names it, and how it was read."""

    id: str
    token: int
    name: ActorName
    via: str


class Roles:
    """Finds the parties of acts in one document.

    Args:
        referent: resolves pronouns and descriptions from the discourse.
        issuer: the state or body that publishes the document itself: its own "Government".
    """

    def __init__(self, rulebook: Rulebook, referent: Referent, issuer: str | None = None) -> None:
        self.rulebook = rulebook
        self.referent = referent
        self.issuer = issuer

    def party(self, reading: Reading, head: int) -> Party | None:
        """The actor that a noun phrase stands for, None where it is none or unclear."""
        tree = reading.tree
        token = tree[head]
        if token.lemma.lower() in RELATIVE and token.upos in {"PRON", "DET", "SCONJ"}:
            antecedent = self.antecedent(reading, head)
            return self.party(reading, antecedent) if antecedent else None
        mention = reading.actor_at(head)
        actor = actor_of(mention)
        attribute = token.upos == "ADJ" or token.deprel in {"amod", "compound", "nmod:poss"}
        if actor is not None and mention is not None and (mention.via != "adjective" or attribute):
            return Party(id=cut(str(actor.id)), token=head, name=actor, via=mention.via)
        inner = self.party_within(reading, head)
        if inner is not None:
            return inner
        at_home = token.lemma.lower() in AT_HOME and definite(tree, token)
        if at_home and self.issuer is not None:
            return Party(id=self.issuer, token=head, name=ActorName(id=self.issuer), via="issuer")
        if token.upos in {"PRON", "NOUN", "DET"} or actor is None:
            found = self.referent(reading, token)
            if found is not None and found.id:
                return Party(id=cut(found.id), token=head, name=found, via="referent")
        if token.lemma.lower() in ALLIANCES and token.upos == "NOUN":
            words = [
                t for t in reading.phrase(head) if t.upos not in {"DET", "PUNCT"} or t.id > head
            ]
            phrase = reading.document.text[words[0].start : words[-1].end]
            return Party(
                id=f"GROUP:{phrase}", token=head, name=ActorName(id=f"GROUP:{phrase}"), via="group"
            )
        if self.issuer is not None and token.lemma.lower() in {"we", "us", "our"}:
            return Party(id=self.issuer, token=head, name=ActorName(id=self.issuer), via="issuer")
        home = reading.document.home
        if home is not None and at_home:
            return Party(id=home, token=head, name=ActorName(id=home), via="home")
        return None

    def party_within(self, reading: Reading, head: int) -> Party | None:
        """The actor that modifies an acting noun: "Canadian planes", "the leaders of France"."""
        tree = reading.tree
        token = tree[head]
        if token.upos not in {"NOUN", "PROPN", "ADJ"}:
            return None
        for child in tree.children(head, "amod", "compound", "nmod:poss", "flat", "nmod:desc"):
            mention = reading.actor_at(child.id)
            actor = actor_of(mention)
            if actor is not None and mention is not None:
                return Party(id=str(actor.id), token=head, name=actor, via=f"{mention.via} of noun")
        for child in tree.children(head, "compound"):
            inner = self.party_within(reading, child.id)
            if inner is not None:
                return inner
        for child in tree.children(head, "nmod:poss"):
            found = self.referent(reading, child)
            if found is not None and found.id:
                return Party(id=found.id, token=head, name=found, via="possessive")
        for child in tree.children(head, "nmod"):
            marker = reading.marker(child.id)
            if marker in {"of", "from"} or (marker == "for" and token.lemma.lower() in SPOKEN_FOR):
                mention = reading.actor_at(child.id)
                actor = actor_of(mention)
                if actor is not None and mention is not None:
                    return Party(
                        id=str(actor.id), token=head, name=actor, via=f"{mention.via} of noun"
                    )
        return None

    def parties(self, reading: Reading, head: int) -> tuple[Party, ...]:
        """The actors of a coordinated noun phrase, each once, in text order.

        "Bahrain, Oman and the Saudi navy" -> BHR, OMN, SAU.
        """
        found: dict[str, Party] = {}
        if reading.tree[head].lemma.lower() in {"they", "we"}:
            speakers = self.reporting_subject(reading, head)
            if speakers is not None and len(reading.conjuncts(speakers)) > 1:
                return self.parties(reading, speakers)
        for token in (*reading.conjuncts(head), *self.included(reading, head)):
            party = self.party(reading, token.id)
            if party is not None:
                found.setdefault(party.id, party)
        return tuple(found.values())

    def reporting_subject(self, reading: Reading, pronoun: int) -> int | None:
        """The subject of the verb that reports a pronoun's clause: "X and Y said they ..."."""
        tree = reading.tree
        for above in tree.path_to_root(pronoun):
            if above.deprel == "ccomp" and above.head:
                subject = tree.child(above.head, "nsubj")
                return subject.id if subject is not None and subject.id != pronoun else None
        return None

    def included(self, reading: Reading, head: int) -> tuple[Token, ...]:
        """The members named beside a group: "ten Arab states, including Qatar and Oman".

        A range names its members too: "allies from Europe to Japan and New Zealand".
        """
        found: list[Token] = []
        for child in reading.tree.children(head, "nmod", "obl", "appos", "acl"):
            ranged = reading.marker(child.id) == "to" and any(
                reading.marker(c.id) == "from" for c in reading.tree.children(head, "nmod")
            )
            if ranged or reading.marker(child.id) in INCLUSIVE or child.lemma.lower() in INCLUSIVE:
                found.extend(reading.conjuncts(child.id))
        return tuple(found)

    def antecedent(self, reading: Reading, pronoun: int) -> int | None:
        """The noun that a relative pronoun stands for, None outside a relative clause."""
        tree = reading.tree
        for above in (tree[pronoun], *tree.path_to_root(pronoun)):
            if above.deprel == "acl:relcl":
                return above.head
        return None

    def is_passive(self, reading: Reading, verb: int) -> bool:
        """Whether the verb's subject undergoes the act: "was sent", "aid sent by Japan"."""
        tree = reading.tree
        token = tree[verb]
        if tree.children(verb, "aux:pass", "nsubj:pass"):
            return True
        if token.xpos != "VBN":
            return False
        if token.deprel == "conj":
            return self.is_passive(reading, token.head) and not tree.children(verb, "nsubj", "obj")
        if token.deprel.startswith("acl"):
            return not tree.children(verb, "aux", "nsubj", "obj")
        return tense_of(reading, verb) == "open" and token.deprel in {"amod", "root"}

    def agent(self, reading: Reading, predicate: int) -> int | None:
        """The token of the by-phrase of a passive or of a noun, None without one."""
        tree = reading.tree
        below = tree.children(predicate, "obl", "nmod")
        if tree[predicate].upos == "NOUN":
            held = [c for c in below if reading.marker(c.id) == "of"]
            below += tuple(c for h in held for c in tree.children(h.id, "nmod"))
        for child in below:
            if child.deprel == "obl:agent" or reading.marker(child.id) in BY:
                if any(m.type in {"time", "quantity"} for m in reading.by_token.get(child.id, ())):
                    continue
                return child.id
        return None

    def subject(self, reading: Reading, verb: int, depth: int = 0) -> int | None:
        """The token of the noun phrase that does the act of this predicate, None if unnamed.

        Climbs where the predicate has no subject of its own: coordination, infinitives,
        participles and relative clauses share the subject above them.
        """
        tree = reading.tree
        token = tree[verb]
        if depth > 8:
            return None
        if token.upos in {"NOUN", "PROPN"} and not tree.children(verb, "cop"):
            return self.noun_agent(reading, verb, depth)
        if self.is_passive(reading, verb):
            return self.agent(reading, verb)
        above = tree.head(verb)
        if (
            above is not None
            and above.lemma.lower() in HELPING
            and token.deprel in {"xcomp", "ccomp"}
        ):
            return self.subject(reading, above.id, depth + 1)
        own = next((c for c in tree.children(verb, "nsubj") if c.deprel != "nsubj:pass"), None)
        if own is not None:
            if own.lemma.lower() in {"it", "there"} and tree.children(verb, "expl"):
                return None
            return own.id
        return self.shared_subject(reading, verb, depth)

    def shared_subject(self, reading: Reading, verb: int, depth: int) -> int | None:
        """The subject that a predicate without one shares with what governs it."""
        tree = reading.tree
        token = tree[verb]
        above = tree.head(verb)
        if above is None:
            return None
        relation = token.deprel.partition(":")[0]
        if relation == "conj":
            return self.subject(reading, above.id, depth + 1)
        if token.deprel == "acl:relcl":
            return None
        if relation == "acl":
            subject = tree.child(above.id, "nsubj")
            if subject is not None and tree.children(above.id, "cop"):
                return subject.id
            if token.xpos == "VBG":
                return None if reading.marker(verb) else above.id
            return self.noun_agent(reading, above.id, depth)
        if relation in {"xcomp", "advcl", "ccomp", "csubj"}:
            controlled = tree.child(above.id, "obj", "iobj")
            if (
                relation == "xcomp"
                and controlled is not None
                and (above.lemma.lower() in OBJECT_CONTROL)
            ):
                return controlled.id
            if self.is_passive(reading, above.id):
                passive = tree.child(above.id, "nsubj:pass")
                if relation == "xcomp" and passive is not None:
                    return passive.id
                return self.agent(reading, above.id)
            return self.subject(reading, above.id, depth + 1)
        return None

    def noun_agent(self, reading: Reading, noun: int, depth: int = 0) -> int | None:
        """The token that names whose act a noun is: "Japan's offer", "aid from Japan".

        Falls back on the subject of the verb that has the noun as object: "Japan made an
        offer", "Japan has a plan to send".
        """
        tree = reading.tree
        token = tree[noun]
        agent = self.agent(reading, noun)
        if agent is not None:
            return agent
        possessor = tree.child(noun, "nmod:poss")
        if possessor is not None:
            return possessor.id
        for child in tree.children(noun, "amod", "compound", "nmod:desc"):
            if actor_of(reading.actor_at(child.id)) is not None:
                return child.id
        for child in tree.children(noun, "nmod"):
            named = actor_of(reading.actor_at(child.id))
            if named is None:
                continue
            if reading.marker(child.id) == "from":
                return child.id
            if reading.marker(child.id) == "of" and token.lemma.lower() in STANCES:
                return child.id
        above = tree.head(noun)
        if above is None or depth > 8:
            return None
        if token.deprel == "nsubj:pass":
            return self.agent(reading, above.id)
        if token.deprel == "conj":
            return self.noun_agent(reading, above.id, depth + 1)
        if token.deprel in {"obj", "xcomp"} and above.lemma.lower() in SUPPORT_VERBS:
            return self.subject(reading, above.id, depth + 1)
        return None

    def addressee(self, reading: Reading, predicate: int) -> int | None:
        """The token that names who is asked: "urged Japan to", "called on Japan", "asked of"."""
        tree = reading.tree
        token = tree[predicate]
        if token.upos in {"VERB", "AUX"} and self.is_passive(reading, predicate):
            passive = tree.child(predicate, "nsubj:pass")
            return passive.id if passive is not None else None
        for child in tree.children(predicate, "obj", "iobj"):
            if self.party(reading, child.id) is not None:
                return child.id
        for child in tree.children(predicate, "obl", "nmod"):
            if reading.marker(child.id).split(" ")[0] in {
                "on",
                "upon",
                "to",
                "from",
                "of",
                "with",
            }:
                if self.party(reading, child.id) is not None:
                    return child.id
        return None

    def dependents(
        self, reading: Reading, predicates: Iterable[int]
    ) -> tuple[tuple[int, str], ...]:
        """(token, preposition) of the prepositional phrases under these tokens, nearest first."""
        found: list[tuple[int, str]] = []
        for predicate in predicates:
            for child in reading.tree.children(predicate, "obl", "nmod"):
                if child.deprel == "nmod:poss":
                    continue
                found.append((child.id, reading.marker(child.id)))
        return tuple(found)

    def in_role(
        self, reading: Reading, act: Act | None, places: Iterable[int], role: Role
    ) -> tuple[int, ...]:
        """The tokens of prepositional phrases that an act's frame gives this role."""
        frame = act.preps if act is not None else DEFAULT_PREPOSITIONS
        found = []
        for token_id, marker in self.dependents(reading, places):
            roles = frame.get(marker) or frame.get(marker.split(" ")[0], ())
            if not roles:
                roles = DEFAULT_PREPOSITIONS.get(marker, ())
            if role in roles:
                found.append(token_id)
        return tuple(found)

    def place(self, reading: Reading, places: Iterable[int]) -> Span | None:
        """Where it happens or goes, with its preposition: "to the United Arab Emirates"."""
        for token_id, marker in self.dependents(reading, places):
            if marker.split(" ")[0] not in {
                "in",
                "into",
                "over",
                "at",
                "near",
                "off",
                "to",
                "around",
                "inside",
            }:
                continue
            covered = [
                m for m in reading.by_token.get(token_id, ()) if m.type in {"actor", "place"}
            ]
            if covered or reading.tree[token_id].name.endswith("LOC"):
                return reading.span(*reading.tree.extent(token_id, "conj", "acl", "appos"))
        return None


def cut(actor: str) -> str:
    """A described group without what is said beside it: "ten Arab states – including Qatar"."""
    return re.split(r"\s+[–—(-]|[,;:(]\s|\s+(?:including|such as)\b", actor)[0]


DEFAULT_PREPOSITIONS: dict[str, tuple[Role, ...]] = {
    "to": ("recipient",),
    "for": ("recipient", "purpose"),
    "against": ("target",),
    "through": ("channel",),
    "via": ("channel",),
    "in": ("place",),
    "into": ("place",),
    "over": ("place",),
}
