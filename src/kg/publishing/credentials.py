"""Who publishes: a user and password, or a token, from the environment or a netrc file; never an argument or shown."""

from __future__ import annotations

import netrc
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kg.errors import KgError
from kg.publishing.addresses import root

if TYPE_CHECKING:
    from collections.abc import Mapping

USER, PASSWORD, TOKEN = "KG_PUBLISH_USER", "KG_PUBLISH_PASSWORD", "KG_PUBLISH_TOKEN"


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user with a password, or a bearer token; and where they come from, for messages.

    >>> Credentials("dba", "secret", source="the environment")
    Credentials(user='dba', source='the environment')
    """

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    source: str = ""

    @property
    def secrets(self) -> tuple[str, ...]:
        """Whatever nobody else may see: the password, the token, and both of a user as a request carries them."""
        both = f"{self.user}:{self.password}" if self.password else ""
        return tuple(filter(None, (self.password, self.token, both)))


def credentials(url: str, environment: Mapping[str, str], user: str = "") -> Credentials | None:
    """What to show a server that asks who publishes; None where nothing is set.

    In this order: ``$KG_PUBLISH_TOKEN``; ``$KG_PUBLISH_USER`` (or ``user``) with ``$KG_PUBLISH_PASSWORD``; the entry of
    the URL's host in ``$NETRC``, else ``~/.netrc``.

    Raises:
        KgError: for a user without a password, a password without a user, or a netrc file that cannot be read.
    """
    if token := environment.get(TOKEN, ""):
        return Credentials(token=token, source=f"${TOKEN}")
    user, password = user or environment.get(USER, ""), environment.get(PASSWORD, "")
    if user and password:
        return Credentials(user, password, source=f"${PASSWORD}")
    if password:
        raise KgError(f"${PASSWORD} is set, but nobody to whom it belongs. Set ${USER} too, or give --user.")
    root(url)  # what is no address has no host to look for
    found = _netrc(urlsplit(url).hostname or "", environment, user)
    if user and found is None:
        raise KgError(f"There is no password for the user {user!r}. Set ${PASSWORD}, or add the host to ~/.netrc.")
    return found


def _netrc(host: str, environment: Mapping[str, str], user: str) -> Credentials | None:
    named = environment.get("NETRC")
    file = Path(named) if named else Path(environment.get("HOME", "~")).expanduser() / ".netrc"
    if not named and not file.exists():
        return None
    try:
        entry = netrc.netrc(str(file)).authenticators(host)
    except netrc.NetrcParseError as error:  # its message may hold a password
        raise KgError(
            f"{file} is no netrc file that can be used, see line {error.lineno}: "
            "one 'machine HOST login USER password PASSWORD' a host, readable by you alone (chmod 600)."
        ) from None
    except (OSError, ValueError) as error:
        raise KgError(f"{file} cannot be read: {error}. Mend it, or set ${USER} and ${PASSWORD}.") from None
    if entry is None or (user and entry[0] != user):
        return None
    return Credentials(entry[0], entry[2] or "", source=str(file))
