"""The page that shows every component: long names, many rows, empty and wrong states."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.views.decorators.http import require_safe

from pcmt.web.charts import Chart, Series, bar_chart, line_chart
from pcmt.web.components import Event, HeatRow, Link, State, StateKind, Step, Tile
from pcmt.web.forms import VnDateField, VnDecimalField, VnIntegerField

COMMUNES = [
    "Hoa Ban",
    "Trúc Xanh",
    "Sen Hồng",
    "Cỏ May",
    "Gió Lành",
    "Nắng Mai",
    "Mưa Ngâu",
    "Mây Trắng",
    "Suối Ngà",
    "Đồi Chè",
    "Lúa Vàng",
    "Trăng Non",
    "Sao Khuê",
    "Bưởi Đào",
    "Cúc Vàng",
    "Đào Phai",
    "Hồng Vân",
    "Lá Thắm",
    "Liễu Biếc",
    "Mận Tím",
    "Ngọc Lan",
    "Phong Lan",
    "Quỳnh Hương",
    "Rạng Đông",
    "Sương Mai",
    "Sơn Trà",
    "Thông Reo",
    "Tre Ngà",
    "Tùng Bách",
    "Vân Sam",
    "Bằng Lăng",
    "Chân Mây",
    "Dạ Hương",
    "Én Bạc",
    "Hải Âu",
]
STATES: tuple[State, ...] = (
    State("met", "không ma túy (đã công nhận)"),
    State("on", "chưa phân loại trọng điểm"),
    State("late", "trọng điểm loại III"),
    State("risk", "trọng điểm loại I, II"),
    State("void", "thiếu dữ liệu"),
)
SENT: dict[str, State | None] = {
    "m": State("met", "đúng hạn"),
    "o": State("on", "đã sửa"),
    "l": State("late", "gửi chậm"),
    "r": State("risk", "chưa gửi"),
    ".": None,
}
ROW_STATES: tuple[tuple[StateKind, str], ...] = (
    ("met", "đã chốt số liệu"),
    ("on", "đã gửi, chờ kiểm tra"),
    ("late", "gửi chậm 3 ngày"),
    ("risk", "quá hạn 36 ngày"),
    ("void", "thiếu dữ liệu"),
)


class SampleForm(forms.Form):
    """One field of each kind."""

    number = forms.CharField(label="Số, ký hiệu", help_text="Ghi như trên văn bản, ví dụ 18/KH-UBND.")
    issued = VnDateField(label="Ngày ban hành", latest=date(2026, 11, 21))
    value = VnDecimalField(label="Mức phấn đấu", decimals=1, minimum=0, maximum=100)
    people = VnIntegerField(label="Số người được quản lý", help_text="Tính đến ngày cuối kỳ báo cáo.", minimum=0)
    agency = forms.ChoiceField(
        label="Cơ quan chủ trì",
        choices=[
            ("", "Chọn cơ quan"),
            ("ca", "Công an tỉnh"),
            ("yt", "Sở Y tế"),
            ("gd", "Sở Giáo dục và Đào tạo"),
        ],
    )
    urgency = forms.ChoiceField(
        label="Độ khẩn",
        widget=forms.RadioSelect,
        choices=[("thuong", "Thường"), ("khan", "Khẩn"), ("hoa_toc", "Hỏa tốc")],
        initial="thuong",
    )
    words = forms.CharField(label="Khó khăn, vướng mắc", widget=forms.Textarea, required=False)
    checked = forms.BooleanField(label="Tôi đã đối chiếu số liệu với sổ theo dõi của đơn vị")
    file = forms.FileField(
        label="Tệp văn bản",
        help_text="DOCX, PDF có lớp chữ, HTML hoặc văn bản thuần; tối đa 50 MB. Không tải lên văn bản có dấu mật.",
    )


WRONG = {"number": "", "issued": "31/02/2026", "value": "12.34", "people": "1,5", "agency": "", "urgency": "khan"}


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """This will show every component; open without sign-in in development only."""
    if getattr(request, "actor", None) is None and not settings.DEBUG:
        return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL), "next")
    return render(request, "showcase.html", _values())


def _values() -> dict[str, Any]:
    return {
        "title": "Các thành phần giao diện của PCMT",
        "lead": "Mỗi thành phần một lần, với tên dài, nhiều dòng, trạng thái trống và trạng thái lỗi",
        "form": SampleForm(),
        "reply": SampleForm(auto_id="tra_lai_%s"),
        "wrong": SampleForm(WRONG, auto_id="sai_%s"),
        "tabs": [
            Link("Bảng", "?xem=bang", 142, current=True),
            Link("Theo cơ quan", "?xem=co-quan", 19),
            Link("Lịch", "?xem=lich"),
        ],
        "states": STATES,
        "tiles": [
            Tile(name, 1 + place % 8, 1 + place // 8, STATES[(place * 7 + place // 3) % 5], "#ban-do")
            for place, name in enumerate(COMMUNES)
        ],
        "months": ["T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9", "T10", "T11"],
        "heat": [
            HeatRow(name, [SENT[letter] for letter in course])
            for name, course in zip(
                COMMUNES,
                ["mmmmmmmmrr", "mmmmmommml", "mmrmommmmo", "..mmmmmmmm", "mmmmommmml", "mmrmmommmm"],
                strict=False,
            )
        ],
        "steps": _steps(),
        "events": _events(),
        "trend": _trend(),
        "ranking": _ranking(),
        "rows": [_row(place) for place in range(130)],
    }


def _row(place: int) -> dict[str, Any]:
    kind, words = ROW_STATES[(place * 3 + place // 7) % 5]
    return {
        "place": place + 1,
        "name": f"Xã {COMMUNES[place % len(COMMUNES)]}",
        "agency": "Ủy ban nhân dân xã; phối hợp Công an xã, Trạm Y tế, Phòng Văn hóa - Xã hội",
        "people": None if kind == "void" else (place * 37) % 211 + 1000 * (place % 3),
        "share": None if kind == "void" else Decimal((place * 97) % 1001) / 10,
        "due": date(2026, 11, 1 + place % 28),
        "kind": kind,
        "words": words,
    }


def _trend() -> Chart:
    values: list[Decimal | int | None] = [Decimal(text) for text in ("10.5", "13.2", "15.8", "18.4")]
    values += [None, Decimal("23.7"), Decimal("26.3"), Decimal("28.9")]
    return line_chart(
        "xu-huong",
        "Tỷ lệ xã, phường không ma túy",
        [f"Q{1 + place % 4}/{2025 + place // 4}" for place in range(8)],
        [Series("Hoa Mai", values)],
        target=[20, 20, 21, 22, 23, 24, 25, 25],
        unit="%",
        summary="Tỷ lệ tăng từ 10,5% (Q1/2025) lên 28,9% (Q4/2026), vượt lộ trình 25%; quý 1/2026 thiếu dữ liệu.",
    )


def _ranking() -> Chart:
    return bar_chart(
        "so-sanh",
        "Người được tư vấn, hỗ trợ sau cai nghiện",
        list(COMMUNES[:7]),
        [Series("2025", [12, 30, 8, 22, 17, None, 26]), Series("2026", [18, 34, 15, 21, 25, 9, 31])],
        unit="người",
    )


def _steps() -> list[Step]:
    return [
        Step("Con số", "11 trong 38 xã, phường được công nhận năm 2025; tạm tính tháng 11: ít nhất 12 xã", "#bang"),
        Step("Quy tắc", "Quyết định số 28/2025/QĐ-TTg, Điều 6, Điều 7", source="hiệu lực từ ngày 24/8/2025"),
        Step(
            "Số liệu", "38 báo cáo kỳ 15/12/2024 – 14/12/2025; xã Sen Hồng: nhập 16/12, ký 17/12, chốt 18/12", "#bang"
        ),
        Step("Yêu cầu", "“ít nhất 60% số xã, phường … không ma túy”", "#van-ban", "Kế hoạch số 18/KH-UBND, mục II.2"),
    ]


def _events() -> list[Event]:
    return [
        Event("Chốt số liệu", "18/12/2025 lúc 09:12", "Công an tỉnh (thường trực Ban Chỉ đạo)", "met"),
        Event("Gửi lại", "17/12/2025 lúc 16:40", "Chủ tịch UBND xã Sen Hồng", "on"),
        Event(
            "Trả lại để sửa",
            "17/12/2025 lúc 10:05",
            "Công an tỉnh",
            "late",
            "Số người được quản lý giảm 14 so với kỳ trước nhưng không có số chuyển đi; đề nghị đối chiếu lại.",
        ),
        Event("Gửi lần đầu", "16/12/2025 lúc 14:20", "Chủ tịch UBND xã Sen Hồng", "on"),
    ]
