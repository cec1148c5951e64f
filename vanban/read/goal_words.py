"""Where running text begins to set goals by its own words: "đề ra các chỉ tiêu, như …", "Đến năm 2030, …"."""

import re

from vanban.read.cues import cue_words
from vanban.read.page import Page
from vanban.read.units import Unit

STRIVES = (
    rf"(?:{cue_words('sentences.striving')}|"
    rf"(?<!với )(?<!sự )(?<!cao )(?<!chính trị ){cue_words('sentences.resolved')}(?= {cue_words('sentences.reached')}))"
)
"""A fragment of a pattern: words that strive for what follows them."""
_GOAL_WORD = re.compile(
    r"(?<!\w)(?:các chỉ tiêu(?: đề ra)?(?= là| gồm|:| sau| cụ thể|,? như)|chỉ tiêu(?=:| cụ thể| chủ yếu| phấn đấu)|"
    r"chỉ tiêu \d{1,2}:|về (?:các )?(?:chỉ tiêu|mục tiêu)(?: [^\W\d_]{1,12}| -|,){1,10}(?=:)|"
    r"các chỉ tiêu(?: về)?(?: [^\W\d_]{1,12}| -){1,6}(?=:)|"
    r"(?:mục tiêu|chỉ tiêu)(?: [^\s,;.:%]{1,20}| -|,){1,24} (?:bao gồm|gồm)(?=:)|"
    r"mục tiêu(?: của)? (?:kế hoạch|chương trình|đề án|nghị quyết)(?: này)?"
    r"(?:(?: đề ra| đặt ra)?(?= là| đến|:)| (?:chỉ rõ|nêu rõ)(?=[,:]| là))|"
    r"mục tiêu (?:đặt ra|đề ra)(?= là|:)|"
    r"mục tiêu(?=:| cụ thể| cơ bản| chung| tổng quát| là| phấn đấu| đến| của kế hoạch là)|"
    rf"{STRIVES}|"
    r"(?:đặt|đặt ra|đề ra|xác định|nêu|nêu rõ|(?<!so )với|nhằm|hướng tới|thông qua)(?: các| những| một số| \d{1,3})? "
    r"(?:mục tiêu|chỉ tiêu)"
    r"(?! (?:quốc gia|thiên niên kỷ)))(?!\w)",
    re.IGNORECASE,
)
_DATED_GOAL = re.compile(r"(?<!\w)Đến (?:hết |cuối )?năm (20\d\d),")
_NEWS_GOAL_WORD = re.compile(
    r"(?<!\w)(?:kế hoạch|chương trình|đề án)(?: này)?(?: được [^,;.]{0,40}?)? (?:nhằm|đặt ra)(?!\w)", re.IGNORECASE
)
_SPEAKS_OF_GOALS = re.compile(
    r"(?:đạt|thực hiện|hoàn thành|hiện thực hóa|theo|các|những|bám sát|quan điểm,)\s+$", re.IGNORECASE
)
_NEWS_THEN = re.compile(r"(?<!\w)Theo đó,? (?=[^.;]{0,80}?(?:\d\s?%|phấn đấu|chỉ tiêu|mục tiêu))")
_NEWS_DATED_SHARE = re.compile(
    r"(?<![\d.,])\d{1,3}(?:,\d{1,2})?\s?%[^.;%]{0,200}?(?:vào|đến) (?:hết |cuối )?năm 20[2-9]\d"
)
# "Mức tăng trưởng từ nay đến năm 2030 là 8 - 9%": what is told of years to come is a goal.
_NEWS_FROM_NOW = re.compile(
    r"(?:^|(?<=[.;] ))[^.;%\n]{0,120}(?<!\w)từ nay (?:đến|tới) (?:hết |cuối )?năm 20\d\d", re.IGNORECASE | re.MULTILINE
)
_MEETS = re.compile(r"(?:đạt|vượt|hoàn thành|thực hiện)\s{1,2}$", re.IGNORECASE)
_NEWS = "TIN"


def sets_goals(words: str) -> bool:
    """This will tell words that set goals or lead in to them."""
    return _GOAL_WORD.search(words) is not None


def goal_word_at(page: Page, unit: Unit) -> int | None:
    """This will give where a passage begins to set goals by its own words, None where it does not."""
    places = [_said_goal_at(page.text, unit), _dated_goal_at(page, unit)]
    if page.metadata.kind == _NEWS:
        places.append(_reported_goal_at(page, unit))
    return min((at for at in places if at is not None), default=None)


def _said_goal_at(text: str, unit: Unit) -> int | None:
    for found in _GOAL_WORD.finditer(text, unit.start, unit.end):
        said = found.group().lower()
        before = max(found.start() - 20, unit.start), found.start()
        if said.endswith("chỉ tiêu") and _MEETS.search(text, *before):
            continue
        led_in = said.startswith("mục tiêu") and text[found.end() : found.end() + 1] == ":"
        if led_in or not said.startswith("mục tiêu") or not _SPEAKS_OF_GOALS.search(text, *before):
            return found.start()
    return None


def _reported_goal_at(page: Page, unit: Unit) -> int | None:
    """This will find where a report comes to what a plan asks: "Kế hoạch nhằm …", "Theo đó, 60% số hộ …"."""
    patterns = (_NEWS_GOAL_WORD, _NEWS_THEN, _NEWS_DATED_SHARE, _NEWS_FROM_NOW)
    found = [hit.start() for pattern in patterns if (hit := pattern.search(page.text, unit.start, unit.end))]
    return min(found, default=None)


def _dated_goal_at(page: Page, unit: Unit) -> int | None:
    """This will give where a sentence opens with a year to come: "Đến năm 2030, tỷ lệ … dưới 4%"."""
    issued = page.metadata.issued_on
    for found in _DATED_GOAL.finditer(page.text, unit.start, unit.end):
        if issued is None or int(found.group(1)) > issued.year:
            return found.start()
    return None
