"""The parts of a document: head, body, signature, attached plan, annexes; or a news report that has none of them."""

import re
from dataclasses import dataclass

from vanban.model import Block
from vanban.read.offices import is_office
from vanban.text import fold
from vanban.text.letters import LOWER, UPPER
from vanban.vocabulary import head_kinds, head_names, squeeze

_MOTTO = ("conghoaxahoichunghiavietnam", "conghoaxahoichunghia", "dangcongsanvietnam")
_INDEPENDENCE = "doclaptudo"
_RECIPIENTS = re.compile(r"Nơi\s?nhận\s*:?", re.IGNORECASE)
_ANNEX = re.compile(rf"(?:PHỤ LỤC|Phụ lục)(?:\s+(?:số\s+)?[IVX\d]+)?\s*[.:]?\s*(?:$|[{UPPER}(])|PHỤ LỤC")
_ATTACHED = re.compile(r"\(?(?:Ban hành\s*)?kèm\s*theo", re.IGNORECASE)
_SIGNS = re.compile(rf"(?:TM|KT|TL|TUQ|Q)\s?\.\s?(?:[{UPPER}]{{2,}})|T/M\s|K/T\s|T/L\s")
_SIGNED = re.compile(r"\(\s?đã ký\s?\)", re.IGNORECASE)
_ENDS = re.compile(r"\./\.?\W*$")
_FOOTNOTE = re.compile(r"\[\d{1,3}\]")
_TITLE_FOLLOWS = re.compile(rf"\s(?:V/v|[{UPPER}][{LOWER}])")
_HEAD_BLOCK = 600
_HEAD_REACH = 14
_SEARCHED = 120
_TYPE_LINE = 60
_FEWEST_LETTERS = 6
_LAST_BLOCKS = 12


