"""What a token must say, as a pure rule: the edges of time, and that nothing said makes it fail otherwise."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcmt.accounts.rules.oidc import Provider, WrongToken, challenge_of, is_safe_address, proven_by
from tests.province import AT

SO_THU = Provider("so-thu", "Sở Thử", "https://so.example", "pcmt", second_factor_acr=frozenset({"cao"}))
NOW = int(AT.timestamp())
GOOD: dict[str, object] = {
    "iss": "https://so.example", "aud": "pcmt", "sub": "1", "nonce": "n", "iat": NOW, "exp": NOW + 60,
}  # fmt: skip
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


def test_the_challenge_is_that_of_the_standard():
    """The example of RFC 7636, appendix B."""
    assert challenge_of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


@pytest.mark.parametrize(
    ("claim", "value", "wrong"),
    [("exp", NOW - 59, ""), ("exp", NOW - 60, "exp"), ("iat", NOW + 60, ""), ("iat", NOW + 61, "iat"),
     ("iat", NOW - 660, ""), ("iat", NOW - 661, "iat"), ("nbf", NOW + 60, ""), ("nbf", NOW + 61, "nbf"),
     ("sub", "x" * 255, ""), ("sub", "x" * 256, "sub"), ("sub", "a\0", "sub"), ("exp", True, "exp"),
     ("azp", "pcmt", ""), ("aud", ["pcmt"], ""), ("aud", [], "aud")],
)  # fmt: skip
def test_the_edges(claim: str, value: object, wrong: str):
    told = ""
    try:
        proven_by(GOOD | {claim: value}, SO_THU, nonce="n", at=AT)
    except WrongToken as refusal:
        told = str(refusal)
    assert told == wrong


@given(st.dictionaries(st.sampled_from([*GOOD, "amr", "acr", "azp", "nbf", "name"]), ANYTHING, max_size=4))
def test_whatever_is_said_is_taken_or_refused(claims: dict[str, object]):
    try:
        proven = proven_by(GOOD | claims, SO_THU, nonce="n", at=AT + timedelta(seconds=1))
    except WrongToken:
        return
    proven.subject.encode()
    proven.name.encode()
    assert proven.second_factor == (claims.get("acr") == "cao")


@pytest.mark.parametrize(
    ("address", "safe"),
    [("https://so.example/x", True), ("http://127.0.0.1:9/x", True), ("http://so.example", False),
     ("file:///etc/passwd", False), ("https://", False), ("http://[", False), ("http://localhost.so.example", False)],
)  # fmt: skip
def test_only_safe_addresses_are_asked(address: str, safe: bool):
    assert is_safe_address(address) is safe
