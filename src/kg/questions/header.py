"""A question as it is written down: a header of ``#+ key: value`` lines, and the SPARQL below it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from kg.errors import QueryError
from kg.questions.texts import refuse_nesting, text_of

ParameterType = Literal["string", "integer", "date", "iri", "area"]
ColumnType = Literal["string", "integer", "decimal", "date", "boolean", "iri"]
View = Literal["table", "graph", "map", "timeline"]
Form = Literal["SELECT", "CONSTRUCT", "ASK", "DESCRIBE"]

_TEXTS = ("title-id", "title-en", "question-id", "question-en")
_WHOLE_KEYS = (*_TEXTS, "tags", "view")
_KINDS = ("column", "example", "param")
_KEY = re.compile(r"#\+\s*(?P<key>[a-z]+(?:-[A-Za-z0-9_]+)?)\s*:\s*(?P<value>.*?)\s*$")
# IRIs, texts and comments, in which a keyword is none; IRIs first, because they hold a #.
_HIDDEN = re.compile(r"""<[^<>\s]*>|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#[^\n]*""")
_FORM = re.compile(r"(?<![\w?$:.-])(SELECT|CONSTRUCT|ASK|DESCRIBE)\b(?!\s*:)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of the query that the asker fills, as a term of this type."""

    name: str
    type: ParameterType
    optional: bool = False
    example: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A SPARQL query with what a person has to know to ask it.

    ``columns`` is what the answer shows, in order, each with its type. The query may select more: its parameters, and
    ``?fact``, from which the words behind a row are found.
    """

    name: str
    sparql: str
    titles: dict[str, str] = field(default_factory=dict)
    questions: dict[str, str] = field(default_factory=dict)
    parameters: tuple[Parameter, ...] = ()
    columns: dict[str, ColumnType] = field(default_factory=dict)
    view: View = "table"
    tags: tuple[str, ...] = ()
    source: str = ""

    @property
    def form(self) -> Form:
        """What kind of query it is."""
        return form_of(self.sparql, self.source)


def form_of(sparql: str, source: str) -> Form:
    """Whether it is a SELECT, CONSTRUCT, ASK or DESCRIBE.

    Raises:
        QueryError: for none of them: an update, an empty file.

    >>> form_of("PREFIX ask: <http://ask/> # SELECT\\nconstruct { ?s ?p 'ASK' } WHERE { ?s ?p ?o }", "x.rq")
    'CONSTRUCT'
    """
    found = _FORM.search(_HIDDEN.sub(" ", sparql))
    if found is None:
        raise QueryError(
            f"{source}: there is no SELECT, CONSTRUCT, ASK or DESCRIBE in it. Only queries can be asked, no updates."
        )
    form: Form = found[1].upper()  # type: ignore[assignment]
    return form


def parse(text: str, name: str, source: str) -> Question:
    """Read a query with its header; a query without any header is allowed and has no parameters.

    ``source`` stands before messages (``queries/events.rq:3: …``).

    Raises:
        QueryError: naming file and line, for an unknown or repeated key, an unknown type, an example without its
            parameter, a header that lacks a title or a column, brackets nested too deeply, or no query at all.
    """
    refuse_nesting(text, source)
    header = _header(text, source)
    question = Question(
        name,
        text,
        {lang: header[f"title-{lang}"].value for lang in ("id", "en") if f"title-{lang}" in header},
        {lang: header[f"question-{lang}"].value for lang in ("id", "en") if f"question-{lang}" in header},
        _parameters(header),
        {entry.part: _one_of(entry.value, ColumnType, entry.told) for entry in _of_kind(header, "column")},
        _one_of(header["view"].value, View, f"{header['view'].where}: view") if "view" in header else "table",
        tuple(tag.strip() for tag in header["tags"].value.split(",")) if "tags" in header else (),
        source,
    )
    if question.form == "SELECT" and header:
        lacking = [key for key in _TEXTS if key not in header] + ["column-<name>"] * (not question.columns)
        if lacking:
            raise QueryError(f"{source}:1: the header lacks {lacking[0]}.")
    return question


@dataclass(frozen=True, slots=True)
class _Entry:
    """One line of a header; of ``param-year``, ``param`` is the kind and ``year`` the part."""

    where: str
    key: str
    value: str

    @property
    def kind(self) -> str:
        return self.key.partition("-")[0]

    @property
    def part(self) -> str:
        return self.key.partition("-")[2]

    @property
    def told(self) -> str:
        return f"{self.where}: {self.key}"


def _header(text: str, source: str) -> dict[str, _Entry]:
    """The lines of a header by their keys."""
    header: dict[str, _Entry] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#+"):
            continue
        where = f"{source}:{number}"
        match = _KEY.match(line)
        if match is None:
            raise QueryError(f"{where}: a header line reads '#+ key: value', not {line.strip()!r}.")
        key, value = match["key"], match["value"]
        if key in header:
            raise QueryError(f"{where}: {key} is already given in line {header[key].where.rpartition(':')[2]}.")
        if not value:
            raise QueryError(f"{where}: {key} has no value.")
        header[key] = _Entry(where, key, value)
    for entry in header.values():
        if entry.key not in _WHOLE_KEYS and not (entry.kind in _KINDS and entry.part):
            raise QueryError(
                f"{entry.told} is no header key. Known: {', '.join(_TEXTS)}, param-<name>, example-<name>, "
                "column-<name>, view, tags."
            )
    return header


def _of_kind(header: dict[str, _Entry], kind: str) -> list[_Entry]:
    return [entry for entry in header.values() if entry.kind == kind]


def _parameters(header: dict[str, _Entry]) -> tuple[Parameter, ...]:
    """The parameters in their order, each with its example."""
    examples = {entry.part: entry for entry in _of_kind(header, "example")}
    parameters = []
    for entry in _of_kind(header, "param"):
        type_ = _one_of(entry.value.removesuffix("?"), ParameterType, entry.told)
        example = examples.pop(entry.part, None)
        parameters.append(
            Parameter(entry.part, type_, entry.value.endswith("?"), example.value if example is not None else "")
        )
    for part, example in examples.items():
        raise QueryError(f"{example.where}: example-{part} has no param-{part}.")
    return tuple(parameters)


def read(file: Path) -> Question:
    """The question in a ``.rq`` file, named after the file.

    Raises:
        QueryError: where the file is not a regular one of a query's size, or :func:`parse` refuses it.
    """
    text = text_of(file)
    return parse(text, file.stem, f"{file.parent.name}/{file.name}" if file.parent.name else file.name)


def _one_of(value: str, known: Any, where: str) -> Any:  # noqa: ANN401  (a literal type, and one of its values)
    if value not in get_args(known):
        raise QueryError(f"{where} is {value!r}; it must be one of {', '.join(get_args(known))}.")
    return value
