"""A rulebook with forms that use all that a form can say, beside the province's own; texts made up."""

import shutil
from pathlib import Path

from django.conf import settings

SOURCE = "source: {document: Thiết lập của tỉnh, certain: false}"

CATEGORIES = f"""{(settings.RULEBOOK_DIR / "categories.yaml").read_text()}
  grown:
    label: Nhóm tuổi
    categories: {{child: Dưới 18 tuổi, adult: Từ 18 tuổi, old: Từ 60 tuổi}}
    begins: {{old: "2027-01-01"}}
    {SOURCE}
  way:
    label: Cách phát hiện
    categories: {{patrol: Tuần tra, tip: Tin báo}}
    overlaps: true
    {SOURCE}
"""

ELEMENTS = f"""
elements:
  held:
    label: Người được hỗ trợ
    unit: người
    time: last
    categories: {{home: Tại nhà, centre: Tại cơ sở}}
    by: [sex, grown, categories.sex]
    {SOURCE}
  visits:
    label: Lượt thăm hỏi
    unit: lượt
    time: sum
    by: [grown]
    {SOURCE}
  letters:
    label: Thư đã gửi
    unit: thư
    time: sum
    by: [grown]
    {SOURCE}
  finds:
    label: Vụ phát hiện
    unit: vụ
    time: sum
    by: [way]
    {SOURCE}
  stock_open:
    label: Đơn tồn đầu kỳ
    unit: đơn
    time: last
    {SOURCE}
  stock_close:
    label: Đơn tồn cuối kỳ
    unit: đơn
    time: last
    formerly: stock_left
    {SOURCE}
  stock_left:
    label: Đơn còn lại
    unit: đơn
    time: last
    {SOURCE}
  letter_share:
    label: Thư trên lượt thăm
    unit: "%"
    kind: rate
    scale: 1
    numerator: letters
    denominator: visits
    {SOURCE}
"""

MONTHLY = f"""
code: tham-hoi
version_from: "2026-01-01"
label: Biểu thăm hỏi hằng tháng
short_label: Biểu thăm hỏi
period_kind: month
calendar: nd09
owed_by: [{{agency_kind: ubnd_xa, level: commune}}]
due: {{day: 20, month: same, before: true}}
{SOURCE}
sections:
  - code: nguoi
    label: Phần I. Người được hỗ trợ
    owner_kind: cong_an_xa
    tables:
      - {{code: held_sex, label: Theo giới tính, element: held, rows: categories, columns: sex}}
      - {{code: held_age, label: Theo nhóm tuổi, rows: [{{element: held}}], columns: grown}}
  - code: viec
    label: Phần II. Việc đã làm
    cumulative: Lũy kế từ đầu năm
    cells:
      - {{element: stock_open, carried: stock_close}}
      - {{element: stock_close}}
      - {{element: letter_share}}
    tables:
      - {{code: done, label: Thăm hỏi và gửi thư, rows: [{{element: visits}}, {{element: letters}}], columns: grown}}
      - {{code: found, label: Phát hiện, rows: [{{element: finds}}], columns: way}}
    answers:
      - {{code: mode, label: Hình thức, kind: choice, options: {{direct: Trực tiếp, remote: Từ xa}}, {SOURCE}}}
      - {{code: met_on, label: Ngày họp, kind: date, required: false, {SOURCE}}}
      - {{code: note, label: Việc khác, kind: text, longest: 40, required: false, {SOURCE}}}
      - {{code: minutes, label: Biên bản, kind: file, required: false, {SOURCE}}}
checks:
  - code: from_other_form
    condition: visits <= attendances
    severity: warning
    message: Lượt thăm hỏi nhiều hơn lượt người dự tuyên truyền.
    cells: [visits]
    reads: [attendances]
  - {{code: in_register, register: stock_close, severity: warning, message: Khác số đếm trong sổ.}}
words:
  - {{code: results, label: Kết quả, help: Nêu ngắn.}}
"""

SHARED = f"""
code: phoi-hop-quy
version_from: "2026-01-01"
label: Biểu phối hợp hằng quý
short_label: Biểu phối hợp
period_kind: quarter
calendar: nd09
owed_by:
  - {{agencies: [Sở Y tế], level: province}}
  - {{agency_kind: cong_an_tinh, level: province}}
due: {{day: 25, month: next}}
{SOURCE}
sections:
  - code: chung
    label: Việc của cơ quan
    cells:
      - {{element: letters}}
"""

ESTIMATE = f"""
code: tham-hoi-uoc
version_from: "2026-01-01"
label: Biểu ước cả năm
short_label: Biểu ước năm
period_kind: month
calendar: nd09
owed_by: {{agency_kind: ubnd_xa, level: commune}}
due: {{day_offset: 0, working: false}}
estimate: true
{SOURCE}
sections:
  - code: uoc
    label: Số ước
    cells: [{{element: stock_close}}]
"""

FILES = {
    "categories.yaml": CATEGORIES,
    "elements/made.yaml": ELEMENTS,
    "forms/tham-hoi@2026-01-01.yaml": MONTHLY,
    "forms/phoi-hop-quy@2026-01-01.yaml": SHARED,
    "forms/tham-hoi-uoc@2026-01-01.yaml": ESTIMATE,
}


def made_rulebook(folder: Path) -> Path:
    """A copy of the province's rulebook with the made forms beside its own."""
    shutil.copytree(settings.RULEBOOK_DIR, folder)
    for name, text in FILES.items():
        (folder / name).write_text(text.lstrip())
    return folder
