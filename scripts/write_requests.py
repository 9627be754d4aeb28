"""Write what a model is asked, one JSON file an article: write_requests.py MODEL FOLDER ARTICLES…

For services that take requests as files, and for whoever wants to see what leaves the machine. The answers' contents,
as files of the same stems, become a record that kg replays by scripts/record_answers.py.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from kg.errors import Refused
from kg.pipeline import articles
from kg.proposing.request import Asking, request
from kg.sheets import Sheet


def main(model: str, folder: str, *sources: str) -> None:
    into = Path(folder)
    into.mkdir(parents=True, exist_ok=True)
    for read in articles(map(Path, sources)):
        if isinstance(read, Refused | Sheet):
            print(f"left out: {read if isinstance(read, Refused) else read.article.file}", file=sys.stderr)
            continue
        made = request(read, Asking(model))
        data = json.dumps(made.data, ensure_ascii=False, indent=1)
        (into / f"{Path(read.file).stem}.request.json").write_text(data + "\n", "utf-8")
    print(f"Wrote the requests to {into}.")


if __name__ == "__main__":
    main(*sys.argv[1:])
