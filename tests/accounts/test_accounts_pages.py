"""The door and the administrator's pages, through HTTP."""

import re

import pytest
from django.test import Client
from pytest_django import Settings

from pcmt.accounts.models import RoleGrant, User
from pcmt.kernel.refusal import Refusal
from pcmt.web.accounts import door
from tests.province import PASSWORD, Province

NEW = "trăng lên đỉnh núi"


def entered(client: Client, name: str = "planner", password: str = PASSWORD, **more: str):
    return client.post("/dang-nhap", {"username": name, "password": password, **more})


def test_the_door_opens_and_leads_to_where_one_wanted(province: Province):
    client = Client()
    away = client.get("/dia-ban/?q=sen")
    assert away.status_code == 302
    assert away.headers["Location"] == "/dang-nhap?next=/dia-ban/%3Fq%3Dsen"
    shown = client.get(away.headers["Location"])
    assert 'value="/dia-ban/?q=sen"' in shown.text
    assert entered(client, next="/dia-ban/?q=sen").headers["Location"] == "/dia-ban/?q=sen"
    assert client.get("/dia-ban/").status_code == 200


@pytest.mark.parametrize("goal", ["https://example.org/", "//example.org", "javascript:alert(1)", "http:///x"])
def test_the_door_never_leads_elsewhere(province: Province, goal: str):
    assert "example" not in entered(Client(), next=goal).headers["Location"]
    assert "javascript" not in entered(Client(), next=goal).headers["Location"]


@pytest.mark.parametrize("goal", ["abc", "9999", "accounts.sign_out", "?q=sen"])
def test_a_word_is_no_place_to_go(province: Province, goal: str):
    client = Client()
    assert entered(client, next=goal).headers["Location"] == "/"
    assert client.get("/dang-nhap", {"next": goal}).headers["Location"] == "/"


def test_a_new_session_at_sign_in(province: Province):
    client = Client()
    before = client.session
    before["left"] = "behind"
    before.save()
    client.cookies["sessionid"] = before.session_key
    entered(client)
    assert client.session.session_key != before.session_key


def test_a_wrong_password_says_so_and_keeps_the_name(province: Province):
    answer = entered(Client(), password="sai")
    assert answer.status_code == 422
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in answer.text
    assert 'value="planner"' in answer.text
    assert "sai" not in re.findall(r'name="password"[^>]*value="([^"]*)"', answer.text)


def test_waiting_is_told_on_the_page(province: Province):
    client = Client()
    for _ in range(4):
        entered(client, password="sai")
    assert "thử lại sau" in entered(client).text


def test_signing_out_ends_the_session(province: Province, visit):
    client = visit("planner")
    assert client.get("/dang-xuat").headers["Location"] == "/"
    assert client.get("/dia-ban/").status_code == 200
    assert client.post("/dang-xuat").headers["Location"] == "/dang-nhap"
    assert client.get("/dia-ban/").status_code == 302


@pytest.mark.django_db
def test_an_empty_system_says_how_to_begin():
    assert "pcmt accounts begin" in Client().get("/dang-nhap").text


def test_a_password_chosen_by_another_leads_every_page_to_its_change(province: Province):
    User.objects.filter(username="planner").update(must_change_password=True)
    client = Client()
    assert entered(client, next="/dia-ban/").headers["Location"] == "/dia-ban/"
    assert client.get("/dia-ban/").headers["Location"] == "/doi-mat-khau"
    assert "Đặt mật khẩu của riêng" in client.get("/doi-mat-khau").text
    form = {"old_password": PASSWORD, "new_password": NEW, "repeated": "khác hẳn rồi nhé"}
    assert "không giống nhau" in client.post("/doi-mat-khau", form).text
    assert client.post("/doi-mat-khau", {**form, "repeated": NEW}).status_code == 302
    assert client.get("/dia-ban/").status_code == 200


def test_changing_the_password_ends_other_sessions(province: Province, visit):
    here, there = Client(), Client()
    entered(here)
    entered(there)
    form = {"old_password": PASSWORD, "new_password": NEW, "repeated": NEW}
    assert here.post("/doi-mat-khau", form).status_code == 302
    assert here.get("/dia-ban/").status_code == 200
    assert there.get("/dia-ban/").status_code == 302


ADMIN_PAGES = ("/quan-tri/", "/quan-tri/tai-khoan/", "/quan-tri/tai-khoan/1/", "/quan-tri/tai-khoan/moi/1")


@pytest.mark.parametrize("path", ADMIN_PAGES)
@pytest.mark.parametrize("who", ["planner", "chairman", "sen-hong.chairman", "sen-hong.reporter"])
def test_others_find_no_administration(province: Province, visit, path: str, who: str):
    assert visit(who).get(path).status_code == 404


