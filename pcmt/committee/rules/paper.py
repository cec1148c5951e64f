"""The papers of a meeting in the model that `vanban.write` lays out: invitation, minutes, announcement (NĐ 30/2020)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time

from pcmt.committee.rules.presence import PRESENCE_LABELS, turnout
from vanban.text import format_date, lower_first
from vanban.write import model

OFFICE = {"ban_chi_dao": "BCĐ", "to_giup_viec": "TGV"}
NO_CHAIR = ("NGƯỜI CHỦ TRÌ",)
THOSE_WHO_SIT = ("Thành viên dự họp", "Lưu: VT")
ENDING = " .;/"
MINUTES_NOT_YET = "(ghi diễn biến cuộc họp)"


@dataclass(frozen=True)
class Sat:
    """A member at the table, or not: name, title, role, whether and how present."""

    name: str
    title: str
    role_label: str
    presence: str
    note: str
    chairs: bool


@dataclass(frozen=True)
class MeetingPaper:
    """What the papers of a meeting are made of. agenda: each as (words, who presents). block: lines above the name."""

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
    conclusions: Sequence[str]
    block: tuple[str, ...]
    signer: str | None

    @property
    def chair(self) -> Sat | None:
        """Who chaired, None before it was held."""
        return next((one for one in self.sat if one.chairs), None)


def invitation(paper: MeetingPaper) -> model.OfficialDocument:
    """This will make the giấy mời with the agenda, with room for number and day."""
    return _document(paper, "GM", f"Dự {_inside(paper.title)}", tuple(_invited(paper)), THOSE_WHO_SIT)


def minutes(paper: MeetingPaper) -> model.OfficialDocument:
    """This will make the biên bản: who came, what was dealt with, what was concluded."""
    return _document(paper, "BB", _upper_first(paper.title), tuple(_held(paper)), THOSE_WHO_SIT)


def announcement(paper: MeetingPaper) -> model.OfficialDocument:
    """This will make the thông báo kết luận, each conclusion an item of its own and word for word."""
    recipients = ("Các cơ quan, đơn vị được giao nhiệm vụ", "Thành viên dự họp", "Lưu: VT")
    return _document(paper, "TB", f"Kết luận {_inside(paper.title)}", tuple(_announced(paper)), recipients)


def _document(
    paper: MeetingPaper, kind: str, title: str, body: tuple[model.Block, ...], recipients: tuple[str, ...]
) -> model.OfficialDocument:
    return model.OfficialDocument(
        kind=kind,
        issuer=paper.committee,
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
    yield model.Paragraph(f"{paper.committee} trân trọng kính mời thành viên dự {_inside(paper.title)}.")
    yield model.Item("1.", f"Thời gian: {_when(paper)}.")
    yield model.Item("2.", f"Địa điểm: {paper.room or '(ghi địa điểm)'}.")
    yield model.Item("3.", "Nội dung:")
    yield from _agenda(paper)
    if paper.papers:
        yield model.Item("4.", "Tài liệu:")
        for one in paper.papers:
            yield model.Item("-", f"{one};")
    yield model.Paragraph("Đề nghị các đồng chí dự họp đầy đủ, đúng thành phần./.")


def _held(paper: MeetingPaper) -> Iterator[model.Block]:
    yield model.Heading("I", "THỜI GIAN, ĐỊA ĐIỂM", 1)
    yield model.Paragraph(f"Thời gian: {_when(paper)}." + (f" Địa điểm: {paper.room}." if paper.room else ""))
    yield model.Heading("II", "THÀNH PHẦN", 1)
    if paper.chair:
        yield model.Paragraph(f"Chủ trì: {paper.chair.name}, {paper.chair.title}, {paper.chair.role_label}.")
    counted = turnout(one.presence for one in paper.sat)
    yield model.Paragraph(
        f"Dự họp {counted.attended}/{counted.seats} thành viên, trong đó {counted.deputies} cử người dự thay; "
        f"vắng {counted.excused + counted.absent}."
    )
    yield _roll(paper.sat)
    yield model.Heading("III", "NỘI DUNG", 1)
    yield from _agenda(paper)
    for line in (paper.minutes or MINUTES_NOT_YET).splitlines():
        yield model.Paragraph(line)
    yield model.Heading("IV", "KẾT LUẬN", 1)
    yield from _conclusions(paper)
    yield model.Paragraph("Biên bản đã được người chủ trì thông qua./.")


def _announced(paper: MeetingPaper) -> Iterator[model.Block]:
    chair = f"{paper.chair.name}, {paper.chair.role_label}" if paper.chair else "người chủ trì"
    counted = turnout(one.presence for one in paper.sat)
    yield model.Paragraph(
        f"Ngày {format_date(paper.held_on)}, {chair} chủ trì {_inside(paper.title)}; dự họp có "
        f"{counted.attended}/{counted.seats} thành viên. Sau khi nghe báo cáo và ý kiến của các thành viên, "
        "người chủ trì kết luận như sau:"
    )
    yield from _conclusions(paper)
    yield model.Paragraph(f"{paper.committee} thông báo để các cơ quan, đơn vị biết, thực hiện./.")


def _agenda(paper: MeetingPaper) -> Iterator[model.Block]:
    for words, presenter in paper.agenda:
        yield model.Item("-", f"{words.rstrip(ENDING)}{f' ({presenter} trình bày)' if presenter else ''};")


def _conclusions(paper: MeetingPaper) -> Iterator[model.Block]:
    for number, words in enumerate(paper.conclusions, 1):
        yield model.Item(f"{number}.", f"{words.rstrip(ENDING)}.")
    if not paper.conclusions:
        yield model.Paragraph("(ghi kết luận)")


def _roll(sat: Sequence[Sat]) -> model.Table:
    columns = (
        model.Column("TT", weight=1, align="center"),
        model.Column("Họ và tên", weight=4),
        model.Column("Chức danh", weight=5),
        model.Column("Dự họp", weight=4),
    )
    rows = tuple((str(number), one.name or "(khuyết)", one.title, _presence(one)) for number, one in enumerate(sat, 1))
    return model.Table(columns, rows)


def _presence(one: Sat) -> str:
    return PRESENCE_LABELS[one.presence] + (f": {one.note}" if one.note else "")


def _when(paper: MeetingPaper) -> str:
    day = f"ngày {format_date(paper.held_on)}"
    return f"{paper.begins_at:%H} giờ {paper.begins_at:%M}, {day}" if paper.begins_at else day


def _inside(title: str) -> str:
    return lower_first(title.rstrip(ENDING))


def _upper_first(title: str) -> str:
    return title[:1].upper() + title[1:].rstrip(ENDING)
