"""Asking a large record: only the articles that have what is asked for are looked at, found in the record's index."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from onrecord.packs import Pack, lexicon
from onrecord.query.as_of import as_of
from onrecord.query.asking.answer import Answer
from onrecord.query.asking.ask import ask, known_by
from onrecord.query.asking.lexis import Lexis, Token, alike, phrase, words
from onrecord.query.asking.question import Term
from onrecord.query.load import look
from onrecord.query.view import View
from onrecord.reconcile import houses
from onrecord.record import Store, packs_of, part

LARGE = 400
"""Articles from which on a record is not looked at whole."""
MOST, FEW = 16, 5
"""Articles that are looked at, of those that have all that is asked for; where none has, of those that have most."""


def ask_of(store: Store, question: str, pack: Pack, *, on: date | None = None, known: date | None = None) -> Answer:
    """The answer to a question from a record; of a large one, from the articles that have what is asked for.

    Raises QuestionError where the question is empty or names a day that there is not.
    """
    by = min((d for d in (known, known_by(question)) if d), default=None)
    if part.articles(store) <= LARGE:
        return ask(look(store, on, by), question, pack)
    total = part.articles(store, by)
    view = as_of(_view(store, candidates(store, asked_for(question), by), on), known=by)

    def share(term: Term) -> float:
        return part.how_many(store, _either(term.ways), by) / total if total else 0.0

    return ask(view, question, pack, share=share)


def candidates(store: Store, groups: Sequence[str], by: date | None = None) -> list[str]:
    """The revisions that have a word of each group, the best first; where none has, those that have the most."""
    if not groups:
        return []
    found = part.having(store, " AND ".join(groups), MOST, by)
    return found or part.having(store, " OR ".join(groups), FEW, by)


def asked_for(question: str) -> list[str]:
    """For each word that a question is about, what says it or says the same, in the language of FTS5.

    What an entry tells by its kind alone is left out: that there is an end, a ceiling, a number.
    """
    plain = Lexis({})
    tokens = [t for t in plain.tokens(question) if _tells(t)]
    return list(dict.fromkeys(_group(t) for t in tokens))


def _tells(token: Token) -> bool:
    word = token.text.casefold()
    implied = (
        words("numbers", "nouns") | words("numbers", "empty") | words("numbers", "people") | words("numbers", "part")
        | words("numbers", "peak") | words("verbs", "allow") | words("verbs", "ends") | words("verbs", "say")
        | words("verbs", "conflict") | words("verbs", "change") | words("verbs", "coming") | words("small", "tellers")
    )  # fmt: skip
    dated = token.is_number or word in _months()
    kin = phrase(word) in {phrase(w) for w in words("verbs", "say")}
    return not token.small and word not in implied and not dated and not kin and len(word) > 1


def _months() -> frozenset[str]:
    names = "january february march april may june july august september october november december"
    return frozenset(names.split())


def _group(token: Token) -> str:
    ways = set(alike(token.stem))
    ways |= {_country(token.text)} if token.is_name else set()
    own = re.sub(r"['’].*", "", token.text)
    return _either(w for w in {own, *ways} if w)


def _country(name: str) -> str:
    """The country that a word is for the people or things of, else nothing."""
    plain = name.casefold().rstrip("s")
    for country in lexicon("countries")["country"]:
        held = {d.casefold().rstrip("s") for d in country["demonyms"]} | {country["name"].casefold().rstrip("s")}
        if plain in held:
            return str(country["name"])[:-1]
    return plain[:-1] if len(plain) > 5 and plain.endswith("n") else ""  # noqa: PLR2004 (of a country not known here)


def _either(ways: Iterable[str]) -> str:
    """What has one of some words or phrases; a stem has all words that begin so."""
    terms = []
    for way in sorted(set(ways)):
        plain = " ".join(re.findall(r"[^\W_]+", way))
        if plain:
            terms.append(f'"{_begin(plain)}"*')
    return f"({' OR '.join(terms)})" if terms else '("")'


def _begin(line: str) -> str:
    """A stem as its words begin: those in "y" are stemmed to "i"."""
    return line[:-1] if line.endswith("i") and len(line) > 3 else line  # noqa: PLR2004 (a short one is a word)


def _view(store: Store, ids: Sequence[str], on: date | None) -> View:
    packs = packs_of(store)
    house = houses(packs)
    revisions, entries = part.revisions(store, ids), part.entries(store, ids)
    return View(
        revisions,
        entries,
        (),
        judgements=part.judgements(store, (e.id for e in entries)),
        packs=tuple(p.name for p in packs),
        houses={r.id: told for r in revisions if (told := house(r))},
        on=on,
    )
