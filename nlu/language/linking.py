"""Finds the company's things in a sentence, typed or misheard."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from nlu.language.candidates import Candidate, exact
from nlu.language.choosing import choose
from nlu.language.codes import Codes
from nlu.language.entities import Entities, Entity, Kind
from nlu.language.guessing import Guesser
from nlu.language.hinting import hint
from nlu.language.memory import give_back
from nlu.language.names import Names
from nlu.language.normal import Normal
from nlu.language.phonetic import key_with_origin
from nlu.language.salutations import salutations
from nlu.language.unknown import unknown_codes


@dataclass(frozen=True, slots=True)
class Mention:
    """A thing that a sentence names. Mentions overlap only when one span names two kinds."""

    kind: str
    ids: tuple[str, ...]
    """Best first; several when the name is ambiguous, none for a 张老板 nobody knows. Of a series and
    of codes those of the products, of a contact those of the customers."""
    name: str
    """The catalogue's name of the best one: of a contact 张总, of a code the code."""
    alias: str
    """The name, alias or short form of it that was said, as the catalogue spells it."""
    text: str
    """As it was said."""
    start: int
    end: int
    """The span in the original text."""
    score: float
    """0-1; 1 = the very name, 0.9 and more = sounds the same."""
    exact: bool
    """No letter of the name was guessed: same text, same code or same sound."""


class Linker:
    """Names of one snapshot of a company, ready to be looked up. Never changed, so shareable."""

    def __init__(self, entities: Entities) -> None:
        self.entities = entities
        self._names = Names(entities)
        self._codes = Codes(self._names.things)
        self._guesser = Guesser(self._names)
        give_back()

    def link(self, text: str, own: Collection[str] = ()) -> list[Mention]:
        """The things that the text names, in its order.

        ``own``: ids that win ties (the rep's own customers, the last visit's store).
        """
        key = key_with_origin(text)
        sure = [*exact(self._names, key), *self._coded(key.form)]
        chosen = choose(sure)
        guesses = self._guesser.guess(key, chosen)
        titles = [c for c in salutations(text) if not _covered(c, chosen)]
        found = choose([*chosen, *guesses, *titles])
        return [self._mention(text, one, own) for one in found]

    def nearest(self, text: str, kind: str, n: int = 5) -> list[tuple[str, str, float]]:
        """(id, name, score 0-1) of the things that the text is nearest to, best first."""
        return [
            (thing.id, thing.name, round(score, 3))
            for thing, score in self._guesser.nearest(text, Kind(kind), n)
        ]

    def unknown(self, text: str, mentions: Sequence[Mention] = ()) -> list[tuple[int, int, str]]:
        """(start, end, text) of what looks like a model or code but is no known one: S7-1600."""
        return unknown_codes(text, [(m.start, m.end, m.kind) for m in mentions])

    def hinted(self, text: str, kind: str) -> tuple[str, str, float] | None:
        """(id, name, score 0-1) of the one thing of a kind that single words hint at.

        For a kind that the request needs and no name was said of: 「技术那份契约」, 「手册验收」.
        """
        thing, score = hint(text, self.entities.of(kind))
        return (thing.id, thing.name, round(score, 3)) if thing else None

    def _coded(self, form: Normal) -> Iterable[Candidate]:
        for code in self._codes.find(form):
            start, end = form.origin(code.start, code.end)
            yield Candidate(
                code.kind, code.owners, start, end, 1.0, code.text, code.end - code.start
            )

    def _mention(self, text: str, one: Candidate, own: Collection[str]) -> Mention:
        things = [self._names.things[owner] for owner in one.owners]
        things.sort(key=lambda thing: not any(ident in own for ident in thing.ids))
        ids = tuple(dict.fromkeys(ident for thing in things for ident in thing.ids))
        said = text[one.start : one.end]
        return Mention(
            kind=one.kind.value,
            ids=tuple(sorted(ids, key=lambda ident: ident not in own)),
            name=_name(one, things, said),
            alias=one.alias,
            text=said,
            start=one.start,
            end=one.end,
            score=round(one.score, 3),
            exact=one.exact,
        )


def _name(one: Candidate, things: Sequence[Entity], said: str) -> str:
    if not things:
        return said
    thing = things[0]
    if one.kind is Kind.SKU:
        return thing.id
    if one.kind is Kind.CODE:
        spoken = _plain(one.alias)
        return next((code for code in thing.codes if _plain(code) == spoken), said)
    return thing.name


def _plain(code: str) -> str:
    return "".join(c for c in code.lower() if c.isalnum())


def _covered(one: Candidate, others: Iterable[Candidate]) -> bool:
    return any(o.start < one.end and one.start < o.end for o in others)
