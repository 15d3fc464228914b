"""Whom a pronoun or a definite description means: the most salient figure before it that agrees."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from dragoman.actors.figures import Figure, Figures
from dragoman.actors.identity import Identity
from dragoman.actors.names import key_of, singular
from dragoman.actors.words import words_of

SENTENCES_BACK = 4
_SUBJECT, _NAMED, _PER_SENTENCE, _LOCATED, _MODIFIER, _KNOWN, _SEVERAL = 2.0, 0.5, 2.0, -2.5, -1.0, 0.3, 1.0
_MEDIUM = -1.5
_AGAIN = 0.2
PRONOUNS_BACK = 2
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
_CHANNELS = frozenset({"JRN", "BUS"})
"""Outlets and firms are mostly named as the channel of what others say ("on Twitter")."""


class Coreference:
    """Finds antecedents among the figures of a report."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures
        self._genders: dict[str, str] = {}
        self._found: dict[tuple[int, int], Figure | None] = {}
        for sentence in figures.all:
            for figure in sentence:
                gender = _gender(figure)
                if gender is not None:
                    self._genders[figure.identity.name] = gender

    def pronoun(self, index: int, token: int) -> Figure | None:
        """The antecedent of a third-person pronoun, None where no figure agrees with it."""
        place = (index, token)
        if place not in self._found:
            self._found[place] = None
            self._found[place] = self._antecedent(index, token)
        return self._found[place]

    def _antecedent(self, index: int, token: int) -> Figure | None:
        word = self._figures.sentences[index].words[token].lower()
        if word in words_of("male"):
            found = self._man_or_woman(index, token, "male")
        elif word in words_of("female"):
            found = self._man_or_woman(index, token, "female")
        elif word in words_of("thing"):
            found = self._best(index, token, _is_body)
        elif word in words_of("plural"):
            found = self._best(index, token, _is_several, prefer=self._counts_several)
        else:
            return None
        if found is not None and found.identity.kind == "person":
            self._genders.setdefault(found.identity.name, "f" if word in words_of("female") else "m")
        return found

    def speaker(self, index: int, token: int) -> Figure | None:
        """Who speaks the words around a first-person pronoun: the nearest subject of a verb of speech, in its sentence,
        the one before or the one after."""
        for near in (index, index - 1, index + 1, index - 2):
            if not 0 <= near < len(self._figures.sentences):
                continue
            sentence = self._figures.sentences[near]
            for figure in self._figures.all[near]:
                verb = sentence.heads[figure.head]
                if figure.subject and verb >= 0 and sentence.lemmas[verb].lower() in words_of("speech verb"):
                    return figure
            for other, word in enumerate(sentence.words):
                verb = sentence.heads[other]
                said = verb >= 0 and sentence.lemmas[verb].lower() in words_of("speech verb")
                if said and sentence.relations[other] == "nsubj" and word.lower() in words_of("third"):
                    return self.pronoun(near, other)
        return None

    def person(self, index: int, token: int, noun: str, country: str | None, sector: str | None) -> Figure | None:
        """The person that "the Iranian official" or "the minister" means."""

        def fits(figure: Figure) -> bool:
            identity = figure.identity
            if identity.kind != "person" or not self._is_named(figure):
                return False
            if country is not None and identity.country not in (country, None):
                return False
            if noun in key_of(figure.text).split(" ") or noun in key_of(identity.office or "").split(" "):
                return True
            return noun in ("man", "woman", "official", "leader", "politician") and (
                noun != "official" or identity.sector in ("GOV", "MIL", None) or sector == identity.sector
            )

        return self._best(index, token, fits, reach=len(self._figures.sentences))

    def persons(self, index: int, token: int, words: Sequence[str]) -> tuple[Identity, ...]:
        """The persons that "the foreign ministers" means: at least two named before with that office."""
        office = " ".join([*(word for word in words[:-1] if word not in words_of("determiner")), singular(words[-1])])
        found: dict[str, Identity] = {}
        for figure in self._before(index, token, len(self._figures.sentences)):
            if figure.identity.kind == "person" and self._is_named(figure):
                described = f" {key_of(figure.text)} {key_of(figure.identity.office or '')} "
                if f" {office} " in described:
                    found.setdefault(figure.identity.name, figure.identity)
        return tuple(reversed(found.values())) if len(found) > 1 else ()

    def body(self, index: int, token: int, noun: str, country: str | None, sector: str | None) -> Figure | None:
        """The body that "the group", "the channel" or "the ministry" means."""

        def fits(figure: Figure) -> bool:
            identity = figure.identity
            if identity.kind != "organisation" or not self._is_named(figure):
                return False
            if country is not None and identity.country not in (country, None):
                return False
            if noun in key_of(figure.text).split(" ") or noun in key_of(identity.name).split(" "):
                return True
            if noun in ("group", "organisation", "organization", "movement", "faction", "outfit", "body", "bloc"):
                return identity.sector not in ("GOV", "JRN", "LEG", "MIL", "COP")
            return sector is not None and identity.sector == sector and sector != "GOV"

        return self._best(index, token, fits, reach=len(self._figures.sentences))

    def state(self, index: int, token: int) -> Figure | None:
        """The state that "the country" means."""
        states = self._figures.resolver.knowledge.states

        def fits(figure: Figure) -> bool:
            identity = figure.identity
            return identity.country in states and (identity.kind == "state" or identity.sector in ("GOV", "LEG", "MIL"))

        return self._best(index, token, fits)

    def sides(self, index: int, token: int, wanted: int) -> list[str]:
        """The countries that "the two sides" or "both countries" means: of the nearest sentence that names enough,
        those of its subjects first; all of them for `wanted` 0."""
        states = self._figures.resolver.knowledge.states
        for back in range(index, -1, -1):
            weights: dict[str, float] = {}
            for figure in self._figures.all[back]:
                if back == index and figure.head >= token:
                    continue
                country = figure.identity.country
                if country is None or country not in states or figure.identity.sector == "JRN":
                    continue
                weights[country] = weights.get(country, 0.0) + 1.0 + 2.0 * self._acts(figure)
            if wanted == 0 and len(weights) > 1:
                return list(weights)
            if wanted and len(weights) >= wanted:
                heaviest = sorted(weights, key=lambda country: -weights[country])[:wanted]
                return [country for country in weights if country in heaviest]
        common = [country for country, _ in self._figures.countries.most_common(wanted)]
        return common if len(common) == wanted else []

    def _acts(self, figure: Figure) -> bool:
        """Whether a figure is subject, or coordinated with one."""
        if figure.subject:
            return True
        sentence = self._figures.sentences[figure.sentence]
        head = sentence.heads[figure.head]
        return any(
            other.subject and figure.head in self._figures.phrases[figure.sentence].coordinated(other.head)
            for other in self._figures.all[figure.sentence]
            if other.head == head or other.last < figure.first
        )

    def _is_named(self, figure: Figure) -> bool:
        host = self._figures.sentences[figure.sentence]
        return any(host.upos[token] == "PROPN" for token in range(figure.first, figure.last))

    def _before(self, index: int, token: int, reach: int) -> Iterator[Figure]:
        for back in range(index, max(-1, index - reach - 1), -1):
            for figure in reversed(self._figures.all[back]):
                if back < index or figure.last <= token:
                    yield figure

    def _counts_several(self, figure: Figure) -> float:
        """How readily a plural pronoun means a figure: a coordination or a plural before a single body or state."""
        if figure.plural or len(self._figures.phrases[figure.sentence].coordinated(figure.head)) > 1:
            return _SEVERAL
        return 0.0

    def _best(
        self,
        index: int,
        token: int,
        fits: Callable[[Figure], bool],
        reach: int = SENTENCES_BACK,
        prefer: Callable[[Figure], float] | None = None,
    ) -> Figure | None:
        return self._scored(index, token, fits, reach, prefer)[0]

    def _scored(
        self,
        index: int,
        token: int,
        fits: Callable[[Figure], bool],
        reach: int = SENTENCES_BACK,
        prefer: Callable[[Figure], float] | None = None,
    ) -> tuple[Figure | None, float]:
        """The most salient figure that fits, with its score (minus infinity for none)."""
        sentence = self._figures.sentences[index]
        verb = sentence.heads[token]
        possessive = sentence.tags[token] == "PRP$"
        best: Figure | None = None
        best_score = float("-inf")
        if possessive and verb >= 0 and sentence.relations[verb] == "conj":
            beside = next((f for f in self._figures.all[index] if f.first <= sentence.heads[verb] < f.last), None)
            if beside is not None and fits(beside):
                return beside, float("inf")
        for figure in self._before(index, token, reach):
            ceiling = (
                _SUBJECT + _NAMED + _KNOWN + (_SEVERAL if prefer else 0.0) - _PER_SENTENCE * (index - figure.sentence)
            )
            if ceiling < best_score:
                break
            if not fits(figure):
                continue
            host = self._figures.sentences[figure.sentence]
            if figure.sentence == index and not possessive and verb >= 0 and host.heads[figure.head] == verb:
                continue
            score = -_PER_SENTENCE * (index - figure.sentence) + _SUBJECT * figure.subject
            score += _NAMED * (host.upos[figure.head] == "PROPN") + _KNOWN * (figure.identity.row is not None)
            if self._figures.phrases[figure.sentence].preposition(figure.head) in words_of("located"):
                score += _LOCATED
            if host.relations[figure.head] in ("amod", "compound"):
                score += _MODIFIER
            if figure.identity.sector in _CHANNELS and not figure.subject:
                score += _MEDIUM
            if prefer is not None:
                score += prefer(figure)
            if score > best_score:
                best, best_score = figure, score
        return best, best_score

    def _man_or_woman(self, index: int, token: int, kind: str) -> Figure | None:
        """The antecedent of a pronoun of one person: a figure, or whom the same pronoun meant shortly before."""

        def fits(figure: Figure) -> bool:
            return self._is_one(figure, kind[0])

        best, best_score = self._scored(index, token, fits)
        sentence = self._figures.sentences[index]
        verb = sentence.heads[token]
        for back in range(index, max(-1, index - PRONOUNS_BACK - 1), -1):
            host = self._figures.sentences[back]
            for other in range(token - 1 if back == index else len(host) - 1, -1, -1):
                if host.tags[other] not in ("PRP", "PRP$") or host.words[other].lower() not in words_of(kind):
                    continue
                if back == index and sentence.tags[token] == "PRP" and verb >= 0 and host.heads[other] == verb:
                    continue
                score = -_PER_SENTENCE * (index - back) + _SUBJECT * (host.relations[other] in _SUBJECTS) + _AGAIN
                told = self.pronoun(back, other) if score > best_score else None
                if told is not None and fits(told):
                    best, best_score = told, score
        return best

    def _is_one(self, figure: Figure, gender: str) -> bool:
        identity = figure.identity
        if identity.kind != "person" or figure.plural:
            return False
        return self._genders.get(identity.name, gender) == gender


