"""Where a model may be asked: on this machine, or at a host that somebody named, over https."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from kg.errors import KgError
from kg.secrecy import public

_ASKS = "/chat/completions"


def endpoint_of(address: str, send_to: str = "") -> str:
    """The address that requests go to.

    Args:
        address: a server's base address, such as ``http://localhost:11434/v1``.
        send_to: the host that the articles' texts may be sent to, where it is not this machine.

    Raises:
        KgError: for an address that is none, that holds a password, or whose host nobody allowed.

    >>> endpoint_of("http://localhost:11434/v1")
    'http://localhost:11434/v1/chat/completions'
    >>> endpoint_of("https://models.example.org/v1", "models.example.org")
    'https://models.example.org/v1/chat/completions'
    """
    told = public(address)
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        bad = parts.scheme not in ("http", "https") or not host or (parts.port or 1) < 1
    except ValueError:
        bad, host = True, ""
    if "@" in told:
        raise KgError(f"{told} holds a user or password, which others can read. Set $KG_MODEL_KEY instead.")
    if bad or "\\" in address or parts.query or parts.fragment:
        raise KgError(f"{told!r} is no address of a server. Give one such as http://localhost:11434/v1.")
    if not _is_here(host):
        if send_to.casefold() != host:
            raise KgError(
                f"{told} is not on this machine: the texts of all articles would be sent to {host}. "
                f"If they may leave, say so: --send-to {host}"
            )
        if parts.scheme != "https":
            raise KgError(f"{told} is not on this machine, and without https anybody could read along.")
    base = address.rstrip("/")
    return base if base.endswith(_ASKS) else base + _ASKS


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
