"""Whether an amount sets a level to reach, and which: at least, at most, up or down by so much."""

import re
from dataclasses import dataclass
from enum import StrEnum

from vanban.read.clauses import Clause
from vanban.read.cues import cue_words
from vanban.read.measures import Measure
from vanban.read.name_words import opens_with_verb
from vanban.read.restraints import is_limited, limits_growth
from vanban.read.task_counts import HELD_UNITS, LASTS, completes_count, holds_count


class Standing(StrEnum):
    """What kind of passage a clause stands in."""

    GOAL = "goal"
    STRIVE = "strive"
    DEMAND = "demand"


@dataclass(frozen=True, slots=True)
class Level:
    """A level to reach: `kind` is share, amount, change or frequency; `cue` the words that gave it away.

    `bound` says of a change by how much more or less it may be.
    """

    kind: str
    relation: str
    cue: str
    bound: str = ""


_PAST = re.compile(rf"{cue_words('sentences.past')}|(?<!\w)đã(?! được)(?!\w)", re.IGNORECASE)
_DONE = re.compile(r"(?:\s[^\s,;.:()]{1,12}){1,8}\sđã(?! được)\s", re.IGNORECASE)
_COMPARED = re.compile(rf"\s*[^,;.%()]{{0,24}}?{cue_words('sentences.compared')}", re.IGNORECASE)
_MAY = re.compile(r"[^,;.:]{0,30}(?<!\w)(?:có thể|được phép)(?!\w)")
_IF = re.compile(
    r"(?<!\w)(?:nếu|khi có|khi hoàn thành|khi đạt|trường hợp(?: có)?)(?!\w)"
    r"(?![^;.]{0,300}\sthì(?!\w))(?![^,;.]{0,60} phải )",
    re.IGNORECASE,
)
_CONSISTS = re.compile(
    r"(?<!\w)(?:gồm|bao gồm|thành phần|quy định tại|nêu tại)(?!\w)(?:[^,;.:]{0,60}|:\s{0,2}\S{0,12}\s{0,2})$",
    re.IGNORECASE,
)

