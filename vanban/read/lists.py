"""Lists of acts: what is said once for all of them ("… các Quyết định của Thủ tướng Chính phủ: số …; số …")."""

import re
from dataclasses import replace
from functools import cache

from vanban.read.issuers import fixed_bodies
from vanban.read.mentions import Mention
from vanban.vocabulary import kinds

_GAP = re.compile(r"\s?(?:[,;]|và|VÀ)?\s?(?:và\s)?(?:(?:các|số|Số)\s)?\s?")
_PLURAL = re.compile(r"(?:[Cc]ác|[Nn]hững)\s")
_PLURAL_BEFORE = re.compile(r"(?<!\w)(?:[Cc]ác|[Nn]hững|hai|02)\s$")
_LONGEST_GAP = 16
_LEAD_WORDS = 8
_LEAD_REACH = 400
_LIST_REACH = 2500
_SENTENCE = re.compile(r"\.\s|\n")


def share(text: str, mentions: list[Mention]) -> list[Mention]:
    """This will give "số 008/… và số 009/… ngày 19/11/2025 của UBND tỉnh" one date, and the whole list one issuer."""
    out = list(mentions)
    for index in range(len(out) - 2, -1, -1):
        here, after = out[index], out[index + 1]
        if not _is_list(text, here, after):
            continue
        gap = text[here.end : after.start]
        issued_on = here.issued_on
        if issued_on is None and ";" not in gap and here.kind == after.kind:
            together = "và" in gap or _is_plural_list(text, here, after)
            issued_on = after.issued_on if together else None
        issuer = here.issuer or (after.issuer if _same_body(here, after) and not after.led else None)
        out[index] = replace(here, issued_on=issued_on, issuer=issuer)
    for index in range(1, len(out)):
        before, here = out[index - 1], out[index]
        if here.issuer is None and before.led and _is_list(text, before, here):
            out[index] = replace(here, issuer=before.issuer, led=True)
    return [_from_lead(text, one) for one in out]


def _is_list(text: str, here: Mention, after: Mention) -> bool:
    return after.start - here.end <= _LONGEST_GAP and bool(_GAP.fullmatch(text, here.end, after.start))


def _is_plural_list(text: str, here: Mention, after: Mention) -> bool:
    """This will tell "các Quyết định số 1203/…, số 1204/… ngày …": one kind's word, one day for all."""
    alone = text[after.start : after.start + 1].isdigit() or text[after.start : after.start + 2].lower() == "số"
    return alone and _PLURAL_BEFORE.search(text, max(here.start - _LEAD_WORDS, 0), here.start) is not None


def _same_body(here: Mention, after: Mention) -> bool:
    """This will tell two numbers of one register: the letters after the last stroke agree ("-CT/TU", "-KL/TU")."""
    return re.split(r"[/-]", here.number or "")[-1] == re.split(r"[/-]", after.number or "")[-1]


@cache
def _lead() -> re.Pattern[str]:
    """This will match what opens a list: "các Quyết định của X …:", "X phê duyệt tại các Quyết định:"."""
    names = sorted((name.lower() for kind in kinds() for name in kind.names), key=len, reverse=True)
    words = "|".join(re.escape(name) for name in names)
    return re.compile(
        rf"(?:(?:các|những)\s(?:{words})\s(?:sau đây\s|sau\s)?(?:của|do)\s(?P<after>{fixed_bodies()})(?!\w)"
        rf"|(?P<before>{fixed_bodies()})\s(?:đã\s)?(?:phê duyệt|ban hành|chỉ đạo|yêu cầu|giao)[^.;:\n]{{0,40}}\stại\s"
        rf"(?:các|những)\s(?:{words})(?!\w))",
        re.IGNORECASE,
    )


def _from_lead(text: str, mention: Mention) -> Mention:
    """This will give an act in a list without issuer of its own the one that the list's lead names."""
    if mention.issuer is not None:
        return mention
    paragraph = text.rfind("\n", max(mention.start - _LIST_REACH, 0), mention.start) + 1
    begin = max(paragraph, mention.start - _LEAD_REACH)
    if not _PLURAL.search(text, begin, mention.start):
        return mention
    leads = list(_lead().finditer(text, begin, mention.start))
    lead = leads[-1] if leads else None
    if lead is None or _SENTENCE.search(text, lead.end(), mention.start):
        return mention
    between = text[lead.end() : mention.start]
    if ":" not in between and "đặc biệt là" not in between and "như" not in between and len(between) > _LONGEST_GAP:
        return mention
    return replace(mention, issuer=" ".join((lead["after"] or lead["before"]).split()), led=True)
