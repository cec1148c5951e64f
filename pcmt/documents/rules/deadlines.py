"""Where a text sets a time limit: its words with the date, or with how long and from when on."""

import re
from collections.abc import Iterator

from vanban.text import fold

_CUE = (
    r"(?:hoàn thành|báo cáo|gửi|xong)?[ ]?"
    r"(?:trước|chậm nhất(?: là)?(?: vào)?|xong trong|hoàn thành trong|đến hết|hết|trong)"
)
_DAY = r"ngày[ ]\d{1,2}(?:/\d{1,2}(?:/\d{4})?|[ ]tháng[ ]\d{1,2}(?:[ ]năm[ ]\d{4})?|[ ]tháng cuối quý|[ ]hằng tháng)?"
_OF_YEAR = r"(?:/|[ ]năm[ ])\d{4}"
_WHEN = rf"(?:{_DAY}|tháng[ ]\d{{1,2}}{_OF_YEAR}|qu[ýí][ ](?:IV|I{{1,3}}|[1-4]){_OF_YEAR}|năm[ ]\d{{4}})"
_LIMIT = re.compile(rf"\b{_CUE}[ ]{_WHEN}(?:[ ](?:hằng|hàng)[ ](?:năm|tháng|quý))?", re.IGNORECASE)
_HEADS = ("thoi han", "thoi gian", "han hoan thanh", "tien do")


def is_limit_head(words: str) -> bool:
    """This will tell whether the head of a table's column says that limits stand under it."""
    return fold(words).strip().startswith(_HEADS)


def deadlines(text: str) -> Iterator[tuple[int, int]]:
    """This will give the spans of phrases that set a time limit ("hoàn thành trước ngày 30/11/2026"), in order."""
    for found in _LIMIT.finditer(text):
        lead = len(found.group()) - len(found.group().lstrip())
        yield found.start() + lead, found.end()
