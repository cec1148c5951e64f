"""A small provider of sign-in (OpenID Connect, code flow, PKCE) as a process of its own: `python oidc_provider.py`.

It prints its issuer on a first line, then serves until it is ended. Whoever comes is signed in at once, as the subject
set last. `POST /control` with JSON changes how it behaves: `claims` (put over the token's own, null leaves one out),
`alg` ("RS256", "none", "HS256"), `rotate` (a new signing key), `stranger` (signs with a key that it does not publish),
`kid` ("" leaves it out), `named` (whether answers carry `iss`). `POST /logout-token` gives a token that ends sessions,
as its server would send it.
"""

import base64
import hashlib
import hmac
import json
import secrets
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "pcmt-thu", "bí mật+thử"


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def new_key() -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": secrets.token_hex(4), "use": "sig"}, private=True)


class State:
    """What the provider knows: its key, the codes it gave out, how it is told to behave."""

    def __init__(self) -> None:
        self.issuer = ""
        self.key = new_key()
        self.codes: dict[str, dict[str, str]] = {}
        self.told: dict[str, Any] = {}
        self.asked_for_keys = 0

    def token(self, nonce: str) -> str:
        now = int(time.time())
        claims: dict[str, Any] = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "nguoi-01",
            "name": "Người Thử",
            "sid": "phiên-01",
            "nonce": nonce,
            "iat": now,
            "exp": now + 300,
        }
        return self.signed(claims)

    def logout_token(self) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "nguoi-01",
            "iat": now,
            "exp": now + 120,
            "jti": secrets.token_hex(8),
            "events": {"http://schemas.openid.net/event/backchannel-logout": {}},
        }
        return self.signed(claims, {"typ": "logout+jwt"})

    def signed(self, claims: dict[str, Any], more: dict[str, str] | None = None) -> str:
        claims = {name: told for name, told in (claims | self.told.get("claims", {})).items() if told is not None}
        header = {"alg": self.told.get("alg", "RS256"), "kid": self.told.get("kid", self.key.kid)}
        header |= more or {}
        header |= {"typ": self.told["typ"]} if "typ" in self.told else {}
        header = {name: told for name, told in header.items() if told}
        if header["alg"] == "none":
            return f"{b64(json.dumps(header).encode())}.{b64(json.dumps(claims).encode())}."
        if header["alg"] == "HS256":  # the public key taken for a shared secret
            signed = f"{b64(json.dumps(header).encode())}.{b64(json.dumps(claims).encode())}"
            mac = hmac.digest(self.key.as_pem(private=False), signed.encode(), "sha256")
            return f"{signed}.{b64(mac)}"
        key = new_key() if self.told.get("stranger") else self.key
        return jwt.encode(header, claims, key)


class Handler(BaseHTTPRequestHandler):
    """Answers as a provider does."""

    state: State

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        issuer = self.state.issuer
        match parts.path:
            case "/.well-known/openid-configuration":
                self.answer(
                    {
                        "issuer": issuer,
                        "authorization_endpoint": f"{issuer}/authorize",
                        "token_endpoint": f"{issuer}/token",
                        "jwks_uri": f"{issuer}/keys",
                        "end_session_endpoint": f"{issuer}/out",
                        "authorization_response_iss_parameter_supported": True,
                    }
                )
            case "/keys":
                self.state.asked_for_keys += 1
                self.answer({"keys": [self.state.key.as_dict(private=False)]})
            case "/asked":
                self.answer({"keys": self.state.asked_for_keys})
            case "/authorize" if asked.get("client_id") == CLIENT and asked.get("code_challenge_method") == "S256":
                code = secrets.token_urlsafe(16)
                self.state.codes[code] = asked
                answer = {"code": code, "state": asked["state"]}
                if self.state.told.get("named", True):
                    answer["iss"] = issuer
                self.send_response(302)
                self.send_header("Location", f"{asked['redirect_uri']}?{urlencode(answer)}")
                self.end_headers()
            case "/out":
                self.answer({"out": asked})
            case _:
                self.answer({"error": "invalid_request"}, 400)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path == "/control":
            self.state.told = json.loads(body)
            if self.state.told.get("rotate"):
                self.state.key = new_key()
            return self.answer({})
        if self.path == "/logout-token":
            return self.answer({"logout_token": self.state.logout_token()})
        sent = {name: values[0] for name, values in parse_qs(body).items()}
        asked = self.state.codes.pop(sent.get("code", ""), None)
        proof = b64(hashlib.sha256(sent.get("code_verifier", "").encode()).digest())
        pair = urlencode({"": CLIENT})[1:] + ":" + urlencode({"": SECRET})[1:].replace("+", "%20")
        known = self.headers["Authorization"] == f"Basic {base64.b64encode(pair.encode()).decode()}"
        if asked is None or not known or proof != asked["code_challenge"]:
            return self.answer({"error": "invalid_grant"}, 400)
        if sent["redirect_uri"] != asked["redirect_uri"]:
            return self.answer({"error": "invalid_grant"}, 400)
        return self.answer({"access_token": "x", "token_type": "Bearer", "id_token": self.state.token(asked["nonce"])})

    def answer(self, told: dict[str, Any], status: int = 200) -> None:
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Handler.state = State()
    Handler.state.issuer = f"http://127.0.0.1:{server.server_port}"
    sys.stdout.write(f"{Handler.state.issuer}\n")
    sys.stdout.flush()
    server.serve_forever()
