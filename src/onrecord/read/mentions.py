"""Mentions: who and what an article names, and what its pronouns and descriptions point to."""

from __future__ import annotations

from onrecord.model import Mention, MentionType, Parse
from onrecord.packs import lexicon
from onrecord.read.bodies import bodies
from onrecord.read.contexts import context
from onrecord.read.coreference import resolve, role_nouns
from onrecord.read.names import NameSpan, people, title_words
from onrecord.read.phrases import trimmed


def mentions(parse: Parse) -> tuple[Mention, ...]:
    """Everyone and everything named, described or pointed to, in order of place; one may stand within another."""
    told = context(parse)
    named = people(parse, told)
    found = [_person(parse, span) for span in named]
    taken = {i for span in named for i in range(span.first, span.last)}
    found += bodies(parse, taken, told)
    found += resolve(parse, named)
    return tuple(sorted(found, key=lambda m: (m.start, -m.end)))


def _person(parse: Parse, span: NameSpan) -> Mention:
    role = _role(parse, span)
    for told in (role, _title_before(parse, span)):
        if told and told not in span.person.roles:
            span.person.roles.append(told)
    start, end = parse.tokens[span.first].start, parse.tokens[span.last - 1].end
    text = parse.text[start:end]
    return Mention(start, end, text, MentionType.PERSON, span.person.name, role=role, reason=span.reason)


def _role(parse: Parse, span: NameSpan) -> str | None:
    """The title before a name, or the apposition after it, or the description that it stands in apposition to.

    A rank gives way to an office; a courtesy ("Dr.") is no role.
    """
    before = _title_before(parse, span)
    if before and not _only(before, "courtesy", "abbreviations", "ranks"):
        return before
    role = _apposition_after(parse, span) or _described(parse, span) or before
    return None if role is None or _only(role, "courtesy") else role


def _only(role: str, *kinds: str) -> bool:
    listed = {w.lower().rstrip(".") for k in kinds for e in lexicon("titles")[k] for w in e.split()}
    return all(w.lower().rstrip(".") in listed for w in role.split())


def _title_before(parse: Parse, span: NameSpan) -> str | None:
    """The words of the noun phrase before the name, from a determiner on, where a role noun is among them."""
    sentence = parse.sentence_of(span.first)
    first = span.first
    while first > sentence.first and _belongs_to_title(parse, first - 1):
        first -= 1
    if not any(t.lower in title_words() | role_nouns() for t in parse.tokens[first : span.first]):
        return None
    return trimmed(parse, first, span.first)


def _belongs_to_title(parse: Parse, index: int) -> bool:
    token = parse.tokens[index]
    if token.lower in {"of", "for"}:
        before = parse.tokens[index - 1] if index else token
        return before.lower in title_words() | role_nouns()
    if token.lower in title_words() and token.pos != "VERB":
        return True
    if token.pos in {"PROPN", "NOUN", "ADJ", "PART"} or token.lower in {"-", "'s", "vice", "u.s."}:
        return token.entity not in {"DATE", "TIME", "CARDINAL"}
    return token.lower == "the" and parse.tokens[index - 1].lower in {"of", "for"} if index else False


def _apposition_after(parse: Parse, span: NameSpan) -> str | None:
    """What stands between commas after the name: "X, the mayor of Y,"."""
    sentence = parse.sentence_of(span.first)
    for index in range(span.first, span.last):
        for child in parse.children[index]:
            token = parse.tokens[child]
            if token.dep == "appos" and child >= span.last and token.pos in {"NOUN", "PROPN"}:
                if token.lower not in role_nouns() and token.lemma.lower() not in role_nouns():
                    continue
                subtree = parse.subtree(child)
                start = max(subtree[0], span.last)
                return trimmed(parse, start, _clause_end(parse, start, min(subtree[-1] + 1, sentence.last)))
    return None


def _clause_end(parse: Parse, first: int, last: int) -> int:
    """Where the apposition ends: at the next comma that no list goes on after."""
    depth = 0
    for index in range(first, last):
        text = parse.tokens[index].text
        depth += text in {"(", "["}
        depth -= text in {")", "]"}
        if text in {",", "—", "–", "--"} and depth == 0:
            return index
    return last


def _described(parse: Parse, span: NameSpan) -> str | None:
    """As in "The commander of X, NAME,": the description that the name stands in apposition to."""
    head = next((parse.tokens[i].head for i in range(span.first, span.last) if parse.tokens[i].dep == "appos"), None)
    if head is None or span.first <= head < span.last:
        return None
    token = parse.tokens[head]
    if token.lower not in role_nouns() and token.lemma.lower() not in role_nouns():
        return None
    return trimmed(parse, parse.subtree(head)[0], _clause_end(parse, head, span.first))
