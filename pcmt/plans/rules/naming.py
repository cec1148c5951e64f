"""What a plan is called and over which years it runs: what is too long, and what its title says of its years."""

import re

from vanban.text import fold, lower_first

LONGEST_TITLE = 500
"""Letters; a plan's title (trích yếu) is a sentence, and lists show it whole in a tooltip."""

_YEARS = re.compile(r"(?<!\d)(20\d\d)\s{0,2}[-–—]\s{0,2}(20\d\d)(?!\d)")
_UNTIL = re.compile(r"\bden (?:het )?nam (20\d\d)(?!\d)")
_ONE = re.compile(r"\bnam (20\d\d)(?!\d)")
_NUMBERED = re.compile(r"(?:\w{1,12}\s){1,4}số\s{1,3}\d{1,6}/", re.IGNORECASE)
"""An act called by its number ("Kế hoạch số 153/KH-UBND"), which keeps its capital wherever it stands."""
_ISSUES = re.compile(
    r"(?:(?:v/v|về việc|về)\s{1,3})?(?:ban hành|phê duyệt)\s{1,3}(?=(?:kế hoạch|chương trình|đề án|phương án)\b)",
    re.IGNORECASE,
)
"""How the title of a decision begins by which a plan comes into force; the plan itself is called by what follows."""
_CARRIES = re.compile(r"(?:to chuc )?(?:thuc hien|trien khai)\b")


def own_name(title: str) -> str:
    """This will name the plan of which a document tells: “Ban hành Kế hoạch …” is a decision, “Kế hoạch …” the plan."""
    told = " ".join(title.split())
    rest = told[found.end() :] if (found := _ISSUES.match(told)) else told
    return rest[:1].upper() + rest[1:]


def flaw_of_title(title: str) -> str:
    """This will say what is wrong with a plan's title, in Vietnamese; "" where nothing is."""
    told = " ".join(title.split())
    if not told:
        return "Ghi tên kế hoạch."
    if len(told) > LONGEST_TITLE:
        return f"Tên kế hoạch dài {len(told)} ký tự; rút còn nhiều nhất {LONGEST_TITLE}."
    return ""


def years_said(title: str, first: int) -> tuple[int, int] | None:
    """This will give the first and last year that a title says, None where it says none.

    first: the year in which it was issued. "năm 2026" is that year alone, also beside the years of the programme that
    it carries out ("năm 2026 … giai đoạn 2026 - 2030"), unless it is over already: a law's year. "2026 - 2030" is all
    from the one to the other, "đến năm 2030" all from `first` on.
    """
    said = fold(title)
    until = _UNTIL.search(said)
    alone = [int(one[1]) for one in _ONE.finditer(_UNTIL.sub(" ", said)) if int(one[1]) >= first]
    if alone:
        return alone[-1], alone[-1]
    spans = [(int(one[1]), int(one[2])) for one in _YEARS.finditer(said) if one[1] <= one[2]]
    if spans:
        return spans[-1]
    return (min(first, int(until[1])), int(until[1])) if until else None


def carried_out(title: str, *, of: str, area: str, above: str, is_house: bool) -> str:
    """This will name the plan by which an agency carries out another.

    of: the agency; area: its place in full ("xã Sen Hồng"); above: the place of the plan above, cut off its title.
    is_house: whether the agency answers for the whole place: "… trên địa bàn xã Sen Hồng", else "… của Sở Y tế".
    """
    told = own_name(title).rstrip(" .")
    of_above = (f" trên địa bàn {above}", f" của {above}") if above else ()
    for tail in (" trên địa bàn tỉnh", " trên địa bàn thành phố", *of_above):
        told = told[: -len(tail)] if fold(told).endswith(fold(tail)) else told
    plan, said = "ke hoach ", fold(told)
    if said.startswith(plan) and _CARRIES.match(said, len(plan)):
        told = told[len(plan) :][:1].upper() + told[len(plan) + 1 :]
    if not _CARRIES.match(fold(told)):
        told = f"Thực hiện {told if _NUMBERED.match(told) else lower_first(told)}"
    whose = f" trên địa bàn {area}" if is_house else f" của {of}"
    return told[: LONGEST_TITLE - len(whose)].rstrip() + whose
