"""The form under which names are compared."""

from __future__ import annotations

import unicodedata
from typing import Final

_PLAIN: Final = str.maketrans(
    dict.fromkeys("‘’‛ʻʼ`´′＇", "'")
    | dict.fromkeys("‐‑‒–−－", "-")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\ufeff", "")
)


def fold(text: str) -> str:
    """The form under which surfaces are compared: caseless, plain apostrophes and hyphens, single spaces.

    Folding twice changes nothing. The length may change, so offsets of the folded text are not those of the text.

    >>> fold("  Bau–Bau ") == fold("BAU-BAU")
    True
    >>> fold("Mu’awanah")
    "mu'awanah"
    """
    if text.isascii():
        return " ".join(text.replace("`", "'").casefold().split())
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFD", text.translate(_PLAIN)).casefold())
    return " ".join(unicodedata.normalize("NFC", decomposed).translate(_PLAIN).split())
