"""Documents drawn at random: every kind and layout, nested outlines, tables, annexes, signatures; and what they say.

Each draw gives a document and what a reader must find in it, known because it was put there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from hypothesis import strategies as st

from vanban.write.model import (
    Annex,
    Article,
    Block,
    Column,
    Heading,
    Item,
    OfficialDocument,
    Paragraph,
    Signature,
    Table,
)

SUBJECTS = ("công tác phòng ngừa", "hồ sơ quản lý", "hoạt động tuyên truyền", "điểm tư vấn", "nguồn lực bảo đảm")
VERBS = ("nâng cao", "rà soát", "củng cố", "hoàn thiện", "duy trì thường xuyên", "đổi mới")
TAILS = ("trên địa bàn tỉnh", "tại cơ sở", "trong cộng đồng", "ở từng thôn, tổ dân phố", "theo đúng quy định")
HEADINGS = ("Mục đích", "Yêu cầu chung", "Công tác tuyên truyền", "Công tác quản lý", "Kinh phí", "Chế độ báo cáo")
NAMES = ("Trần Bình Minh", "Lê An Khang", "Vũ Thu Thảo", "Bùi Đức Thành", "Nguyễn Hạ Long", "Đinh Quốc Việt")
DEPARTMENTS = ("Sở Y tế", "Sở Tư pháp", "Sở Nội vụ", "Sở Giáo dục và Đào tạo", "Sở Tài chính")
PROVINCE = "Ủy ban nhân dân tỉnh Hoa Mai"
# As long as a line and more: a page of short lines alone does not say where its margins are.
LONG = (
    "Các sở, ban, ngành, đoàn thể cấp tỉnh, Ủy ban nhân dân các xã, phường và các cơ quan, đơn vị có liên quan trên "
    "địa bàn tỉnh theo chức năng, nhiệm vụ được giao."
)
OPENING = f"Thực hiện nhiệm vụ được giao, cơ quan yêu cầu {LONG[0].lower()}{LONG[1:-1]} như sau:"
ROMANS = ("I", "II", "III", "IV", "V", "VI")
LETTERS = "abcdđ"
ENACTED = ("QĐ", "NQ")
STATE_KINDS = ("KH", "QĐ", "CT", "BC", "CV", "TB", "TTr", "NQ", "HD", "CTr")
PARTY_KINDS = ("KH", "CT", "BC", "CV", "TB", "HD", "KL")


@dataclass
class Said:
    """What a document was made to say."""

    outline: list[tuple[str, int]] = field(default_factory=list)
    cited: list[str] = field(default_factory=list)
    aims: list[str] = field(default_factory=list)
    duties: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Drawn:
    """A document and what it says."""

    document: OfficialDocument
    said: Said


@st.composite
def sentences(draw: st.DrawFn, end: str = ".") -> str:
    verb, subject, tail = (draw(st.sampled_from(words)) for words in (VERBS, SUBJECTS, TAILS))
    return f"{verb.capitalize()} {subject} {tail}{end}"


def days() -> st.SearchStrategy[date]:
    return st.dates(date(2020, 1, 1), date(2029, 12, 28))


@st.composite
def outlines(draw: st.DrawFn, said: Said) -> list[Block]:
    """Give the text of a plan: I., 1., a), dashes and paragraphs."""
    blocks: list[Block] = []
    for at in range(draw(st.integers(1, 4))):
        title = draw(st.sampled_from(HEADINGS)).upper()
        blocks.append(Heading(ROMANS[at], title, 1))
        said.outline.append((ROMANS[at], 1))
        if draw(st.booleans()):
            blocks.append(Paragraph(draw(sentences())))
        for number in range(1, 1 + draw(st.integers(0, 3))):
            said.outline.append((str(number), 2))
            points = draw(st.integers(0, 5))
            if not points:
                blocks.append(Item(str(number), draw(sentences())))
                continue
            blocks.append(Heading(str(number), draw(st.sampled_from(HEADINGS)), 2))
            for letter in LETTERS[:points]:
                blocks.append(Item(letter, draw(sentences(";"))))
                said.outline.append((letter, 3))
            if draw(st.booleans()):
                blocks.append(Item("-", draw(sentences())))
    return blocks


@st.composite
def rules(draw: st.DrawFn, said: Said) -> list[Block]:
    """Give the text of a regulation: Chương, Điều, khoản, điểm."""
    blocks: list[Block] = []
    article = 0
    for at in range(draw(st.integers(1, 3))):
        blocks.append(Heading(f"Chương {ROMANS[at]}", draw(st.sampled_from(HEADINGS)).upper(), 1))
        said.outline.append((f"Chương {ROMANS[at]}", 1))
        for _ in range(draw(st.integers(1, 3))):
            article += 1
            said.outline.append((f"Điều {article}", 2))
            clauses = draw(st.integers(0, 3))
            if not clauses:
                blocks.append(Article(str(article), draw(sentences())))
                continue
            blocks.append(Article(str(article), draw(st.sampled_from(HEADINGS))))
            for number in range(1, clauses + 1):
                blocks.append(Item(str(number), draw(sentences())))
                said.outline.append((str(number), 3))
    return blocks


@st.composite
def findings(draw: st.DrawFn, said: Said, at: int) -> list[Block]:
    """Give sections with what is cited, aimed at and ordered."""
    number, day = draw(st.integers(10, 900)), draw(days())
    share = draw(st.integers(10, 99))
    leader, helper = draw(st.permutations(DEPARTMENTS))[:2]
    aims, orders = ROMANS[at], ROMANS[at + 1]
    said.cited.append(f"{number}/KH-UBND")
    said.aims.append(str(share))
    said.duties.append((leader, helper))
    said.outline += [(aims, 1), ("1", 2), (orders, 1), ("1", 2), ("a", 3)]
    return [
        Heading(aims, "MỤC TIÊU", 1),
        Item("1", f"Đến năm 2030, ít nhất {share}% xã, phường không có ma túy."),
        Paragraph(f"Theo Kế hoạch số {number}/KH-UBND ngày {day:%d/%m/%Y} của Ủy ban nhân dân tỉnh Hoa Mai."),
        Heading(orders, "TỔ CHỨC THỰC HIỆN", 1),
        Heading("1", leader, 2),
        Item("a", f"Chủ trì, phối hợp với {helper} rà soát hồ sơ quản lý, hoàn thành trước ngày 30/6/2027."),
    ]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Give a table with empty cells, merged heads and a total now and then."""
    grouped = draw(st.booleans())
    columns = (
        Column("TT", align="center"),
        Column("Đơn vị", 4),
        Column("Số hồ sơ" if not grouped else "Đầu kỳ", 2, "number", under="Số hồ sơ" if grouped else None),
        *((Column("Cuối kỳ", 2, "number", under="Số hồ sơ"),) if grouped else ()),
        Column("Ghi chú", 3),
    )
    figures = st.integers(0, 9999).map(lambda number: f"{number:,}".replace(",", "."))
    note = st.sampled_from(("", "Số liệu sơ bộ", "Đã kiểm tra"))
    width = len(columns) - 3
    rows = tuple(
        (str(at), f"Xã Sen Hồng {at}", *(draw(figures) for _ in range(width)), draw(note))
        for at in range(1, 1 + draw(st.integers(1, 5)))
    )
    total = ("", "Tổng số", *(draw(figures) for _ in range(width)), "") if draw(st.booleans()) else None
    return Table(columns, rows, total=total)


