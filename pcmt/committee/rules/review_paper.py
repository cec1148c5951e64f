"""The report of a review in the model that `vanban.write` lays out (báo cáo sơ kết, tổng kết; NĐ 30/2020)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from pcmt.committee.rules.review_gaps import behind, gathered
from pcmt.committee.rules.review_lines import Judged, named
from pcmt.committee.rules.review_words import ENDING, one_line, sentence
from pcmt.committee.rules.reviewing import BEHIND
from vanban.text import fold, format_date, lower_first
from vanban.write import model

NONE_TOLD = "Không có."


@dataclass
class _Once:
    """Words that several say, told once: who says them, of which lines by their number in the tables."""

    words: str
    ref: str
    agencies: list[str] = field(default_factory=list)
    numbers: dict[str, list[int]] = field(default_factory=dict)

    @property
    def line(self) -> str:
        of = [f"{kind} {', '.join(map(str, numbers))}" for kind, numbers in self.numbers.items()]
        return f"{self.words} ({'; '.join([named(self.agencies), *of] if self.agencies else of)})"


@dataclass(frozen=True)
class ReviewPaper:
    """What the report of a review is made of. said: by section, each as (agency, words). asked, sent: agencies.

    unsent: those that have not answered. reports_to: who is above the issuer, and gets the report first.
    """

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
    reports_to: str = ""
    unsent: Sequence[str] = ()

    @property
    def reported(self) -> Sequence[Judged]:
        """The tasks of which some agency told something, each with a row of its own."""
        return [one for one in self.tasks if one.told]

    @property
    def unreported(self) -> Sequence[Judged]:
        """The tasks of which nobody told anything, gathered by who leads in them."""
        return [one for one in self.tasks if not one.told]

    @property
    def told_of(self) -> Sequence[Judged]:
        """Targets and tasks with a row of their own."""
        return [*self.targets, *self.reported]

    @property
    def none_told(self) -> str:
        """What stands where nobody said anything: “none” once all have spoken, until then a gap to be filled."""
        if not self.unsent:
            return NONE_TOLD
        if not self.sent:
            return "[Chưa có cơ quan nào gửi nội dung này; bổ sung trước khi trình.]"
        return f"[Các cơ quan đã gửi không nêu; còn {len(self.unsent)} cơ quan chưa gửi; bổ sung trước khi trình.]"


def report(paper: ReviewPaper) -> model.OfficialDocument:
    """This will make the báo cáo, with room for number and day: results, causes, lessons, what goes on, proposals."""
    above = (f"{paper.reports_to} (để b/c)",) if paper.reports_to else ()
    return model.OfficialDocument(
        kind="BC",
        issuer=paper.issuer,
        superior=paper.superior or None,
        symbol=paper.symbol,
        place=paper.place,
        year=paper.year,
        title=paper.title.rstrip(ENDING),
        body=tuple(_body(paper)),
        recipients=(*above, "Các cơ quan, đơn vị thực hiện kế hoạch", "Lưu: VT"),
        signature=model.Signature(paper.block[:-1], paper.block[-1:], paper.signer),
        draft=True,
    )


def _body(paper: ReviewPaper) -> Iterator[model.Block]:
    first, last = paper.covers
    untold = f"; chưa gửi: {named(paper.unsent)}" if paper.unsent else ""
    yield model.Paragraph(
        f"Thực hiện {paper.ground}, {paper.issuer} báo cáo kết quả {lower_first(paper.kind_word)} từ ngày "
        f"{format_date(first)} đến ngày {format_date(last)}. Đến ngày lập báo cáo, {paper.sent}/{paper.asked} cơ quan, "
        f"địa phương đã gửi báo cáo{untold}. Kết quả như sau:"
    )
    yield model.Heading("I", "KẾT QUẢ THỰC HIỆN", 1)
    yield from _counted("1", "Chỉ tiêu", paper.targets, "đạt")
    yield from _table("Chỉ tiêu", paper.targets, "Mức giao")
    yield from _counted("2", "Nhiệm vụ", paper.tasks, "hoàn thành")
    yield from _table("Nhiệm vụ", paper.reported, "Chủ trì")
    yield from gathered(paper.unreported)
    yield model.Heading("3", "Kết quả nổi bật, mô hình, cách làm hay", 2)
    yield from _said(paper, "done_well")
    yield model.Heading("II", "TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN", 1)
    yield model.Heading("1", "Tồn tại, hạn chế", 2)
    short = [(f"{one.name}: {lower_first(one.label)}", one.ref) for one in paper.told_of if one.outcome in BEHIND]
    short += [(words, "") for words in behind(paper.unreported)]
    yield from _items(short)
    yield from _said(paper, "shortcomings", silent=bool(short))
    yield model.Heading("2", "Nguyên nhân", 2)
    causes = _once(paper, "cause")
    yield from _items((one.line, one.ref) for one in causes)
    yield from _said(paper, "causes", silent=bool(causes))
    yield model.Heading("III", "BÀI HỌC KINH NGHIỆM", 1)
    learned = _once(paper, "lesson")
    yield from _items((one.line, one.ref) for one in learned)
    yield from _said(paper, "lessons", silent=bool(learned))
    yield model.Heading("IV", "NỘI DUNG TIẾP TỤC THỰC HIỆN, NHÂN RỘNG", 1)
    yield from _onward(paper)
    yield model.Heading("V", "ĐỀ XUẤT, KIẾN NGHỊ", 1)
    yield from _said(paper, "proposals")
    yield model.Paragraph(f"Trên đây là báo cáo {lower_first(paper.title.rstrip(ENDING))}./.")


def _counted(label: str, heading: str, rows: Sequence[Judged], reached: str) -> Iterator[model.Block]:
    yield model.Heading(label, heading, 2)
    yield model.Paragraph(f"Có {len(rows)} {lower_first(heading)}: {_ended(rows, reached)}." if rows else NONE_TOLD)


def _table(heading: str, rows: Sequence[Judged], asked: str) -> Iterator[model.Block]:
    if not rows:
        return
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
                model.Cell(one.in_table, one.ref),
                one.asked or "–",
                model.Cell(one.said or "–", one.figure or one.ref),
                one.label,
            )
            for number, one in enumerate(rows, 1)
        ),
    )


def _ended(rows: Sequence[Judged], reached: str) -> str:
    """How many ended how: those reached first, how many of them too late, then the rest in the words of each."""
    done = [one for one in rows if one.outcome == "done"]
    late, provisional = sum(one.is_late for one in done), sum(one.is_provisional for one in done)
    rest = Counter(lower_first(one.label) for one in rows if one.outcome != "done")
    told = f"{reached} {len(done)}" + (f", trong đó quá hạn {late}" if late else "")
    told += f", trong đó tạm tính theo số liệu {provisional}" if provisional else ""
    return "; ".join([told, *(f"{label} {count}" for label, count in rest.items())])


def _once(paper: ReviewPaper, name: str) -> list[_Once]:
    """Causes or lessons in the order of the tables, the same words of several agencies and lines as one."""
    found: dict[str, _Once] = {}
    for kind, rows in (("chỉ tiêu", paper.targets), ("nhiệm vụ", paper.reported)):
        for number, row in enumerate(rows, 1):
            for told in row.told:
                words = " ".join(one_line(getattr(told, name)).split())
                if not words or (name == "cause" and told.outcome not in BEHIND):
                    continue
                one = found.setdefault(fold(words), _Once(words, row.ref))
                if told.agency and told.agency not in one.agencies:
                    one.agencies.append(told.agency)
                if number not in (numbers := one.numbers.setdefault(kind, [])):
                    numbers.append(number)
    return list(found.values())


def _said(paper: ReviewPaper, section: str, *, silent: bool = False) -> Iterator[model.Block]:
    """What agencies said in a section, the same words once; silent: of none nothing is said, other words are there."""
    told: dict[str, list[str]] = {}
    for agency, words in paper.said.get(section, ()):
        for line in filter(None, (one.strip().rstrip(ENDING) for one in words.splitlines())):
            told.setdefault(line, []).append(agency)
    for line, agencies in told.items():
        yield model.Item("-", f"{named(agencies)}: {lower_first(line)}.")
    if not told and not silent:
        yield model.Paragraph(paper.none_told)


def _onward(paper: ReviewPaper) -> Iterator[model.Block]:
    every = (*paper.targets, *paper.tasks)
    for heading, onward in (("Tiếp tục thực hiện", "carry"), ("Nhân rộng", "spread")):
        found = [one for one in every if one.onward == onward]
        if found:
            yield model.Paragraph(f"{heading}:")
            yield from _items((one.name, one.ref) for one in found)
    if all(one.onward not in ("carry", "spread") for one in every):
        yield model.Paragraph(paper.none_told)


def _items(lines: Iterable[tuple[str, str]]) -> Iterator[model.Block]:
    for words, ref in lines:
        yield model.Item("-", sentence(words), ref or None)
