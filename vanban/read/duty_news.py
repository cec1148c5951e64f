"""Duties that a news report of a document states: sentences, and numbered lines after "… các nội dung sau:"."""

import re
from dataclasses import replace

from vanban.read.agencies import Agencies
from vanban.read.duty_heads import Heading, asked_heading, lead_in
from vanban.read.duty_rows import Row, new_row, order_row, order_rows
from vanban.read.labels import read_label
from vanban.read.name_words import opens_with_verb
from vanban.read.orders import orders_in
from vanban.read.page import Page
from vanban.read.units import Unit, read_units

_CASE = re.compile(r"(?:Đối với|Riêng) [^.;:]{2,120}:\s+")
_REPORT = re.compile(r"(?:Báo cáo|Gửi|Tổng hợp)\s")
_ALSO = re.compile(r"(?:Đồng thời|Bên cạnh đó|Ngoài ra|Cùng với đó),?\s+")


def news_rows(page: Page) -> list[Row]:
    """This will read the duties of a report without sections: sentences, and the lines after "… nội dung sau:"."""
    rows: list[Row] = []
    above: Heading | None = None
    for unit in read_units(page):
        if is_headline(page, unit):
            continue
        label = read_label(page.shown(unit.block))
        listed = label is not None or unit.kind == "bullet" or _goes_on(page, unit)
        if above is not None and listed:
            placed = replace(unit, path=label.shown if label else unit.path)
            own = [one for one in orders_in(page.text, unit.start, unit.end) if one.start == unit.start]
            if own:
                rows.append(order_row(page, placed, own[0]))
            elif above.agencies.names:
                rows.append(new_row(page, placed, (unit.start, unit.end), above, "under-heading"))
            continue
        told, above = told_in(page, unit)
        rows += told or _told_on(page, unit, rows)
    return rows


def is_headline(page: Page, unit: Unit) -> bool:
    """This will tell a report's headline, which says shorter what the report tells."""
    return unit.words(page).strip() == page.metadata.title


def told_in(page: Page, unit: Unit) -> tuple[list[Row], Heading | None]:
    """This will give the duties that a paragraph of a report tells, and whom it leads in to a list for."""
    orders = orders_in(page.text, unit.start, unit.end)
    above = asked_heading(page, unit)
    if above is None and orders and unit.words(page).rstrip().endswith(":"):
        last = orders.pop()
        partners = lead_in(page, last.duty_at, unit.end)
        above = Heading(last.agencies, partners, last.cue, last.asked)
    return order_rows(page, unit, orders), above


def outside_lists(page: Page, unit: Unit) -> Unit:
    """This will take a report's paragraph behind a numbered list out of the list's last item."""
    over = unit.provision
    if over is None or unit.kind != "paragraph" or page.text[over.start : over.end].strip()[-1:] not in {".", ";", "/"}:
        return unit
    block = next(iter(page.blocks_before(unit.block.start, 1)), None)
    title = block is not None and page.shown(block).rstrip()[-1:] not in {".", ";", "/"}
    return unit if title else replace(unit, path="", anchor="", provision=None, level=1)


def _told_on(page: Page, unit: Unit, rows: list[Row]) -> list[Row]:
    """This will read "Đồng thời, kiểm tra …": a paragraph that goes on about the agency of the one before."""
    also = _ALSO.match(page.text, unit.start, unit.end)
    last = rows[-1] if rows else None
    if last is None or not (also or page.text[last.unit.start : last.unit.end].rstrip().endswith(";")):
        return []
    begin = also.end() if also else unit.start
    if case := _CASE.match(page.text, begin, unit.end):
        begin = case.end()
    if not opens_with_verb(page.text, begin, unit.end):
        return []
    heading = Heading(Agencies(last.leads, begin, begin), (), last.cue, last.asked)
    return [new_row(page, unit, (begin, unit.end), heading, last.reason)]


def reported_on(page: Page, unit: Unit, rows: list[Row]) -> list[Row]:
    """This will read a paragraph "Báo cáo kết quả … trước ngày …" behind the one that gives an agency its duty."""
    last = rows[-1] if rows else None
    if last is None or unit.kind != "paragraph" or unit.provision is not last.unit.provision:
        return []
    near = next(iter(page.blocks_before(unit.block.start, 1)), None) is last.unit.block
    if not near or not _REPORT.match(page.text, unit.start, unit.end):
        return []
    heading = Heading(Agencies(last.leads, unit.start, unit.start), (), last.cue, last.asked)
    row = new_row(page, unit, (unit.start, unit.end), heading, last.reason)
    return [row] if row.deadline.due else []


def _goes_on(page: Page, unit: Unit) -> bool:
    """This will tell an unnumbered line of a list: it opens with a verb and names nobody else to do it."""
    return opens_with_verb(page.text, unit.start, unit.end) and not orders_in(page.text, unit.start, unit.end)
