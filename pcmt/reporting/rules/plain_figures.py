"""Figures as programs write them: digits without grouping, a point or a comma before decimals, nothing rounded."""

LARGEST_SCALED = 10**15
YES = frozenset({"1", "true", "yes", "có", "co"})
NO = frozenset({"0", "false", "no", "không", "khong"})


class NotPlain(ValueError):
    """This will say, in Vietnamese, why a text is no such figure."""


def read_plain(text: str, scale: int, kind: str = "count") -> int:
    """This will read a figure to an integer times 10**scale; raises NotPlain.

    kind: as the cell says; a yes or no is also told by a word.
    """
    if text.isascii() and text.isdigit() and len(text) <= 12 and kind != "yesno":
        return int(text) * int(10**scale)
    if kind == "yesno":
        return _yes_or_no(text)
    whole, _, decimals = text.replace(",", ".").partition(".")
    if not (whole.isascii() and whole.isdigit()) or (decimals and not (decimals.isascii() and decimals.isdigit())):
        raise NotPlain(f"“{text}” không phải số không âm viết liền, dấu thập phân là dấu chấm hoặc phẩy")
    if len(decimals.rstrip("0")) > scale:
        raise NotPlain(f"“{text}” có nhiều hơn {scale} chữ số thập phân" if scale else f"“{text}” phải là số nguyên")
    if len(whole) > len(str(LARGEST_SCALED)):
        raise NotPlain(f"“{text[:20]}…” quá lớn")
    scaled = int(whole + decimals[:scale].ljust(scale, "0"))
    if scaled > LARGEST_SCALED:
        raise NotPlain(f"“{text}” quá lớn")
    return scaled


def _yes_or_no(text: str) -> int:
    word = text.casefold()
    if word in YES:
        return 1
    if word in NO:
        return 0
    raise NotPlain(f"“{text}” chưa rõ: ghi 1 hoặc 0")
