"""The papers of an inspection in the model that `vanban.write` lays out: minutes at a unit, and the conclusion."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from pcmt.committee.rules.inspecting import MARKS
from vanban.text import format_date, lower_first
from vanban.write import model

ENDING = " .;/"
TO_BE_FILLED = "……………………"


@dataclass(frozen=True)
class Seen:
    """What was seen of one item: its group, its words, how far it is met, what is missing."""

    group: str
    question: str
    answer: str
    note: str


@dataclass(frozen=True)
class Fault:
    """What must be put right, how, by when."""

    words: str
    remedy: str
    due_on: date


@dataclass(frozen=True)
class Visited:
    """A unit with what was seen there."""

    name: str
    visited_on: date | None
    met: str
    words: str
    seen: Sequence[Seen]
    faults: Sequence[Fault]


@dataclass(frozen=True)
class InspectionPaper:
    """What the papers of an inspection are made of. ground: the decision that orders it, "" for none."""

    issuer: str
    symbol: str
    place: str
    title: str
    ground: str
    days: tuple[date, date]
    year: int
    team: Sequence[tuple[str, str]]
    units: Sequence[Visited]
    block: tuple[str, ...]
    signer: str | None


def visit_minutes(paper: InspectionPaper, unit: Visited) -> model.OfficialDocument:
    """This will make the biên bản at a unit: team and unit sign (Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu 1.9)."""
    return model.OfficialDocument(
        kind="BB",
        issuer=paper.issuer,
        symbol=paper.symbol,
        place=paper.place,
        year=paper.year,
        title=f"Kiểm tra {_inside(paper.title)} tại {unit.name}",
        body=tuple(_minutes(paper, unit)),
        recipients=("Đơn vị được kiểm tra", "Thành viên đoàn kiểm tra", "Lưu: VT"),
        signature=model.Signature((), ("TRƯỞNG ĐOÀN KIỂM TRA",), paper.team[0][0] if paper.team else None),
        cosignatures=(model.Signature((), ("ĐẠI DIỆN ĐƠN VỊ",), unit.met.partition(",")[0].strip() or None),),
        draft=True,
    )


def conclusion(paper: InspectionPaper) -> model.OfficialDocument:
    """This will make the thông báo kết luận: what is met and missing, and what each unit puts right by when."""
    return model.OfficialDocument(
        kind="TB",
        issuer=paper.issuer,
        symbol=paper.symbol,
        place=paper.place,
        year=paper.year,
        title=f"Kết luận kiểm tra {_inside(paper.title)}",
        body=tuple(_concluded(paper)),
        recipients=("Các đơn vị được kiểm tra", "Thành viên đoàn kiểm tra", "Lưu: VT"),
        signature=model.Signature(paper.block[:-1], paper.block[-1:], paper.signer),
        draft=True,
    )


def _minutes(paper: InspectionPaper, unit: Visited) -> Iterator[model.Block]:
    ground = f"Thực hiện {paper.ground}, " if paper.ground else ""
    day = format_date(unit.visited_on) if unit.visited_on else TO_BE_FILLED
    opening = f"{ground}ngày {day}, đoàn kiểm tra làm việc tại {unit.name}."
    yield model.Paragraph(opening[:1].upper() + opening[1:])
    yield model.Heading("I", "THÀNH PHẦN", 1)
    yield model.Paragraph("Đoàn kiểm tra:")
    for order, (name, title) in enumerate(paper.team, 1):
        role = "Trưởng đoàn" if order == 1 else "thành viên"
        end = "." if order == len(paper.team) else ";"
        yield model.Item("-", f"{', '.join(part for part in (name, title) if part)}, {role}{end}")
    yield model.Paragraph(f"Đại diện đơn vị: {unit.met or TO_BE_FILLED}.")
    yield model.Heading("II", "KẾT QUẢ KIỂM TRA", 1)
    yield from _marks(unit.seen)
    for line in unit.words.splitlines():
        yield model.Paragraph(line)
    yield model.Heading("III", "TỒN TẠI, YÊU CẦU KHẮC PHỤC", 1)
    yield from _faults(unit.faults)
    yield model.Paragraph("Biên bản được lập thành 02 bản, đã đọc lại cho hai bên cùng nghe, thống nhất và ký tên./.")


def _concluded(paper: InspectionPaper) -> Iterator[model.Block]:
    first, last = paper.days
    visited = [one for one in paper.units if one.visited_on is not None]
    ground = f"Thực hiện {paper.ground}, từ" if paper.ground else "Từ"
    yield model.Paragraph(
        f"{ground} ngày {format_date(first)} đến ngày {format_date(last)}, đoàn kiểm tra đã kiểm tra "
        f"{len(visited)}/{len(paper.units)} đơn vị. {paper.issuer} kết luận như sau:"
    )
    yield model.Heading("I", "KẾT QUẢ", 1)
    columns = (
        model.Column("TT", weight=1, align="center"),
        model.Column("Đơn vị", weight=5),
        model.Column("Ngày", weight=2, align="center"),
        model.Column("Đạt", kind="number"),
        model.Column("Một phần", kind="number"),
        model.Column("Chưa đạt", kind="number"),
        model.Column("Tồn tại", kind="number"),
    )
    yield model.Table(columns, tuple(_counted(number, one) for number, one in enumerate(visited, 1)))
    common = _common(visited)
    if common:
        yield model.Paragraph("Nội dung nhiều đơn vị chưa đạt:")
        for question, names in common:
            yield model.Item("-", f"{question.rstrip(ENDING)}: {'; '.join(names)}.")
    yield model.Heading("II", "TỒN TẠI, YÊU CẦU KHẮC PHỤC", 1)
    found = [one for one in visited if one.faults]
    for number, one in enumerate(found, 1):
        yield model.Heading(str(number), one.name, 2)
        yield from _faults(one.faults)
    if not found:
        yield model.Paragraph("Không có.")
    yield model.Paragraph(
        "Các đơn vị khắc phục đúng thời hạn, báo cáo kết quả để theo dõi, công nhận; cơ quan thường trực đôn đốc./."
    )


def _counted(number: int, unit: Visited) -> tuple[str, ...]:
    answers = [one.answer for one in unit.seen]
    day = format_date(unit.visited_on) if unit.visited_on else ""
    counts = (str(answers.count(kind)) for kind in ("met", "partly", "unmet"))
    return (str(number), unit.name, day, *counts, str(len(unit.faults)))


def _common(units: Sequence[Visited]) -> list[tuple[str, list[str]]]:
    """What at least two units have not met, with who, in the order of the checklist."""
    lacking: dict[str, list[str]] = {}
    for unit in units:
        for one in unit.seen:
            names = lacking.setdefault(one.question, [])
            if one.answer in ("partly", "unmet"):
                names.append(unit.name)
    return [(question, names) for question, names in lacking.items() if len(names) > 1]


def _marks(seen: Sequence[Seen]) -> Iterator[model.Block]:
    columns = (
        model.Column("TT", weight=1, align="center"),
        model.Column("Nội dung", weight=7),
        model.Column("Kết quả", weight=3),
        model.Column("Ghi chú", weight=5),
    )
    rows: list[tuple[str, ...] | model.Band] = []
    number = 0
    for group, items in groupby(seen, key=lambda one: one.group):
        rows.append(model.Band(group))
        for one in items:
            number += 1
            rows.append((str(number), one.question, MARKS[one.answer], one.note))
    yield model.Table(columns, tuple(rows))


def _faults(faults: Sequence[Fault]) -> Iterator[model.Block]:
    for one in faults:
        yield model.Item(
            "-",
            f"{one.words.rstrip(ENDING)}. Yêu cầu: {lower_first(one.remedy.rstrip(ENDING))}, hoàn thành chậm nhất ngày "
            f"{format_date(one.due_on)}.",
        )
    if not faults:
        yield model.Paragraph("Không có.")


def _inside(title: str) -> str:
    return lower_first(title.rstrip(ENDING))
