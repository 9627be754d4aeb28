"""Which addresses are a server's; no address with a password in it is."""

from __future__ import annotations

from urllib.parse import urlsplit

from kg.errors import KgError
from kg.secrecy import public

_INSTEAD = "Set $KG_PUBLISH_USER and $KG_PUBLISH_PASSWORD, or use ~/.netrc."


def root(address: str) -> str:
    """A server's address without a path: who gets to see credentials is told by it.

    Raises:
        KgError: for an address that is none, or that holds a user or password; neither is in the message.

    >>> root("https://example.org:8080/ds/query")
    'https://example.org:8080/'
    """
    told = public(address)
    try:
        parts = urlsplit(address)
        bad = parts.scheme not in ("http", "https") or not parts.hostname or (parts.port or 1) < 1
    except ValueError:  # a port that is no number, brackets that hold no address
        bad = True
    if "@" in told:
        raise KgError(f"{told} holds a user or password, which others can read in the list of processes. {_INSTEAD}")
    if bad or "\\" in parts.netloc:
        raise KgError(f"{told!r} is no address of a server. Give one such as http://localhost:7878.")
    return f"{parts.scheme}://{parts.netloc}/"
