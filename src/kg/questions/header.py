"""A question as it is written down: a header of ``#+ key: value`` lines, and the SPARQL below it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from kg.errors import QueryError

ParameterType = Literal["string", "integer", "date", "iri", "area"]
ColumnType = Literal["string", "integer", "decimal", "date", "boolean", "iri"]
View = Literal["table", "graph", "map", "timeline"]
Form = Literal["SELECT", "CONSTRUCT", "ASK", "DESCRIBE"]

_TEXTS = ("title-id", "title-en", "question-id", "question-en")
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
            parameter, a header that lacks a title or a column, SERVICE, or something that is no query.
    """
    values: dict[str, tuple[int, str]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#+"):
            continue
        match = _KEY.match(line)
        if match is None:
            raise QueryError(f"{source}:{number}: a header line reads '#+ key: value', not {line.strip()!r}.")
        key, value = match["key"], match["value"]
        if key in values:
            raise QueryError(f"{source}:{number}: {key} is already given in line {values[key][0]}.")
        if not value:
            raise QueryError(f"{source}:{number}: {key} has no value.")
        values[key] = (number, value)
    parameters: dict[str, Parameter] = {}
    columns: dict[str, ColumnType] = {}
    examples: dict[str, tuple[int, str]] = {}
    view: View = "table"
    for key, (number, value) in values.items():
        kind, _, part = key.partition("-")
        if kind == "param" and part:
            type_ = _one_of(value.removesuffix("?"), get_args(ParameterType), f"{source}:{number}: {key}")
            parameters[part] = Parameter(part, type_, value.endswith("?"))  # type: ignore[arg-type]
        elif kind == "column" and part:
            columns[part] = _one_of(value, get_args(ColumnType), f"{source}:{number}: {key}")  # type: ignore[assignment]
        elif kind == "example" and part:
            examples[part] = (number, value)
        elif key == "view":
            view = _one_of(value, get_args(View), f"{source}:{number}: view")  # type: ignore[assignment]
        elif key not in _TEXTS and key != "tags":
            raise QueryError(
                f"{source}:{number}: {key} is no header key. Known: {', '.join(_TEXTS)}, param-<name>, example-<name>, "
                "column-<name>, view, tags."
            )
    for part, (number, value) in examples.items():
        if part not in parameters:
            raise QueryError(f"{source}:{number}: example-{part} has no param-{part}.")
        given = parameters[part]
        parameters[part] = Parameter(part, given.type, given.optional, value)
    question = Question(
        name,
        text,
        {lang: values[f"title-{lang}"][1] for lang in ("id", "en") if f"title-{lang}" in values},
        {lang: values[f"question-{lang}"][1] for lang in ("id", "en") if f"question-{lang}" in values},
        tuple(parameters.values()),
        columns,
        view,
        tuple(tag.strip() for tag in values["tags"][1].split(",")) if "tags" in values else (),
        source,
    )
    if question.form == "SELECT" and values:
        for needed in (*_TEXTS, "column-<name>"):
            if needed not in values and not (needed == "column-<name>" and columns):
                raise QueryError(f"{source}:1: the header lacks {needed}.")
    return question


def read(file: Path) -> Question:
    """The question in a ``.rq`` file, named after the file.

    Raises:
        QueryError: where the file cannot be read, or :func:`parse` refuses it.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{file}: it cannot be read as a query ({error}).") from error
    return parse(text, file.stem, f"{file.parent.name}/{file.name}" if file.parent.name else file.name)


def _one_of(value: str, known: tuple[str, ...], where: str) -> str:
    if value not in known:
        raise QueryError(f"{where} is {value!r}; it must be one of {', '.join(known)}.")
    return value
