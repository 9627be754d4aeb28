"""How exact the extraction is: articles with gold facts, read as a user would have them read, held against the gold.

The facts go through a store of their own and the named views, so that a figure says what a user gets, not what one
stage of the pipeline gives.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.evaluation.likeness import Value
from kg.evaluation.scoring import VIEWS, Counts, Evaluation, GoldFact, Miss, Row, View, score

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.outcomes import Outcome
    from kg.readers import Reader

__all__ = ["VIEWS", "Counts", "Evaluation", "Miss", "Value", "View", "evaluate", "read_gold", "score"]


def evaluate(
    articles: Path,
    gold: Path,
    *,
    told: Callable[[Outcome], None] = lambda outcome: None,
    reader: Reader | None = None,
    jobs: int = 1,
) -> Evaluation:
    """Build a throw-away graph from a folder of articles and hold its views against the gold.

    Args:
        articles: a folder; an article is held against the gold file of the same stem.
        gold: a folder of ``<stem>.json`` (:func:`read_gold`); those without an article are left aside.
        told: called with each outcome of the build. An article that was not stored has missed all its facts.
        reader: turns articles into facts; the rules unless told otherwise.
        jobs: for how many articles it gets ready at the same time.

    Raises:
        KgError: where no gold file has an article beside it, or one cannot be read.
    """
    present = {path.stem for path in articles.iterdir()}
    expected = {stem: facts for stem, facts in read_gold(gold).items() if stem in present}
    if not expected:
        raise KgError(
            f"No file of {gold} has the name of an article in {articles}: "
            "01-bontang.txt is held against 01-bontang.json."
        )
    return score(expected, _views(articles, told, reader, jobs))


def read_gold(folder: Path) -> dict[str, dict[str, list[GoldFact]]]:
    """The gold facts of a folder's ``*.json``, by stem, then by kind ("conferrals"; "article" holds one).

    Raises:
        KgError: where a file is no JSON object of lists of objects; the message names it.
    """
    read = {}
    for path in sorted(folder.glob("*.json")):
        try:
            data = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise KgError(f"{path} cannot be read as JSON: {error}. Correct it.") from None
        facts = data if isinstance(data, dict) else None
        kinds = {view.gold: _listed(facts.get(view.gold)) for view in VIEWS.values()} if facts is not None else {}
        wrong = [kind for kind, each in kinds.items() if not all(isinstance(fact, dict) for fact in each)]
        if facts is None or wrong:
            what = f"{wrong[0]!r} must be a list of objects" if wrong else "an object is needed"
            raise KgError(f"{path} holds no gold facts: {what}, one object a fact. Correct it.")
        read[path.stem] = kinds
    return read


def _listed(facts: object) -> list[GoldFact]:
    return facts if isinstance(facts, list) else [facts] if facts else []  # type: ignore[list-item]


def _views(
    articles: Path, told: Callable[[Outcome], None], reader: Reader | None, jobs: int
) -> dict[str, dict[str, list[Row]]]:
    """The rows of each view by the stem of their article's file."""
    from kg.pipeline import build
    from kg.questions import ask, named
    from kg.readers import RuleReader
    from kg.store import Store

    stems: dict[str, str] = {}
    views: dict[str, dict[str, list[Row]]] = {}
    with TemporaryDirectory() as folder, Store.open(Path(folder) / "store") as store:
        build([articles], store, told=told, reader=reader or RuleReader(), jobs=jobs)
        # The view of the articles knows whose file is whose.
        for name in sorted(VIEWS, key=lambda name: name != "articles"):
            by_article: dict[str, list[Row]] = defaultdict(list)
            answer = ask(store, named(name), evidence=False)
            for row in answer.rows:
                values = ("" if term is None else term.value for term in row.values)
                cells = dict(zip(answer.columns, values, strict=True))
                if name == "articles":
                    stems[cells["article"]] = Path(cells["file"]).stem
                by_article[stems[cells["article"]]].append(cells)
            views[name] = by_article
    return views
