"""Lists of cue words from the data files as pieces of regular expressions."""

import re
from functools import cache

from vanban.vocabulary import load

# A time as clauses open with it: "đến hết năm 2030", "giai đoạn 2026 - 2030", "hằng năm".
TIME_WORDS = (
    r"(?:(?:tính |cho )?(?:đến|tới|vào|trong|hết|từ)?(?: hết| cuối| trước| cả)?\s?(?:cả )?"
    r"(?:năm \d{4}|giai đoạn \d{4}\s?[-–]\s?\d{4})|(?:hằng|hàng|mỗi) (?:năm(?: học)?|quý|tháng|học kỳ|tuần))"
)


@cache
def cue_words(*names: str) -> str:
    """This will give lists of targets.toml ("clauses.heads") as alternatives of a pattern of whole words."""
    data = load("targets")
    words = [word for name in names for word in data[name.split(".")[0]][name.split(".")[1]]]
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return rf"(?<!\w)(?:{'|'.join(re.escape(word) for word in ordered)})(?!\w)"
