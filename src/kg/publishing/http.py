"""Requests to a server that holds graphs: who asks, for how long, and what went wrong in words a user can act on."""

from __future__ import annotations

import re
import ssl
import time
import urllib.error
import urllib.request
from http.client import HTTPException, HTTPResponse
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import KgError
from kg.publishing.addresses import root
from kg.publishing.credentials import PASSWORD, USER
from kg.secrecy import public, without_secrets

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from email.message import Message
    from typing import IO

    from kg.publishing.credentials import Credentials

_MOST_SAID = 8192
_AGAIN = "Run the same command again: it goes on where it stopped"


class ServerError(KgError):
    """A request that the server did not answer, or refused with this status (0: there was no answer)."""

    def __init__(self, message: str, status: int = 0) -> None:
        self.status = status
        super().__init__(message)


class Response(NamedTuple):
    """A request's answer: its status, its media type without parameters, its body."""

    status: int
    media_type: str
    body: bytes


class Connection:
    """Sends requests with these credentials, which no other address than those named gets to see.

    Args:
        addresses: the servers' addresses; credentials go to their hosts and ports alone. Redirects are not followed.
        credentials: who publishes; None where the server asks nobody.
        timeout: how many seconds a request and its answer may take.

    Raises:
        KgError: for an address that is none, or that holds a password.
    """

    def __init__(self, addresses: Iterable[str], credentials: Credentials | None, timeout: float) -> None:
        roots = [root(address) for address in addresses]
        self.credentials, self.timeout, self._roots = credentials, timeout, roots
        handlers: list[urllib.request.BaseHandler] = [_NoRedirect()]
        if credentials is not None and credentials.user:
            passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
            passwords.add_password(None, roots, credentials.user, credentials.password)
            handlers += [_Digest(passwords), _Basic(passwords)]
        self._opener = urllib.request.build_opener(*handlers)

    def send(
        self, method: str, url: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Response:
        """One request and its whole answer.

        Raises:
            ServerError: where the server cannot be reached, takes too long, or answers with an error or a redirect.
        """
        # S310: no other scheme than http and https gets here, see root().
        request = urllib.request.Request(url, body, dict(headers or {}), method=method)  # noqa: S310
        request.add_header("User-Agent", "smartcity-kg")
        if self.credentials is not None and self.credentials.token and root(url) in self._roots:
            request.add_unredirected_header("Authorization", f"Bearer {self.credentials.token}")
        until = time.monotonic() + self.timeout
        try:
            # S310: no other scheme than http and https gets this far, see root().
            with self._opener.open(request, timeout=self.timeout) as answer:
                return Response(answer.status, self.told(answer.headers.get_content_type()), _read(answer, until))
        except urllib.error.HTTPError as error:
            with error:
                raise ServerError(self._refusal(error, request), error.code) from None
        except TimeoutError:
            raise self._too_slow(url) from None
        except urllib.error.URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise self._too_slow(url) from None
            raise ServerError(_unreachable(url, error.reason, len(body or b""))) from None
        except ValueError:  # the server asks for a way to log in that urllib does not know
            raise ServerError(
                f"{public(url)} asks for a way to log in that kg does not know. It knows basic, digest and "
                "bearer tokens.",
                401,
            ) from None
        except (OSError, HTTPException) as error:
            raise ServerError(_unreachable(url, error, len(body or b""))) from None

    def told(self, text: str) -> str:
        """What a server says, as it may be told: it may give back the password or token that it was given."""
        who = self.credentials
        return without_secrets(text, who.secrets if who is not None else ())

    def _said(self, error: urllib.error.HTTPError) -> str:
        """What the server says of its refusal, in one short line."""
        try:
            text = error.read(_MOST_SAID).decode("utf-8", "replace")
        except (OSError, HTTPException):
            return ""
        text = self.told(text)[: _MOST_SAID // 2]  # behind, a secret may have been cut in two, and not be known
        text = re.sub(r"<(?:style|title).*?</(?:style|title)>|<[/!a-zA-Z][^>]*>", " ", text, flags=re.DOTALL)
        words = " ".join(text.split())
        return f": “{words[:200]}{'…' if len(words) > 200 else ''}”" if words else ""

    def _too_slow(self, url: str) -> ServerError:
        where, seconds = public(url), f"{self.timeout:g} seconds"
        return ServerError(
            f"{where} did not answer within {seconds}. {_AGAIN}; a longer --timeout or a smaller --batch helps."
        )

    def _refusal(self, error: urllib.error.HTTPError, request: urllib.request.Request) -> str:
        url, status = public(request.full_url), error.code
        said = self._said(error)
        size = len(request.data) if isinstance(request.data, bytes) else 0
        match status:
            case 301 | 302 | 303 | 307 | 308:
                to = self.told(public(error.headers.get("Location") or "nowhere"))
                return (
                    f"{url} sends its callers on to {to}. kg does not follow; if you trust that address, publish to it."
                )
            case 401 | 403:
                return self._forbidden(url, status, said)
            case 404:
                return f"{url} is not there{said}. Is the address right?"
            case 405 | 501:
                return (
                    f"{url} does not take {request.get_method()}{said}. It may be read-only, or speak the other "
                    "protocol: see --protocol."
                )
            case 413:
                return f"{url} finds {size:,} bytes too much at once. Send fewer statements at a time: --batch."
            case 415:
                kind = request.get_header("Content-type")
                return f"{url} does not take {kind}{said}. Try the other protocol: --protocol."
            case _ if status >= 500:
                return f"{url} failed ({status}){said}. {_AGAIN}, once the server is well."
            case _:
                return f"{url} refuses it ({status}){said}."

    def _forbidden(self, url: str, status: int, said: str) -> str:
        if status == 403:
            return f"{url} forbids it{said}. The user may need the right to write, or the server is read-only."
        if self.credentials is None:
            return f"{url} wants to know who publishes. Set ${USER} and ${PASSWORD}, or add the host to ~/.netrc."
        who = f"the user {self.credentials.user!r}" if self.credentials.user else "the token"
        return f"{url} does not let {who} in (from {self.credentials.source}). Check user, password and address."


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Whoever was sent data and a password did not ask to hand them on."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        return None


class _Digest(urllib.request.HTTPDigestAuthHandler):
    """Digest (RFC 7616) as urllib does it, but once asked, it answers before it is asked again: no body goes twice."""

    _challenge: dict[str, str] | None = None

    def retry_http_digest_auth(self, req: urllib.request.Request, auth: str) -> object:
        pairs = urllib.request.parse_http_list(auth.partition(" ")[2])
        self._challenge = urllib.request.parse_keqv_list([each for each in pairs if each])
        return super().retry_http_digest_auth(req, auth)

    def http_request(self, req: urllib.request.Request) -> urllib.request.Request:
        if self._challenge and not req.has_header("Authorization"):
            answer = self.get_authorization(req, self._challenge)
            if answer:
                req.add_unredirected_header("Authorization", f"Digest {answer}")
        return req

    https_request = http_request


class _Basic(urllib.request.HTTPBasicAuthHandler):
    """Basic (RFC 7617), which a server gets only after it asked for it."""

    _asked = False

    def retry_http_basic_auth(self, host: str, req: urllib.request.Request, realm: str) -> object:
        self._asked = True
        return super().retry_http_basic_auth(host, req, realm)

    def http_request(self, req: urllib.request.Request) -> urllib.request.Request:
        if self._asked and not req.has_header("Authorization"):
            user, password = self.passwd.find_user_password(None, req.full_url)  # type: ignore[arg-type]
            if user is not None and password is not None:
                import base64

                both = base64.b64encode(f"{user}:{password}".encode()).decode("ascii")
                req.add_unredirected_header("Authorization", f"Basic {both}")
        return req

    https_request = http_request


def _read(answer: HTTPResponse, until: float) -> bytes:
    parts = []
    while part := answer.read1(1 << 16):
        if time.monotonic() > until:
            raise TimeoutError
        parts.append(part)
    return b"".join(parts)


def _unreachable(url: str, reason: object, size: int) -> str:
    where = public(url)
    if isinstance(reason, ssl.SSLError):
        return f"{where} cannot be reached safely: {getattr(reason, 'verify_message', '') or reason.reason}."
    if isinstance(reason, ConnectionResetError | BrokenPipeError | HTTPException):
        told = f" while {size:,} bytes were sent" if size else ""
        return f"{where} broke off the connection{told}. {_AGAIN}; a smaller --batch may help."
    told = (reason.strerror or str(reason)) if isinstance(reason, OSError) else str(reason)
    return f"{where} cannot be reached: {told}. Is the server running, and is the address right?"
