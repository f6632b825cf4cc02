"""An OpenID Connect provider on this machine: it signs in whom a test names, and remembers what it was asked."""

import base64
import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_urlsafe
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "factcontext", "a secret between the page and its provider"


class Provider:
    """Its state: who is signed in next, with which claims beside their address."""

    def __init__(self) -> None:
        self.address = ""
        self.claims: dict[str, Any] = {"email": "reader@news.test"}
        self.age_s = 0.0  # how long ago they signed in
        self.key = RSAKey.generate_key(2048, {"kid": "one"})
        self.codes: dict[str, dict[str, str]] = {}
        self.signed_out = 0

    def metadata(self) -> dict[str, Any]:
        ends = {name: f"{self.address}/{name}" for name in ("authorize", "token", "jwks", "logout")}
        return {
            "issuer": self.address,
            "authorization_endpoint": ends["authorize"],
            "token_endpoint": ends["token"],
            "jwks_uri": ends["jwks"],
            "end_session_endpoint": ends["logout"],
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        }

    def authorize(self, query: dict[str, str]) -> str:
        """Where a browser goes next: back to the page, with a code."""
        code = token_urlsafe()
        self.codes[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def token(self, form: dict[str, str]) -> dict[str, Any]:
        """What the page gets for a code; KeyError where the code, the secret or the proof is not right."""
        asked = self.codes.pop(form["code"])
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != asked["code_challenge"]:
            raise KeyError("code_verifier")
        now = int(time.time() - self.age_s)
        claims = {"iss": self.address, "aud": CLIENT, "sub": "1", "iat": now, "exp": int(time.time()) + 300}
        claims |= {"nonce": asked["nonce"], **self.claims}
        token = jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.key)
        return {"access_token": token_urlsafe(), "token_type": "Bearer", "expires_in": 300, "id_token": token}


@contextmanager
def provider() -> Iterator[Provider]:
    """A provider that answers until the block ends."""
    state = Provider()
    with ThreadingHTTPServer(("127.0.0.1", 0), _handler(state)) as server:
        state.address = f"http://127.0.0.1:{server.server_address[1]}"
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield state
        server.shutdown()
        thread.join()


def _handler(state: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            url = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(url.query).items()}
            if url.path == "/authorize":
                self._go(state.authorize(query))
            elif url.path == "/logout":
                state.signed_out += 1
                self._go(query["post_logout_redirect_uri"])
            else:
                keys = {"keys": [state.key.as_dict(private=False)]}
                self._tell(keys if url.path == "/jwks" else state.metadata())

        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(text).items()}
            wanted = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
            proofs = (self.headers["Authorization"], form.get("client_secret"))
            if f"Basic {wanted}" in proofs or SECRET in proofs or self._basic() == (CLIENT, SECRET):
                self._tell(state.token(form))
            else:
                self._tell({"error": "invalid_client"}, 401)

        def _basic(self) -> tuple[str, str]:
            scheme, _, rest = (self.headers["Authorization"] or "").partition(" ")
            name, _, secret = base64.b64decode(rest).decode().partition(":") if scheme == "Basic" else ("", "", "")
            return name, parse_qs(f"s={secret}").get("s", [""])[0]

        def _go(self, address: str) -> None:
            self.send_response(302)
            self.send_header("Location", address)
            self.end_headers()

        def _tell(self, what: dict[str, Any], status: int = 200) -> None:
            body = json.dumps(what).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            """Say nothing."""

    return Handler
