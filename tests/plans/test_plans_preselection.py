"""Which indicator is chosen beforehand: sentences as plans have them, held to the whole rulebook."""

from datetime import date

import pytest

from pcmt.kernel.formula.tree import is_change
from pcmt.plans.rules.guess import Candidate, guesses
from pcmt.rulebook.queries import book

ON = date(2026, 6, 1)


@pytest.fixture(scope="module")
def candidates() -> tuple[Candidate, ...]:
    found = book().indicators(ON)
    return tuple(
        Candidate(one.code, one.label, one.unit, one.keywords, is_change(one.formula), one.better) for one in found
    )


@pytest.mark.parametrize(
    ("subject", "relation", "unit", "code"),
    [
        ("người nghiện, người sau cai nghiện được tư vấn, hỗ trợ y tế, tâm lý", ">", "%", "T9b"),
        ("số xã, phường trên địa bàn tỉnh đạt tiêu chí “không ma túy”", ">=", "%", "T1b"),
        ("số người nghiện và người sử dụng trái phép chất ma túy có hồ sơ quản lý", "decrease", "%", "T1a"),
        ("điểm tổ chức, chứa chấp sử dụng trái phép chất ma túy được phát hiện, triệt xóa", "=", "%", "T2a"),
        ("điểm tổ chức, chứa chấp sử dụng trái phép chất ma túy mới", "none", "", "N3"),
        ("diện tích trồng trái phép cây có chứa chất ma túy được phát hiện, triệt phá", "=", "%", "T2b"),
        ("trường học tổ chức giáo dục phòng, chống ma túy", "=", "%", "T7b"),
        ("xã, phường gửi báo cáo số liệu hằng tháng đúng thời hạn", "=", "%", "R1"),
        ("xã, phường có điểm tư vấn, hỗ trợ cai nghiện", "=", "%", "T6b"),
        ("mô hình phòng, chống ma túy tại cộng đồng", ">=", "mô hình", "S3.10"),
        ("trạm y tế cấp xã đủ điều kiện xác định tình trạng nghiện ma túy", ">", "%", "T5a"),
        ("cơ sở cai nghiện công lập đạt điều kiện theo quy định", "=", "%", "T6a"),
        # A person chooses: more of what is wanted less of, a share of others, what no indicator counts.
        ("mỗi chi hội nhận giúp đỡ người sau cai nghiện được quản lý", ">=", "người", ""),
        ("cơ sở cai nghiện công lập sử dụng hết công suất cơ sở cai nghiện", ">=", "%", ""),
        ("cán bộ xã được tập huấn về tư vấn, hỗ trợ người nghiện", "=", "%", ""),
        ("người sau cai nghiện được phân công người giúp đỡ", "=", "%", ""),
        ("trạm y tế có thuốc giải độc thiết yếu", "=", "%", ""),
        ("hộ dân được dùng nước sạch", ">=", "%", ""),
    ],
)
def test_the_indicator_that_is_meant_is_chosen_beforehand_and_no_other(
    candidates: tuple[Candidate, ...], subject: str, relation: str, unit: str, code: str
):
    found = guesses(subject, unit, has_value=relation != "none", candidates=candidates, relation=relation)
    assert [one.code for one in found if one.sure] == ([code] if code else [])
