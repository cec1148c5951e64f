"""The report of a review in the model that `vanban.write` lays out (báo cáo sơ kết, tổng kết; NĐ 30/2020)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pcmt.committee.rules.reviewing import BEHIND
from vanban.text import format_date, lower_first
from vanban.write import model

ENDING = " .;/"
NONE_TOLD = "Không có."


@dataclass(frozen=True)
class Judged:
    """A target or a task as the report tells it. asked: its level, or who leads. ref: what it is traced by."""

    title: str
    asked: str
    outcome: str
    label: str
    result: str
    cause: str
    lesson: str
    onward: str
    ref: str
    figure: str = ""


@dataclass(frozen=True)
class ReviewPaper:
    """What the report of a review is made of. said: by section, each as (agency, words). asked, sent: agencies."""

    issuer: str
    superior: str
    symbol: str
    place: str
    title: str
    kind_word: str
    ground: str
    covers: tuple[date, date]
    year: int
    asked: int
    sent: int
    targets: Sequence[Judged]
    tasks: Sequence[Judged]
    said: dict[str, Sequence[tuple[str, str]]]
    block: tuple[str, ...]
    signer: str | None


def report(paper: ReviewPaper) -> model.OfficialDocument:
    """This will make the báo cáo, with room for number and day: results, causes, lessons, what goes on, proposals."""
    return model.OfficialDocument(
        kind="BC",
        issuer=paper.issuer,
        superior=paper.superior or None,
        symbol=paper.symbol,
        place=paper.place,
        year=paper.year,
        title=paper.title.rstrip(ENDING),
        body=tuple(_body(paper)),
        recipients=("Các cơ quan, đơn vị thực hiện kế hoạch", "Lưu: VT"),
        signature=model.Signature(paper.block[:-1], paper.block[-1:], paper.signer),
        draft=True,
    )


def _body(paper: ReviewPaper) -> Iterator[model.Block]:
    first, last = paper.covers
    yield model.Paragraph(
        f"Thực hiện {paper.ground}, {paper.issuer} báo cáo kết quả {lower_first(paper.kind_word)} từ ngày "
        f"{format_date(first)} đến ngày {format_date(last)}. Đến ngày lập báo cáo, {paper.sent}/{paper.asked} cơ quan, "
        "địa phương đã gửi báo cáo. Kết quả như sau:"
    )
    yield model.Heading("I", "KẾT QUẢ THỰC HIỆN", 1)
    yield from _results("1", "Chỉ tiêu", paper.targets, "Mức giao", "đạt")
    yield from _results("2", "Nhiệm vụ", paper.tasks, "Chủ trì", "hoàn thành")
    yield model.Heading("3", "Kết quả nổi bật, mô hình, cách làm hay", 2)
    yield from _said(paper, "done_well")
    yield model.Heading("II", "TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN", 1)
    yield model.Heading("1", "Tồn tại, hạn chế", 2)
    short = [one for one in (*paper.targets, *paper.tasks) if one.outcome in BEHIND]
    yield from _items((f"{_name(one)}: {lower_first(one.label)}", one.ref) for one in short)
    yield from _said(paper, "shortcomings", silent=bool(short))
    yield model.Heading("2", "Nguyên nhân", 2)
    causes = [one for one in short if one.cause]
    yield from _items((f"{_name(one)}: {lower_first(one.cause)}", one.ref) for one in causes)
    yield from _said(paper, "causes", silent=bool(causes))
    yield model.Heading("III", "BÀI HỌC KINH NGHIỆM", 1)
    learned = [one for one in (*paper.targets, *paper.tasks) if one.lesson]
    yield from _items((one.lesson, one.ref) for one in learned)
    yield from _said(paper, "lessons", silent=bool(learned))
    yield model.Heading("IV", "NỘI DUNG TIẾP TỤC THỰC HIỆN, NHÂN RỘNG", 1)
    yield from _onward(paper)
    yield model.Heading("V", "ĐỀ XUẤT, KIẾN NGHỊ", 1)
    yield from _said(paper, "proposals")
    yield model.Paragraph(f"Trên đây là báo cáo {lower_first(paper.title.rstrip(ENDING))}./.")


def _results(label: str, heading: str, rows: Sequence[Judged], asked: str, reached: str) -> Iterator[model.Block]:
    yield model.Heading(label, heading, 2)
    if not rows:
        yield model.Paragraph(NONE_TOLD)
        return
    done = sum(one.outcome == "done" for one in rows)
    untold = sum(not one.outcome for one in rows)
    rest = f"; {untold} chưa có đánh giá" if untold else ""
    yield model.Paragraph(f"Có {len(rows)} {lower_first(heading)}, {reached} {done}{rest}.")
    columns = (
        model.Column("TT", weight=1, align="center"),
        model.Column(heading, weight=5),
        model.Column(asked, weight=3),
        model.Column("Kết quả", weight=5),
        model.Column("Đánh giá", weight=2),
    )
    yield model.Table(
        columns,
        tuple(
            (
                str(number),
                model.Cell(one.title, one.ref),
                one.asked or "–",
                model.Cell(one.result or "–", one.figure or one.ref),
                one.label or "–",
            )
            for number, one in enumerate(rows, 1)
        ),
    )


def _said(paper: ReviewPaper, section: str, *, silent: bool = False) -> Iterator[model.Block]:
    """What agencies said in a section; silent: something stands there already, so nothing is said of none."""
    found = paper.said.get(section, ())
    for agency, words in found:
        for line in words.splitlines():
            yield model.Item("-", f"{agency}: {lower_first(line.rstrip(ENDING))}.")
    if not found and not silent:
        yield model.Paragraph(NONE_TOLD)


def _onward(paper: ReviewPaper) -> Iterator[model.Block]:
    every = (*paper.targets, *paper.tasks)
    for heading, onward in (("Tiếp tục thực hiện", "carry"), ("Nhân rộng", "spread")):
        found = [one for one in every if one.onward == onward]
        if found:
            yield model.Paragraph(f"{heading}:")
            yield from _items((_name(one), one.ref) for one in found)
    if all(one.onward not in ("carry", "spread") for one in every):
        yield model.Paragraph(NONE_TOLD)


def _items(lines: Iterable[tuple[str, str]]) -> Iterator[model.Block]:
    for words, ref in lines:
        yield model.Item("-", f"{words.rstrip(ENDING)}.", ref)


def _name(one: Judged) -> str:
    return one.title.rstrip(ENDING)