@dataclass(frozen=True, slots=True)
class Part:
    """A run of blocks: from index `first` up to, not including, `last`."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Parts:
    """Which blocks are what. `motto` and `type_word` are block indexes, -1 where there is none.

    `body` is the main text; `attached` the plan or rules that a decision issues; `signature` what stands after the
    body up to the next part; `kind` the code that the type word names.
    """

    motto: int
    type_word: int
    kind: str | None
    body: Part
    signature: Part
    attached: Part | None


def find_parts(text: str, blocks: tuple[Block, ...]) -> Parts:
    """This will tell the parts of the document apart."""
    shown = [text[block.start : block.end] for block in blocks]
    motto = _find_motto(shown)
    type_word, kind = _find_type_word(shown, max(motto, 0), motto >= 0)
    first = type_word + 1 if type_word >= 0 else motto + 1
    end = _find_end(shown, blocks, first, is_document=first > 0)
    attached = _find_attached(shown, blocks, end) if kind in {"QĐ", "NQ", "NĐ", "CT", "TT"} else None
    stop = attached.first if attached else len(blocks)
    sign_end = next((i for i in range(end, stop) if i > end and _is_annex(shown[i], blocks[i])), stop)
    return Parts(motto, type_word, kind, Part(first, end), Part(end, sign_end), attached)


def _find_motto(shown: list[str]) -> int:
    """This will find the name of the State or the Party that heads a document; in a sentence it is none."""
    for index, text in enumerate(shown[:_SEARCHED]):
        if len(text) < _HEAD_BLOCK:
            bare = squeeze(text)
            if bare and _MOTTO[0].startswith(bare) and index + 1 < len(shown):  # its two lines in two cells
                bare += squeeze(shown[index + 1])
            if any(motto in bare for motto in _MOTTO) and (_is_capital(text) or _INDEPENDENCE in bare):
                return index
    return -1


def _is_capital(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    return 2 * sum(map(str.isupper, text)) > letters


def _find_type_word(shown: list[str], start: int, sure: bool) -> tuple[int, str | None]:
    """This will find the line that says what the document is, alone ("KẾ HOẠCH") or glued to its title."""
    names = head_kinds()
    for index in range(start, min(len(shown), start + _HEAD_REACH)):
        text = shown[index].strip(" :")
        if len(text) < _TYPE_LINE and text.upper() == text and (code := names.get(squeeze(text))):
            return index, code
    if not sure:
        return -1, None
    return _maimed_type_word(shown, start)


def _maimed_type_word(shown: list[str], start: int) -> tuple[int, str | None]:
    """This will find a type word glued to its title, or one that a scan left without its last letter."""
    names = head_kinds()
    for index in range(start, min(len(shown), start + _HEAD_REACH)):
        if code := glued_type_word(shown[index])[0]:
            return index, code
        bare = squeeze(shown[index]) if shown[index].isupper() and len(shown[index]) < _TYPE_LINE else ""
        if len(bare) >= _FEWEST_LETTERS and (code := next((names[one] for one in names if one[:-1] == bare), None)):
            return index, code
    return -1, None


def glued_type_word(text: str) -> tuple[str | None, int]:
    """This will tell the kind and its length where a capital type word opens the line: "KẾ HOẠCHTHỰC HIỆN …"."""
    for name, code in head_names().items():
        if text.startswith(name):
            rest = text[len(name) : len(name) + 12]
            if not rest:
                return code, len(name)
            if (rest.isupper() or _TITLE_FOLLOWS.match(rest)) and not rest.startswith(" CHUNG"):
                return code, len(name)
    return None, 0


def _is_annex(text: str, block: Block) -> bool:
    return block.table == 0 and bool(_ANNEX.match(text)) and len(text) < 300


def _find_end(shown: list[str], blocks: tuple[Block, ...], first: int, is_document: bool = True) -> int:
    """This will find where the body stops: at the recipients, the signature or the first annex.

    In a report, which has no signature, "./." and an office on a line of its own end nothing.
    """
    for index in range(first, len(shown)):
        text = shown[index]
        if (
            _RECIPIENTS.match(text)
            or (_SIGNS.match(text) and (text.isupper() or _SIGNED.search(text)))
            or _is_annex(text, blocks[index])
        ):
            return index
        if not is_document:
            continue
        if _ENDS.search(text) and _signature_follows(shown, index + 1):
            return index + 1
        if len(shown) - index <= _LAST_BLOCKS and is_office(text) and not _grounds_follow(shown, index + 1):
            return index
    return _end_without_signature(shown, blocks, first)


def _signature_follows(shown: list[str], index: int) -> bool:
    return index < len(shown) and (blocks_sign := shown[index])[:60].upper() == blocks_sign[:60]


def _grounds_follow(shown: list[str], index: int) -> bool:
    """This will tell that who decides stands there, over the grounds, and nobody signs yet: a short decision."""
    return index < len(shown) and shown[index].startswith("Căn cứ ")


def _end_without_signature(shown: list[str], blocks: tuple[Block, ...], first: int) -> int:
    """This will leave out trailing footnotes where no signature ends the body."""
    index = len(shown)
    while index > first and blocks[index - 1].table == 0 and _FOOTNOTE.match(shown[index - 1]):
        index -= 1
    return index


def _find_attached(shown: list[str], blocks: tuple[Block, ...], start: int) -> Part | None:
    """This will find the plan or rules issued with a decision: a second type word after the signature."""
    names = head_kinds()
    for index in range(start, len(shown)):
        text = shown[index].strip(" :")
        if blocks[index].table == 0 and len(text) < _TYPE_LINE and text.isupper() and squeeze(text) in names:
            first = index + 1
            return Part(first, _find_end(shown, blocks, first))
        if glued_type_word(text)[0] and any(
            _ATTACHED.search(shown[i]) for i in range(index, min(index + 4, len(shown)))
        ):
            first = index + 1
            return Part(first, _find_end(shown, blocks, first))
    return None


def looks_like_resolution_text(first_block: str) -> str | None:
    """This will tell the kind from a first line such as "Nghị quyết về …" where a document lost its head."""
    folded = fold(first_block)
    for name, code in head_kinds().items():
        if squeeze(folded[: len(name) + 8]).startswith(name) and len(folded) < 400:
            return code
    return None
