"""Whom the words before the first item ask, and the line that leads in to what is asked."""

import re
from dataclasses import replace

from vanban.read.duty_heads import Heading, is_only_partners, lead_in
from vanban.read.name_words import opens_with_verb
from vanban.read.orders import Order
from vanban.read.page import Page
from vanban.read.units import Unit

# "Nội dung thực hiện:" behind a paragraph that says who is asked.
_OPENS_LIST = re.compile(r"(?:Các |Một số )?(?:[Nn]ội dung|[Nn]hiệm vụ|[Cc]ụ thể|[Cc]ông việc)(?: [^.;:]{1,60})?:\s*")

_ASKS_TO_DO = re.compile(r"(?:Kính đề nghị|Đề nghị)\s+(?=[a-zà-ỹđ])")


def opens_list(page: Page, unit: Unit) -> bool:
    """This will tell a line that only leads in to items, as it names nobody."""
    return _OPENS_LIST.fullmatch(page.text, unit.start, unit.end) is not None


def asked_of_heading(page: Page, unit: Unit) -> int | None:
    """This will tell where the duty begins in "Đề nghị chỉ đạo các đơn vị …" under the heading of whom it asks."""
    asked = _ASKS_TO_DO.match(page.text, unit.start, unit.end)
    return asked.end() if asked and opens_with_verb(page.text, asked.end(), unit.end) else None


def asked_together(page: Page, asked: list[Order]) -> Heading:
    """This will join "giao Sở Y tế chủ trì, phối hợp với …; giao UBND các xã thực hiện các nội dung sau:"."""
    last = asked[-1]
    names, partners = last.agencies.names, lead_in(page, last.duty_at, last.end)
    for order in asked[:-1]:
        supports = lead_in(page, order.duty_at, order.end)
        if supports and is_only_partners(page, order.duty_at, order.end):
            names, partners = (*order.agencies.names, *names), (*partners, *supports)
    return Heading(replace(last.agencies, names=names), partners, last.cue, last.asked, weak=True)
