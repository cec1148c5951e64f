"""HTML pages: block elements become paragraphs, table cells stand between lone bars, script and dress are dropped."""

import re
from collections import Counter

from selectolax.lexbor import LexborHTMLParser, LexborNode

from vanban.intake.refusals import IntakeRefused

_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|p|div|span|meta)\b[^>]*>", re.IGNORECASE)
_DROPPED = "script, style, noscript, template, svg, iframe, nav, header nav, footer, form, button, select, head"
_BLOCKS = {
    "p",
    "div",
    "section",
    "article",
    "main",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ul",
    "ol",
    "blockquote",
    "pre",
    "table",
    "tbody",
    "thead",
    "tr",
    "caption",
    "dd",
    "dt",
    "dl",
    "center",
    "address",
    "figure",
    "hr",
}
_REACH = 4096
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][\w:-]*)")
# Elements that stand open without an end: they do not nest in themselves, so they say nothing of the depth.
_UNCLOSED = re.compile(
    r"area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|dt|dd|tr|td|th|thead|tbody|tfoot"
    r"|option|colgroup|html|head|body"
)
_DEEPEST = 5000


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
    root = tree.body or tree.root
    if root is None:
        return "", names
    parts: list[str] = []
    _walk(root, parts)
    joined = re.sub(r"[ \t]+", " ", "".join(parts))
    joined = re.sub(r" *\n *", "\n", joined)
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


def _walk(root: LexborNode, parts: list[str]) -> None:
    """This will write the page's words in order; an own stack, since pages nest deeper than Python calls may."""
    stack: list[LexborNode | str] = [root]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            parts.append(item)
            continue
        tag = item.tag or ""
        if tag == "-text":
            parts.append(re.sub(r"\s+", " ", item.text_content or ""))
            continue
        if tag == "br":
            parts.append("\n")
            continue
        before, after = _around(tag)
        stack.append(after)
        stack.extend(reversed(list(item.iter(include_text=True))))
        parts.append(before)


def _around(tag: str) -> tuple[str, str]:
    """This will give what stands before and after an element's words."""
    if tag in {"td", "th"}:
        return "\n|\n", ""
    if tag == "tr":
        return "", "\n|\n"
    if tag == "table":
        return "\n\n", "\n\n"
    return ("\n\n", "\n\n") if tag in _BLOCKS else ("", "")
