"""Pages of rights: who holds what, who acts for whom, what waits for a second hand, why somebody may or may not."""

import csv
import io

import pytest
from django.utils import timezone

from pcmt.accounts.models import Delegation, RoleGrant, RoleProposal
from pcmt.accounts.queries import holdings
from tests.province import AT, Province
from vanban.text import format_date

HOLDINGS, WHY, DELEGATIONS = "/quan-tri/quyen/", "/quan-tri/quyen/vi-sao", "/uy-quyen/"


@pytest.mark.parametrize("path", [HOLDINGS, WHY])
@pytest.mark.parametrize("who", ["planner", "chairman", "sen-hong.chairman"])
def test_only_who_keeps_the_accounts_sees_them(province: Province, visit, path: str, who: str):
    assert visit(who).get(path).status_code == 404


def test_holdings_are_found_by_words_role_and_permission(province: Province, visit, actor):
    admin = visit("admin")
    assert "Nguyễn Thu Lan" in admin.get(HOLDINGS).text
    found = admin.get(HOLDINGS, {"q": "sen hong", "viec": "reporting.sign"}).text
    assert "Bùi Văn Sen Hồng" in found
    assert "Đỗ Thị Sen Hồng" not in found
    assert "Không ai giữ quyền như vậy" in admin.get(HOLDINGS, {"q": "zzz"}).text
    assert "Nguyễn Thu Lan" not in admin.get(HOLDINGS, {"vai_tro": "reporter"}).text
    assert holdings(actor("planner"), AT) == ()


def test_the_list_leaves_as_a_table_file(province: Province, visit):
    answer = visit("admin").get(HOLDINGS, {"tep": "csv", "vai_tro": "administrator"})
    rows = [*csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))]
    assert rows[0][0] == "Họ tên"
    assert [row[0] for row in rows[1:]] == ["Hoàng Bảo An"]
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_holdings_take_a_fixed_number_of_questions(province: Province, actor, django_assert_max_num_queries):
    admin = actor("admin")
    with django_assert_max_num_queries(8):
        assert len(holdings(admin, AT)) == len(province.users)


def test_the_question_why_is_answered_on_the_page(province: Province, visit):
    admin = visit("admin")
    assert "Chưa có câu hỏi" in admin.get(WHY).text
    assert 'value="planner"' in admin.get(WHY, {"ai": "planner"}).text
    place = f"agency:{province.communes['sen-hong'].agencies['ubnd_xa']}"
    told = admin.get(WHY, {"ai": "sen-hong.reporter", "viec": "reporting.sign", "ve": place})
    assert "không được làm việc này" in told.text
    assert "Chủ tịch, UBND xã Sen Hồng" in told.text
    assert admin.get(WHY, {"ai": "planner", "viec": "reporting.accept", "ve": "moon:1"}).status_code == 422
    assert "không phải là mã" in admin.get(WHY, {"ai": "planner", "viec": "reporting.accept", "ve": "moon:1"}).text
    assert "Không có tài khoản" in admin.get(WHY, {"ai": "x", "viec": "reporting.accept", "ve": "area:1"}).text


def test_an_administrator_is_proposed_and_confirmed_on_the_pages(province: Province, visit):
    health = province.users["health-reporter"]
    RoleGrant.objects.filter(user_id=health).delete()
    second = RoleGrant.objects.get(user_id=province.users["planner-2"])
    RoleGrant.objects.filter(pk=second.pk).update(role="administrator")
    form = {
        "role": "administrator",
        "agency": str(province.agencies["ubnd"]),
        "valid_from": "01/11/2026",
        "valid_to": "",
        "reason": "thay người nghỉ hưu",
    }
    page = visit("admin").post(f"/quan-tri/tai-khoan/{health}/vai-tro", form, follow=True)
    assert "Đã gửi đề nghị" in page.text
    assert "chờ quản trị khác" in page.text
    proposal = RoleProposal.objects.get()
    refused = visit("admin").post(f"{HOLDINGS}de-nghi/{proposal.pk}/xac-nhan")
    assert refused.status_code == 409
    assert "Người đề nghị không tự xác nhận" in refused.text
    assert "Ai làm được việc này" in refused.text
    done = visit("planner-2").post(f"{HOLDINGS}de-nghi/{proposal.pk}/xac-nhan", follow=True)
    assert "Đã xác nhận" in done.text
    assert RoleGrant.objects.filter(user_id=health, role="administrator").exists()


