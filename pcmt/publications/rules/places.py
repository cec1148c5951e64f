"""What the places in a layout's texts stand for."""

import re
from typing import Protocol

from pcmt.kernel.period import Period
from vanban.text import format_date, lower_first

ASKED = re.compile(
    r"(?:báo cáo )?(?:(?:nhanh|đột xuất|bổ sung|khẩn) )?(?:số liệu )?(?:của .{1,160}? về )?(?:về )?"
    r"(?:tình hình(?:,| và) )?(?:kết quả )?",
    re.IGNORECASE,
)
"""How labels of what is asked on occasion open before what it is about; the titles have these words already."""


class Named(Protocol):
    """An area with its names."""

    @property
    def short_name(self) -> str:
        """“Hoa Mai”."""


def text_places(area: Named, period: Period) -> dict[str, str]:
    """This will give the values of `{province}`, `{period}`, `{first_day}`, `{last_day}` and `{place}`."""
    return {
        "province": area.short_name,
        "place": area.short_name,
        "period": period.name_inside,
        "first_day": format_date(period.first_day),
        "last_day": format_date(period.last_day),
    }


def initials(name: str, area_name: str) -> str:
    """This will give what stands for an office in the symbol of its papers: “Sở Y tế” SYT, “Sở GDĐT” SGDĐT.

    area_name: the area's own name, which is no part of a symbol: “Công an phường Hoa Ban” CAP.
    """
    words = name.removesuffix(area_name).split()
    return "".join(word if len(word) > 1 and word.isupper() else word[:1].upper() for word in words if word.isalpha())


def about(label: str) -> str:
    """This will give what a form is about, for a title: what follows “về” in its label, else the whole label."""
    before, _, after = label.partition(" về ")
    return after or lower_first(before)


def asked_about(label: str) -> str:
    """This will give what a form asked on occasion is about, to stand behind “Kết quả” or “Số liệu” without doubling.

    “Báo cáo nhanh kết quả kiểm tra quán bar” is about “kiểm tra quán bar”.
    """
    opening = ASKED.match(f"{label} ")
    rest = label[opening.end() :].strip() if opening else ""
    return rest if rest and rest != label else lower_first(label)


def ordered_by(label: str, issuer: str) -> str:
    """This will name the document behind a request, to stand before “yêu cầu”; "" where there is none.

    “Công điện số 3/CĐ-UBND ngày 05/11/2026 của Ủy ban nhân dân tỉnh Hoa Mai và ”.
    """
    if not label:
        return ""
    return f"{label} của {issuer} và " if issuer else f"{label} và "
