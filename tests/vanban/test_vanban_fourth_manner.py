"""What offices write in ways of their own: asides, brackets alone, lines of time, yearly reports, lists over years."""

import pytest

import vanban

HEAD = (
    "ỦY BAN NHÂN DÂN TỈNH HOA MAI\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 15/KH-UBND\n"
    "Hoa Mai, ngày 05 tháng 3 năm 2026\nKẾ HOẠCH\nTrồng hoa năm 2026\n"
)
FOOT = "\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê An Bình\n"


def read(body: str) -> vanban.Reading:
    return vanban.read(f"{HEAD}\n{body}\n{FOOT}")


def duties(body: str) -> list[tuple[tuple[str, ...], tuple[str, ...], str | None, str | None]]:
    return [(one.leads, one.supports, one.due, one.every) for one in read(body).assignments]


def of_police(duty: str) -> str:
    return f"I. TỔ CHỨC THỰC HIỆN\n1. Công an tỉnh\na) {duty}\nb) Thực hiện nhiệm vụ khác.\n2. Sở Y tế: tham gia."


@pytest.mark.parametrize(
    ("duty", "due", "every"),
    [
        ("Rà soát hồ sơ; phấn đấu 100% vườn hoa có người chăm sóc trước 30/6/2026.", None, None),
        ("Tổng hợp báo cáo năm, gửi Bộ Công an trước ngày 20 tháng 12.", "12-20", "year"),
        ("Gửi báo cáo tháng trước ngày 25, báo cáo 6 tháng trước ngày 05/6 về Sở.", "25", "month"),
        ("Tổng hợp, báo cáo UBND tỉnh 6 tháng trước ngày 05/6, năm trước ngày 05/12.", "06-05", "half-year"),
        ("Theo dõi, định kỳ hằng năm báo cáo; tham mưu sơ kết vào năm 2028, tổng kết vào cuối năm 2030.", None, "year"),
        ("Phân công cán bộ theo dõi; tham mưu tổng kết việc trồng hoa vào tháng 11/2028.", "2028-11", None),
    ],
)
def test_when_a_duty_is_due(duty: str, due: str | None, every: str | None) -> None:
    first = duties(of_police(duty))[0]
    assert first == (("Công an tỉnh",), (), due, every)


@pytest.mark.parametrize(
    ("duty", "leads", "supports"),
    [
        ("Cùng Sở Y tế và các địa phương kiểm tra, xác minh.", ("Công an tỉnh",), ("Sở Y tế", "các địa phương")),
        ("Phối hợp với cấp ủy, chính quyền các xã bán hoa.", ("Công an tỉnh",), ("cấp ủy, chính quyền các xã",)),
        ("Riêng Công an phường Hoa Ban báo cáo bằng văn bản.", ("Công an phường Hoa Ban",), ()),
    ],
)  # fmt: skip
def test_who_does_it_and_with_whom(duty: str, leads: tuple[str, ...], supports: tuple[str, ...]) -> None:
    assert duties(of_police(duty))[0][:2] == (leads, supports)


def test_an_aside_of_office_and_a_body_behind_a_semicolon() -> None:
    found = duties(
        "I. NHIỆM VỤ\n1. Tuyên truyền\n"
        "- Các thành viên Ban Chỉ đạo, theo lĩnh vực phụ trách, tập trung chỉ đạo hoàn thành các việc quá hạn.\n"
        "- Gắn kết quả với xếp loại; người đứng đầu cấp ủy phải chịu trách nhiệm nếu để vườn hoang.\n"
    )
    assert [one[0] for one in found] == [("Các thành viên Ban Chỉ đạo",), ("người đứng đầu cấp ủy",)]


def test_a_bracket_alone_rules_the_items_of_its_heading() -> None:
    found = duties(
        "I. NHIỆM VỤ\n1. Dự án 1: Vườn ươm\n(Công an tỉnh chủ trì; Sở Y tế, Sở Xây dựng phối hợp)\n"
        "- Xây dựng vườn ươm tại trung tâm, xong trong tháng 12/2027.\n- Thí điểm tưới tự động.\n"
        "2. Dự án 2: Tuyên truyền\nVận động nhân dân."
    )
    helpers = ("Sở Y tế", "Sở Xây dựng")
    assert found == [(("Công an tỉnh",), helpers, "2027-12", None), (("Công an tỉnh",), helpers, None, None)]


