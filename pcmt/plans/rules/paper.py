"""A plan as an official document: its parts as blocks of the model that `vanban.write` lays out (NĐ 30/2020, KH)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from vanban.text import format_date, format_number
from vanban.write import model

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII")
HOUSES = ("ubnd_tinh", "ubnd_xa")
NONE_YET = "(bổ sung)"


@dataclass(frozen=True)
class PaperTask:
    """A task as its line tells it."""

    title: str
    leads: str
    supports: str
    deadline: str
    product: str
    ref: str


@dataclass(frozen=True)
class PaperPart:
    """A part with its tasks; kind as in `ITEM_KINDS`, "" for what hangs under the plan itself."""

    kind: str
    title: str
    depth: int
    tasks: tuple[PaperTask, ...] = ()


@dataclass(frozen=True)
class PaperMoney:
    """A line of money: for what, from where, which year, how many đồng are planned (None: not told)."""

    what: str
    fund: str
    year: int
    planned: int | None


@dataclass(frozen=True)
class Paper:
    """What a plan's document is made of. targets: each as (words, reference). house: the agency's kind."""

    issuer: str
    house: str
    symbol: str
    superior: str
    place: str
    title: str
    ground: str
    year: int
    parts: Sequence[PaperPart]
    targets: Sequence[tuple[str, str]]
    money: Sequence[PaperMoney]
    authority: tuple[str, ...]
    signer: str | None


def symbol_of(kind: str, short_name: str) -> str:
    """This will give what stands for an office after its plan's number: KH-UBND, KH-SYT."""
    if kind in HOUSES:
        return "KH-UBND"
    letters = (word if len(word) > 1 and word.isupper() else word[:1].upper() for word in short_name.split())
    return "KH-" + "".join(letter for letter in letters if letter.isalpha())


def plan_document(paper: Paper) -> model.OfficialDocument:
    """This will make the draft of the plan's document, with room for number and day."""
    return model.OfficialDocument(
        kind="KH",
        issuer=paper.issuer,
        superior=paper.superior or None,
        symbol=paper.symbol,
        place=paper.place,
        year=paper.year,
        title=paper.title,
        body=tuple(_body(paper)),
        recipients=("Như tổ chức thực hiện", "Lưu: VT"),
        signature=model.Signature(paper.authority[:-1], paper.authority[-1:], paper.signer),
        draft=True,
    )


def _body(paper: Paper) -> Iterator[model.Block]:
    numbers = iter(ROMAN)
    yield model.Paragraph(f"Thực hiện {paper.ground}, {paper.issuer} ban hành kế hoạch như sau:")
    yield model.Heading(next(numbers), "MỤC ĐÍCH, YÊU CẦU", 1)
    aims = [one for one in paper.parts if one.kind in ("purpose", "objective")]
    for number, one in enumerate(aims, 1):
        yield model.Item(f"{number}.", one.title)
    if not aims:
        yield model.Paragraph(NONE_YET)
    yield model.Heading(next(numbers), "CHỈ TIÊU", 1)
    for number, (words, ref) in enumerate(paper.targets, 1):
        yield model.Item(f"{number}.", f"{words}.", ref=ref)
    if not paper.targets:
        yield model.Paragraph(NONE_YET)
    yield model.Heading(next(numbers), "NHIỆM VỤ, GIẢI PHÁP", 1)
    yield from _work(paper.parts)
    yield model.Heading(next(numbers), "KINH PHÍ THỰC HIỆN", 1)
    yield from _money(paper.money)
    yield model.Heading(next(numbers), "TỔ CHỨC THỰC HIỆN", 1)
    yield model.Paragraph(
        "Căn cứ kế hoạch này, các cơ quan, đơn vị được giao chủ trì tổ chức thực hiện đúng tiến độ; báo cáo kết quả "
        "theo quy định. Trong quá trình thực hiện, nếu có vướng mắc, kịp thời phản ánh để được xem xét, giải quyết./."
    )


def _work(parts: Sequence[PaperPart]) -> Iterator[model.Block]:
    told = [one for one in parts if one.tasks and one.kind not in ("purpose", "objective")]
    for number, part in enumerate(told, 1):
        if part.title:
            yield model.Heading(str(number), part.title, 2)
        for task in part.tasks:
            yield model.Item("-", _task(task), ref=task.ref)
    if not told:
        yield model.Paragraph(NONE_YET)


def _task(task: PaperTask) -> str:
    told = [task.title.rstrip(" .;")]
    if task.leads:
        told.append(f"Chủ trì: {task.leads}")
    if task.supports:
        told.append(f"Phối hợp: {task.supports}")
    if task.deadline:
        told.append(f"Thời hạn: {task.deadline}")
    if task.product:
        told.append(f"Sản phẩm: {task.product}")
    return ". ".join(told) + "."


def _money(lines: Sequence[PaperMoney]) -> Iterator[model.Block]:
    if not lines:
        yield model.Paragraph("Kinh phí thực hiện bố trí từ nguồn ngân sách theo phân cấp và các nguồn hợp pháp khác.")
        return
    columns = (
        model.Column("Nội dung", weight=6),
        model.Column("Nguồn", weight=4),
        model.Column("Năm", weight=2, align="center"),
        model.Column("Dự kiến (đồng)", weight=4, kind="number"),
    )
    rows = tuple(
        (one.what, one.fund, str(one.year), "–" if one.planned is None else format_number(one.planned)) for one in lines
    )
    total = sum(one.planned or 0 for one in lines)
    yield model.Table(columns, rows, total=("Tổng cộng", "", "", format_number(total)))


def deadline_of(due_on: date | None, within: str, recurrence: str) -> str:
    """This will put a task's deadline into one phrase: "trước ngày 30/11/2026, hằng quý"."""
    day = f"trước ngày {format_date(due_on)}" if due_on else within
    return ", ".join(words for words in (day, recurrence) if words)