_SETS = re.compile(rf"{cue_words('clauses.setters')}\s*$", re.IGNORECASE)
_MUST = re.compile(cue_words("demands.must"), re.IGNORECASE)
_VAGUE = re.compile(cue_words("demands.vague"), re.IGNORECASE)
_MAKES = re.compile(rf"{cue_words('demands.makes')}[^.;:%]{{0,60}}$", re.IGNORECASE)
_MAKES_NOW = re.compile(rf"{cue_words('demands.makes')}\s*$", re.IGNORECASE)
_LABEL = re.compile(rf"{cue_words('demands.labels')}(?: \w{{1,12}}){{0,4}}:\s*$", re.IGNORECASE)
_DO = re.compile(r"(?<!\w)phấn đấu(?:\s[^\W\d_]{1,12}){0,4}\s*$", re.IGNORECASE)
_EACH = re.compile(r"(?<!\w)mỗi(?!\w)(?! (?:năm|quý|tháng|ngày|tuần|học kỳ)(?!\w))", re.IGNORECASE)
_HAS = re.compile(r"(?<!\w)có\s*$")
_FOR = re.compile(r"(?<!\w)cho\s*$")
_KEEP = re.compile(r"(?<!\w)(?:giữ nguyên|giữ vững)[”\"]?(?: đối với)?\s*$", re.IGNORECASE)
_KEEP_COUNT = re.compile(
    r"(?<!\w)(?:giữ vững|duy trì)(?: hoạt động(?: của)?| ổn định| bền vững| tốt| thường xuyên| và \w+ \w+|"
    r" hoạt động có hiệu quả| có hiệu quả| hiệu quả)?\s*$",
    re.IGNORECASE,
)
_ALL_OF = re.compile(r"(?<!\w)(?:cả|toàn bộ|tất cả)\s*$", re.IGNORECASE)
_KEEP_UP = re.compile(r"(?<!\w)duy trì\s*$", re.IGNORECASE)
_KEEP_RATE = re.compile(
    rf"(?<!\w)duy trì(?: ổn định)? {cue_words('clauses.quantities')}[^,;:]{{0,90}} (?:là|ở mức)\s*$|"
    rf"(?<!\w)giữ (?:ổn định|vững|nguyên) {cue_words('clauses.quantities')}[^,;:]{{0,90}}$",
    re.IGNORECASE,
)
_GROWS = re.compile(
    r"\w\)?(?<!tốc độ)(?<!mục tiêu)(?<!chỉ tiêu)(?<!mức)(?<!kế hoạch)(?<!vào)(?<!cho) tăng trưởng\s*$", re.IGNORECASE
)
_EQUALS = re.compile(r"(?<!\w)bằng\s*$")
_WITHIN = re.compile(r"(?<!\w)trong(?: vòng| thời hạn| thời gian)?\s*(?:không quá\s*)?$", re.IGNORECASE)
_DOWN_TO = re.compile(r"(?<!\w)(?:còn|xuống)\s*$", re.IGNORECASE)
_RATE = re.compile(r"(?:Trong đó,?\s)?(?:tỷ lệ|tỉ lệ|tỷ trọng)\s", re.IGNORECASE)
# "giảm tỷ lệ suy dinh dưỡng xuống còn 28%": the level that a task brings a rate to
_BRINGS_TO = re.compile(
    rf"(?<!\w)(?:giảm|tăng|nâng|kéo giảm|đưa) {cue_words('clauses.quantities')}[^;.%]{{3,120}}"
    r"(?<!\w)(?:xuống còn|xuống|còn|lên|đạt)\s*$",
    re.IGNORECASE,
)
_BRINGS_DOWN = re.compile(r"(?<!\w)kéo giảm(?!\w)", re.IGNORECASE)
_TOTAL = re.compile(rf"{cue_words('clauses.totals')}[^,;:%]{{0,60}}$", re.IGNORECASE)
_SPANS = {"giờ", "ngày", "phút", "ngày làm việc"}
_TIMES = re.compile(r"(?:lần|số|buổi|đợt|kỳ|cuộc|phiên|bài|tin|tin, bài)(?:/|$)", re.IGNORECASE)
_PERIOD = r"(?:ngày|tuần|tháng|quý|năm|học kỳ)(?!\w)"
_OFTEN = re.compile(rf"\s?/\s?(?:0?1 )?{_PERIOD}|\s(?:mỗi|một|trong) {_PERIOD}", re.IGNORECASE)
_EACH_PERIOD = re.compile(rf"(?<!\w)(?:mỗi|hằng|hàng) {_PERIOD}\s$", re.IGNORECASE)
_PERIOD_REACH = 14
_KEEPS_FOR = re.compile(r"(?<!\w)(?:duy trì|mở rộng)(?:\s[^\s,;:.()%]{1,12}){1,6}\scho\s$", re.IGNORECASE)
_PICKS = re.compile(r"(?<!\w)(?:chọn|lựa chọn|kiểm tra|giám sát|tổ chức)\s$", re.IGNORECASE)
_PER = re.compile(r"/0?1 ")

_BUDGET = re.compile(cue_words("demands.budget"), re.IGNORECASE)
_INVESTED = re.compile(
    r"vốn đầu tư(?: toàn)? xã hội|(?:huy động|thu hút)(?: được)?(?: tổng)? vốn|thu (?:ngân sách|nội địa)", re.IGNORECASE
)
_BRINGS_IN = re.compile(r"(?<!\w)(?:huy động|vận động|thu hút)\s*$", re.IGNORECASE)
_SPENT = re.compile(r"(?<!\w)giải ngân(?:\s\S{1,8}){0,5}\s*$", re.IGNORECASE)
_BUDGET_SHARE = re.compile(r"(?<!\w)(?:bố trí|dành|chi|nâng|phân bổ|cân đối)(?!\w)", re.IGNORECASE)
_OF_MONEY = re.compile(
    r"\s*(?:các |tổng )?(?:mức |giá trị |khoản )?"
    r"(?:kinh phí|chi phí|mức|tiền|vốn|giá|học phí|lương|dự toán|kế hoạch)(?!\w)"
)

