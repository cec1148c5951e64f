"""Reads `schemes/CODE@DATE.yaml`: how areas are classed, with the provision behind every condition."""

from pcmt.rulebook.rules.definitions import RESULT_RULES, TONES, ClassDef, Condition, ResultRule, Scheme
from pcmt.rulebook.rules.fields import Fields
from pcmt.rulebook.rules.findings import Findings
from pcmt.rulebook.rules.strict_yaml import Content


def read_scheme(content: Content, findings: Findings) -> Scheme:
    """This will read one version of a classification scheme; every combination of answers must have a result."""
    fields = Fields(content, findings)
    code = fields.text("code")
    fields.owner = f"scheme:{code}"
    classes = fields.tables("classes", _class)
    known = [one.code for one in classes]
    scheme = Scheme(
        code=code,
        label=fields.text("label"),
        valid_from=fields.day("valid_from"),
        valid_to=fields.optional_day("valid_to"),
        source=fields.source(),
        period_kind=fields.period_kind(),
        calendar=fields.calendar(),
        classes=classes,
        conditions=fields.tables("conditions", _condition),
        result=fields.tables("result", lambda rule: _result(rule, known)),
        recognised_class=fields.text("recognised_class"),
        recognised_element=fields.code("recognised_element", "cell"),
        share_indicator=fields.code("share_indicator", "indicator") if fields.has("share_indicator") else "",
        rank_element=fields.code("rank_element", "cell") if fields.has("rank_element") else "",
    )
    fields.done()
    _is_complete(scheme, fields)
    return scheme


def _class(fields: Fields) -> ClassDef:
    return ClassDef(
        code=fields.text("code"),
        label=fields.text("label"),
        tone=fields.choice("tone", TONES),
        rank=fields.integer("rank"),
        decided=fields.flag("decided"),
    )


def _condition(fields: Fields) -> Condition:
    review_when = fields.optional_condition("review_when")
    return Condition(
        code=fields.text("code"),
        label=fields.text("label"),
        formula=fields.condition("formula"),
        review_when=review_when,
        review_note=fields.text("review_note") if review_when else "",
        source=fields.source(),
        met_text=fields.text("met_text"),
        unmet_text=fields.text("unmet_text"),
    )


def _result(fields: Fields, classes: list[str]) -> ResultRule:
    rule = ResultRule(fields.choice("when", RESULT_RULES), fields.text("outcome"))
    if rule.outcome not in classes:
        fields.wrong("outcome", f"Không có loại “{rule.outcome}”.", f"Chọn một trong: {', '.join(classes)}.")
    return rule


def _is_complete(scheme: Scheme, fields: Fields) -> None:
    if scheme.recognised_class not in {one.code for one in scheme.decided_classes}:
        fields.wrong(
            "recognised_class",
            f"“{scheme.recognised_class}” không phải là loại do người có thẩm quyền quyết định.",
            "Chọn một loại có “decided: true”.",
        )
    for when in RESULT_RULES:
        if when not in {rule.when for rule in scheme.result}:
            fields.wrong("result", f"Chưa nói kết quả khi {when}.", f"Thêm “- {{when: {when}, outcome: …}}”.")
