"""Markdown: headings, tables, links and code marks become plain lines; emphasis is left to the reader's own stage."""

import re

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.*?)[ \t#]*$")
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)")
_TABLE_RULE = re.compile(r"^ {0,3}\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*){0,200}\|?[ \t]*$")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,500})\]\((?:[^()\s\n]{0,1000})(?: \"[^\"\n]{0,200}\")?\)")
_QUOTE = re.compile(r"^ {0,3}>[ \t]?")
_REACH = 4000
_ENDINGS = (".md", ".markdown")


def looks_like_markdown(text: str, name: str) -> bool:
    """This will tell Markdown by the file's name or by a heading near the beginning."""
    return name.lower().endswith(_ENDINGS) or bool(re.search(r"(?m)^#{1,4} \S", text[:_REACH]))


def read_markdown(text: str) -> str:
    """This will write Markdown as plain lines: the reader takes rows of bars for tables and drops stars itself."""
    lines = text.replace("\r\n", "\n").split("\n")
    out: list[str] = []
    for at, line in enumerate(lines):
        if _FENCE.match(line) or (_TABLE_RULE.match(line) and "|" in line):
            continue
        if heading := _HEADING.match(line):
            out += ["", heading[1], ""]
        elif "|" in line and not line.lstrip().startswith("|") and _is_row(lines, at):
            out.append(f"| {_plain(line).strip()} |")
        else:
            out.append(_plain(line))
    return "\n".join(out)


def _plain(line: str) -> str:
    """This will leave the words of a line: links by what they show, quotations without their mark."""
    return _LINK.sub(r"\1", _QUOTE.sub("", line))


def _is_row(lines: list[str], at: int) -> bool:
    """This will tell a row of a table without outer bars: near a rule of dashes, or a row that began with one."""
    for step in (-1, 1):
        place = at + step
        if 0 <= place < len(lines) and "|" in lines[place]:
            return True
    return False
