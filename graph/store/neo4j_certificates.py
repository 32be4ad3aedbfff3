"""Why a server's certificate is not accepted, in the product's words."""

from __future__ import annotations

import socket
import ssl
from contextlib import suppress
from urllib.parse import urlsplit

DEFAULT_PORT = 7687
LOOK_SECONDS = 5.0

_EXPIRED, _SELF_MADE, _SELF_MADE_CHAIN = 10, 18, 19
"""OpenSSL's codes; of several reasons it tells the first."""
_ELSEWHERE = "the server's certificate is for another host; give the host it names, or take any by +ssc in place of +s"
_REASONS = {
    _EXPIRED: "the server's certificate has expired; have it renewed, or take any certificate with +ssc in place of +s",
    **dict.fromkeys((62, 64), _ELSEWHERE),
}
_MADE_ITSELF = "the server's certificate is one that it made itself{}; take it with +ssc in place of +s"
_BESIDES = ", and has expired"


def refusal(uri: str, error: ssl.SSLCertVerificationError) -> str:
    """Say why the certificate of the server at `uri` was not accepted, and what to do."""
    if error.verify_code in (_SELF_MADE, _SELF_MADE_CHAIN):
        return _MADE_ITSELF.format(_BESIDES if _has_expired(uri) else "")
    said = f"the server's certificate is not accepted: {error.verify_message}"
    return _REASONS.get(error.verify_code, said)


def _has_expired(uri: str) -> bool:
    """Look at the certificate once more, as if whoever made it were trusted: OpenSSL asks for that before the date."""
    parts = urlsplit(uri)
    place = parts.hostname or "", parts.port or DEFAULT_PORT
    try:
        context = ssl.create_default_context(cadata=ssl.get_server_certificate(place, timeout=LOOK_SECONDS))
        context.check_hostname = False
        with socket.create_connection(place, LOOK_SECONDS) as plain, suppress(ssl.SSLEOFError):
            context.wrap_socket(plain).close()
    except ssl.SSLCertVerificationError as error:
        return error.verify_code == _EXPIRED
    except (OSError, ValueError):
        pass
    return False
