"""Access tokens on the pages: shown once, listed, taken back; and programs that come with one instead of a session."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from pcmt.accounts.actions.issue_token import TokenWish, issue_token
from pcmt.accounts.models import AccessToken, Session
from pcmt.accounts.queries.tokens import let_to
from pcmt.accounts.rules.tokens import is_whole, written
from pcmt.web.machines import machine_permissions
from pcmt.web.views import page
from tests.province import Province
from tests.trace.papers import adopted

LIST, NEW = "/tai-khoan-cua-toi/ma-ket-noi/", "/tai-khoan-cua-toi/ma-ket-noi/moi"
EVERY = "/quan-tri/ma-ket-noi/"
SECRET = re.compile(r"pcmt_pat_[0-9A-Za-z]{46}")


def token_of(province: Province, actor, who: str = "planner", **parts: object) -> str:
    """A token that holds now, as the pages ask the clock on the wall."""
    acting, at = actor(who), timezone.now()
    told = {"name": "Kho dữ liệu", "permissions": let_to(acting, None), "expires_on": timezone.localdate(at)} | parts
    made = issue_token(user_id=province.users[who], wish=TokenWish(**told), actor=acting, at=at)  # type: ignore[arg-type]
    return made.secret


def bearing(secret: str, **options: object) -> Client:
    return Client(headers={"Authorization": f"Bearer {secret}"}, **options)  # type: ignore[arg-type]


@pytest.fixture
def file_address(province: Province) -> str:
    """A registered document's file, as the pages offer it."""
    document_id, _, _ = adopted(province)
    return f"/van-ban/{document_id}/ban-goc"


def filled(**parts: object) -> dict[str, object]:
    until = timezone.localdate() + timedelta(days=10)
    return {"name": "Kho dữ liệu", "kind": "reading", "expires_on": f"{until:%d/%m/%Y}", "networks": ""} | parts


def test_a_token_is_shown_once_and_never_again(visit, province: Province):
    client = visit("planner")
    answer = client.post(NEW, filled())
    secret = SECRET.findall(answer.content.decode())
    assert len(secret) == 1
    assert is_whole(secret[0])
    assert answer.headers["Cache-Control"] == "no-store"
    listed = client.get(LIST).content.decode()
    assert "Kho dữ liệu" in listed
    assert secret[0] not in listed
    assert secret[0][:13] in listed


def test_only_work_that_a_program_can_do_is_offered(visit, province: Province):
    shown = visit("planner").get(NEW).content.decode()
    offered = set(re.findall(r'name="permissions" value="([^"]+)"', shown))
    assert offered
    assert offered <= machine_permissions()
    assert "documents.export_keys" in offered
    shown = visit("sen-hong.reporter").get(NEW).content.decode()
    assert "documents.export_keys" not in shown


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"kind": "named"}, "Chọn chỉ đọc"),
        ({"kind": "named", "permissions": ["reporting.accept"]}, "Hãy chọn|không hợp lệ|không phải"),
        ({"networks": "10.1.2.3/8"}, "Có lẽ là 10.0.0.0/8"),
        ({"expires_on": "01/01/2020"}, "đã qua"),
        ({"expires_on": "01/01/2100"}, "180 ngày"),
        ({"name": ""}, "name_error|Tên mã"),
    ],
)
def test_what_cannot_be_issued_comes_back_with_its_reason(visit, province: Province, parts, told: str):
    answer = visit("planner").post(NEW, filled(**parts))
    assert answer.status_code == 422
    assert re.search(told, answer.content.decode())
    assert not AccessToken.objects.exists()


def test_who_acts_for_another_or_where_tokens_are_off_is_told_so(visit, province: Province, settings: Settings):
    settings.TOKEN_LASTS = timedelta()
    client = visit("planner")
    assert "không dùng mã kết nối" in client.get(LIST).content.decode()
    assert "không dùng mã kết nối" in client.get(NEW).content.decode()
    assert client.post(NEW, filled()).status_code == 422
    assert not AccessToken.objects.exists()


def test_one_takes_ones_own_back_and_nobody_elses(visit, province: Province, actor):
    token_of(province, actor)
    token_id = AccessToken.objects.get().pk
    for who in ("health-head", "admin"):
        assert visit(who).post(f"{LIST}{token_id}/thu-hoi").status_code == 404
    assert visit("planner").post(f"{LIST}{token_id}/thu-hoi").status_code == 302
    assert AccessToken.objects.get().revoked_at is not None
    assert "đã thu hồi" in visit("planner").get(LIST).content.decode()