def test_the_administrator_finds_an_account_without_diacritics(province: Province, visit):
    page = visit("admin").get("/quan-tri/tai-khoan/", {"q": "sen hong"})
    assert "sen-hong.chairman" in page.text
    assert "mua-ngau.chairman" not in page.text
    assert "Không có tài khoản nào khớp" in visit("admin").get("/quan-tri/tai-khoan/", {"q": "xyz"}).text


def test_a_person_is_appointed_invited_and_given_a_role(province: Province, visit):
    admin, health = visit("admin"), province.agencies["health"]
    form = {"person_name": "Trịnh Thị Nhài", "title": "Chuyên viên", "powers": "", "valid_from": "01/11/2026"}
    page = admin.post(f"/co-quan/{health}/chuc-vu", form, follow=True)
    assert "Đã ghi nhận chức vụ của Trịnh Thị Nhài" in page.text
    invited = re.search(r"/quan-tri/tai-khoan/moi/\d+", page.text)
    assert invited
    handed = admin.post(invited.group(), {"username": "soyte.nhai"})
    found = re.search(r"http://testserver(/dat-mat-khau/[\w-]{43})<", handed.text)
    assert found
    link = found.group(1)
    user = User.objects.get(username="soyte.nhai")
    form = {"role": "reporter", "agency": str(health), "valid_from": "01/11/2026", "valid_to": ""}
    assert admin.post(f"/quan-tri/tai-khoan/{user.pk}/vai-tro", form).status_code == 302
    assert link not in admin.get(f"/quan-tri/tai-khoan/{user.pk}/").text
    holder = Client()
    assert "soyte.nhai" in holder.get(link, follow=True).text
    assert holder.post("/dat-mat-khau", {"new_password": NEW, "repeated": NEW}).headers["Location"] == "/dang-nhap"
    assert entered(holder, "soyte.nhai", NEW).headers["Location"] == "/"


def test_a_wrong_grant_is_explained_in_the_form(province: Province, visit):
    user = province.users["planner"]
    form = {"role": "planner", "agency": str(province.agencies["police"]), "valid_from": "1/11/2026"}
    page = visit("admin").post(f"/quan-tri/tai-khoan/{user}/vai-tro", form)
    assert page.status_code == 422
    assert "Tài khoản đã giữ vai trò" in page.text
    page = visit("admin").post(f"/quan-tri/tai-khoan/{user}/vai-tro", {**form, "valid_from": "31/11/2026"})
    assert page.status_code == 422


def test_a_role_is_revoked(province: Province, visit):
    user = province.users["planner"]
    grant = RoleGrant.objects.get(user_id=user)
    client, planner = visit("admin"), visit("planner")
    assert planner.get("/dia-ban/").status_code == 200
    client.get(f"/quan-tri/tai-khoan/{user}/vai-tro/{grant.pk}/thu-hoi")
    assert planner.get("/dia-ban/").status_code == 200
    assert client.post(f"/quan-tri/tai-khoan/{user}/vai-tro/{grant.pk}/thu-hoi").status_code == 302
    assert planner.get("/dia-ban/").status_code == 404


def test_a_reset_wants_a_reason_and_shows_the_link_once(province: Province, visit):
    path = f"/quan-tri/tai-khoan/{province.users['planner']}/mat-khau"
    assert visit("admin").post(path, {"reason": ""}).status_code == 422
    page = visit("admin").post(path, {"reason": "quên mật khẩu"})
    assert "chỉ hiện một lần" in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_nobody_resets_through_another_role(province: Province, visit):
    path = f"/quan-tri/tai-khoan/{province.users['admin']}/mat-khau"
    assert visit("planner").post(path, {"reason": "x"}).status_code == 404


def test_forged_forms_are_refused(province: Province, visit):
    client = Client(enforce_csrf_checks=True)
    assert entered(client).status_code == 403


def test_pages_ask_few_questions(province: Province, visit, django_assert_max_num_queries):
    client = visit("admin")
    with django_assert_max_num_queries(13):
        client.get("/quan-tri/tai-khoan/")


@pytest.mark.parametrize(("behind", "counted"), [(False, "127.0.0.1"), (True, "203.0.113.9")])
def test_an_address_is_believed_only_of_our_own_proxy(
    settings: Settings, province: Province, monkeypatch: pytest.MonkeyPatch, behind: bool, counted: str
):
    settings.BEHIND_PROXY = behind
    seen: list[str] = []

    def refuse(**given: str) -> None:
        seen.append(given["address"])
        raise Refusal("không được")

    monkeypatch.setattr(door.signing_in, "sign_in", refuse)
    Client(headers={"X-Forwarded-For": "198.51.100.1, 203.0.113.9"}).post(
        "/dang-nhap", {"username": "planner", "password": "sai"}
    )
    assert seen == [counted]


def test_the_list_tells_where_an_account_begins(province: Province, visit):
    text = visit("admin").get("/quan-tri/tai-khoan/").text
    assert "bấm “Tạo tài khoản” cạnh tên người" in text
    assert 'href="/co-quan/"' in text
    assert "Thêm người từ danh bạ" not in text, "the directory lists agencies, not people"
