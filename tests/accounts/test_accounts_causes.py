"""Whatever accounts notes as wrong with an attempt has its words on the journal's page."""

import re
from pathlib import Path

from pcmt.accounts.rules import tokens
from pcmt.web.administration.wording import CAUSES, changes

ACCOUNTS = Path(__file__).resolve().parents[2] / "pcmt" / "accounts"
NOTED = re.compile(
    r'WrongToken\("([a-z_]+)"\)|return "([a-z_]+_due)"|return None, proven, "([a-z_]+)"|else "(name)"'
    r'|_instant\([^)]*"([a-z]+)"\)'
)


def noted() -> set[str]:
    """The words in the code of sign-in by providers, and those of tokens."""
    text = "\n".join(path.read_text() for path in ACCOUNTS.rglob("*.py"))
    of_tokens = {value for value in vars(tokens).values() if isinstance(value, str) and value.startswith("token_")}
    return {word for found in NOTED.findall(text) for word in found if word} | of_tokens


def test_every_cause_has_its_words():
    assert len(noted()) >= 18
    assert noted() >= {"name", "password_due", "unknown", "events"}
    assert noted() - CAUSES.keys() == set()


def test_the_page_tells_the_cause_in_vietnamese():
    told = changes("user:7", {}, {"result": "refused", "wrong": "nonce"})
    assert "sai ở: câu trả lời của cổng thuộc lượt đăng nhập khác" in told
    assert changes("user:7", {}, {"wrong": "khác"}) == ("sai ở: khác",)