def test_both_sides_are_told_in_the_form(province: Province, visit):
    user = province.users["health-reporter"]
    form = {"role": "head", "agency": str(province.agencies["health"]), "valid_from": "01/11/2026"}
    page = visit("admin").post(f"/quan-tri/tai-khoan/{user}/vai-tro", form)
    assert page.status_code == 422
    assert "giữ cả hai bên" in page.text
    done = visit("admin").post(f"/quan-tri/tai-khoan/{user}/vai-tro", {**form, "reason": "đơn vị có một người"})
    assert done.status_code == 302


def test_a_head_delegates_and_ends_it_on_the_page(province: Province, visit):
    head, today = visit("health-head"), format_date(timezone.localdate())
    page = head.get(DELEGATIONS).text
    assert "Chưa có ủy quyền nào" in page
    assert "Vũ Anh Đào, Chuyên viên, Sở Y tế" in page
    assert "Trần Văn Đông" not in page
    assert "Trần Văn Đông" in head.get(DELEGATIONS, {"q": "tran van dong"}).text
    form = {
        "receiver": str(province.users["health-reporter"]),
        "kind": "delegation",
        "permissions": ["reporting.sign"],
        "basis": "Giấy ủy quyền số 12/GUQ-SYT",
        "document": "",
        "valid_from": today,
        "valid_to": "",
    }
    refused = head.post(DELEGATIONS, form)
    assert refused.status_code == 422
    assert "phải có thời hạn" in refused.text
    done = head.post(DELEGATIONS, {**form, "valid_to": today}, follow=True)
    assert "1 ủy quyền, ký thay đang có hiệu lực" in done.text
    seen = visit("health-reporter").get(DELEGATIONS).text
    assert "theo ủy quyền của Phạm Ngọc Quế" in seen
    assert "Giao cho người khác làm thay" not in seen
    assert "Ủy quyền 1 việc" in visit("admin").get(HOLDINGS, {"q": "vu anh dao"}).text
    assert "Vũ Anh Đào" in visit("admin").get(DELEGATIONS, {"moi": "tat-ca"}).text
    assert "Vũ Anh Đào, Chuyên viên" not in visit("planner").get(DELEGATIONS, {"moi": "tat-ca"}).text
    given = Delegation.objects.get()
    assert visit("planner").post(f"{DELEGATIONS}{given.pk}/cham-dut").status_code == 404
    ended = visit("health-reporter").post(f"{DELEGATIONS}{given.pk}/cham-dut", follow=True)
    assert "đã chấm dứt" in ended.text


def test_a_refused_act_names_rule_and_posts(province: Province, visit):
    admin = visit("admin")
    user = province.users["planner"]
    own = admin.post(f"/quan-tri/tai-khoan/{province.users['admin']}/vai-tro", {"role": "planner"})
    assert own.status_code in (409, 422)
    answer = visit("sen-hong.chairman").post(f"/quan-tri/tai-khoan/{user}/vai-tro", {})
    assert answer.status_code == 404, "what may not be seen is not explained either"


def test_relieving_closes_what_was_held_for_the_post(province: Province, visit):
    today = format_date(timezone.localdate())
    post = province.posts["health-reporter"]
    page = visit("admin").post(f"/chuc-vu/{post}/ket-thuc", {"last_day": today, "reason": "nghỉ hưu"}, follow=True)
    assert "Đã kết thúc chức vụ" in page.text
    assert RoleGrant.objects.get(user_id=province.users["health-reporter"]).valid_to == timezone.localdate()


def test_the_page_of_delegations_asks_a_fixed_number_of_questions(
    province: Province, visit, actor, django_assert_max_num_queries
):
    head = visit("health-head")
    head.get(DELEGATIONS)
    for _ in range(4):
        Delegation.objects.create(
            giver_id=province.users["health-head"],
            agency_id=province.agencies["health"],
            receiver_id=province.users["health-reporter"],
            kind="delegation",
            permissions=["reporting.sign"],
            basis="Giấy ủy quyền " + "rất dài " * 20,
            valid_from=AT.date(),
            valid_to=AT.date(),
            given_at=AT,
        )
    with django_assert_max_num_queries(16):
        head.get(DELEGATIONS)