def test_administrators_see_all_tokens_and_take_them_back(visit, province: Province, actor):
    for who in ("planner", "health-head"):
        token_of(province, actor, who)
    client = visit("admin")
    assert "2 mã kết nối đang dùng" in client.get(EVERY).content.decode()
    assert "Không có mã nào như vậy" in client.get(f"{EVERY}?q=khong+ai").content.decode()
    token_id = AccessToken.objects.get(user_id=province.users["planner"]).pk
    assert client.post(f"{EVERY}{token_id}/thu-hoi").status_code == 302
    assert "1 mã kết nối đang dùng" in client.get(EVERY).content.decode()
    assert visit("planner").get(EVERY).status_code == 404


def test_the_list_of_all_tokens_asks_a_fixed_number_of_questions(
    visit, province: Province, actor, django_assert_max_num_queries
):
    for _ in range(9):
        for who in ("planner", "health-head", "sen-hong.reporter"):
            token_of(province, actor, who)
    client = visit("admin")
    client.get(EVERY)
    with django_assert_max_num_queries(22):
        client.get(EVERY)


def test_a_program_gets_a_file_and_no_session(province: Province, actor, file_address: str):
    sessions = Session.objects.count()
    answer = bearing(token_of(province, actor)).get(file_address)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.cookies
    assert Session.objects.count() == sessions


def test_a_program_sends_without_a_forms_token(province: Province, actor, file_address: str):
    """A read-only token may not; one that names the work may; a browser's session still needs the form's token."""
    address = file_address.replace("/ban-goc", "/dap-an")
    reading = token_of(province, actor)
    assert bearing(reading, enforce_csrf_checks=True).post(address).status_code == 404
    naming = token_of(province, actor, permissions=let_to(actor("planner"), ["documents.export_keys"]))
    answer = bearing(naming, enforce_csrf_checks=True).post(address)
    assert answer.status_code == 200, answer.content
    assert answer.json()


@pytest.mark.parametrize("sent", [written("0" * 40), "pcmt_pat_", "pcmt_pat_" + "a" * 46, "pcmt_pat_" + "x" * 100_000])
def test_a_wrong_token_is_told_in_json_how_to_come(province: Province, file_address: str, sent: str):
    answer = bearing(sent).get(file_address)
    assert answer.status_code == 401
    assert answer.json()["code"] == "bad_token"
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert not answer.cookies


def test_guesses_are_slowed(province: Province, file_address: str, actor):
    client = bearing(written("0" * 40))
    answers = [client.get(file_address).status_code for _ in range(6)]
    assert answers[0] == 401
    assert answers[-1] == 429
    assert bearing(token_of(province, actor)).get(file_address).status_code == 200


def test_beside_a_token_a_session_counts_for_nothing(province: Province, actor, visit, file_address: str):
    """A browser signed in as somebody who may, with a token that may not: the token decides, the session lives on."""
    client = visit("planner")
    held = client.session.session_key
    assert client.get(file_address, headers={"Authorization": f"Bearer {written('0' * 40)}"}).status_code == 401
    assert client.get("/tai-khoan-cua-toi/").status_code == 200
    assert client.session.session_key == held


def test_other_authorization_headers_are_left_alone(visit, province: Province, file_address: str):
    for header in ("Basic YTpi", "Bearer eyJhbGciOi", "Bearer", ""):
        assert visit("planner").get(file_address, headers={"Authorization": header}).status_code == 200
        assert Client().get(file_address, headers={"Authorization": header}).status_code == 302


def test_refusals_are_told_to_programs_as_json(province: Province, actor):
    answer = bearing(token_of(province, actor)).get("/van-ban/999999/ban-goc")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    answer = bearing(token_of(province, actor)).get("/tai-khoan-cua-toi/")
    assert (answer.status_code, answer.json()["code"]) == (403, "no_tokens_here")


def test_a_page_for_programs_names_a_permission_and_is_nobodys_own_affair():
    for wrong in ({"machine": True}, {"permission": "x.view", "machine": True, "fresh": True}):
        with pytest.raises(ValueError, match="names its permission"):
            page(**wrong)  # type: ignore[arg-type]
