"""The fields of the page of an old book: how a way of reading is typed, and read back from what was sent."""

import json
import re
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from openpyxl.utils import get_column_letter

from pcmt.kernel.refusal import Refusal

AXES = {
    "units": "Đơn vị",
    "periods": "Kỳ",
    "elements": "Chỉ tiêu",
}
PLACES = {
    "heads": "Trên tiêu đề cột",
    "bands": "Dòng riêng giữa bảng",
    "title": "Tiêu đề phía trên bảng",
    "sheet": "Tên trang tính",
    "given": "Không ghi: một cho cả bảng",
}
ROWS = {
    "first_head": "Tiêu đề cột từ dòng",
    "last_head": "đến dòng",
    "first_row": "Số liệu từ dòng",
    "last_row": "đến dòng (0: hết trang)",
}
LEFT_OUT, UNIT_LEFT_OUT = "Không lấy", "-"
MOST_FIELDS = 400
_CODE = re.compile(r"\[([^\[\]]{1,80})\]\s{0,3}$")
_COLUMN = re.compile(r"c(\d{1,3})", re.ASCII)
_WRONG = Refusal("Cách đọc gửi lên không đúng dạng.", remedy="Mở lại trang từ danh sách sổ cũ.")


def definition_in(post: QueryDict) -> dict[str, Any]:
    """This will read a way of reading from the page's fields, over what the page was shown with; raises Refusal."""
    definition = _shown_with(post)
    layout = definition["layout"]
    for name in ROWS:
        layout[name] = _number(post.get(name, ""), layout[name])
    for axis in AXES:
        layout[axis] = _axis(str(post.get(axis, "")), str(post.get(f"{axis}_given", "")), layout[axis])
    definition["calendar"] = "nd09" if post.get("calendar") == "nd09" else "civil"
    definition["marks"] = "en" if post.get("marks") == "en" else "vi"
    definition["dash"] = "zero" if post.get("dash") == "zero" else "unknown"
    definition["year"] = _number(post.get("year", ""), 0)
    _meanings(post, definition["elements"], definition["units"])
    return definition


def places_shown(post: QueryDict) -> tuple[int | None, list[int]]:
    """This will read which sheet is to be shown next, and which are to be loaded."""
    shown = str(post.get("trang", post.get("dang_xem", "")))
    chosen = [int(one) for one in post.getlist("lay") if one.isascii() and one.isdigit() and len(one) < 4]
    return (int(shown) if shown.isascii() and shown.isdigit() and len(shown) < 4 else None), chosen


def axis_rows(layout: Mapping[str, Any], columns: int) -> list[dict[str, Any]]:
    """This will give each axis for the page: its name, label, the choices with the chosen one, and what is given."""
    letters = {f"c{column}": f"Trong cột {get_column_letter(column)}" for column in range(1, columns + 1)}
    return [
        {
            "name": name,
            "label": label,
            "choices": [*letters.items(), *PLACES.items()],
            "chosen": f"c{axis['column']}" if axis["where"] == "column" else axis["where"],
            "given": axis["given"],
        }
        for name, label in AXES.items()
        for axis in (layout[name],)
    ]


def _shown_with(post: QueryDict) -> dict[str, Any]:
    try:
        found = json.loads(str(post.get("cach_doc", "")))
        if not {*ROWS, *AXES} <= found["layout"].keys():
            raise _WRONG
        return {**found, "elements": dict(found["elements"]), "units": dict(found["units"])}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise _WRONG from None


def _meanings(post: QueryDict, elements: dict[str, str], units: dict[str, str]) -> None:
    for at in range(MOST_FIELDS):
        if (key := post.get(f"k{at}")) is not None:
            _mean(elements, str(key), str(post.get(f"e{at}", "")).strip(), left_out="")
        if (name := post.get(f"n{at}")) is not None:
            _mean(units, str(name), str(post.get(f"u{at}", "")).strip(), left_out=UNIT_LEFT_OUT)


def _mean(meanings: dict[str, str], key: str, typed: str, *, left_out: str) -> None:
    """What a field says that words mean; an empty one takes back what was said."""
    if not typed:
        meanings.pop(key, None)
    elif typed.casefold() in (LEFT_OUT.casefold(), UNIT_LEFT_OUT):
        meanings[key] = left_out
    else:
        code = _CODE.search(typed)
        meanings[key] = code[1] if code else typed


def _axis(chosen: str, given: str, before: Any) -> Any:
    if column := _COLUMN.fullmatch(chosen):
        return {"where": "column", "column": int(column[1]), "given": ""}
    if chosen not in PLACES:
        return before
    code = _CODE.search(given)
    return {"where": chosen, "column": 0, "given": (code[1] if code else given.strip()) if chosen == "given" else ""}


def _number(text: object, otherwise: int) -> int:
    said = str(text).strip()
    return int(said) if said.isascii() and said.isdigit() and len(said) <= 7 else otherwise