_CHANGE = re.compile(
    r"(?<!\w)(?P<verb>tăng thêm|tăng|giảm|kéo giảm|cắt giảm|rút ngắn|làm giảm)(?!\w)"
    r"(?! cường| trưởng(?! bình quân)| nghèo| cung| cầu| tác| tốc| ca)(?P<between>[^.;%‰]{0,170}?)$",
    re.IGNORECASE,
)
_RESETS = re.compile(
    r"(?<!\w)(?:mỗi (?:ngày|tuần|tháng|quý|năm học|năm)(?= (?:ít|tối|không|\S{1,8} (?:ít|tối)))|"
    r"đạt(?! mức)|còn|xuống|lên(?! kế)|ở mức|chiếm)(?!\w)|"
    r",\smỗi (?:ngày|tuần|tháng|quý|năm học|năm)\s\S{1,8}\s$",  # "tăng thời lượng, mỗi ngày phát ít nhất 02 lượt"
    re.IGNORECASE,
)
_KEEPS_AFTER = re.compile(r"\s(?:tiếp tục )?(?:giữ vững|duy trì)(?!\w)", re.IGNORECASE)
_RATE_OF = re.compile(r"(?:tỷ lệ|tỉ lệ|tốc độ|tỷ suất|mức)\s$", re.IGNORECASE)
_AVERAGE = re.compile(r"\s*(?:trưởng )?bình quân|[^,;:]{1,90} (?:h[àằ]ng|mỗi) năm ở mức\s*$")
_MORE = re.compile(r"(?<!\w)có thêm\s*$", re.IGNORECASE)
_LEAST = re.compile(
    r"(?:ít nhất|tối thiểu|không (?:dưới|thấp hơn|ít hơn))(?!\w)"
    r"(?![^,;.]{0,60}(?<!\d)(?!20\d\d)\d[^,;.]{0,60}$)[^,;.]{0,60}$",
    re.IGNORECASE,
)
_CHANGES = {"increase", "decrease"}
_NAMED_WORDS = 3
_FEW_WORDS = 4
_NEAR = 45
_WINDOW = 200


def level_of(
    text: str, clause: Clause, standing: Standing, begin: int, *, earlier: str = "", shares_out: bool = False
) -> Level | None:
    """This will give the level that a clause's amount sets; None where it tells the situation, a budget or a detail.

    `begin` is where the clause's quote starts; `earlier` is the relation of the commitment that the clause goes on
    from, empty where it follows none; `shares_out` where the clause says what part of it falls to whom.
    """
    measure = clause.measure
    before = text[max(clause.head, measure.start - _WINDOW) : measure.start]
    if _PAST.search(text, max(begin, measure.start - _WINDOW), measure.start) or _IF.search(before):
        return None
    if _MAY.match(text, measure.end, measure.end + _NEAR):
        return None
    if standing is Standing.DEMAND and _DONE.match(text, measure.end, measure.end + _WINDOW):
        return None
    if standing is Standing.DEMAND and _COMPARED.match(text, measure.end, measure.end + _NEAR):
        return None
    if not measure.share and _CONSISTS.search(before):
        return None
    kind = _kind_told(text, clause, before, standing, earlier=earlier, shares_out=shares_out)
    if kind is None:
        return None
    relation, changes = _relation_of(text, clause, before)
    if relation == "=" and earlier in _CHANGES and not text[clause.start : measure.start].strip():
        relation, changes = earlier, True  # "Cắt giảm 30% thời gian, 30% chi phí"
    cue = " ".join(text[measure.start : measure.end].split())
    if not changes:
        return Level(kind, relation, cue)
    return Level("change", relation, cue, _bound(before, measure))


