"""A reading as a sheet for eyes: head, outline, acts cited, targets and duties, in Vietnamese."""

from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from vanban.cli.wording import act_vi, day_vi, deadline_vi, level_vi
from vanban.model import Assignment, Citation, Provision, Reading, Target

_HEADING_WORDS = 14
_SURE, _LIKELY = 0.9, 0.75


def print_sheet(console: Console, reading: Reading, name: str) -> None:
    """This will print everything found in a document; colours only where the console shows them."""
    console.print(Group(*_parts(reading, name)))


def print_citations(console: Console, citations: tuple[Citation, ...], name: str) -> None:
    """This will print the acts that a document cites."""
    console.print(Group(Text(name, style="dim"), _title("Viện dẫn", len(citations)), _citations(citations)))


def _parts(reading: Reading, name: str) -> Iterator[RenderableType]:
    yield _head(reading, name)
    if reading.secrecy:
        yield Text(f"Văn bản đóng dấu {reading.secrecy}", style="bold red")
    for note in reading.notes:
        yield Text(f"Lưu ý: {note.message_vi}", style="yellow")
    if reading.provisions:
        yield _title("Mục lục", len(reading.provisions))
        yield Group(*(_node(one) for one in reading.provisions))
    if reading.citations:
        yield _title("Viện dẫn", len(reading.citations))
        yield _citations(reading.citations)
    if reading.targets:
        yield _title("Chỉ tiêu", len(reading.targets))
        yield _targets(reading.targets)
    if reading.assignments:
        yield _title("Nhiệm vụ", len(reading.assignments))
        yield _duties(reading.assignments)
    if not reading.targets and not reading.assignments:
        yield Text("\nKhông thấy chỉ tiêu hay nhiệm vụ nào.", style="dim")


def _head(reading: Reading, name: str) -> RenderableType:
    meta = reading.metadata
    first = Text(meta.number or "(không có số)", style="bold cyan")
    first.append(f"  {day_vi(meta.issued_on)}  {meta.issuer or '(không rõ cơ quan ban hành)'}", style="default")
    lines = [Text(name, style="dim"), first, Text(meta.title or "(không có trích yếu)", style="bold")]
    if meta.signer:
        lines.append(Text(f"Người ký: {', '.join(filter(None, (meta.signer, meta.signer_title)))}"))
    return Group(*lines)


def _title(words: str, count: int) -> Text:
    return Text(f"\n{words} ({count})", style="bold underline")


def _node(one: Provision) -> RenderableType:
    words = one.heading.split()
    shown = " ".join(words[:_HEADING_WORDS]) + (" …" if len(words) > _HEADING_WORDS else "")
    return Padding(Text.assemble((f"{one.label}  ", "cyan"), shown), (0, 0, 0, 2 * one.depth - 2))


def _table(*columns: tuple[str, int]) -> Table:
    table = Table(box=None, pad_edge=False, show_edge=False, header_style="dim")
    for title, ratio in columns:
        table.add_column(title, ratio=ratio or None, no_wrap=ratio == 0, overflow="fold")
    table.expand = True
    return table


def _citations(citations: tuple[Citation, ...]) -> Table:
    table = _table(("Văn bản", 3), ("Ngày", 0), ("Cơ quan ban hành", 3), ("Lần nhắc", 0))
    for one in citations:
        table.add_row(Text(act_vi(one), style="cyan"), _day(one), one.issuer or "", str(len(one.spans)))
    return table


def _day(one: Citation) -> str:
    return day_vi(one.issued_on) if one.issued_on else one.year or ""


def _targets(targets: tuple[Target, ...]) -> Table:
    table = _table(("Mục", 0), ("Mức", 0), ("Chỉ tiêu", 5), ("Thời hạn", 0), ("Tin cậy", 0))
    for one in targets:
        level = Text(level_vi(one), style="bold green")
        table.add_row(one.path, level, one.subject, deadline_vi(one.by, one.every, one.within), _trust(one.confidence))
    return table


def _duties(duties: tuple[Assignment, ...]) -> Table:
    table = _table(("Mục", 0), ("Chủ trì", 2), ("Phối hợp", 2), ("Nhiệm vụ", 4), ("Thời hạn", 0), ("Tin cậy", 0))
    for one in duties:
        leads = Text("; ".join(one.leads), style="bold")
        when = deadline_vi(one.due, one.every, one.within)
        table.add_row(one.path, leads, "; ".join(one.supports), f"{one.quote} …", when, _trust(one.confidence))
    return table


def _trust(confidence: float) -> Text:
    style = "green" if confidence >= _SURE else "yellow" if confidence >= _LIKELY else "red"
    return Text(f"{confidence * 100:.0f} %", style=style)
