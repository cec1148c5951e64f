"""Reads `reminders.yaml`: when people are told of deadlines, and the words of the letter of urging."""

import re

from pcmt.rulebook.rules.fields import Fields
from pcmt.rulebook.rules.findings import Findings
from pcmt.rulebook.rules.reminders import ReminderRules, UrgingLetter
from pcmt.rulebook.rules.strict_yaml import Content

MOST_DAYS = 60
BRACES = re.compile(r"\{([^{}]{0,40})\}")
PLACES = {"province", "count", "reports", "day", "new_day"}


def read_reminders(content: Content, findings: Findings) -> ReminderRules:
    """This will read the days and the letter; days are written as a text of whole numbers ("3, 1")."""
    fields = Fields(content, findings, "reminders")
    rules = ReminderRules(
        before=_days(fields, "before"),
        after=_days(fields, "after"),
        escalate_after=fields.integer("escalate_after", least=1),
        letter=fields.table("letter", _letter),
        source=fields.source(),
    )
    fields.done()
    return rules


def _days(fields: Fields, key: str) -> tuple[int, ...]:
    words = fields.text(key).replace(",", " ").split()
    if not all(word.isascii() and word.isdecimal() and len(word) <= 2 and 0 < int(word) <= MOST_DAYS for word in words):
        fields.wrong(key, f"Mục “{key}” phải là các số ngày.", 'Viết dạng "3, 1", mỗi số từ 1 đến 60.')
        return ()
    return tuple(int(word) for word in words)


def _letter(fields: Fields) -> UrgingLetter:
    letter = UrgingLetter(
        issuer=fields.text("issuer"),
        superior=fields.text("superior", ""),
        symbol=fields.text("symbol"),
        title=fields.text("title"),
        opening=fields.text("opening"),
        closing=fields.texts("closing", optional=False),
        recipients=fields.texts("recipients", optional=False),
        authority=fields.texts("authority", optional=False),
        answer_within=fields.integer("answer_within", least=1),
    )
    words = (letter.issuer, letter.superior, letter.title, letter.opening, *letter.closing)
    if unknown := {name for text in words for name in BRACES.findall(text)} - PLACES:
        fields.wrong("opening", f"Không có chỗ điền {{{min(unknown)}}}.", f"Dùng: {', '.join(sorted(PLACES))}.")
    fields.done()
    return letter
