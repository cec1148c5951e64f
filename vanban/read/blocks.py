"""From raw text to paragraphs: lines rejoined, conversion marks dropped, table cells told apart.

The text that comes out holds one paragraph a line; `Surface` leads from each of its characters back to the original.
"""

from bisect import bisect_right

from vanban.model import Block
from vanban.read.glued import with_spaces
from vanban.read.joining import goes_on
from vanban.read.lines import Line, cut_lines
from vanban.read.wrapping import measure_layout, without_double_spacing
from vanban.text import Surface, normalise_surface


def make_blocks(original: str) -> tuple[Surface, tuple[Block, ...]]:
    """This will give the stored text, with its way back to the original, and its paragraphs and cells in order."""
    surface = _with_lost_spaces(normalise_surface(original))
    lines = without_double_spacing(cut_lines(surface.text))
    layout = measure_layout(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and goes_on(groups[-1][-1], line, layout):
            groups[-1].append(line)
        else:
            groups.append([line])
    return _assemble(surface, groups)


def _with_lost_spaces(surface: Surface) -> Surface:
    text, starts, origins = with_spaces(surface)
    return _compose(text, starts, origins, surface) if len(starts) > 1 else surface


def _assemble(surface: Surface, groups: list[list[Line]]) -> tuple[Surface, tuple[Block, ...]]:
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    blocks: list[Block] = []
    length = 0
    for group in groups:
        begin = length
        for line in group:
            for offset, piece in line.pieces:
                if length > begin and piece == " " and pieces[-1].endswith(" "):
                    continue
                pieces.append(piece)
                starts.append(length)
                origins.append(offset)
                length += len(piece)
            pieces.append(" ")
            starts.append(length)
            origins.append(line.end)
            length += 1
        pieces[-1] = "\n"
        first = group[0]
        blocks.append(Block(begin, length - 1, first.table, first.row, first.column))
    return _compose("".join(pieces), starts, origins, surface), tuple(blocks)


def _compose(text: str, starts: list[int], origins: list[int], below: Surface) -> Surface:
    """This will lead the way back of pieces of the normalised text through to the original's positions."""
    if not starts or len(below.starts) <= 1:
        return Surface(text, tuple(starts) or (0,), tuple(origins) or (0,))
    all_starts: list[int] = []
    all_origins: list[int] = []
    ends = [*starts[1:], len(text)]
    for start, end, origin in zip(starts, ends, origins, strict=True):
        all_starts.append(start)
        all_origins.append(below.origin(origin))
        piece = bisect_right(below.starts, origin)
        while piece < len(below.starts) and below.starts[piece] < origin + (end - start):
            all_starts.append(start + below.starts[piece] - origin)
            all_origins.append(below.origins[piece])
            piece += 1
    return Surface(text, tuple(all_starts) or (0,), tuple(all_origins) or (0,))
