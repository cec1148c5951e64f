"""A second look for a stamp of secrecy, over the lines as they came: a document once kept cannot be made unseen.

The reader looks after it has joined broken lines; here a stamp counts wherever it stands alone on a line of the head or
at the end of one. The words "bí mật nhà nước" in a text are no stamp.
Source: Luật Bảo vệ bí mật nhà nước, Điều 8 (độ mật: Tuyệt mật, Tối mật, Mật).
"""

import re

HEAD_LINES = 60
_STAMP = re.compile(r"(?:^|\s{2,}|[|*_\t(\[])\s*(TUYỆT MẬT|TỐI MẬT|MẬT)\s*(?:$|\s{2,}|[|*_\t)\]])")
_DEGREE = re.compile(r"\bđộ mật\s*:\s*(tuyệt mật|tối mật|mật)\b", re.IGNORECASE)


def stamp_in_head(text: str) -> str | None:
    """This will give the degree stamped in the first sixty lines that hold words, None where there is no stamp."""
    lines = [line for line in text.split("\n", HEAD_LINES * 4) if line.strip()][:HEAD_LINES]
    for line in lines:
        if len(line) > 200:
            continue
        if found := _STAMP.search(line) or _DEGREE.search(line):
            return found.group(1).upper()
    return None
