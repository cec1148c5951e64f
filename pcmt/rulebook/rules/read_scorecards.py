"""Reads `scorecards/CODE@DATE.yaml`: which parts make up the score of a commune or an agency, with which weight."""

from pcmt.rulebook.rules.fields import Fields
from pcmt.rulebook.rules.findings import Findings
from pcmt.rulebook.rules.scorecards import GOOD_OR_BAD, MEASURES, STATES, WHOSE, Scorecard, ScorePart
from pcmt.rulebook.rules.strict_yaml import Content

WHOLE = 100
OF_COMMUNES = ("reports_undoubted",)
"""What only communes are measured by: signs of doubt compare units of one kind."""


def read_scorecard(content: Content, findings: Findings) -> Scorecard:
    """This will read one version of a scorecard; its weights make up 100."""
    fields = Fields(content, findings)
    code = fields.text("code")
    fields.owner = f"scorecard:{code}"
    whose = fields.choice("whose", WHOSE)
    card = Scorecard(
        code=code,
        label=fields.text("label"),
        whose=whose,
        calendar=fields.calendar(),
        scale=fields.integer("scale", 0),
        ranked_from=_percent(fields, "ranked_from"),
        widest=_percent(fields, "widest"),
        parts=fields.tables("parts", _part),
        explanation=fields.text("explanation"),
        source=fields.source(),
        valid_from=fields.day("valid_from"),
        valid_to=fields.optional_day("valid_to"),
        agency_kinds=fields.codes("agency_kinds", "agency_kind", optional=whose != "agency"),
    )
    _whole(fields, card)
    fields.done()
    return card


def _part(fields: Fields) -> ScorePart:
    code, label = fields.text("code"), fields.text("label")
    measure = fields.choice("measure", MEASURES)
    points = fields.table("points", _points) if measure == "targets" else dict(GOOD_OR_BAD)
    return ScorePart(
        code=code,
        label=label,
        short=fields.text("short"),
        measure=measure,
        weight=fields.integer("weight", least=1),
        least=fields.integer("least", least=1),
        explanation=fields.text("explanation"),
        points=points,
    )


def _points(fields: Fields) -> dict[str, int]:
    return {state: _percent(fields, state) for state in STATES}


def _percent(fields: Fields, key: str) -> int:
    value = fields.integer(key)
    if value > WHOLE:
        fields.wrong(key, f"Mục “{key}” lớn hơn {WHOLE}.", f"Viết số từ 0 đến {WHOLE}.")
    return value


def _whole(fields: Fields, card: Scorecard) -> None:
    weight = sum(part.weight for part in card.parts)
    if weight != WHOLE:
        fields.wrong("parts", f"Trọng số các phần cộng lại là {weight}.", f"Sửa để tổng trọng số là {WHOLE}.")
    codes = [part.code for part in card.parts]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        fields.wrong("parts", f"Có hai phần cùng mã “{code}”.", "Đặt mỗi phần một mã.")
    if card.whose == "agency":
        for part in card.parts:
            if part.measure in OF_COMMUNES:
                fields.wrong("parts", f"“{part.measure}” chỉ đo được ở cấp xã.", "Bỏ phần này.")