def test_partners_in_a_bracket_end_at_its_semicolon() -> None:
    reading = read(
        "I. NHIỆM VỤ\n1. Thi đua\n- Tổ chức cuộc thi vẽ tranh (Sở Y tế chủ trì, phối hợp với Công an tỉnh; mỗi xã, "
        "phường có ít nhất 03 tác phẩm dự thi).\n"
    )
    assert [(one.leads, one.supports) for one in reading.assignments] == [(("Sở Y tế",), ("Công an tỉnh",))]
    assert [one.quote for one in reading.targets] == ["mỗi xã, phường có ít nhất 03 tác phẩm dự thi"]


@pytest.mark.parametrize(
    ("task", "leads", "supports", "due"),
    [
        ("Rà soát, lập danh sách vườn (Công an tỉnh, UBND các xã).", ("Công an tỉnh", "UBND các xã"), (), None),
        ("Mở lớp dạy nghề (Sở Y tế chủ trì), hoàn thành trước 30/5/2026.", ("Sở Y tế",), (), "2026-05-30"),
        (
            "Xây dựng phim (Sở Y tế phối hợp với Sở Nội vụ thực hiện trong quý II/2026).",
            ("Sở Y tế",),
            ("Sở Nội vụ",),
            "2026-Q2",
        ),
        ("Kiểm tra vườn ươm - Công an tỉnh chủ trì, Sở Y tế phối hợp.", ("Công an tỉnh",), ("Sở Y tế",), None),
    ],
)
def test_roles_at_the_end_of_a_task(
    task: str, leads: tuple[str, ...], supports: tuple[str, ...], due: str | None
) -> None:
    assert duties(f"I. NHIỆM VỤ\n1. {task}\n2. Chăm sóc hoa.") == [(leads, supports, due, None)]


def test_a_bracket_that_names_a_part_of_the_body_before_it_gives_no_duty() -> None:
    assert not duties("I. NHIỆM VỤ\n1. Gửi báo cáo về Sở Y tế (Chi cục Dân số).\n2. Chăm sóc hoa.")


def test_one_comrade_in_two_offices() -> None:
    found = duties(
        "I. PHÂN CÔNG\n1. Đồng chí Giám đốc Công an tỉnh, Phó Trưởng ban Thường trực\n- Ký các văn bản đôn đốc.\n"
        "- Chỉ đạo sơ kết.\n2. Sở Y tế: tham gia trồng hoa."
    )
    assert found[0][0] == ("Đồng chí Giám đốc Công an tỉnh",)


@pytest.mark.parametrize(
    ("goal", "facts"),
    [
        ("(3) Hằng năm, tỷ lệ sống từ 75% trở lên; 100% vườn được tưới.", [(">=", "75", "year"), ("=", "100", "year")]),
        ("Mở 04 lớp dạy trồng hoa (50% số lớp dành cho vùng cao, vùng xa).", [("=", "4", None), ("=", "50", None)]),
        ("Số hộ dân, cơ quan bỏ hoang vườn giảm hằng năm.", [("decrease", None, "year")]),
        ("Làm giảm bền vững số vườn bị bỏ hoang.", [("decrease", None, None)]),
        ("Có 60% xã, phường trở lên đạt tiêu chí vườn đẹp.", [(">=", "60", None)]),
        ("Phấn đấu 8/12 phường có vườn đẹp.", [("=", "8", None)]),
        ("Duy trì hoạt động của 09 cơ sở ươm giống.", [("maintain", "9", None)]),
    ],
)  # fmt: skip
def test_goals(goal: str, facts: list[tuple[str, str | None, str | None]]) -> None:
    found = read(f"I. MỤC TIÊU\n- {goal}\nII. NHIỆM VỤ\n1. Trồng hoa.").targets
    assert [(one.relation, one.value, one.every) for one in found] == facts


@pytest.mark.parametrize(
    ("task", "by"),
    [
        ("- Kiểm tra 100% vườn ươm trên địa bàn; hoàn thành chậm nhất vào ngày 15/8/2026.", "2026-08-15"),
        ("- Cấp giống cho 100% hộ dân.\n+ Chủ trì: Sở Y tế.\n+ Thời gian: Xong trước 30/6/2026.", "2026-06-30"),
        ("- Tổ chức 02 đợt ra quân trồng hoa dịp Tết.", "2026"),
    ],
)
def test_by_when_a_task_reaches_its_level(task: str, by: str) -> None:
    found = read(f"I. NHIỆM VỤ\n1. Trồng hoa\n{task}\n- Chăm sóc vườn.\nII. KINH PHÍ\n1. Ngân sách.").targets
    assert [one.by for one in found] == [by]


