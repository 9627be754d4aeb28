"""Record answers that were had some other way: record_answers.py REQUESTS CONTENTS ANSWERS MODEL.

REQUESTS holds what `kg extract --requests` wrote (<stem>.request.json), CONTENTS the messages that answer them
(<stem>.json, the content alone), ANSWERS becomes the record that `--answers` reads. MODEL says what answered. What is
not what was asked for is told and left out.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from kg.proposing.answers import Unfit, parsed
from kg.proposing.record import Record, Recorded
from kg.proposing.request import Asking, Request

_CHARACTERS = 4
"""Of a token, about: nobody counted those of an answer that came as a file."""


def main(requests: str, contents: str, answers: str, model: str) -> int:
    """Record each answer; the number of those that are none."""
    unfit = 0
    for path in sorted(Path(requests).glob("*.request.json")):
        answer = Path(contents) / f"{path.name.removesuffix('.request.json')}.json"
        if not answer.exists():
            continue
        content = answer.read_text("utf-8").strip()
        try:
            parsed(content)
        except Unfit as error:
            unfit += 1
            print(f"{answer}: {error}", file=sys.stderr)
            continue
        data = json.loads(path.read_text("utf-8"))
        made = Request(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())
        others = {key: value for key, value in data.items() if key not in ("model", "messages", "response_format")}
        asking = Asking(data["model"], "response_format" in data, tuple(others.items()))
        tokens = sum(len(each["content"]) for each in data["messages"]) // _CHARACTERS, len(content) // _CHARACTERS
        Record(Path(answers)).keep(made, Recorded(content, model, "stop", *tokens), asking)
    return unfit


if __name__ == "__main__":
    sys.exit(min(main(*sys.argv[1:]), 1))
