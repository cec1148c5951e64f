"""A plan as an official document: its parts as blocks of the model that `vanban.write` lays out (NĐ 30/2020, KH)."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pcmt.plans.rules.paper_words import filled, one_of, words
from vanban.text import format_date, format_number, lower_first
from vanban.write import model

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII")
HOUSES = ("ubnd_tinh", "ubnd_xa")
BARE_HEADING = 6
"""Words up to which a purpose is only a heading copied from above ("Mục đích"), and says nothing of its own."""
MOST_NAMED = 12
"""Recipients named one by one; more are named together."""


@dataclass(frozen=True)
class PaperTask:
    """A task as its line tells it; leading, helping: the registered agencies in it, by name.

    is_joined: others lead it and the issuer only helps, so that nobody in it is told here what to do.
    """

    title: str
    leads: str
    supports: str
    deadline: str
    product: str
    ref: str
    leading: tuple[str, ...] = ()
    helping: tuple[str, ...] = ()
    is_joined: bool = False


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
    """What a plan's document is made of. targets: each as (words, reference). house: the agency's kind.

    ground: the document that it carries out, named in full; ground_short: by its kind and number. where: for whom it
    holds ("trên địa bàn xã Sen Hồng"). above: who is reported to, nearest last.
    """

    issuer: str
    house: str
    symbol: str
    superior: str
    place: str
    title: str
    ground: str
    ground_short: str
    where: str
    above: Sequence[str]
    year: int
    parts: Sequence[PaperPart]
    targets: Sequence[tuple[str, str]]
    money: Sequence[PaperMoney]
    authority: tuple[str, ...]
    signer: str | None

    @property
    def tasks(self) -> tuple[PaperTask, ...]:
        """All tasks of its parts."""
        return tuple(task for part in self.parts for task in part.tasks)

    @property
    def places(self) -> dict[str, str]:
        """What stands for the braces of the words."""
        return {
            "issuer": self.issuer,
            "ground": self.ground,
            "ground_short": self.ground_short,
            "where": self.where,
            "title": lower_first(self.title.rstrip(" .")),
            "above": " và ".join(self.above) or "cấp trên",
        }


def symbol_of(kind: str, short_name: str) -> str:
    """This will give what stands for an office after its plan's number: KH-UBND, KH-SYT."""
    return f"KH-{office_letters(kind, short_name)}"


def office_letters(kind: str, short_name: str) -> str:
    """This will give what stands for an office in the numbers of its papers: UBND, SYT."""
    if kind in HOUSES:
        return "UBND"
    letters = (word if len(word) > 1 and word.isupper() else word[:1].upper() for word in short_name.split())
    return "".join(letter for letter in letters if letter.isalpha())


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
        recipients=tuple(_recipients(paper)),
        signature=model.Signature(paper.authority[:-1], paper.authority[-1:], paper.signer),
        draft=True,
    )


def _body(paper: Paper) -> Iterator[model.Block]:
    numbers, places = iter(ROMAN), paper.places
    yield model.Paragraph(filled("opening", places))
    yield model.Heading(next(numbers), "MỤC ĐÍCH, YÊU CẦU", 1)
    yield from _aims(paper, places)
    yield model.Heading(next(numbers), "CHỈ TIÊU", 1)
    for number, (level, ref) in enumerate(paper.targets, 1):
        yield model.Item(f"{number}.", f"{level}.", ref=ref)
    if not paper.targets:
        yield model.Paragraph(filled("targets.none", places))
    yield model.Heading(next(numbers), "NHIỆM VỤ, GIẢI PHÁP", 1)
    yield from _work(paper.parts, paper.issuer)
    yield model.Heading(next(numbers), "KINH PHÍ THỰC HIỆN", 1)
    yield from _money(paper.money, places)
    yield model.Heading(next(numbers), "TỔ CHỨC THỰC HIỆN", 1)
    yield from _carrying(paper, places)


def _aims(paper: Paper, places: Mapping[str, str]) -> Iterator[model.Block]:
    """The plan's own purposes and aims where it says some; else what any plan is for."""
    own = [one for one in paper.parts if one.kind in ("purpose", "objective")]
    said = [one.title for one in own if len(one.title.split()) > BARE_HEADING]
    if said:
        for number, title in enumerate(said, 1):
            yield model.Item(f"{number}.", f"{title.rstrip(' .;')}.")
        return
    for number, (heading, key) in enumerate((("Mục đích", "aims.purpose"), ("Yêu cầu", "aims.demand")), 1):
        yield model.Heading(str(number), heading, 2)
        for line in words(key):
            yield model.Item("-", one_of(line, places))