@st.composite
def signatures(draw: st.DrawFn, layout: str, office: str = "CHỦ TỊCH") -> Signature:
    name = draw(st.sampled_from(NAMES))
    if layout == "party":
        lines = draw(st.sampled_from((("T/M BAN THƯỜNG VỤ", "BÍ THƯ"), ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"))))
    else:
        lines = draw(
            st.sampled_from(
                (
                    (office,),
                    (f"KT. {office}", f"PHÓ {office}"),
                    (f"TL. {office}", "CHÁNH VĂN PHÒNG"),
                    (f"TUQ. {office}", "CHÁNH VĂN PHÒNG"),
                    (f"Q. {office}",),
                    ("TM. ỦY BAN NHÂN DÂN", office),
                    ("TM. ỦY BAN NHÂN DÂN", f"KT. {office}", f"PHÓ {office}"),
                )
            )
        )
    return Signature(lines, (), name)


@st.composite
def drawn_documents(draw: st.DrawFn) -> Drawn:
    """Give a document of any kind and layout, and what it says."""
    said = Said()
    layout = draw(st.sampled_from(("state", "state", "party")))
    kind = draw(st.sampled_from(PARTY_KINDS if layout == "party" else STATE_KINDS))
    joint = draw(st.booleans()) and layout == "state" and kind in ("KH", "HD", "CTr")
    body: list[Block] = [] if kind in ENACTED else [Paragraph(OPENING)]
    if kind in ENACTED:
        articles = draw(st.integers(2, 4))
        body += [Article(str(at), draw(sentences())) for at in range(1, articles)]
        body.append(Article(str(articles), f"{LONG[:-1]} chịu trách nhiệm thi hành văn bản này./."))
        said.outline += [(f"Điều {at}", 1) for at in range(1, articles + 1)]
    else:
        body += draw(outlines(said))
        if draw(st.booleans()):
            body.append(draw(tables()))
        first = sum(1 for _, depth in said.outline if depth == 1)
        if first <= 4 and draw(st.booleans()):
            body += draw(findings(said, first))
        body.append(Paragraph(f"Yêu cầu {LONG[0].lower()}{LONG[1:-1]} nghiêm túc thực hiện./."))
    return Drawn(_framed(draw, said, layout, kind, tuple(body), joint=joint), said)


def _framed(
    draw: st.DrawFn, said: Said, layout: str, kind: str, body: tuple[Block, ...], *, joint: bool
) -> OfficialDocument:
    blank = draw(st.booleans())
    superior, issuer, office = _issuer(draw, layout, kind)
    symbol = _symbol(layout, kind, "SYT" if issuer.startswith("Sở") else "UBND")
    figures = draw(st.integers(1, 4000))
    joiner = "-" if layout == "party" else "/"
    partners = ("Sở Y tế", "Sở Tư pháp")[: draw(st.integers(1, 2))] if joint else ()
    issued_on = draw(days())
    return OfficialDocument(
        kind=kind,
        issuer="Công an tỉnh Hoa Mai" if joint else issuer,
        title=f"Tăng cường {draw(st.sampled_from(SUBJECTS))} {draw(st.sampled_from(TAILS))} năm {issued_on.year}",
        place="Hoa Mai",
        body=body,
        signature=draw(signatures(layout, "GIÁM ĐỐC CÔNG AN TỈNH" if joint else office)),
        superior=None if joint else superior,
        number=None if blank else f"{figures:02}{joiner}{symbol}",
        symbol=symbol if blank else "",
        issued_on=None if blank else issued_on,
        year=issued_on.year if blank else None,
        addressees=("Sở Y tế", "Công an tỉnh")[: draw(st.integers(1, 2))] if kind in ("CV", "TTr") else (),
        enacting=f"Chủ tịch {PROVINCE}" if kind == "QĐ" and issuer == PROVINCE and draw(st.booleans()) else None,
        grounds=_grounds(draw, said) if kind in ENACTED else (),
        recipients=("Như trên", "Thường trực Tỉnh ủy (để b/c)", "Lưu: VT, NC")[: draw(st.integers(1, 3))],
        annexes=_annexes(draw, said, layout, kind),
        urgency=draw(st.sampled_from((None, "KHẨN", "THƯỢNG KHẨN", "HỎA TỐC"))),
        draft=blank and draw(st.booleans()),
        layout="party" if layout == "party" else "state",
        partners=partners,
        cosignatures=tuple(
            Signature((f"GIÁM ĐỐC {partner.upper()}",), (), draw(st.sampled_from(NAMES))) for partner in partners
        ),
    )


def _issuer(draw: st.DrawFn, layout: str, kind: str) -> tuple[str | None, str, str]:
    if layout == "party":
        return None, "Tỉnh ủy Hoa Mai", "BÍ THƯ"
    if kind == "NQ":
        return None, "Hội đồng nhân dân tỉnh Hoa Mai", "CHỦ TỊCH"
    if draw(st.booleans()):
        return PROVINCE, draw(st.sampled_from(DEPARTMENTS)), "GIÁM ĐỐC"
    return None, draw(st.sampled_from((PROVINCE, "Ủy ban nhân dân xã Sen Hồng"))), "CHỦ TỊCH"


def _symbol(layout: str, kind: str, body: str) -> str:
    if layout == "party":
        return f"{kind}/TU"
    return f"{body}-NC" if kind == "CV" else f"{kind}-{body}"


def _grounds(draw: st.DrawFn, said: Said) -> tuple[str, ...]:
    number, day = draw(st.integers(10, 200)), draw(days())
    said.cited.append(f"{number}/{day.year}/NĐ-CP")
    return (
        "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15",
        f"Căn cứ Nghị định số {number}/{day.year}/NĐ-CP ngày {day:%d/%m/%Y} của Chính phủ",
        "Theo đề nghị của Giám đốc Sở Tư pháp",
    )


def _annexes(draw: st.DrawFn, said: Said, layout: str, kind: str) -> tuple[Annex, ...]:
    annexes: list[Annex] = []
    if kind == "QĐ" and draw(st.booleans()):
        rest: list[tuple[str, int]] = []
        inner = Said(outline=rest)
        regulation = tuple(draw(rules(inner)))
        said.outline += rest
        title = f"Quản lý {draw(st.sampled_from(SUBJECTS))} {draw(st.sampled_from(TAILS))}"
        note = "(Ban hành kèm theo Quyết định của Ủy ban nhân dân tỉnh Hoa Mai)"
        annexes.append(Annex(title, regulation, note=note, kind="QC", own_head=draw(st.booleans())))
    count = draw(st.integers(0, 2))
    for at in range(1, count + 1):
        number = "" if count == 1 else f" {at if layout == 'party' else ROMANS[at - 1]}"
        body = (
            (draw(tables()),) if draw(st.booleans()) else (Item("-", draw(sentences())), Item("-", draw(sentences())))
        )
        note = draw(st.sampled_from((None, "(Kèm theo văn bản của cơ quan ban hành)")))
        title = draw(st.sampled_from(("DANH SÁCH ĐỊA BÀN", "TỔNG HỢP SỐ LIỆU")))
        annexes.append(Annex(title, body, f"Phụ lục{number}", note, landscape=draw(st.booleans())))
    return tuple(annexes)
