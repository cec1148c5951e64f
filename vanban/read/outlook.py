"""Whether a sentence tells how things are or have been, or looks ahead to what is to be done."""

import re

from vanban.read.cues import cue_words
from vanban.read.sentences import Part, Sentence

_SITUATION = re.compile(
    rf"[\s\-–+“\"]{{0,6}}(?:{cue_words('sentences.situations')}|"
    r"(?:cũng )?(?:trong |sau |qua )?(?:\d{1,2} |những |các )?(?:năm|tháng|nhiệm kỳ)(?: \d{4})?,? (?:vừa )?qua(?!\w)|"
    r"(?:sau|qua) (?:hơn |gần )?\d{1,2} (?:năm|tháng)(?!\w)(?!,? (?:kể|tính) từ))[\s,:]",
    re.IGNORECASE,
)
_DONE_BY = re.compile(
    r"\s*(?:tính )?(?:đến|tới|hết)[^,;.]{0,24}\s20\d\d,?\s(?:[^\s,;.%]{1,12}\s){0,8}đã(?! được giao)\s", re.IGNORECASE
)
_AHEAD = re.compile(
    rf"{cue_words('sentences.ahead')}|(?<!\w\s)(?:bảo đảm|đảm bảo)(?!\w)|"
    r"(?<!\w)(?:đến|hết|giai đoạn|nhiệm kỳ) (?:hết |cuối )?(?:năm )?20[2-9]\d",
    re.IGNORECASE,
)


def tells_what_is(text: str, sentence: Sentence) -> bool:
    """This will tell a sentence that opens with "Hiện nay", "Nhiệm kỳ qua", "Sau 5 năm"."""
    return _SITUATION.match(text, sentence.start, sentence.end) is not None


def tells_what_was_done(text: str, part: Part) -> bool:
    """This will tell a part that opens with a day gone by and what had been done: "Đến hết năm 2019 … đã đạt 35%"."""
    return _DONE_BY.match(text, part.start, part.end) is not None


def looks_ahead(text: str, sentence: Sentence) -> bool:
    """This will tell a sentence that asks, strives or says a year to come."""
    return _AHEAD.search(text, sentence.start, sentence.end) is not None