def _gender(figure: Figure) -> str | None:
    """The gender that a person's title, noun or given name tells: m, f, or None."""
    if figure.identity.kind != "person":
        return None
    words = key_of(figure.text).split(" ")
    name = key_of(figure.identity.name).split(" ")[0]
    for gender, nouns, names in (("f", "female noun", "female name"), ("m", "male noun", "male name")):
        if any(word in words_of(nouns) for word in words) or name in words_of(names):
            return gender
    return None


def is_definite(text: str) -> bool:
    """Whether a mention points back: it begins with "the", "this", "that" or a possessive."""
    return text.split(" ", 1)[0].lower() in (
        "the",
        "this",
        "that",
        "both",
        "these",
        "those",
        "its",
        "their",
        "his",
        "her",
    )


def _is_body(figure: Figure) -> bool:
    identity: Identity = figure.identity
    return identity.kind in ("state", "organisation") or (
        identity.kind == "group" and not figure.plural and not identity.weak
    )


def _is_several(figure: Figure) -> bool:
    identity = figure.identity
    return (
        figure.plural or identity.kind in ("state", "organisation") or (identity.kind == "group" and not identity.weak)
    )


def noun_of(lemma: str) -> str:
    """The singular, folded form of a head's lemma."""
    return singular(lemma.lower())
