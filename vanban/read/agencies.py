"""Names of agencies in running text: where a list of them starts, where it ends, and what names it holds."""

import re
from dataclasses import dataclass
from functools import cache

from vanban.text.letters import LOWER, UPPER
from vanban.vocabulary import load

_REACH = 420
_DETERMINER = r"(?:[Cc]ác|[Nn]hững|[Tt]ất cả(?: các)?|[Tt]oàn thể|[Mm]ột số|[Mm]ỗi|[Tt]ừng)"


@dataclass(frozen=True, slots=True)
class Agencies:
    """A list of agencies as named; `end` is where the text after it begins."""

    names: tuple[str, ...]
    start: int
    end: int


@cache
def _head() -> re.Pattern[str]:
    data = load("duties")
    heads = "|".join(sorted(data["heads"], key=len, reverse=True))
    groups = "|".join(sorted((re.escape(word) for word in data["group_heads"]), key=len, reverse=True))
    bare = (
        r"(?:sở|bộ), (?:ban|ngành)|cơ quan, (?:đơn vị|tổ chức)|người đứng đầu|thủ trưởng|"
        r"chính quyền (?:địa|các|cơ)|cấp ủy|lực lượng (?:Công|công|chức)|cơ quan (?:Công|báo|"
        r"chức|có|liên)"
    )
    return re.compile(rf"(?:{_DETERMINER}\s+(?:{groups})|(?:{heads})|(?:{bare}))(?!\w)")


@cache
def _verb() -> re.Pattern[str]:
    verbs = sorted((re.escape(word) for word in load("duties")["verbs"]), key=len, reverse=True)
    options = "|".join(word.replace(r"\ ", r"\s") for word in verbs)
    return re.compile(
        rf"(?<![\w-])(?<!các )(?<!Ban )(?<!ban )(?<!Bộ )(?<!những )(?<!chủ )(?<!nhà )(?<!cơ "
        rf"quan )(?<!và )(?<!, )(?<!được )(?<!đăng )(?:{options})(?!\w)"
        r"|(?<=[,] )(?:chủ động|phối hợp|tổ chức thực hiện|chủ trì|căn cứ|tiếp tục|định kỳ|"
        r"theo chức năng|kịp thời|nghiêm túc)(?!\w)"
    )


_NOT_VERB = re.compile(
    r"tổ chức (?:chính trị|đoàn thể|xã hội|thành viên|tôn giáo|kinh tế|hội|có liên|đảng|"
    r"Đảng|tín dụng|chi trả)|tổ chức, (?:cá nhân|đơn vị|đoàn)|"
    r"phối hợp phổ biến|xây dựng Đảng|giám sát bầu|thi đua -|thông báo số"
)
_STOP = re.compile(r"[.:(\n]|;\s*(?!\s)|\s–\s|\s-\s(?![xX]ã hội|[TtKk]|[A-ZĐ])")
_GOES_ON = (
    r"và|các|cấp|cùng|liên|có liên|trực|trên|thuộc|khu|trung ương|ở|tỉnh|thành|huyện|quận|xã|phường|đặc|thị|hội|"
    r"nhà|chi|đóng|theo|được|quản lý|tham gia|cung cấp|hoạt động|đang|còn|bảo|viên|đảng|"
    r"ủy|sản|tế|vùng|biên|giáp|trọng|có"
)


@cache
def _closed_name() -> re.Pattern[str]:
    """This will match where a name ends that needs no more words: "Công an tỉnh | tập huấn giáo viên"."""
    fields = "|".join(sorted((re.escape(name) for name in load("agencies")["ministries"]), key=len, reverse=True))
    levels = r"tỉnh|thành phố|Thành phố|huyện|quận|xã|phường|đặc khu|thị trấn|các cấp|Tỉnh ủy|Thành ủy|Đảng ủy"
    return re.compile(rf"(?<!\w)(?:(?:Sở|Bộ)\s+(?:{fields})|{levels})(?=\s+(?!(?:{_GOES_ON})(?!\w))[{LOWER}])")


_TAIL = re.compile(r"[\s,;:–-]+$")
_CAPITAL_PIECE = re.compile(rf"[{UPPER}]")