def _kind_told(
    text: str, clause: Clause, before: str, standing: Standing, *, earlier: str, shares_out: bool
) -> str | None:
    """This will give the kind of level that a clause tells, None where its amount only describes."""
    measure = clause.measure
    if standing is Standing.DEMAND:
        rate = clause.ends_with_value and _RATE.match(text, clause.start, measure.start) is not None
        kind = _demand(text, before, measure, follows=bool(earlier) or shares_out or rate)
        if earlier and not text[clause.start : measure.start].strip() and HELD_UNITS.match(measure.unit):
            kind = kind or "amount"  # "biên soạn 01 bộ tài liệu, 03 video …"
    elif measure.share:
        kind = None if _EQUALS.search(before) else "share"
    else:
        total = clause.ends_with_value and _TOTAL.match(text, clause.start, measure.start) is not None
        total = total or _is_all_to_do(text, clause)
        kind = "amount" if _is_frequency(text, measure) or _goal_amount(before, measure, total=total) else None
    among = standing is not Standing.DEMAND and shares_out
    if kind is None and ((earlier and clause.bare) or among) and not measure.money:
        return "amount"  # it goes on with the amount before: "… 02 tập thể, 05 cá nhân", "…, trong đó …"
    return kind


def _is_all_to_do(text: str, clause: Clause) -> bool:
    """This will tell "Lập hồ sơ đưa đi cai nghiện bắt buộc 450 người": what is to be done, and for how many."""
    measure = clause.measure
    if measure.money or measure.unit in LASTS:
        return False
    near = len(text[clause.start : measure.start].split()) <= _FEW_WORDS  # "thu gom, xử lý 20 tấn rác thải"
    ends = not text[measure.end : clause.end].strip(" .,;/")
    return (near or ends) and opens_with_verb(text, clause.start, measure.start)


def _goal_amount(before: str, measure: Measure, *, total: bool) -> bool:
    """This will tell in a passage of goals an amount to reach from one that only describes."""
    labelled = total or before.rstrip().endswith(":")
    if measure.money:
        sets = measure.qualified or _SETS.search(before) or labelled
        return bool(sets) and not _BUDGET.search(_INVESTED.sub("", before))
    if not measure.qualified and _VAGUE.match(measure.unit):
        return False
    if measure.unit in _SPANS and not measure.qualified:
        return bool(_WITHIN.search(before) or _DOWN_TO.search(before))
    said = measure.qualified or measure.opened or labelled or _DO.search(before) or not before.strip(" -:,")
    said = said or any(one.search(before) for one in (_KEEP, _KEEP_COUNT, _FOR, _ALL_OF))
    return bool(said or _SETS.search(before) or _MAKES.search(before) or _EACH.search(before))


def _demand(text: str, before: str, measure: Measure, *, follows: bool) -> str | None:
    """This will give the kind of level that a sentence outside of goals demands, None where it demands none."""
    upward = text[measure.start : measure.start + 3].lower().startswith("từ")
    if measure.money:
        return None
    if measure.share:
        return "share" if _demands_share(text, before, measure, upward=upward, follows=follows) else None
    if _KEEP.search(before) or _LABEL.search(before) or (measure.relation == "=" and _KEEP_COUNT.search(before)):
        return "amount"
    if _is_frequency(text, measure):
        return "frequency"
    if measure.qualified and measure.relation in {">=", "<="}:
        return None if upward and not (follows or _MUST.search(before) or _PICKS.search(before)) else "amount"
    worded = text[measure.start : measure.start + 3].lower() == "một"
    told = worded or text[measure.start] == "0"  # "mỗi khu phố có 01 đội"
    each = _EACH.search(before[-60:]) and (told or not _HAS.search(before))
    ranged = measure.value_high is not None and (_MAKES_NOW.search(before) or _PICKS.search(before))
    ordered = ranged or (measure.relation == ">" and (_MAKES_NOW.search(before) or _KEEPS_FOR.search(before)))
    done = completes_count(text, before, measure) or holds_count(text, before, measure)
    return "amount" if each or ordered or done or _PER.search(measure.unit) else None


