"""The answer to a question in plain words: one sentence, what must be known beside it, the rows and their words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.asking.length import refuse_long
from kg.asking.names import Names
from kg.asking.patterns import patterns
from kg.asking.understanding import Note, understand
from kg.asking.vocabulary import Vocabulary
from kg.questions import ask, named, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.asking.understanding import Choice, Understanding
    from kg.questions import Answer, Row
    from kg.store import Store

_PLACE = re.compile(r"\{([\w+]+)\}")
_MOST_TOLD = 4
_LONGEST_TOLD = 160


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered to a question: how it was taken, a sentence, what else must be known, and the rows.

    ``answer`` is None where the question was not understood; its rows are those that state what was asked for.
    """

    understanding: Understanding
    sentence: str
    notes: tuple[str, ...] = ()
    answer: Answer | None = None


def reply(store: Store, text: str, about: str = "", language: str | None = None) -> Reply:
    """Understand a question and answer it from the store.

    ``about`` names what an elliptical question is about: "Kapan dan di mana?" about "Bontang".

    Raises:
        QueryError: where a query of the catalogue cannot be asked, or the question is too long to be one.
        ResourceError: where patterns or words are missing or malformed.
    """
    refuse_long(f"{text} {about}")
    names = Names.of(store)
    taken = understand(f"{text} {about}".strip(), names, language)
    taken = replace(taken, text=text)
    says = Vocabulary.load().sayings[taken.language]
    if taken.choice is None:
        return Reply(taken, _why_not(taken, says))
    choice, answer, unstated = _rows(store, taken.choice)
    taken = replace(taken, choice=choice)
    notes = [says[note.key].format(written=note.written, label=note.label) for note in choice.notes]
    if not answer.rows:
        return Reply(taken, says["nothing"].format(question=choice.worded(taken.language)), tuple(notes), answer)
    if unstated:
        notes.append(says["unstated"].format(number=unstated))
    return Reply(taken, _sentence(choice, answer, taken.language), tuple(notes), answer)


def _rows(store: Store, choice: Choice) -> tuple[Choice, Answer, int]:
    """The rows that state what is asked for, and how many do not; those of a like name where one name has none."""
    answer, unstated = _stated(ask(store, named(choice.query), choice.parameters), choice.asked)
    for name, alike in choice.also.items():
        others = [other for other in alike if other != choice.labels.get(name)]
        if answer.rows and others:
            return replace(choice, notes=(*choice.notes, Note("see_also", "", " / ".join(others)))), answer, unstated
        for other in others:
            instead = {**choice.parameters, name: other}
            found, without = _stated(ask(store, named(choice.query), instead), choice.asked)
            if found.rows:
                note = Note("same_initials", choice.labels[name], other)
                labels = {**choice.labels, name: other}
                return replace(choice, parameters=instead, labels=labels, notes=(*choice.notes, note)), found, without
    return choice, answer, unstated


def _stated(answer: Answer, asked: Sequence[str]) -> tuple[Answer, int]:
    places = [answer.columns.index(column) for column in asked]
    if not places:
        return answer, 0
    rows = tuple(row for row in answer.rows if any(row.values[i] is not None for i in places))
    return replace(answer, rows=rows), len(answer.rows) - len(rows)


def _sentence(choice: Choice, answer: Answer, language: str) -> str:
    pattern = choice.pattern or next((each for each in patterns() if each.query == choice.query), None)
    if pattern is None:
        return f"{named(choice.query).titles[language]}: {len(answer.rows)}."
    says = Vocabulary.load().sayings[language]

    def filled(place: re.Match[str]) -> str:
        name = place[1]
        if name == "count":
            return str(len(answer.rows))
        if name in choice.labels and name not in answer.columns:
            return choice.labels[name]
        wanted = choice.asked or answer.columns[:1] if name == "asked" else name.split("+")
        columns = [answer.columns.index(each) for each in wanted]
        return _several(dict.fromkeys(_told(row, columns) for row in answer.rows), says)

    return _PLACE.sub(filled, pattern.answer[language])


def _told(row: Row, columns: Sequence[int]) -> str:
    """The values of a row's columns, without one that another says already: the year of a date."""
    values = [str(plain(row.values[i])) for i in columns if row.values[i] is not None]
    kept = [each for i, each in enumerate(values) if not any(each in other for other in values[:i])]
    text = ", ".join(kept).rstrip(".")
    return f"{text[: _LONGEST_TOLD - 1].rstrip()}…" if len(text) > _LONGEST_TOLD else text


def _several(values: Iterable[str], says: Mapping[str, str]) -> str:
    """Values as a language lists them: "a, b and 3 more"; with semicolons where they hold commas themselves."""
    told = [each for each in values if each]
    if not told:
        return "—"
    shown = told[:_MOST_TOLD]
    if len(told) > len(shown):
        shown.append(says["more"].format(number=len(told) - len(shown)))
    if len(shown) == 1:
        return shown[0]
    mark = "; " if any("," in each for each in shown) else ", "
    return f"{mark.join(shown[:-1])} {says['and']} {shown[-1]}"


def _why_not(taken: Understanding, says: Mapping[str, str]) -> str:
    lines = [says[taken.why].format(words=", ".join(f"“{word}”" for word in taken.words))]
    if taken.nearest and taken.why != "unsure":
        lines.append(says["nearest"])
    lines += [f"- {choice.worded(taken.language)}" for choice in taken.nearest]
    return "\n".join(lines)
