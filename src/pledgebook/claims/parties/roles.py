"""Who gives, who gets, against whom, through whom, where: roles from tree and mentions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pledgebook.claims.clauses.predicates import tense_of
from pledgebook.claims.clauses.reading import Reading, actor_of
from pledgebook.claims.parties.institutions import Institutions, Referent
from pledgebook.claims.parties.party import Party, by_name, is_listed
from pledgebook.claims.parties.sayers import sayer
from pledgebook.claims.parties.together import Together
from pledgebook.claims.rulebook.book import Act, Role, Rulebook
from pledgebook.claims.speech.lexicon import source_classes
from pledgebook.claims.voices.focus import (
    FEMALE,
    FIRST,
    FIRST_PLURAL,
    GOVERNMENT_NOUNS,
    MALE,
    STATE_NOUNS,
)
from pledgebook.types import ActorName, Span, Token

RELATIVE = frozenset({"which", "who", "that", "whom"})
BY = ("by",)
ADDRESSING = frozenset({"on", "upon", "to", "from", "of", "with"})
"""Prepositions of whom a request goes to: "called on Japan", "asked of Japan"."""
PLACING = frozenset({"in", "into", "over", "at", "near", "off", "to", "around", "inside"})
"""Prepositions of where something happens or goes."""


class Roles:
    """Finds the parties of acts in one document.

    Args:
        referent: resolves pronouns and descriptions from the discourse.
        issuer: the state or body that publishes the document itself: its own "Government".
        readings: the document's sentences, in which several parties may act together.
        home: the state in which the text is written, or which it is about.
    """

    def __init__(
        self,
        rulebook: Rulebook,
        referent: Referent,
        issuer: str | None = None,
        readings: Sequence[Reading] = (),
        home: str | None = None,
    ) -> None:
        self.rulebook = rulebook
        self.referent = referent
        self.issuer = issuer
        self.together = Together(rulebook, readings, self)
        self.institutions = Institutions(rulebook, referent, issuer, readings, home)

    def acting_state(self, reading: Reading, head: int) -> str | None:
        """The state or body that a noun phrase names as somebody who acts, else None.

        "President Lee", "the Malian minister", "Sheikh Ali of Qatar"; not "Mali's decision".
        """
        token = reading.tree[head]
        person = source_classes().get(token.lemma.lower()) == "person"
        if reading.actor_at(head) is None and token.upos != "PRON" and not person:
            return None
        party = self.party(reading, head)
        if party is not None and party.id.startswith("PERSON:"):
            of = [c.id for c in reading.tree.children(head, "nmod") if reading.marker(c.id) == "of"]
            party = next((self.party(reading, state) for state in of), None)
        return party.id if party is not None and is_listed(party.id) else None

    def party(self, reading: Reading, head: int) -> Party | None:
        """The actor that a noun phrase stands for, None where it is none or unclear."""
        tree = reading.tree
        token = tree[head]
        if token.lemma.lower() in RELATIVE and token.upos in {"PRON", "DET", "SCONJ"}:
            antecedent = self.antecedent(reading, head)
            return self.party(reading, antecedent) if antecedent else None
        if token.form.lower() in FIRST | FIRST_PLURAL and token.upos in {"PRON", "DET"}:
            return self.speaker(reading, token)
        mention = reading.actor_at(head)
        if (
            token.upos == "PRON"
            and mention is not None
            and mention.start < mention.end - len(token.form)
        ):
            mention = None  # "its" in the described group "its pilots"
        actor = actor_of(mention)
        institution = self.institutions.is_institution(reading, token)
        attribute = token.upos == "ADJ" or token.deprel in {"amod", "compound", "nmod:poss"}
        loose = institution and actor is not None and str(actor.id).startswith("ORG:")
        if actor is not None and str(actor.id).startswith("GROUP:") and self.acts_for_owner(token):
            owner = self.owner(reading, token)
            if owner is not None:
                return owner
        plain = mention is not None and (mention.via != "adjective" or attribute)
        if actor is not None and mention is not None and plain and not loose:
            return by_name(actor, head, mention.via)
        inner = self.party_within(reading, head)
        if inner is not None:
            return inner
        if institution:
            whose = self.institutions.whose(reading, token)
            return by_name(whose[0], head, whose[1]) if whose is not None else None
        if self.issuer is not None and self.institutions.is_organ(tree, token):
            return by_name(ActorName(id=self.issuer), head, "issuer")
        source = sayer(reading, token, self.subject)
        said = self.party(reading, source) if source is not None else None
        if said is not None:
            return by_name(said.name, head, said.via)
        if source is not None and token.form.lower() not in MALE | FEMALE:
            return None
        if token.upos in {"PRON", "NOUN", "DET"} or actor is None:
            found = self.referent(reading, token)
            state = token.lemma.lower() in STATE_NOUNS | GOVERNMENT_NOUNS
            if found is not None and found.id and not (state and found.id.startswith("PERSON:")):
                return by_name(found, head, "referent")
        if token.lemma.lower() in self.rulebook.words("alliance") and token.upos == "NOUN":
            words = [
                t
                for t in reading.phrase(head)
                if t.id >= head or (t.upos not in {"DET", "PUNCT"} and t.deprel != "case")
            ]
            phrase = reading.document.text[words[0].start : words[-1].end]
            return by_name(ActorName(id=f"GROUP:{phrase}"), head, "group")
        return None

    def speaker(self, reading: Reading, token: Token) -> Party | None:
        """Whom "I" and "our" stand for: the speaker's side, else whoever publishes the text.

        None where neither is known; a person that no table knows speaks for a text's issuer.
        """
        found = self.referent(reading, token)
        if found is not None and found.id and not found.id.startswith("PERSON:"):
            return by_name(found, token.id, "referent")
        if self.issuer is not None:
            return by_name(ActorName(id=self.issuer), token.id, "issuer")
        if found is not None and found.id and token.form.lower() in FIRST:
            return Party(id=found.id, token=token.id, name=found, via="referent")
        return None

    def party_within(self, reading: Reading, head: int) -> Party | None:
        """The actor that modifies an acting noun: "Canadian planes", "the leaders of France"."""
        tree = reading.tree
        token = tree[head]
        if token.upos not in {"NOUN", "PROPN", "ADJ"}:
            return None
        mark = self.rulebook.groups.get(token.lemma.lower())
        if mark is not None and mark.cls == "private":
            named = [t for t in reading.phrase(head) if t.id <= head]
            thing = self.rulebook.thing_of(reading.lemmas(named))
            if thing is None or thing.cls != "people":
                return None
        home = self.institutions.is_institution(reading, token)
        for child in tree.children(head, "amod", "compound", "nmod:poss", "flat", "nmod:desc"):
            mention = reading.actor_at(child.id)
            actor = actor_of(mention)
            loose = ("PERSON:", "ORG:", "GROUP:") if home else "PERSON:"
            known = actor is not None and not str(actor.id).startswith(loose)
            if actor is not None and mention is not None and known:
                return Party(id=str(actor.id), token=head, name=actor, via=f"{mention.via} of noun")
        for child in tree.children(head, "compound"):
            inner = self.party_within(reading, child.id)
            if inner is not None:
                return inner
        owner = self.owner(reading, token)
        if owner is not None:
            return owner
        for child in tree.children(head, "nmod"):
            marker = reading.marker(child.id)
            if marker in {"of", "from"} or (
                marker == "for" and token.lemma.lower() in self.rulebook.words("spokesperson")
            ):
                mention = reading.actor_at(child.id)
                actor = actor_of(mention)
                if actor is not None and mention is not None:
                    return by_name(actor, head, f"{mention.via} of noun")
            if marker == "in" and token.lemma.lower() in self.rulebook.words("seated"):
                seat = next(
                    (m for m in reading.by_token.get(child.id, ()) if m.type in {"actor", "place"}),
                    None,
                )
                state = seat.normal if seat is not None else None
                if isinstance(state, ActorName) and state.id:
                    return Party(id=state.id, token=head, name=state, via="seat of noun")
        return None

    def owner(self, reading: Reading, token: Token) -> Party | None:
        """Whose a noun is by "our", "its" or "whose": "its pilots" act for the state of "its".

        None for those who stand beside their owner ("our allies") and for what is a person's
        own: "his country" is that of a person whose state is known, else nobody's.
        """
        if token.lemma.lower() in self.rulebook.words("relation"):
            return None
        for child in reading.tree.children(token.id, "nmod:poss"):
            if child.upos not in {"PRON", "DET"} and not self.acts_for_owner(token):
                continue
            relative = child.lemma.lower() in {"whose", "who"}
            antecedent = self.antecedent(reading, child.id) if relative else child.id
            found = self.party(reading, antecedent) if antecedent is not None else None
            if found is not None and not found.id.startswith(("PERSON:", "GROUP:")):
                return Party(id=found.id, token=token.id, name=found.name, via="possessive")
        return None

    def acts_for_owner(self, token: Token) -> bool:
        """Whether a noun names those by whom a state or body acts: "pilots", "board"."""
        lemma = token.lemma.lower()
        mark = self.rulebook.groups.get(lemma)
        return (mark is not None and mark.cls == "organ") or lemma in self.rulebook.words("organ")

    def parties(self, reading: Reading, head: int) -> tuple[Party, ...]:
        """The actors of a coordinated noun phrase, each once, in text order.

        "Bahrain, Oman and the Saudi navy" -> BHR, OMN, SAU; "the two leaders" -> both states.
        """
        several = self.several(reading, head)
        if several:
            return several
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

    def several(self, reading: Reading, head: int) -> tuple[Party, ...]:
        """The parties that one word for several takes up: "both", "the leaders"; empty for one."""
        states = self.together.of(reading, head)
        return tuple(by_name(ActorName(id=state), head, "together") for state in states)

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
            if (
                ranged
                or reading.marker(child.id) in self.rulebook.words("inclusive")
                or child.lemma.lower() in self.rulebook.words("inclusive")
            ):
                found.extend(reading.conjuncts(child.id))
        return (*found, *self.companions(reading, head))

    def companions(self, reading: Reading, subject: int) -> tuple[Token, ...]:
        """Who acts together with a subject: "Norway, together with Chad and Peru, sent"."""
        tree = reading.tree
        verb = tree.head(subject)
        if verb is None or tree[subject].deprel != "nsubj":
            return ()
        for adverb in (*tree.children(subject, "advmod"), *tree.children(verb.id, "advmod")):
            if adverb.lemma.lower() not in self.rulebook.words("companion"):
                continue
            for child in (*tree.children(adverb.id, "obl"), *tree.children(verb.id, "obl")):
                if reading.marker(child.id) == "with" and child.id > adverb.id:
                    return reading.conjuncts(child.id)
        return ()

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
            and above.lemma.lower() in self.rulebook.words("helping_verb")
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
                if reading.marker(verb):
                    return None
                issued = token.deprel == "acl" and self.supported(reading, above.id)
                return self.noun_agent(reading, above.id, depth) if issued else above.id
            return self.noun_agent(reading, above.id, depth)
        if relation in {"xcomp", "advcl", "ccomp", "csubj"}:
            controlled = tree.child(above.id, "obj", "iobj")
            if (
                relation == "xcomp"
                and controlled is not None
                and (above.lemma.lower() in self.rulebook.words("object_control"))
            ):
                return controlled.id
            if self.is_passive(reading, above.id):
                passive = tree.child(above.id, "nsubj:pass", "nsubj")
                minded = (above.form.lower(), "adj") in self.rulebook.operators
                if (relation == "xcomp" or minded) and passive is not None:
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
        above = tree.head(noun)
        supported = above is not None and self.supported(reading, noun)
        if above is not None and supported and possessor is not None:
            ours = possessor.form.lower() in {"our", "my"}
            subject = self.subject(reading, above.id, depth + 1) if ours and depth < 8 else None
            if subject is not None and reading.tree[subject].upos != "PRON":
                return subject
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
            if reading.marker(child.id) == "of" and token.lemma.lower() in self.rulebook.words(
                "stance"
            ):
                return child.id
        if above is None or depth > 8:
            return None
        if token.deprel == "nsubj:pass":
            return self.agent(reading, above.id)
        if token.deprel == "conj":
            return self.noun_agent(reading, above.id, depth + 1)
        return self.subject(reading, above.id, depth + 1) if supported else None

    def supported(self, reading: Reading, noun: int) -> bool:
        """Whether a noun names an act of its verb's subject: "signed an order", "made a pledge"."""
        token, above = reading.tree[noun], reading.tree.head(noun)
        if above is None or token.deprel not in {"obj", "xcomp"}:
            return False
        verbs = self.rulebook.words("support_verb")
        return above.lemma.lower() in verbs and actor_of(reading.actor_at(noun)) is None

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
            addresses = reading.marker(child.id).split(" ")[0] in ADDRESSING
            if addresses and self.party(reading, child.id) is not None:
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
            if marker.split(" ")[0] not in PLACING:
                continue
            covered = [
                m for m in reading.by_token.get(token_id, ()) if m.type in {"actor", "place"}
            ]
            if covered or reading.tree[token_id].name.endswith("LOC"):
                return reading.span(*reading.tree.extent(token_id, "conj", "acl", "appos"))
        return None


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
