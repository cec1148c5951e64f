"""Who signed: the last name under the powers and offices (TM., KT., CHỦ TỊCH …) that close a document."""

import re
from functools import cache

from vanban.model import Block
from vanban.read.names import person_name
from vanban.read.offices import OFFICE
from vanban.read.parts import Part, Parts
from vanban.text import fold
from vanban.text.letters import LOWER, UPPER
from vanban.vocabulary import head_words

_NAME = re.compile(rf"\s*((?:[{UPPER}][{LOWER}]*\s*){{2,6}})")
_POWER = re.compile(r"^(?:TM|KT|TL|TUQ|Q|T/M|K/T|T/L)\b")
_SIGNED = re.compile(rf"\(\s?[Đđ]ã ký\s?\)\s?(?P<name>[{UPPER}][{UPPER}{LOWER} ]{{3,40}})$")
_OFFICE_LAST = re.compile(
    rf"[:;.,)]\s*(?:(?:TM|KT|TL|TUQ|Q)\. )?(?P<office>[{UPPER}]{{2,}}(?:\s[{UPPER}]{{2,}}){{1,5}})$"
)
_NAME_LAST = re.compile(rf"[.;,)]\s+(?P<name>[{UPPER}][{LOWER}]{{1,6}}(?:\s[{UPPER}][{LOWER}]{{0,6}}){{1,4}})$")
_SURNAMES = frozenset({"Đoàn"})  # of bodies and of persons
_REACH = 60
_NAME_REACH = 14
_SPLIT_LETTERS = re.compile(rf"(?<=[{LOWER}{UPPER}]) (?=[{LOWER}]{{1,3}}\b)")


def read_signature(text: str, blocks: tuple[Block, ...], parts: Parts) -> tuple[str | None, str | None]:
    """This will give the signer's name and office; (None, None) where the document ends without."""
    shown = _lines(text, blocks, parts.signature)
    title: str | None = None
    for index, line in enumerate(shown):
        if (signed := _SIGNED.search(line)) and (name := person_name(signed["name"])):
            return name, title
        offices = list(OFFICE.finditer(line)) if _is_closing(line) else []
        if offices:
            title = re.sub(r"\s+", " ", offices[-1].group())
            after = line[offices[-1].end() :]
            if name := _name_after(after) or _next_name(shown, index):
                return name, title
        elif _POWER.match(line) and (name := _name_below(shown, index)):
            return name, None
    return _beside_recipients(shown) or (None, title)


def _beside_recipients(shown: list[str]) -> tuple[str, str] | None:
    """This will read a signature whose lines ran into those of the recipients: "- Như trên; CHỦ TỊCH"."""
    title = ""
    for line in shown:
        if title and (alone := person_name(line)):
            return alone, title
        if not line.startswith(("-", "Nơi nhận")):
            continue
        if office := _OFFICE_LAST.search(line):
            title = office["office"]
        elif title and (last := _NAME_LAST.search(line)) and (name := person_name(last["name"])):
            return name, title
    return None


def _lines(text: str, blocks: tuple[Block, ...], part: Part) -> list[str]:
    return [text[block.start : block.end] for block in blocks[part.first : min(part.last, part.first + _REACH)]]


def _is_closing(line: str) -> bool:
    """This will tell a line of powers and offices from a line of recipients ("- CT, PCT UBND tỉnh;")."""
    return not line.startswith(("-", "+")) and (
        bool(_POWER.match(line)) or bool(OFFICE.match(line)) or "TM." in line or "KT." in line
    )


def _name_after(after: str) -> str | None:
    if after.isupper():
        return None if _body().match(after) else person_name(after)
    if found := _NAME.match(after):
        return person_name(found.group(1))
    return person_name(_SPLIT_LETTERS.sub("", after.strip()))


@cache
def _body() -> re.Pattern[str]:
    """A body behind an office tells whose office it is: BỘ TRƯỞNG BỘ Y TẾ."""
    named = (re.escape(words.upper()) for words in head_words()["bodies"] if words not in _SURNAMES)
    return re.compile(rf"\s*(?:{'|'.join(named)})\b")


def _name_below(shown: list[str], index: int) -> str | None:
    """This will read the name right under a power without an office: "T/M BỘ CHÍNH TRỊ"."""
    below = shown[index + 1] if index + 1 < len(shown) else ""
    return None if below.isupper() else person_name(below)


def _next_name(shown: list[str], index: int) -> str | None:
    for line in shown[index + 1 : index + _NAME_REACH]:
        if OFFICE.match(line) or _POWER.match(line) or "ỦY BAN" in line:
            return None
        if (
            line.startswith(("-", "+"))
            or line.endswith((";", "."))
            or fold(line).startswith(("(", "[", *head_words()["signed_marks"]))
        ):
            continue  # recipients stand beside the signature, and their lines between its lines
        return person_name(line)
    return None