def _is_frequency(text: str, measure: Measure) -> bool:
    """This will tell "02 lần/ngày", "04 đợt/tháng", "1 buổi mỗi tuần"."""
    unit_at = measure.end - len(measure.unit)
    times = _TIMES.match(measure.unit)
    often = times and (
        _OFTEN.search(text, unit_at, measure.end + 14)
        or _EACH_PERIOD.search(text, max(measure.start - _PERIOD_REACH, 0), measure.start)
    )
    return bool(often) and measure.relation != "<"


def _demands_share(text: str, before: str, measure: Measure, *, upward: bool, follows: bool) -> bool:
    if (_SPENT.search(before[-_NEAR:]) and measure.relation != "<") or _BRINGS_IN.search(before[-_NEAR:]):
        return True
    if _BUDGET.search(before[-90:]) or _OF_MONEY.match(text, measure.end, measure.end + _NEAR):
        return bool(_BUDGET_SHARE.search(before) and measure.relation in {">=", ">"})
    if measure.value == "100" and measure.value_high is None:
        return True
    if follows and measure.relation == "=" and not before.strip(" -,;:"):
        return True
    if measure.qualified and (follows or _BRINGS_DOWN.search(before)):
        return True
    if _BRINGS_TO.search(before):
        return True
    return (measure.relation in {">=", "<="} and not upward) or _MUST.search(before) is not None


def _is_level(change: re.Match[str], measure: Measure) -> bool:
    """This will tell "giảm tỷ lệ bỏ học dưới 0,1%": the share itself is to come under the bound."""
    named = change["between"].split()
    if len(named) < _NAMED_WORDS:
        return False
    if change["verb"].lower().startswith("tăng"):
        return measure.relation in {">", ">="} and named[0].lower() in {"tỷ", "tỉ"}
    return measure.relation in {"<", "<="}


def _relation_of(text: str, clause: Clause, before: str) -> tuple[str, bool]:
    """This will give the relation that the words on either side of the amount set, and whether it is a change."""
    if is_limited(text, clause):
        return "<=", False
    if _adds(before, clause.measure):
        return "increase", True
    relation, changes = _relation(before, clause.measure, bare=clause.bare)
    if relation == "=" and not clause.measure.share and _KEEPS_AFTER.match(text, clause.measure.end):
        return "maintain", False  # "12 ấp giữ vững …"
    return relation, changes


def _relation(before: str, measure: Measure, *, bare: bool) -> tuple[str, bool]:
    """This will tell a change against before ("tăng trên 3%", "giảm 50% số …") from a level to reach."""
    change = _CHANGE.search(before)
    named = measure.relation != "=" or before.rstrip().endswith((":", " là"))
    if change and limits_growth(before, change, measure):
        return "<=", False
    rate_of = _RATE_OF.search(before, 0, change.start()) if change else None
    rate = rate_of and (named or rate_of.group().lower().startswith("tốc độ"))
    if change and (rate or _is_level(change, measure)):
        change = None
    if change and (_AVERAGE.match(change["between"]) or not _RESETS.search(change["between"])):
        return ("increase" if change["verb"].lower().startswith("tăng") else "decrease"), True
    if _GROWS.search(before):
        return "increase", True
    if measure.relation == "=" and _KEEP_RATE.search(before):
        return "maintain", False
    if _KEEP.search(before) or ((bare or not measure.unit) and _KEEP_UP.search(before)):
        return "maintain", False
    if measure.relation == "=" and not measure.share and _KEEP_COUNT.search(before):
        return "maintain", False
    if measure.relation == "=" and measure.unit in _SPANS and _WITHIN.search(before):
        return "<=", False
    if measure.relation == "=" and _LEAST.search(before[-80:]):
        return ">=", False
    return measure.relation, False


def _adds(before: str, measure: Measure) -> bool:
    """This will tell "có thêm 02 xã": so many more than there are."""
    return measure.relation == "=" and not measure.share and _MORE.search(before) is not None


def _bound(before: str, measure: Measure) -> str:
    """This will give by how much at least or at most: "tăng trên 3%", "giảm từ 5% trở lên"."""
    if measure.relation == "=" and _LEAST.search(before[-80:]):
        return ">="
    return "" if measure.relation == "=" else measure.relation
