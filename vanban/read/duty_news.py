"""Duties that a news report of a document states: sentences, and numbered lines after "… các nội dung sau:"."""

from dataclasses import replace

from vanban.read.duty_heads import Heading, asked_heading
from vanban.read.duty_rows import Row, new_row, order_row, order_rows
from vanban.read.labels import read_label
from vanban.read.name_words import opens_with_verb
from vanban.read.orders import orders_in
from vanban.read.page import Page
from vanban.read.units import Unit, read_units


def news_rows(page: Page) -> list[Row]:
    """This will read a report's duties: sentences, and the numbered lines after "… thực hiện các nội dung sau:"."""
    rows: list[Row] = []
    above: Heading | None = None
    for unit in read_units(page):
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
        orders = orders_in(page.text, unit.start, unit.end)
        above = asked_heading(page, unit)
        if above is None and orders and unit.words(page).rstrip().endswith(":"):
            last = orders.pop()
            above = Heading(last.agencies, (), last.cue, last.asked)
        rows += order_rows(page, unit, orders)
    return rows


def _goes_on(page: Page, unit: Unit) -> bool:
    """This will tell an unnumbered line of a list: it opens with a verb and names nobody else to do it."""
    return opens_with_verb(page.text, unit.start, unit.end) and not orders_in(page.text, unit.start, unit.end)