def _work(parts: Sequence[PaperPart], issuer: str) -> Iterator[model.Block]:
    told = [one for one in parts if one.tasks and one.kind not in ("purpose", "objective")]
    loose = [task for one in parts if one.kind in ("purpose", "objective") for task in one.tasks]
    untitled = [task for one in told if not one.title for task in one.tasks] + loose
    titled = [one for one in told if one.title]
    for number, task in enumerate(untitled, 1):
        yield model.Item(f"{number}.", _task(task, issuer), ref=task.ref)
    for number, part in enumerate(titled, len(untitled) + 1):
        yield model.Heading(str(number), part.title, 2)
        for task in part.tasks:
            yield model.Item("-", _task(task, issuer), ref=task.ref)
    if not told and not loose:
        yield model.Paragraph(filled("work.none", {}))


def _task(task: PaperTask, issuer: str) -> str:
    """A task with who does it; what the issuer itself leads names nobody, and where it only helps it says with whom."""
    title = task.title.rstrip(" .;")
    told = [f"Phối hợp với {task.leads} thực hiện: {lower_first(title)}" if task.is_joined and task.leads else title]
    if task.leads and not task.is_joined and task.leads != issuer:
        told.append(f"Chủ trì: {task.leads}")
    if task.supports and not task.is_joined:
        told.append(f"Phối hợp: {task.supports}")
    if task.deadline and task.deadline.removeprefix("trước ngày ") not in task.title:
        told.append(f"Thời hạn: {task.deadline}")
    if task.product:
        told.append(f"Sản phẩm: {task.product}")
    return ". ".join(told) + "."


def _money(lines: Sequence[PaperMoney], places: Mapping[str, str]) -> Iterator[model.Block]:
    if not lines:
        yield model.Paragraph(filled("money.none", places))
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


def _carrying(paper: Paper, places: Mapping[str, str]) -> Iterator[model.Block]:
    """Who carries it out: each agency that leads something, who helps, to whom is reported."""
    leading = Counter(_leading(paper))
    own, joined = leading.pop(paper.issuer, 0), sum(task.is_joined for task in paper.tasks)
    helping = [one for one in _helping(paper) if one not in leading and one != paper.issuer]
    lines = [filled("carrying.own", {**places, "count": f"{own:02}"})] if own else []
    if joined:
        lines.append(filled("carrying.joined", {**places, "count": f"{joined:02}"}))
    for name, count in leading.items():
        lines.append(filled("carrying.lead", {**places, "agency": name, "count": f"{count:02}"}))
    if helping:
        lines.append(filled("carrying.support", {**places, "agencies": ", ".join(helping)}))
    lines.append(filled("carrying.report", places))
    for number, line in enumerate(lines, 1):
        yield model.Item(f"{number}.", line)
    yield model.Paragraph(filled("carrying.end", places))


def _recipients(paper: Paper) -> Iterator[str]:
    """Who gets it: those above to know, the house's own leaders, who does it, who helps; the archive last."""
    leaders = "recipients.leaders_of_house" if paper.house in HOUSES else "recipients.leaders"
    doing = dict.fromkeys(name for name in _leading(paper) if name != paper.issuer)
    helping = [one for one in _helping(paper) if one not in doing and one != paper.issuer]
    for name in paper.above:
        yield filled("recipients.above", {"agency": name})
    yield filled(leaders, paper.places)
    if len(doing) + len(helping) > MOST_NAMED:
        yield filled("recipients.many", {})
    else:
        yield from (filled("recipients.doing", {"agency": name}) for name in doing)
        yield from (filled("recipients.helping", {"agency": name}) for name in helping)
    yield filled("recipients.kept", {})


def _leading(paper: Paper) -> list[str]:
    return [name for task in paper.tasks if not task.is_joined for name in task.leading]


def _helping(paper: Paper) -> list[str]:
    return list(dict.fromkeys(name for task in paper.tasks if not task.is_joined for name in task.helping))


def deadline_of(due_on: date | None, within: str, recurrence: str) -> str:
    """This will put a task's deadline into one phrase: "trước ngày 30/11/2026, hằng quý"."""
    day = f"trước ngày {format_date(due_on)}" if due_on else within
    often = "" if recurrence and recurrence in day else recurrence
    return ", ".join(phrase for phrase in (day, often) if phrase)
