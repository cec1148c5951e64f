"""The papers of a meeting in the model that `vanban.write` lays out: invitation, minutes, announcement (NĐ 30/2020)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from pcmt.committee.rules.presence import PRESENCE_LABELS, turnout
from vanban.text import fold, format_date, lower_first
from vanban.write import model

OFFICE = {"ban_chi_dao": "BCĐ", "to_giup_viec": "TGV"}
NO_CHAIR = ("NGƯỜI CHỦ TRÌ",)
CHAIR, SECRETARY = "CHỦ TRÌ", "THƯ KÝ"
THOSE_WHO_SIT = ("Thành viên dự họp", "Lưu: VT")
ENDING = " .;/"
OFFICES_INSIDE = frozenset(fold("phòng ban đội trạm tổ khoa").split())
TO_BE_FILLED = "……………………"
"""Room to be filled in by hand, as printed forms leave it."""


@dataclass(frozen=True)
class Sat:
    """A member at the table, or not: name, title with the agency, role, whether and how present."""

    name: str
    title: str
    role_label: str
    presence: str
    note: str
    chairs: bool


@dataclass(frozen=True)
class Concluded:
    """A conclusion as a paper tells it: its words, who leads, by when, what is to come of it.

    leads: each by all its names, the one to be printed first.
    """

    words: str
    leads: tuple[tuple[str, ...], ...] = ()
    due_on: date | None = None
    product: str = ""

    @property
    def line(self) -> str:
        """The words, and behind them what the parties, the day and the product are where the words do not say it."""
        words, told = self.words.rstrip(ENDING), fold(self.words)
        more = [f"{names[0]} chủ trì" for names in self.leads if not any(fold(name) in told for name in names)]
        if self.due_on is not None and not any(day in self.words for day in _days(self.due_on)):
            more.append(f"thời hạn: {format_date(self.due_on)}")
        if self.product and fold(self.product) not in told:
            more.append(f"sản phẩm: {lower_first(self.product.rstrip(ENDING))}")
        return f"{words} ({'; '.join(more)})." if more else f"{words}."


@dataclass(frozen=True)
class MeetingPaper:
    """What the papers of a meeting are made of. agenda: each as (words, who presents). block: lines above the name.

    superior: the committee whose team meets. chair: who chairs, or is to.
    """

    committee: str
    kind: str
    superior: str
    place: str
    title: str
    held_on: date
    begins_at: time | None
    room: str
    agenda: Sequence[tuple[str, str]]
    papers: Sequence[str]
    sat: Sequence[Sat]
    minutes: str
    secretary: str
    ended_at: time | None
    conclusions: Sequence[Concluded]
    block: tuple[str, ...]
    signer: str | None
    chair: str = ""

    @property
    def chaired(self) -> Sat | None:
        """Who chaired, None before it was held."""
        return next((one for one in self.sat if one.chairs), None)


def invitation(paper: MeetingPaper) -> model.OfficialDocument:
    """This will make the giấy mời with the agenda, with room for number and day.

    Its parts are those of Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu 1.10.
    """
    return _document(paper, "GM", f"Dự {_inside(paper.title)}", tuple(_invited(paper)), THOSE_WHO_SIT)


def minutes(paper: MeetingPaper) -> model.OfficialDocument:
    """This will make the biên bản: who came, what was dealt with, what was concluded; chair and secretary sign.

    Parts and signatures are those of Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu 1.9.
    """
    made = _document(paper, "BB", _upper_first(paper.title), tuple(_held(paper)), THOSE_WHO_SIT)
    return replace(
        made,
        signature=model.Signature((), (CHAIR,), paper.chaired.name if paper.chaired else None),
        cosignatures=(model.Signature((), (SECRETARY,), paper.secretary.partition(",")[0].strip() or None),),
    )


def announcement(paper: MeetingPaper) -> model.OfficialDocument:
    """This will make the thông báo kết luận, each conclusion an item of its own and word for word."""
    recipients = ("Các cơ quan, đơn vị được giao nhiệm vụ", "Thành viên dự họp", "Lưu: VT")
    return _document(paper, "TB", f"Kết luận {_inside(paper.title)}", tuple(_announced(paper)), recipients)


def full_title(title: str, agency: str) -> str:
    """This will name a post with its agency, whose words stand once: “Giám đốc Sở Y tế”, “Trưởng phòng Văn hóa”.

    A comma parts them where the title names an office inside: “Chuyên viên Phòng PC04, Công an tỉnh”.
    """
    if not title or not agency or fold(agency) in fold(title):
        return title or agency
    held, named = title.split(), agency.split()
    for shared in range(min(len(held), len(named)), 0, -1):
        if fold(" ".join(held[-shared:])) == fold(" ".join(named[:shared])):
            return " ".join([*held, *named[shared:]])
    return f"{title}, {agency}" if OFFICES_INSIDE & set(fold(title).split()) else f"{title} {agency}"


def _document(
    paper: MeetingPaper, kind: str, title: str, body: tuple[model.Block, ...], recipients: tuple[str, ...]
) -> model.OfficialDocument:
    return model.OfficialDocument(
        kind=kind,
        issuer=paper.committee.removesuffix(paper.superior).strip(),
        superior=paper.superior or None,
        symbol=f"{kind}-{OFFICE[paper.kind]}",
        place=paper.place,
        year=paper.held_on.year,
        title=title,
        body=body,
        recipients=recipients,
        signature=model.Signature(paper.block[:-1], paper.block[-1:], paper.signer),
        draft=True,
    )


def _invited(paper: MeetingPaper) -> Iterator[model.Block]:
    yield model.Paragraph(f"{paper.committee} trân trọng kính mời: các thành viên {paper.committee}.")
    yield model.Paragraph(f"Tới dự: {_inside(paper.title)}.")
    yield model.Paragraph(f"Chủ trì: {paper.chair or TO_BE_FILLED}.")
    yield model.Paragraph(f"Thời gian: {_when(paper)}.")
    yield model.Paragraph(f"Địa điểm: {paper.room or TO_BE_FILLED}.")
    yield model.Paragraph("Nội dung:")
    yield from _agenda(paper)
    if paper.papers:
        yield model.Paragraph("Tài liệu:")
        yield from _listed(paper.papers)
    yield model.Paragraph("Đề nghị các thành viên dự họp đầy đủ, đúng thành phần./.")


def _held(paper: MeetingPaper) -> Iterator[model.Block]:
    yield model.Heading("I", "THỜI GIAN, ĐỊA ĐIỂM", 1)
    yield model.Paragraph(f"Thời gian bắt đầu: {_when(paper)}.")
    yield model.Paragraph(f"Địa điểm: {paper.room or TO_BE_FILLED}.")
    yield model.Heading("II", "THÀNH PHẦN THAM DỰ", 1)
    if paper.chaired:
        yield model.Paragraph(f"Chủ trì: {paper.chaired.name}, {paper.chaired.title}, {paper.chaired.role_label}.")
    yield model.Paragraph(f"Thư ký (người ghi biên bản): {paper.secretary or TO_BE_FILLED}.")
    counted = turnout(one.presence for one in paper.sat)
    yield model.Paragraph(
        f"Dự họp {counted.attended}/{counted.seats} thành viên, trong đó {counted.deputies} cử người dự thay; "
        f"vắng {counted.excused + counted.absent}."
    )
    yield _roll(paper.sat)
    yield model.Heading("III", "NỘI DUNG", 1)
    yield from _agenda(paper)
    for line in (paper.minutes or TO_BE_FILLED).splitlines():
        yield model.Paragraph(line)
    yield model.Heading("IV", "KẾT LUẬN", 1)
    yield from _conclusions(paper)
    ended = _hour(paper.ended_at) if paper.ended_at else "…… giờ ……"
    yield model.Paragraph(
        f"Cuộc họp kết thúc vào hồi {ended}, ngày {format_date(paper.held_on)}. Biên bản đã được đọc lại cho các thành "
        "viên dự họp cùng nghe, thống nhất và ký tên./."
    )


def _announced(paper: MeetingPaper) -> Iterator[model.Block]:
    chair = f"{paper.chair}, chủ trì" if paper.chair else "người được phân công chủ trì"
    counted = turnout(one.presence for one in paper.sat)
    yield model.Paragraph(
        f"Ngày {format_date(paper.held_on)}, {chair} {_inside(paper.title)}; dự họp có "
        f"{counted.attended}/{counted.seats} thành viên. Sau khi nghe báo cáo và ý kiến của các thành viên, "
        "người chủ trì kết luận như sau:"
    )
    yield from _conclusions(paper)
    yield model.Paragraph(f"{paper.committee} thông báo để các cơ quan, đơn vị biết, thực hiện./.")


def _agenda(paper: MeetingPaper) -> Iterator[model.Block]:
    yield from _listed(
        f"{words.rstrip(ENDING)}{f' ({presenter} trình bày)' if presenter else ''}" for words, presenter in paper.agenda
    )


def _listed(lines: Iterable[str]) -> Iterator[model.Block]:
    """Dashed items: a semicolon after each, a full stop after the last."""
    found = [line.rstrip(ENDING) for line in lines]
    for number, line in enumerate(found, 1):
        yield model.Item("-", f"{line}{'.' if number == len(found) else ';'}")


def _conclusions(paper: MeetingPaper) -> Iterator[model.Block]:
    for number, one in enumerate(paper.conclusions, 1):
        yield model.Item(f"{number}.", one.line)
    if not paper.conclusions:
        yield model.Paragraph(TO_BE_FILLED)


def _roll(sat: Sequence[Sat]) -> model.Table:
    columns = (
        model.Column("TT", weight=1, align="center"),
        model.Column("Họ và tên", weight=4),
        model.Column("Chức danh, đơn vị", weight=5),
        model.Column("Dự họp", weight=4),
    )
    rows = tuple((str(number), one.name or "khuyết", one.title, _presence(one)) for number, one in enumerate(sat, 1))
    return model.Table(columns, rows)


def _presence(one: Sat) -> str:
    return PRESENCE_LABELS[one.presence] + (f": {one.note}" if one.note else "")


def _when(paper: MeetingPaper) -> str:
    day = f"ngày {format_date(paper.held_on)}"
    return f"{_hour(paper.begins_at)}, {day}" if paper.begins_at else day


def _hour(at: time) -> str:
    return f"{at:%H} giờ {at:%M}"


def _days(day: date) -> tuple[str, ...]:
    """How words write a day."""
    return (format_date(day), f"{day.day}/{day.month}/{day.year}", f"ngày {day.day} tháng {day.month} năm {day.year}")


def _inside(title: str) -> str:
    return lower_first(title.rstrip(ENDING))


def _upper_first(title: str) -> str:
    return title[:1].upper() + title[1:].rstrip(ENDING)
