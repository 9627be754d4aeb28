"""Addresses and messages told without the secrets in them: users, passwords, tokens, keys."""

from __future__ import annotations

import base64
import re
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

HIDDEN = "…"
# What ends a user and password; also as browsers and normalisation read it.
_AT = re.compile("@|%40|[＠﹫]", re.IGNORECASE)
# Any other word before a colon may be a user.
_SCHEME = re.compile(r"(?:https?|wss?|ftps?|sftp|ssh|file):[/\\]*", re.IGNORECASE)
_AUTHORITY = re.compile(r"(?:\[[0-9a-f:.]*\]|[^\s:/?#\\\[\]]*)(?P<port>:\d{0,5}(?=[/?#]|$))?", re.IGNORECASE)
# What a request tells of who sends it, as a server may give it back.
_HEADER = re.compile(
    r"(authorization[\"']?\s*[:=]\s*[\"']?(?:digest\b[^\n<>]*|(?:\w+\s+)?[^\s\"'<>,;]+))", re.IGNORECASE
)
_SHOWN = re.compile(r"\b((?i:basic|bearer|digest|negotiate))(\s+|%20|\+)(?=[^\s\"'<>,;]*[A-Z0-9=])[^\s\"'<>,;]{6,}")
# A word that may be an address with a password in it.
_ADDRESS = re.compile(r"[^\s\"'<>“”]*:[^\s\"'<>“”]*(?:@|%40|[＠﹫])[^\s\"'<>“”]*", re.IGNORECASE)
_SECRET_NAMES = re.compile(
    r"PASSWORD|PASSWD|TOKEN|SECRET|API_?KEY|ACCESS_?KEY|MODEL_?KEY|PRIVATE_?KEY|CREDENTIAL", re.IGNORECASE
)
# A shorter secret would blank out half of every message; it is told from others by its place alone.
_SHORTEST = 4


def public(url: str) -> str:
    """An address as it may be told: without user, password, query and fragment, however malformed it is.

    What could be either, a part of a password or of the address, is left out.

    >>> public("https://bob:SECRET@example.org:8080/ds?key=SECRET")
    'https://…@example.org:8080/ds'
    >>> public("bob:SECRET@example.org"), public("http://bob:SECRET")
    ('…@example.org', 'http://bob:…')
    """
    scheme = _SCHEME.match(url)
    start = scheme.end() if scheme else 0
    told = re.sub(r"\s", "", url[:start])
    rest = url[start:]
    ends = list(_AT.finditer(rest))
    if ends:
        before, rest = rest[: ends[-1].start()], rest[ends[-1].end() :]
        if re.search("[?#]", before):  # an at sign of the query's, or a question mark of the password's
            return f"{told}{HIDDEN}"
        told += f"{HIDDEN}@"
    authority = _AUTHORITY.match(rest)
    end = authority.end() if authority else 0
    told, rest = told + rest[:end], rest[end:]
    if rest.startswith(":"):  # a port that is no number may be a password
        return f"{told}:{HIDDEN}"
    return told + re.split("[?#]", rest, maxsplit=1)[0]


def without_secrets(message: str, secrets: Iterable[str] = ()) -> str:
    """A message in which no secret stands, in none of the forms that a request or an answer gives it.

    >>> without_secrets("refused: Authorization: Basic Ym9iOlNFQ1JFVA== for http://bob:SECRET@x/", ["SECRET"])
    'refused: Authorization: … for http://…@x/'
    """
    message = _ADDRESS.sub(lambda found: public(found[0]), message)
    message = _HEADER.sub(f"Authorization: {HIDDEN}", message)
    message = _SHOWN.sub(lambda found: f"{found[1]} {HIDDEN}", message)
    for form in sorted({form for secret in secrets for form in _forms(secret)}, key=len, reverse=True):
        message = message.replace(form, HIDDEN)
    return message


def environment_secrets(environment: Mapping[str, str]) -> list[str]:
    """The values of those variables whose names say that they are secret.

    >>> environment_secrets({"KG_PUBLISH_TOKEN": "abcdef", "HOME": "/home/bob"})
    ['abcdef']
    """
    return [value for name, value in environment.items() if _SECRET_NAMES.search(name) and len(value) >= _SHORTEST]


def _forms(secret: str) -> Iterable[str]:
    if not secret:
        return
    yield secret
    if len(secret) >= _SHORTEST:
        plain = secret.encode("utf-8", "surrogatepass")
        yield from (quote(plain, safe=""), quote_plus(plain), escape(secret), repr(secret)[1:-1])
        yield secret.encode("unicode_escape").decode("ascii")
        yield base64.b64encode(plain).decode("ascii").rstrip("=")
