"""A reading as Markdown: the text with its provisions as headings, then what was found."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from vanban.cli.wording import act_vi, day_vi, deadline_vi, level_vi
from vanban.model import Block, Reading

_DEEPEST_HEADING = 6
_HEADING_LENGTH = 200


def to_markdown(reading: Reading) -> str:
    """This will give the document as Markdown (GitHub's dialect): title, text, tables, findings."""
    return "\n\n".join(part for part in _parts(reading) if part) + "\n"


def _parts(reading: Reading) -> Iterator[str]:
    meta = reading.metadata
    yield f"# {_plain(meta.title or meta.number or 'Văn bản')}"
    facts = (meta.number or "không có số", day_vi(meta.issued_on), meta.issuer or "không rõ cơ quan ban hành")
    yield _plain(" · ".join(facts))
    yield from _text(reading)
    if reading.citations:
        yield "## Viện dẫn"
        yield "\n".join(f"- {_plain(act_vi(one))}" for one in reading.citations)
    if reading.targets:
        yield "## Chỉ tiêu"
        rows = [
            (one.path, level_vi(one), one.subject, deadline_vi(one.by, one.every, one.within))
            for one in reading.targets
        ]
        yield _table(("Mục", "Mức", "Chỉ tiêu", "Thời hạn"), rows)
    if reading.assignments:
        yield "## Nhiệm vụ"
        duties = [
            (
                one.path,
                "; ".join(one.leads),
                "; ".join(one.supports),
                one.quote,
                deadline_vi(one.due, one.every, one.within),
            )
            for one in reading.assignments
        ]
        yield _table(("Mục", "Chủ trì", "Phối hợp", "Nhiệm vụ", "Thời hạn"), duties)


def _text(reading: Reading) -> Iterator[str]:
    depths = {one.start: one.depth for one in reading.provisions}
    for table, run in groupby(reading.blocks, key=lambda block: block.table):
        if table:
            yield _cells(reading.text, tuple(run))
            continue
        for block in run:
            words = _plain(reading.text[block.start : block.end])
            depth = depths.get(block.start)
            is_heading = depth is not None and len(words) <= _HEADING_LENGTH
            yield f"{'#' * min((depth or 0) + 1, _DEEPEST_HEADING)} {words}" if is_heading else words


def _cells(text: str, blocks: Sequence[Block]) -> str:
    rows = []
    for _, line in groupby(blocks, key=lambda block: block.row):
        cells = groupby(line, key=lambda block: block.column)
        rows.append([" ".join(text[one.start : one.end] for one in held) for _, held in cells])
    width = max(len(row) for row in rows)
    return _table(rows[0] + [""] * (width - len(rows[0])), [row + [""] * (width - len(row)) for row in rows[1:]])


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(_plain(cell).replace("|", "\\|") for cell in line) + " |" for line in lines)


def _plain(words: str) -> str:
    """This will keep a line's first mark from being read as Markdown's: a list "-" stays one, "#" and ">" do not."""
    one_line = " ".join(words.split())
    return f"\\{one_line}" if one_line.startswith(("#", ">")) else one_line
