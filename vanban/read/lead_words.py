"""How a text says that a body leads a task: "chủ trì", "là đầu mối", "chịu trách nhiệm chính" (duties.toml)."""

import re

from vanban.vocabulary import load


def _any_case(words: str) -> str:
    return f"[{words[0].upper()}{words[0]}]{re.escape(words[1:])}"


_WORDS: list[str] = load("duties")["leading"]
_CORES = tuple(one for one in _WORDS if not any(other != one and other in one for other in _WORDS))
LEADS = "|".join(_any_case(words) for words in sorted(_WORDS, key=len, reverse=True))
"""A fragment of a pattern: any of the words, with a capital or without, the longest first."""
TOGETHER = r"(?:[Pp]hối hợp|[Pp]hối kết hợp|[Cc]hủ động phối hợp|[Cc]ùng(?=\s+(?:với|các)\s))"
"""A fragment of a pattern: what leads to those that a task is done with."""
LEADS_WITH = rf"(?:{LEADS})\s*,?\s*(?:(?:và|đồng thời)\s+)?"
"""A fragment of a pattern: words of leading and what joins them to `TOGETHER`."""


def says_lead(text: str, start: int, end: int) -> bool:
    """This will tell, at little cost, whether a stretch of text holds words of leading in small letters."""
    return any(text.find(core, start, end) >= 0 for core in _CORES)
