"""Counts that a task sets outside of goals: so many by a day, so many to be held, all of so many."""

import re

from vanban.read.measures import Measure

LASTS = {"năm", "quý", "tháng", "tuần", "ngày", "ngày làm việc", "giờ"}
# "hoàn thành xóa 1.240 căn nhà tạm trong quý III/2026", "lắp 320 trụ trước ngày 30/9/2026": so many by a day
_COMPLETES = re.compile(
    r"(?<!\w)(?:hoàn thành|lắp(?: đặt| mới| thêm| bổ sung)?|nâng cấp|mở rộng|xây mới|trồng mới)"
    r"(?:\s[^\s.;:%]{1,12}){0,12}\s*$",
    re.IGNORECASE,
)
_BY_A_DAY = re.compile(
    r"[^.;:]{0,60}?(?<!\w)(?:trong|trước|vào|xong|đến hết)\s(?:ngày\s|cuối\s)?"
    r"(?:quý\s[IV]{1,3}|tháng\s\d|năm\s20|\d{1,2}/\d)",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(
    r"[-–\s]{0,3}(?:(?:trong|đến|hết) )?năm 20\d\d,?\s(?=hoàn thành|lắp|nâng|xây|trồng)", re.IGNORECASE
)
# "Tổ chức 02 đợt cao điểm", "mở 03 lớp tập huấn": so many to be held
_HELD = re.compile(
    r"(?<!\w)(?:tổ chức|mở thêm|mở mới|mở|thành lập(?: mới)?|biên soạn|sản xuất|phát hành|xây dựng(?: mới)?|"
    r"tiến hành|triển khai|thực hiện|phát động|xét xử)\s$",
    re.IGNORECASE,
)
HELD_UNITS = re.compile(
    r"(?:đợt|lớp|buổi|cuộc|hội nghị|hội thi|hội thảo|phiên tòa|phiên|chiến dịch|chuyên đề|"
    r"điểm|tổ|đội|chốt|câu lạc bộ|mô hình|cơ sở|bộ|video|clip|phóng sự|cuốn|tài liệu|tờ rơi|sổ tay)(?!\w)"
)
_TRAINS = re.compile(
    r"(?<!\w)(?:(?:tập huấn|bồi dưỡng|huấn luyện)(?: nghiệp vụ)?(?: cho)?|đối thoại với|dạy nghề cho)\s$", re.IGNORECASE
)
# "tại 12/12 phường": everywhere
_WHOLE = re.compile(r"0?(\d{1,4})/0?\1(?!\d)(?!\s(?:giờ|h)(?!\w))")
# "đưa số người được điều trị đạt 1.500 người"
_BRINGS_COUNT = re.compile(
    r"(?<!\w)(?:đưa|nâng|giảm|kéo giảm) (?:tổng )?số (?:lượng )?[^;.%]{3,80}\s(?:xuống còn|còn|lên|đạt)\s*$",
    re.IGNORECASE,
)


def completes_count(text: str, before: str, measure: Measure) -> bool:
    """This will tell so many that are to be done by a day: "hoàn thành xóa 1.240 căn nhà tạm trong quý III/2026"."""
    if measure.unit in LASTS or not _COMPLETES.search(before):
        return False
    return bool(_BY_A_DAY.match(text, measure.end) or _YEAR_FIRST.match(before))


def holds_count(text: str, before: str, measure: Measure) -> bool:
    """This will tell so many that are to be held, trained, brought up to, or all of so many."""
    if _WHOLE.match(text, measure.start) or _BRINGS_COUNT.search(before):
        return True
    if _TRAINS.search(before) and measure.unit not in LASTS:
        return True
    listed = before.rstrip().endswith(":")  # "Tại thị trấn: 01 phiên"
    return bool((listed or _HELD.search(before)) and HELD_UNITS.match(measure.unit))
