"""Reads `checklists/CODE@DATE.yaml`: what an inspection looks at."""

from pcmt.rulebook.rules.checklists import Checklist, ChecklistItem
from pcmt.rulebook.rules.fields import Fields
from pcmt.rulebook.rules.findings import Findings
from pcmt.rulebook.rules.strict_yaml import Content


def read_checklist(content: Content, findings: Findings) -> Checklist:
    """This will read one version of a checklist; no two of its items may bear one code."""
    fields = Fields(content, findings)
    code = fields.text("code")
    fields.owner = f"checklist:{code}"
    made = Checklist(
        code=code,
        label=fields.text("label"),
        items=fields.tables("items", _item),
        explanation=fields.text("explanation"),
        source=fields.source(),
        valid_from=fields.day("valid_from"),
        valid_to=fields.optional_day("valid_to"),
    )
    codes = [one.code for one in made.items]
    for twice in sorted({one for one in codes if codes.count(one) > 1}):
        fields.wrong("items", f"Có hai mục cùng mã “{twice}”.", "Đặt mỗi mục một mã.")
    fields.done()
    return made


def _item(fields: Fields) -> ChecklistItem:
    return ChecklistItem(fields.text("code"), fields.text("group"), fields.text("words"))
