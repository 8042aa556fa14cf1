"""Nations and what else a whole text tells: the country that words name, whose force it is about, on which mission."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from onrecord.extract.figures.frames import only_mission
from onrecord.extract.figures.near import beginning_in
from onrecord.extract.figures.places import as_country, country, is_compounded, words
from onrecord.model import Interval, MentionType, Reading, Token
from onrecord.packs import Pack

_ENDINGS = ("n", "an", "ian", "ese", "ish", "i")
_ENDS = ("", "a", "ia", "y", "land")
_SHORTEST = 4
_REACH = 3


@dataclass(frozen=True)
class Story:
    """A reading and what is read once for all of its figures."""

    reading: Reading
    pack: Pack

    @cached_property
    def made_from(self) -> dict[str, str]:
        """The place of the text that each adjective on it would be made from: "Norvaldan" from "Norvalda"."""
        found: dict[str, str] = {}
        for mention in self.reading.mentions:
            if mention.type is MentionType.PLACE and len(mention.name) >= _SHORTEST:
                stems = [mention.name.removesuffix(end) for end in _ENDS if mention.name.endswith(end)]
                made = (stem + ending for stem in stems if len(stem) >= _SHORTEST for ending in _ENDINGS)
                found = {**dict.fromkeys(made, mention.name), **found}
        return found

    def nation(self, first: int, last: int) -> str | None:
        """The country that some words name, else the place that an adjective is made from."""
        tokens = self.reading.parse.tokens[first:last]
        known = country(self.reading.parse, first, last)
        return known or next((found for t in tokens if (found := self._of_adjective(t))), None)

    def _of_adjective(self, token: Token) -> str | None:
        """The place that an adjective, or the people named by it, is made from: one of the text where it names it.

        Else by the commonest making of such words in English, "-an" on a name in "-a"; not "-ean" and "-can", which
        go by no rule.
        """
        word = token.text.removesuffix("s")
        if not token.text[:1].isupper() or token.tag not in {"JJ", "NNP", "NNPS", "NNS"}:
            return None
        if is_compounded(self.reading.parse, token.index):
            return None
        regular = word.endswith("an") and not word.endswith(("ean", "can")) and self._is_of_people(token)
        return self.made_from.get(word) or (word.removesuffix("n") if regular else None)

    def _is_of_people(self, token: Token) -> bool:
        """Whether a word names people, or stands before them or what governs them."""
        if token.entity == "NORP" or token.tag == "NNPS":
            return True
        after = self.reading.parse.tokens[token.index + 1 : token.index + 2]
        governing = words("armed") | words("approving")
        return any((t.tag == "NNS" and t.text.islower()) or t.lower in governing for t in after)

    @cached_property
    def home(self) -> str | None:
        """The nation whose force the text is about: the one named most beside soldiers, or as sending them.

        None where two are named as often, or none is.
        """
        ranked = Counter(self._senders()).most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]

    def _senders(self) -> Iterator[str]:
        parse = self.reading.parse
        for token in parse.tokens:
            if not token.text[:1].isupper():
                continue
            found = self.nation(token.index, token.index + 1) or self._place(token)
            if found is None:
                continue
            after = [t.lower for t in parse.tokens[token.index + 1 : token.index + 1 + _REACH]]
            sends = token.dep == "nsubj" and parse.tokens[token.head].lemma.lower() in words("sending")
            if sends or any(self._is_force(word) for word in after):
                yield found

    def _is_force(self, word: str) -> bool:
        unit = self.pack.unit_of.get(word)
        return word in words("armed") or (unit is not None and unit.kind in {"force", "staff"})

    def _place(self, token: Token) -> str | None:
        """The place that a token begins the name of."""
        beginning = beginning_in(self.reading.mentions, token.start, token.start + 1)
        found = next((m.name for m in beginning if m.type is MentionType.PLACE), None)
        return as_country(found) or found

    @cached_property
    def speaks_of_soldiers(self) -> bool:
        """Whether soldiers are named anywhere in the text."""
        found = (self.pack.unit_of.get(t.lower) for t in self.reading.parse.tokens)
        return any(unit is not None and unit.kind == "force" for unit in found)

    @cached_property
    def mission(self) -> str | None:
        """The one operation or mission that the text names."""
        return only_mission(self.reading)

    @cached_property
    def met(self) -> Interval | None:
        """The day on which the writer met or interviewed somebody, where the text tells one."""
        parse = self.reading.parse
        for token in parse.tokens:
            if token.lemma.lower() not in words("meeting") or token.tag != "VBD":
                continue
            if any(parse.tokens[c].lower in {"we", "i"} for c in parse.children[token.index]):
                sentence = parse.sentence_of(token.index)
                days = [t.interval for t in beginning_in(self.reading.timexes, token.end, sentence.end)]
                return next((d for d in days if d is not None and d.is_day), None)
        return None
