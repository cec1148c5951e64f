"""Reads `reports/CODE@DATE.yaml`: the layout of an official report, block by block."""

from collections.abc import Callable, Collection

from pcmt.rulebook.rules.fields import Fields
from pcmt.rulebook.rules.findings import Findings
from pcmt.rulebook.rules.layouts import (
    AGAINST,
    COLUMNS,
    PLAN_PARTS,
    SUBJECT_KINDS,
    TEXT_PLACES,
    AgencyWordsBlock,
    Binding,
    Block,
    CommuneTableBlock,
    FigureRow,
    FiguresBlock,
    HeadingBlock,
    PlanStateBlock,
    ReportLayout,
    SentenceBlock,
    Subject,
    WordsBlock,
)
from pcmt.rulebook.rules.read_templates import places_in, read_signature, read_template
from pcmt.rulebook.rules.strict_yaml import Content


def read_layout(content: Content, findings: Findings) -> ReportLayout:
    """This will read one version of a report's layout."""
    fields = Fields(content, findings)
    code = fields.text("code")
    fields.owner = f"layout:{code}"
    layout = ReportLayout(
        code=code,
        label=fields.text("label"),
        kind=fields.text("kind"),
        valid_from=fields.day("valid_from"),
        valid_to=fields.optional_day("valid_to"),
        period_kind=fields.period_kind(),
        calendar=fields.calendar(),
        superior=fields.text("superior", ""),
        issuer=_template(fields, "issuer"),
        symbol=fields.text("symbol"),
        title=_template(fields, "title"),
        addressees=fields.texts("addressees"),
        grounds=fields.texts("grounds"),
        blocks=fields.tables("blocks", _block),
        recipients=fields.texts("recipients"),
        signature=fields.table("signature", read_signature),
        source=fields.source(),
    )
    fields.done()
    found = [block.code for block in layout.blocks]
    for twice in sorted({code for code in found if found.count(code) > 1}):
        fields.wrong("blocks", f"Khối “{twice}” có hai lần.", "Đổi mã một khối.")
    return layout


def _block(fields: Fields) -> Block:
    return BLOCKS[fields.choice("kind", BLOCKS)](fields.text("code"), fields)


def _heading(code: str, fields: Fields) -> HeadingBlock:
    return HeadingBlock(code, fields.text("number"), _template(fields, "text"), fields.integer("level", 1, least=1))


def _figures(code: str, fields: Fields) -> FiguresBlock:
    columns = fields.texts("columns", optional=False)
    for column in columns:
        if column not in COLUMNS:
            fields.wrong("columns", f"Không có cột “{column}”.", f"Chọn trong: {', '.join(COLUMNS)}.")
    return FiguresBlock(code, _template(fields, "caption"), columns, fields.tables("rows", _row))


def _row(fields: Fields) -> FigureRow:
    return FigureRow(_subject(fields), fields.text("label", ""), fields.integer("indent", 0))


def _subject(fields: Fields) -> Subject:
    kind = SUBJECT_KINDS[1] if fields.has("indicator") else SUBJECT_KINDS[0]
    return Subject(kind, fields.code(kind, "indicator" if kind == "indicator" else "cell"))


def _sentence(code: str, fields: Fields) -> SentenceBlock:
    bindings = fields.tables("bindings", _binding, optional=True)
    names = {binding.name for binding in bindings}
    template = _template(fields, "template", names)
    for name in sorted(names - set(places_in(template))):
        fields.wrong("bindings", f"Câu mẫu không dùng đến “{name}”.", f"Đặt {{{name}}} vào câu, hoặc bỏ ràng buộc.")
    return SentenceBlock(code, template, bindings)


def _binding(fields: Fields) -> Binding:
    name, subject = fields.text("name"), _subject(fields)
    column = fields.choice("column", COLUMNS, "this")
    against = fields.choice("against", AGAINST) if fields.has("against") else ""
    if against and column != "this":
        fields.wrong("column", "Câu so sánh luôn lấy số của kỳ báo cáo.", "Bỏ mục “column”, hoặc bỏ mục “against”.")
    return Binding(name, subject, column, against)


def _communes(code: str, fields: Fields) -> CommuneTableBlock:
    return CommuneTableBlock(
        code,
        _template(fields, "caption"),
        fields.tables("columns", _row),
        fields.table("order_by", _subject),
        fields.flag("descending", True),
        fields.integer("limit", 0),
    )


def _agency_words(code: str, fields: Fields) -> AgencyWordsBlock:
    form = fields.code("form", "form")
    field = fields.text("field")
    fields.findings.names("words", f"{form}.{field}", fields.place_of("field"), fields.owner)
    return AgencyWordsBlock(code, _template(fields, "heading"), form, field)


def _plan_state(code: str, fields: Fields) -> PlanStateBlock:
    return PlanStateBlock(code, _template(fields, "caption"), fields.choice("part", PLAN_PARTS))


def _words(code: str, fields: Fields) -> WordsBlock:
    return WordsBlock(
        code,
        fields.text("label"),
        fields.text("help", ""),
        fields.flag("required", False),
        fields.text("suggested", ""),
    )


BLOCKS: dict[str, Callable[[str, Fields], Block]] = {
    "heading": _heading,
    "figures": _figures,
    "sentence": _sentence,
    "communes": _communes,
    "agency_words": _agency_words,
    "plan_state": _plan_state,
    "words": _words,
}


def _template(fields: Fields, key: str, names: Collection[str] = ()) -> str:
    return read_template(fields, key, TEXT_PLACES | frozenset(names))
