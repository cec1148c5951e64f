"""The body as units that may carry a finding: provisions' own paragraphs, paragraphs, bullets, sub-bullets."""

import re
from dataclasses import dataclass

from vanban.model import Block, Provision
from vanban.read.labels import read_label
from vanban.read.page import Page

_BULLET = re.compile(r"(?P<mark>[-–—•*·+o])\s*(?=\S)")
_CLOSING = re.compile(
    r"(?:Trên đây là|Trong quá trình|Quá trình|Kế hoạch này|Yêu cầu|Đề nghị các|"
    r"Căn cứ (?:nội dung )?(?:Kế hoạch|Chỉ thị|Quyết định|Chương trình|Nghị quyết) này"
    r"(?! (?:xây dựng|tổ chức|ban hành|chủ động|triển khai|cụ thể|lập|phối hợp|chỉ đạo|bố trí)(?!\w))|"
    r"Chỉ thị này|UBND \w+ yêu cầu|"
    r"(?:Chủ tịch )?(?:UBND|Ủy ban nhân dân) .{2,40} (?:yêu cầu|đề nghị)|"
    r"Sở [A-ZĐ][^.;:]{2,50} (?:yêu cầu|đề nghị) |Nhận được|Thừa lệnh|Định kỳ|Giao )"
)
_SHORT_HEADING = 60
_LEVELS = {"node": 0, "paragraph": 1, "bullet": 2, "sub": 3}


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph with its place: `start` is where its own words begin (label or bullet left out).

    `level` grows inwards: a unit stands under the last one before it with a smaller level.
    """

    block: Block
    kind: str
    level: int
    start: int
    end: int
    path: str
    anchor: str
    provision: Provision | None

    def words(self, page: Page) -> str:
        """This will give the unit's own words."""
        return page.text[self.start : self.end]


def read_units(page: Page) -> list[Unit]:
    """This will give the units of the body and the attached plan in order."""
    nodes = {one.start: one for one in page.provisions}
    blocks = list(page.body_blocks())
    units: list[Unit] = []
    plus_inside = False
    for index, block in enumerate(blocks):
        shown = page.shown(block)
        node = nodes.get(block.start)
        if node is not None:
            label = read_label(shown)
            start = block.start + (label.length if label else 0)
            units.append(_unit(block, "node", start, node))
            plus_inside = False
            continue
        bullet = _BULLET.match(shown)
        inside = page.provision_at(block.start)
        if bullet and (bullet["mark"] != "o" or shown[1:2] == " "):
            deeper = bullet["mark"] == "+" and plus_inside
            units.append(_unit(block, "sub" if deeper else "bullet", block.start + bullet.end(), inside))
            plus_inside = plus_inside or bullet["mark"] != "+"
            continue
        plus_inside = False
        if _is_closing(page, blocks, index, inside):
            inside = _top(page, inside)
        label = read_label(shown)
        units.append(_unit(block, "paragraph", block.start + (label.length if label else 0), inside))
    return units


def _unit(block: Block, kind: str, start: int, provision: Provision | None) -> Unit:
    depth = provision.depth if provision else 0
    path, anchor = (provision.path, provision.anchor) if provision else ("", "")
    return Unit(block, kind, depth * 10 + _LEVELS[kind], start, block.end, path, anchor, provision)


def _is_closing(page: Page, blocks: list[Block], index: int, inside: Provision | None) -> bool:
    """This will tell the closing words of a document, which belong to the whole section and not to its last item."""
    if inside is None or index < len(blocks) - 3 or not _CLOSING.match(page.shown(blocks[index])):
        return False
    above = blocks[index - 1] if index else None  # "4. Chế độ báo cáo" says nothing itself: what follows is its own
    alone = above is not None and above.start == inside.start and page.shown(above)[-1:].isalpha()
    return not (alone and above is not None and len(page.shown(above)) < _SHORT_HEADING)


def _top(page: Page, provision: Provision | None) -> Provision | None:
    if provision is None or provision.depth == 1:
        return None if provision is None or provision.label.isdigit() else provision
    top = page.ancestors(provision)[-1]
    return None if top.label.isdigit() and not top.heading.isupper() else top