def test_headings_without_numbers_in_ordinary_letters() -> None:
    found = read(
        "Mục đích, yêu cầu\n\nLàm đẹp làng xóm.\n\nChỉ tiêu\n\nĐến năm 2028: trên 80% chi hội có vườn hoa; giảm số "
        "vườn hoang.\n\nNội dung\n\n- Khảo sát các chi hội."
    ).targets
    assert [(one.relation, one.value, one.by) for one in found] == [(">", "80", "2028"), ("decrease", None, "2028")]


def test_acts_by_number_in_forms_of_their_own() -> None:
    found = read(
        "Thực hiện Luật Trồng trọt năm 2025 (Luật số 120/2025/QH15), Công văn số 823/PV11(CS) ngày 18/7/2017, "
        "Chỉ thị số 14-CT/TU ngày 03/6/2022 của Ban Thường vụ Tỉnh ủy khóa XXI, "
        "Nghị quyết Đại hội Đoàn tỉnh lần thứ XV; sau khi nghe Công an tỉnh trình bày Báo cáo số 21/BC-CAT ngày "
        "08/5/2026, UBND tỉnh ban hành Kế hoạch.\nI. NHIỆM VỤ\n"
        "1. Quán triệt Nghị quyết.\n4- Ban Quản lý vườn."
    ).citations
    assert [(one.number or one.name, one.issuer) for one in found] == [
        ("120/2025/QH15", None),
        ("823/PV11(CS)", None),
        ("14-CT/TU", "Ban Thường vụ Tỉnh ủy khóa XXI"),
        ("Nghị quyết Đại hội Đoàn tỉnh lần thứ XV", None),
        ("21/BC-CAT", "Công an tỉnh"),
    ]


def test_a_department_that_says_its_province() -> None:
    text = HEAD.replace("ỦY BAN NHÂN DÂN TỈNH HOA MAI", "UBND TỈNH HOA MAI\nSỞ Y TẾ")
    body = "Sở Y tế tỉnh Hoa Mai xây dựng Kế hoạch như sau:\nI. NHIỆM VỤ\n1. Trồng hoa."
    assert vanban.read(f"{text}\n{body}\nGIÁM ĐỐC\nLê An Bình\n").metadata.issuer == "Sở Y tế tỉnh Hoa Mai"


def test_a_youth_union_and_a_committee_of_a_province() -> None:
    union = HEAD.replace(
        "ỦY BAN NHÂN DÂN TỈNH HOA MAI\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n",
        "TỈNH ĐOÀN HOA MAI\n***\nĐOÀN TNCS HỒ CHÍ MINH\n",
    )
    metadata = vanban.read(f"{union}\nI. NHIỆM VỤ\n1. Trồng hoa.{FOOT}").metadata
    assert (metadata.issuer, metadata.place, str(metadata.issued_on)) == ("Tỉnh đoàn Hoa Mai", "Hoa Mai", "2026-03-05")
    committee = HEAD.replace("ỦY BAN NHÂN DÂN TỈNH HOA MAI", "TỈNH HOA MAI\nBAN CHỈ ĐẠO TRỒNG HOA,\nLÀM ĐẸP LÀNG XÓM")
    issuer = vanban.read(f"{committee}\nI. NHIỆM VỤ\n1. Trồng hoa.{FOOT}").metadata.issuer
    assert issuer == "Ban Chỉ đạo trồng hoa, làm đẹp làng xóm tỉnh Hoa Mai"


def test_deep_numbers_before_a_dash_begin_a_line() -> None:
    found = read(
        "I- MỤC TIÊU\n1- Mục tiêu chung: Làm đẹp làng xóm.\n2- Mục tiêu cụ thể\n2.1- Đến hết năm 2026: 40% xã có hoa.\n"
        "2.2- Giai đoạn 2027 - 2030: 70% xã có vườn.\nII- NHIỆM VỤ\n1- Trồng hoa."
    ).targets
    assert [(one.path, one.by) for one in found] == [("I.2.2.1", "2026"), ("I.2.2.2", "2030")]


def test_a_party_body_that_leads_another_over_its_items() -> None:
    found = duties(
        "I- NHIỆM VỤ\n1- Đảng ủy Ủy ban nhân dân tỉnh lãnh đạo Ủy ban nhân dân tỉnh\n- Bố trí kinh phí; rà soát vườn.\n"
        "- Trồng hoa trong quý III/2026.\n2- Sở Y tế: tham gia trồng hoa."
    )
    assert [one[0] for one in found[:2]] == [("Đảng ủy Ủy ban nhân dân tỉnh",)] * 2
    assert len(found) == len(("bố trí", "trồng", "tham gia"))
