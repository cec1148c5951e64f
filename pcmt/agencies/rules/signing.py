"""Who may sign an agency's papers, by which power, and what stands above the name.

Four powers with four different grounds (Nghị định 30/2020/NĐ-CP, Điều 13 and Phụ lục I, phần I, mục II.7):
a deputy signs in the head's place (KT.); the head of a unit signs kinds of papers by order (TL.), as the working rules
say; the head of a unit signs by authorisation (TUQ.), in writing, for a time and for named matters, and may not pass it
on; who is charged with the head's powers signs as acting head (Q.). The Party writes them with a stroke
(Hướng dẫn 05-HD/VPTW of 27/5/2026).
"""

from dataclasses import dataclass
from datetime import date

from vanban.text import fold

HEAD, DEPUTY, BY_ORDER, AUTHORISED, ACTING = "", "KT.", "TL.", "TUQ.", "Q."
POWER_LABELS = {
    HEAD: "Ký trực tiếp",
    DEPUTY: "Ký thay",
    BY_ORDER: "Thừa lệnh",
    AUTHORISED: "Thừa ủy quyền",
    ACTING: "Quyền",
}
GROUNDS = {
    HEAD: "Người đứng đầu ký mọi văn bản của cơ quan (Nghị định 30/2020/NĐ-CP, Điều 13 khoản 1, 2)",
    DEPUTY: "Cấp phó ký thay trong lĩnh vực được phân công (Nghị định 30/2020/NĐ-CP, Điều 13 khoản 1, 2)",
    BY_ORDER: "Người đứng đầu đơn vị thuộc cơ quan ký theo quy chế làm việc (Nghị định 30/2020/NĐ-CP, Điều 13 khoản 4)",
    AUTHORISED: "Ủy quyền bằng văn bản, có thời hạn và nội dung, không ủy quyền lại "
    "(Nghị định 30/2020/NĐ-CP, Điều 13 khoản 3)",
    ACTING: "Được giao quyền cấp trưởng (Nghị định 30/2020/NĐ-CP, Phụ lục I)",
}
BY_PAPER = (BY_ORDER, AUTHORISED)
PARTY_MARKS = {DEPUTY: "K/T", BY_ORDER: "T/L"}
FOR_THE_BODY, FOR_THE_PARTY_BODY = "TM.", "T/M"


@dataclass(frozen=True)
class House:
    """The agency in whose name a paper goes out.

    head_title: "Chủ tịch". body: the collective that the head signs for ("Ủy ban nhân dân"), "" where the head alone
    decides. party: written as the Party's offices write. name: the agency's own ("Ủy ban nhân dân xã Sen Hồng").
    """

    head_title: str
    body: str = ""
    party: bool = False
    name: str = ""


def flaw_of_post(power: str, *, is_head: bool) -> str:
    """This will say why a post itself cannot carry a power; "" where it can."""
    if power not in POWER_LABELS:
        return f"Không có thẩm quyền ký “{power}”."
    if power in BY_PAPER:
        return f"{POWER_LABELS[power]} ({power}) phải có văn bản giao, không đi theo chức vụ."
    if power == DEPUTY and is_head:
        return "Người đứng đầu ký trực tiếp, không ký thay chính mình."
    if power == ACTING and not is_head:
        return "Chỉ người được giao quyền cấp trưởng mới ghi “Q.”."
    return ""


def flaw_of_order(power: str, *, within: bool, matters: str, basis: str, first: date, last: date | None) -> str:
    """This will say why a post cannot be ordered or authorised to sign; "" where it can.

    within: the post heads a unit under the agency, or is one of the agency's own other than its head's or a deputy's.
    """
    if power not in BY_PAPER:
        return "Chỉ thừa lệnh (TL.) và thừa ủy quyền (TUQ.) được giao bằng văn bản; ký thay đi theo chức vụ cấp phó."
    if not within:
        return "Chỉ giao cho người đứng đầu đơn vị thuộc cơ quan; cấp trưởng và cấp phó ký theo chức vụ của mình."
    if not basis:
        return "Phải nêu văn bản giao: quy chế làm việc (thừa lệnh) hoặc văn bản ủy quyền."
    if not matters:
        return "Phải nêu loại văn bản hoặc nội dung được giao ký."
    if power == AUTHORISED and last is None:
        return "Thừa ủy quyền phải có thời hạn."
    if last is not None and last < first:
        return "Ngày cuối phải từ ngày đầu trở đi."
    return ""


def block(power: str, title: str, house: House) -> tuple[str, ...]:
    """This will give what stands above the signer's name, line by line: "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", …

    title: the signer's own, without the collective where the line above names it ("Chủ tịch UBND" signs as "CHỦ
    TỊCH"). By order and by authorisation one signs for the head, not for the collective.
    """
    mark = PARTY_MARKS.get(power, power) if house.party else power
    for_body = FOR_THE_PARTY_BODY if house.party else FOR_THE_BODY
    above = (f"{for_body} {house.body.upper()}",) if house.body and power not in BY_PAPER else ()
    own, head = (
        (_without_body(title, house) if above else title).upper(),
        _without_body(house.head_title, house).upper(),
    )
    if power == HEAD:
        return (*above, own)
    if power == ACTING:
        return (*above, f"{mark} {own}")
    return (*above, f"{mark} {head}", own)


def _without_body(title: str, house: House) -> str:
    """The title without its house's collective, written out or by initials, and as much of the place as follows."""
    words, folded = title.split(), fold(title).split()
    body = fold(house.body).split()
    place = fold(house.name).split()[len(body) :]
    for named in (body, ["".join(word[0] for word in body)]) if body and len(words) == len(folded) else ():
        for at in range(1, len(words)):
            after = folded[at + len(named) :]
            if folded[at : at + len(named)] == named and after == place[: len(after)]:
                return " ".join(words[:at])
    return title
