"""Articles to facts: kg's reading and extraction beside spaCy's blank Indonesian pipeline, in one run, round by round.

    python benchmarks/extraction.py [--spacy PYTHON] [--copies N]

spaCy does less (tokenizer, sentencizer, EntityRuler with the gazetteer's surfaces: no facts, no dates, no people), so
the ratio is a price, not a race. It is no dependency of kg: --spacy names the Python of an environment that has it.
Without it, kg alone is measured. Each side is one process; the best of several rounds counts. benchmarks/README.md
has figures.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--spacy", metavar="PYTHON", help="the Python of an environment with spaCy")
    options.add_argument("--copies", type=int, default=10, help="how often the 24 articles are read in a round")
    options.add_argument("--serve-spacy", action="store_true", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.serve_spacy:
        serve_spacy(sys.stdin, sys.stdout)
    else:
        compare(given.spacy, given.copies)


def compare(python: str | None, copies: int) -> None:
    from kg.extraction import extract
    from kg.reading import read_text

    texts = [path.read_text("utf-8") for path in sorted((ROOT / "data" / "articles").glob("*.txt"))] * copies
    facts = sum(len(extract(read_text(text, "a.txt")).facts) for text in texts)  # tables are loaded, too
    words = sum(len(text.split()) for text in texts) / len(texts)
    print(f"{len(texts)} articles of {words:.0f} words, {facts} facts, best of {ROUNDS} rounds")
    articles = [read_text(text, "a.txt") for text in texts]
    sides: dict[str, Callable[[], float]] = {
        "kg, text to facts": lambda: seconds(lambda: [extract(read_text(text, "a.txt")) for text in texts]),
        "kg, read article to facts": lambda: seconds(lambda: [extract(article) for article in articles]),
    }
    if python is None:
        report(measured(sides), len(texts))
        return
    with subprocess.Popen(  # noqa: S603  the interpreter that whoever measures names
        [python, __file__, "--serve-spacy"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as served:
        if served.stdin is None or served.stdout is None:
            raise SystemExit("the other program takes no articles")
        to, back = served.stdin, served.stdout

        def ask(line: str) -> str:
            print(line, file=to, flush=True)
            return back.readline()

        print(ask(json.dumps({"texts": texts, "surfaces": surfaces()})).strip())
        sides[f"{SPACY}, text to tokens, sentences, names"] = lambda: float(ask("again"))
        report(measured(sides), len(texts))
        to.close()


SPACY = "spaCy blank Indonesian"


def surfaces() -> list[tuple[str, str]]:
    """Every surface of the gazetteer with the table it is from."""
    from kg.gazetteer import Gazetteer

    gazetteer = Gazetteer.load()
    tables = {
        "AREA": [*gazetteer.area_phrases, *gazetteer.seats],
        "BODY": [*gazetteer.ministry_phrases, *gazetteer.agency_phrases],
        "OFFICE": [*gazetteer.minister_titles, *gazetteer.offices],
        "AWARD": list(gazetteer.award_families),
    }
    return [(label, surface) for label, table in tables.items() for surface in dict.fromkeys(table)]


def measured(sides: dict[str, Callable[[], float]]) -> dict[str, float]:
    """The best seconds of each side; the sides take turns, so that a busy machine is busy for all of them."""
    took: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(ROUNDS):
        for name, side in sides.items():
            took[name].append(side())
    return {name: min(each) for name, each in took.items()}


def report(best: dict[str, float], articles: int) -> None:
    spacy = next((took for name, took in best.items() if name.startswith(SPACY)), None)
    for name, took in best.items():
        ratio = f"{spacy / took:8.2f} x spaCy" if spacy else ""
        print(f"{name:62} {articles / took:8,.0f} articles/s{ratio}")


def seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def serve_spacy(lines: TextIO, out: TextIO) -> None:
    """Read texts and surfaces, then run the pipeline over the texts once a line and tell the seconds it took."""
    import spacy

    given = json.loads(lines.readline())
    nlp = spacy.blank("id")
    nlp.add_pipe("sentencizer")
    ruler = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    ruler.add_patterns([{"label": label, "pattern": surface} for label, surface in given["surfaces"]])
    docs = list(nlp.pipe(given["texts"]))
    names, sentences = sum(len(doc.ents) for doc in docs), sum(len(list(doc.sents)) for doc in docs)
    counts = f"{len(given['surfaces'])} surfaces, {names} names, {sentences} sentences"
    print(f"spaCy {spacy.__version__}: {counts}", file=out, flush=True)
    for _ in lines:
        print(seconds(lambda: list(nlp.pipe(given["texts"]))), file=out, flush=True)


if __name__ == "__main__":
    main()
