"""Why the reader made a finding, worded in Vietnamese for the person who confirms it."""

from functools import cache

from vanban.model import Assignment, Citation, Target
from vanban.read.sureness import SURE
from vanban.vocabulary import load

_SECTIONS: dict[type, str] = {Target: "targets", Assignment: "assignments", Citation: "citations"}
_UNWORDED = "Nhận ra theo quy tắc đọc văn bản"


@cache
def worded_reasons(section: str) -> dict[str, str]:
    """This will give the wording of every reason's code of a section: targets, assignments, citations."""
    return {str(code): str(words) for code, words in load("reasons").get(section, {}).items()}


def reason_vi(finding: Target | Assignment | Citation) -> str:
    """This will say in Vietnamese why the finding was made: its rule and, where known, the words that gave it away."""
    words = worded_reasons(_SECTIONS[type(finding)]).get(finding.reason, _UNWORDED)
    told = f"{words} (“{finding.cue}”)" if finding.cue else words
    lowered = "" if isinstance(finding, Citation) else sureness_vi(finding.sureness)
    return f"{told}; {lowered}" if lowered else told


def sureness_vi(percent: int) -> str:
    """This will say in Vietnamese that a finding is less sure because its words were read off a picture; or ""."""
    return "" if percent >= SURE else worded_reasons("sureness")["scanned"].format(percent=percent)
