"""How the report of a review tells much in few words: long titles, several lines, words that were cut short. Pure."""

from vanban.text import without_notes

ENDING = " .,;:/"
LEAST, MOST = 6, 36
"""Words of a name: a clause that is shorter says too little, a longer one is cut."""


def brief(title: str) -> str:
    """This will give what a long duty says first, as a whole clause where there is one; "…" where it is cut."""
    words = without_notes(title).split()
    ends = [n for n, word in enumerate(words[:MOST], 1) if word.endswith((";", ".")) and n >= LEAST]
    if ends:
        return " ".join(words[: ends[0]]).rstrip(ENDING)
    if len(words) <= MOST:
        return " ".join(words).rstrip(ENDING)
    pauses = [n for n, word in enumerate(words[:MOST], 1) if word.endswith(",") and n >= MOST // 2]
    return " ".join(words[: max(pauses, default=MOST)]).rstrip(ENDING) + "…"


def one_line(words: str) -> str:
    """This will write several lines as one sentence, parted by semicolons."""
    return "; ".join(line.strip().rstrip(ENDING) for line in words.splitlines() if line.strip())


def sentence(words: str) -> str:
    """This will write words as a sentence, capital first; what was cut short ends in its own dots."""
    told = words[:1].upper() + words[1:].rstrip(ENDING)
    return told if told.endswith("…") else f"{told}."