def agencies_at(text: str, start: int, end: int) -> Agencies | None:
    """This will read the list of agencies that begins right at `start`, up to a duty's verb or a stop."""
    head = _head().match(text, start, end)
    if not head:
        return None
    limit = min(end, start + _REACH)
    stop = _list_end(text, head.end(), limit)
    shown = _TAIL.sub("", text[start:stop])
    if not shown:
        return None
    return Agencies(split_names(shown), start, stop)


def _list_end(text: str, at: int, limit: int) -> int:
    verb_at = limit
    for verb in _verb().finditer(text, at, limit):
        if not _NOT_VERB.match(text, verb.start()):
            verb_at = verb.start()
            break
    if closed := _closed_name().search(text, at, verb_at):
        verb_at = closed.end()
    position = at
    while stop := _STOP.search(text, position, verb_at):
        if stop.group().startswith(";") and _head().match(text, stop.end(), verb_at):
            position = stop.end()
            continue
        if stop.group() == "(" and (closing := text.find(")", stop.end(), verb_at)) > 0:
            position = closing + 1
            continue
        if stop.group() == ":" and text[max(stop.start() - 6, 0) : stop.start()] in {
            " tỉnh",
            "c tỉnh",
            "ác tỉnh",
        }:
            position = stop.end()
            continue
        return stop.start()
    return verb_at


_SEPARATOR = re.compile(r"\s*;\s*(?:và\s+)?|\s*,\s*(?:và\s+)?|\s+và\s+|\s+cùng\s+")
_JOINT_OFFICE = re.compile(r"Văn phòng (?:Hội đồng nhân dân|HĐND|Đoàn đại biểu Quốc hội|ĐBQH)$")
_SMALL_HEAD = re.compile(
    r"(?:viện nghiên cứu|trường đại học|đơn vị(?: có)? liên quan|đơn vị có|"
    r"cơ quan, tổ chức|báo, đài|tổ chức, cá nhân|đại biểu)"
)


def split_names(shown: str) -> tuple[str, ...]:
    """This will part a list of agencies into names; "các sở, ban, ngành" and "Văn hóa, Thể thao và Du lịch" stay
    whole.
    """
    names: list[str] = []
    begin = depth = 0
    for mark in re.finditer(rf"[()]|{_SEPARATOR.pattern}", shown):
        if mark.group() in "()":
            depth += 1 if mark.group() == "(" else -1
            continue
        if depth > 0:
            continue
        if _starts_name(shown, mark):
            names.append(shown[begin : mark.start()])
            begin = mark.end()
    names.append(shown[begin:])
    return tuple(name for name in (_tidy(one) for one in names) if name)


def _starts_name(shown: str, mark: re.Match[str]) -> bool:
    if mark.group().strip().startswith(";"):
        return True
    if "và" in mark.group() and _JOINT_OFFICE.search(shown[: mark.start()]):
        return False
    following = _head().match(shown, mark.end())
    if following:
        word = following.group()
        if word[0].isupper() or word.startswith(("các", "những", "tất cả")):
            return True
        return "và" in mark.group() and word.startswith("cơ quan")
    small = _SMALL_HEAD.match(shown, mark.end())
    if small is None:
        return False
    return "và" in mark.group() or not small.group().startswith(("đơn vị", "cơ quan", "đại biểu"))


def _tidy(name: str) -> str:
    return re.sub(r"^(?:và|cùng)\s+|\s*\([^()]*\)$|[\s,;.:–-]+$", "", " ".join(name.split()))


_WITH = re.compile(
    r"[Pp]hối hợp(?:\s+(?:chặt chẽ|đồng bộ|thường xuyên|kịp thời|chủ động|"
    r"tốt))*(?:,\s+trao đổi thông tin)?(?:\s+(?:với|cùng|cùng với))?\s+"
)


def supports_in(text: str, start: int, end: int) -> tuple[str, ...]:
    """This will give the agencies that the duty is done together with ("phối hợp với …"), each once."""
    found: dict[str, None] = {}
    for cue in _WITH.finditer(text, start, end):
        listed = agencies_at(text, cue.end(), end)
        for name in listed.names if listed else ():
            found.setdefault(name, None)
    return tuple(found)
