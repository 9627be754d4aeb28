"""Recorded answers: one file a request, named by its digest, so that the same reading can be had again without a model.

An answer is recorded only once it has been checked, with what the server said of it: tokens, why it ended, which model
answered. There is no clock in it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.errors import KgError
from kg.files import write_whole

if TYPE_CHECKING:
    from kg.proposing.request import Asking, Request

_ASKING: Final = "reader.json"
_FINISHED: Final = "stop"


@dataclass(frozen=True, slots=True)
class Recorded:
    """A checked answer: the message's content, why it ended, which model answered, what it took.

    ``tokens_in`` and ``tokens_out`` are those of all tries; 0 where the server did not tell.
    """

    content: str
    model: str
    finish_reason: str = _FINISHED
    tokens_in: int = 0
    tokens_out: int = 0
    repaired: bool = False

    def data(self, request: str) -> dict[str, Any]:
        """The record as JSON holds it."""
        return {
            "request": request,
            "model": self.model,
            "finish_reason": self.finish_reason,
            "repaired": self.repaired,
            "usage": {"prompt_tokens": self.tokens_in, "completion_tokens": self.tokens_out},
            "content": self.content,
        }


@dataclass(frozen=True, slots=True)
class Record:
    """A folder of recorded answers, with how they were asked for.

    >>> from tempfile import TemporaryDirectory
    >>> from kg.proposing.request import Asking, Request
    >>> with TemporaryDirectory() as folder:
    ...     record = Record(Path(folder) / "answers")
    ...     record.keep(Request(b"{}"), Recorded("{}", "some model"), Asking("some-model"))
    ...     record.answer(Request(b"{}")).model, record.asking().model
    ('some model', 'some-model')
    """

    folder: Path

    def answer(self, request: Request) -> Recorded | None:
        """The recorded answer to a request; None where there is none.

        Raises:
            KgError: where its file is not what a record is.
        """
        path = self._path(request)
        try:
            data = json.loads(path.read_text("utf-8"))
            usage = data["usage"]
            found = Recorded(
                data["content"],
                data["model"],
                data["finish_reason"],
                usage["prompt_tokens"],
                usage["completion_tokens"],
                data["repaired"],
            )
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise KgError(f"{path} is no recorded answer: {error!r}. Take it away, and ask for it again.") from None
        texts = (found.content, found.model, found.finish_reason)
        if not all(isinstance(each, str) for each in texts) or data["request"] != request.digest:
            raise KgError(f"{path} does not belong to its name. Take it away, and ask for it again.")
        return found

    def keep(self, request: Request, answer: Recorded, asking: Asking) -> None:
        """Record a checked answer, whole or not at all.

        Raises:
            KgError: where the folder cannot be written to, or holds answers to other questions.
        """
        self.begin(asking)
        self._write(self._path(request), answer.data(request.digest))

    def begin(self, asking: Asking) -> None:
        """Note how the answers of the folder are asked for, so that a replay needs not be told."""
        path = self.folder / _ASKING
        if not path.exists():
            parameters = dict(asking.parameters)
            self._write(path, {"model": asking.model, "strict": asking.strict, "parameters": parameters})

    def asking(self) -> Asking | None:
        """How the answers of the folder were asked for; None where nothing is recorded yet.

        Raises:
            KgError: where its file is not what it should be.
        """
        from kg.proposing.request import Asking

        path = self.folder / _ASKING
        try:
            data = json.loads(path.read_text("utf-8"))
            return Asking(data["model"], data["strict"], tuple(data["parameters"].items()))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise KgError(f"{path} does not say how the answers were asked for: {error!r}.") from None

    def _path(self, request: Request) -> Path:
        return self.folder / f"{request.digest}.json"

    def _write(self, path: Path, data: dict[str, Any]) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            write_whole(path, (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode())
        except OSError as error:
            raise KgError(f"{path} cannot be written: {error.strerror or error}.") from None
