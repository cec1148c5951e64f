"""HTML pages: block elements become paragraphs, table cells stand between lone bars, script and dress are dropped."""

import re
from collections import Counter
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from vanban.intake.encodings import READINGS, font_reading
from vanban.intake.refusals import IntakeRefused
from vanban.read.lines import EMPTY_CELL

_HTML = re.compile(rb"<(?:!doctype\s{1,20}html|html|head|body|table|p|div|span|meta)\b[^>]{0,2000}>", re.IGNORECASE)
_DROPPED = (
    "script, style, noscript, template, svg, iframe, nav, header nav, footer, form, button, select, head, object, "
    "embed, audio, video, dialog, [hidden], [aria-hidden=true], del, s, strike"
)
_HIDDEN = re.compile(
    r"(?i)\b(?:display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden"
    r"|font-size\s{0,5}:\s{0,5}0(?:px|pt|em)?\s{0,5}(?:;|$))"
)
_FAMILY = re.compile(r"(?i)font-family\s{0,5}:\s{0,5}[\"']?([^;\"',]{1,60})")
_BLOCK_NAMES = """
p div section article main h1 h2 h3 h4 h5 h6 li ul ol blockquote pre table tbody thead tfoot tr caption dd dt dl center
address figure figcaption hr header aside fieldset details summary
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_TABLE_EDGE = "\n\n\x1e\n\n"  # keeps neighbouring tables apart until blank lines between rows are gone
_REACH = 4096
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][\w:-]{0,60})")
# Elements that stand open without an end: they do not nest in themselves, so they say nothing of the depth.
_UNCLOSED = re.compile(
    r"area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|dt|dd|tr|td|th|thead|tbody|tfoot"
    r"|option|colgroup|html|head|body"
)
_DEEPEST = 5000
_WIDEST = 100  # columns of a table that a cell may cover
_LONGEST_SPAN = 500  # rows


def looks_like_html(data: bytes) -> bool:
    """This will tell HTML by its tags near the beginning."""
    return bool(_HTML.search(data[:_REACH]))


def read_html(text: str) -> tuple[str, tuple[str, ...]]:
    """This will give the words of a page, a paragraph a line, and the names of its pictures; raises IntakeRefused."""
    _refuse_too_deep(text)
    tree = LexborHTMLParser(text)
    names = tuple(name for node in tree.css("img") if (name := node.attributes.get("alt")))
    for node in tree.css(_DROPPED):
        node.decompose()
    for node in tree.css("[style]"):
        if _HIDDEN.search(node.attributes.get("style") or ""):
            node.decompose()
    root = tree.body or tree.root
    if root is None:
        return "", names
    joined = re.sub(r"[ \t]+", " ", "".join(_Page().walk(root)))
    joined = re.sub(r" ?\n ?", "\n", joined)
    joined = re.sub(r"\|\n+(?=\|\n)", "|\n", joined).replace("\x1e", "")
    return re.sub(r"\n{3,}", "\n\n", joined).strip() + "\n", names


def _refuse_too_deep(text: str) -> None:
    """A page nested without end takes the parser a time that grows with the square of its depth."""
    open_now: Counter[str] = Counter()
    depth = 0
    for tag in _TAG.finditer(text):
        name = tag["name"].lower()
        if _UNCLOSED.fullmatch(name) or (tag["end"] and not open_now[name]):
            continue
        step = -1 if tag["end"] else 1
        open_now[name] += step
        depth += step
        if depth > _DEEPEST:
            raise IntakeRefused("corrupt")


@dataclass(slots=True)
class _Table:
    """Where in a table the walk stands: the column, and which columns a cell from above covers for how many rows."""

    column: int = 0
    covered: dict[int, int] = field(default_factory=dict)

    def cell(self, across: int, down: int) -> int:
        """This will place a cell; gives how many columns before it a cell from above covers."""
        skipped = 0
        while self.covered.get(self.column, 0):
            self.covered[self.column] -= 1
            self.column, skipped = self.column + 1, skipped + 1
        for place in range(self.column, self.column + across):
            if down > 1:
                self.covered[place] = down - 1
        self.column += across
        return skipped


class _Page:
    """Writes a page's words in order; an own stack, since pages nest deeper than Python calls may."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._tables: list[_Table] = []
        self._lists: list[int] = []  # the last number of each open list, -1 in one of dashes
        self._cells: list[tuple[int, int]] = []  # of each open cell: its first piece, the columns that it covers

    def walk(self, root: LexborNode) -> list[str]:
        """This will give the pieces of text with what stands between them."""
        stack: list[LexborNode | str] = [root]
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                self._close(item)
                continue
            tag = item.tag or ""
            if tag == "-text":
                self._parts.append(self._words(item))
            elif tag == "br":
                self._parts.append("\n")
            else:
                self._parts.append(self._before(tag, item))
                stack.append(tag)
                stack.extend(reversed(list(item.iter(include_text=True))))
        return self._parts

    def _words(self, node: LexborNode) -> str:
        text = re.sub(r"[\s\x1e]+", " ", node.text_content or "")
        parent = node.parent
        if text.isascii() or parent is None:
            return text
        told = parent.attributes.get("face") or _family(parent.attributes.get("style"))
        found = font_reading(told) if told else None
        return READINGS[found[0]](text) if found else text

    def _before(self, tag: str, node: LexborNode) -> str:
        """This will give what stands before an element's words."""
        if tag in {"td", "th"}:
            return self._cell(node)
        if tag == "tr":
            if self._tables:
                self._tables[-1].column = 0
            return ""
        if tag == "table":
            self._tables.append(_Table())
            return _TABLE_EDGE
        if tag in {"ol", "ul"}:
            self._lists.append(_whole(node.attributes.get("start"), 1) - 1 if tag == "ol" else -1)
        elif tag == "li":
            return "\n\n" + self._mark()
        return "\n\n" if tag in _BLOCKS else ""

    def _mark(self) -> str:
        """This will give a list item's number or dash, as the page shows it."""
        if not self._lists or self._lists[-1] < 0:
            return "- " if self._lists else ""
        self._lists[-1] += 1
        return f"{self._lists[-1]}. "

    def _cell(self, node: LexborNode) -> str:
        across = min(_whole(node.attributes.get("colspan"), 1), _WIDEST)
        down = min(_whole(node.attributes.get("rowspan"), 1), _LONGEST_SPAN)
        if not self._tables:
            return "\n|\n"
        table = self._tables[-1]
        skipped = table.cell(across, down)
        self._parts.append(f"\n|\n{EMPTY_CELL}" * skipped)
        self._cells.append((len(self._parts) + 1, across))
        return "\n|\n"

    def _close(self, tag: str) -> None:
        """This will write what stands after an element's words."""
        if tag in {"td", "th"} and self._cells:
            begun, across = self._cells.pop()
            if not any(part.strip() for part in self._parts[begun:]):
                self._parts.append(EMPTY_CELL)
            self._parts.append(f"\n|\n{EMPTY_CELL}" * (across - 1))
        elif tag == "tr":
            self._parts.append("\n|\n")
        elif tag == "table" and self._tables:
            self._tables.pop()
            self._parts.append(_TABLE_EDGE)
        elif tag in {"ol", "ul"} and self._lists:
            self._lists.pop()
            self._parts.append("\n\n")
        elif tag in _BLOCKS:
            self._parts.append("\n\n")


def _family(style: str | None) -> str:
    found = _FAMILY.search(style or "")
    return found[1] if found else ""


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and 0 < len(text) < 6 and int(text) else otherwise
