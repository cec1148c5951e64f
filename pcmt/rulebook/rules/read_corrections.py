"""Reads `corrections.yaml`: the words of a report that corrects an issued one."""

import re

from pcmt.rulebook.rules.corrections import CorrectionWords
from pcmt.rulebook.rules.fields import Fields
from pcmt.rulebook.rules.findings import Findings
from pcmt.rulebook.rules.strict_yaml import Content

BRACES = re.compile(r"\{([^{}]{0,40})\}")
PLACES = {"province", "label", "title", "number", "issued_on", "period", "count", "time"}


def read_corrections(content: Content, findings: Findings) -> CorrectionWords:
    """This will read the words; a place in braces that nothing fills is refused."""
    fields = Fields(content, findings, "corrections")
    rules = CorrectionWords(
        title=fields.text("title"),
        opening=fields.text("opening"),
        caption=fields.text("caption"),
        cause=fields.table("cause", _cause),
        closing=fields.texts("closing", optional=False),
        source=fields.source(),
    )
    words = (rules.title, rules.opening, rules.caption, *rules.closing)
    if unknown := {name for text in words for name in BRACES.findall(text)} - PLACES:
        fields.wrong("opening", f"Không có chỗ điền {{{min(unknown)}}}.", f"Dùng: {', '.join(sorted(PLACES))}.")
    fields.done()
    return rules


def _cause(fields: Fields) -> tuple[str, str]:
    cause = (fields.text("label"), fields.text("help", ""))
    fields.done()
    return cause
