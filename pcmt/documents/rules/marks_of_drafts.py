"""Whether a paper's head says that it is a draft (dự thảo), as those laid out here do until they are signed."""

import re

from vanban.text import fold

HEAD = 4_000
"""Letters that are looked at: the head of any paper is shorter."""
HEAD_LINES = 15

# Alone in its line, or after the place where the number comes: "Số:      /KH-UBND   DỰ THẢO", "(Dự thảo lần 2)".
_MARK = re.compile(r"(?:^|/\S{1,40}\s{1,40}|\s{2,40})[(\[]?\s?(?:ban )?du thao(?: lan \d{1,2})?\s?[)\]]?$")


def is_marked_draft(text: str) -> bool:
    """This will tell whether one of the first lines bears the mark of a draft; a title that speaks of one does not."""
    lines = [line.strip() for line in text[:HEAD].splitlines() if line.strip()][:HEAD_LINES]
    return any(_MARK.search(fold(line)) for line in lines)
