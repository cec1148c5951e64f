"""Which passages give duties: not those that tell the situation, define words, set criteria or list papers."""

import re
from collections.abc import Iterator
from functools import lru_cache

from vanban.model import Provision
from vanban.read.name_words import opens_with_verb
from vanban.read.page import Page
from vanban.read.units import Unit
from vanban.text import fold

_NONE = re.compile(
    r"(?:(?:ve|mot so|nhung|khai quat|boi canh|dac diem|danh gia|su can thiet|co so|thuc trang|uu diem|ket qua|va)"
    r"[ ,]+){0,4}"
    r"(?:tinh hinh|thuc trang|hien trang|ket qua (?:dat|thuc hien|trien khai|nam|\d)|"
    r"ton tai|han che|khai niem|giai thich tu ngu|nguyen nhan|"
    r"doi tuong (?:ap dung|thi dua)|che do lam viec$|su dung con dau)"
)
_ONLY_NAMED = re.compile(
    r"muc dich|muc tieu|quan diem|yeu cau|pham vi|doi tuong|nguyen tac|dinh huong|thoi gian|so luong|chi tieu|can cu"
)
_GOALS = re.compile(r"muc tieu|chi tieu")
_ASSIGNS = re.compile(r"to chuc (?:thuc hien|trien khai)|phan cong|trach nhiem")
_CRITERIA = re.compile(r"tieu chi|tieu chuan|hinh thuc khen|thang diem|thanh phan ho so|khen thuong$|thu tuc, ho so")
_NAMES_PART = re.compile(
    r"(?:Đánh giá|Yêu cầu|Quan điểm|Định hướng|Khen thưởng|Thi đua|Xét|Xác định (?:các )?(?:mục tiêu|chỉ tiêu))(?!\w)",
    re.IGNORECASE,
)
_SHORT = 120
_HEADING_REACH = 80


def _folded(provision: Provision) -> str:
    return _fold_heading(provision.heading[:_HEADING_REACH])


@lru_cache(maxsize=2048)
def _fold_heading(heading: str) -> str:
    """This will fold a heading once for all the units that stand under it."""
    return fold(heading).rstrip(" .:")


def gives_none(page: Page, unit: Unit) -> bool:
    """This will tell a passage under a heading of situation, criteria, definitions: whatever it names, no duty."""
    return any(_NONE.match(title) for title in _titles(page, unit))


def gives_named_only(page: Page, unit: Unit) -> bool:
    """This will tell a passage of aims and requirements, where only a sentence that names its agency gives a duty."""
    return any(_ONLY_NAMED.search(title) for title in _titles(page, unit))


def sets_goals(page: Page, unit: Unit) -> bool:
    """This will tell a passage of goals: what stands under "Cơ quan nhà nước …" there is reached, not done by it."""
    return any(_GOALS.search(title) for title in _titles(page, unit))


def assigns(page: Page, unit: Unit) -> bool:
    """This will tell a passage whose headings say that it assigns: tổ chức thực hiện, phân công, trách nhiệm."""
    return any(_ASSIGNS.search(_folded(one)) for one in _chain(page, unit)[1:])


def sets_criteria(page: Page, unit: Unit) -> bool:
    """This will tell a passage of criteria and papers: what stands under "Đối với các sở …" there is no duty."""
    return any(_CRITERIA.search(title) for title in _titles(page, unit))


def is_preamble(page: Page, unit: Unit) -> bool:
    """This will tell the words before the first provision, which say why and on what ground, not who must."""
    return unit.provision is None and bool(page.provisions) and unit.start < page.provisions[0].start


def _chain(page: Page, unit: Unit) -> list[Provision]:
    if unit.provision is None:
        return []
    return [unit.provision, *page.ancestors(unit.provision)]


def _titles(page: Page, unit: Unit) -> Iterator[str]:
    """This will go through the folded headings over a unit; an item that opens with a verb is a duty, no heading."""
    for one in _chain(page, unit):
        if len(one.heading) < _SHORT and not _is_duty(one.heading):
            yield _folded(one)


@lru_cache(maxsize=2048)
def _is_duty(heading: str) -> bool:
    return opens_with_verb(heading, 0, len(heading)) and not _NAMES_PART.match(heading)
