"""HTML pages: block elements become paragraphs, table cells stand between lone bars, script and dress are dropped."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

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


def looks_like_html(data: bytes) -> bool:
    """This will tell HTML by its tags near the beginning."""
    return bool(_HTML.search(data[:_REACH]))


def read_html(text: str) -> str:
    """This will give the words of a page, a paragraph a line, blank lines between paragraphs."""
    tree = LexborHTMLParser(text)
    for node in tree.css(_DROPPED):
        node.decompose()
    root = tree.body or tree.root
    if root is None:
        return ""
    parts: list[str] = []
    _walk(root, parts)
    joined = re.sub(r"[ \t]+", " ", "".join(parts))
    joined = re.sub(r" *\n *", "\n", joined)
    return re.sub(r"\n{3,}", "\n\n", joined).strip() + "\n"


def names_of_pictures(text: str) -> tuple[str, ...]:
    """This will give the alternative texts of a page's pictures."""
    return tuple(found for node in LexborHTMLParser(text).css("img") if (found := node.attributes.get("alt")))


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
