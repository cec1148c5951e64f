"""The administrator's pages: the way to everything, the rulebook in force, the journal; and the forced password."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings as installed
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from pcmt.accounts.actions.reset_password import reset_password
from pcmt.accounts.models import User
from pcmt.agencies.actions.appoint import appoint
from pcmt.journal import queries as journal
from pcmt.journal.actions.seal import seal
from pcmt.kernel.actor import Actor, system_actor
from pcmt.rulebook.queries import book, problems
from pcmt.web.administration.wording import changes
from tests.province import AT, PASSWORD, Province

ADMIN_PAGES = ("admin.home", "rulebook.show", "journal.list")
# What stays open to whoever must change their password first: the door, and what is their own.
WHILE_DUE = {
    "accounts.sign_in", "accounts.enter_code", "accounts.set_password", "accounts.sign_out", "accounts.change_password",
    "accounts.prove_again", "accounts.mine", "accounts.still_here", "accounts.end_other_sessions",
    "accounts.second_factor_due",
    "accounts.begin_authenticator", "accounts.confirm_authenticator", "accounts.authenticator_picture",
    "accounts.remove_authenticator", "accounts.make_recovery_codes",
    "accounts.use_passkey", "accounts.ask_for_key", "accounts.prove_by_passkey", "accounts.add_passkey",
    "accounts.ask_for_new_key",
}  # fmt: skip
OPEN_TO_ALL = {"healthz", "theme", "components", "offline", "offline_worker", "public.page", *WHILE_DUE}


@pytest.mark.parametrize("page", ADMIN_PAGES)
@pytest.mark.parametrize("who", ["planner", "chairman", "sen-hong.reporter"])
def test_others_find_nothing_there(province: Province, visit: Callable[..., Client], page: str, who: str):
    assert visit(who).get(reverse(page)).status_code == 404


def test_home_leads_everywhere(province: Province, visit: Callable[..., Client]):
    page = visit("admin").get("/quan-tri/").text
    for name in ("accounts.list", "agencies.list", "areas.list", "rulebook.show", "journal.list"):
        assert f'href="{reverse(name)}"' in page


def test_the_rulebook_shows_every_version_with_its_source(province: Province, visit: Callable[..., Client]):
    page = visit("admin").get("/quan-tri/quy-tac/").text
    assert book().digest in page
    assert "xa-thang@2025-01-01" in page
    assert "hết hiệu lực" in page
    assert "đang áp dụng" in page


def test_a_broken_rulebook_is_told_with_file_and_line(
    province: Province, visit: Callable[..., Client], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    folder = tmp_path / "rulebook"
    shutil.copytree(installed.RULEBOOK_DIR, folder)
    found = next((folder / "indicators").glob("T1b@*.yaml"))
    found.write_text(found.read_text() + "code: T1b\n")
    faults = problems(folder)
    monkeypatch.setattr("pcmt.rulebook.queries.problems", lambda: faults)
    page = visit("admin").get("/quan-tri/quy-tac/").text
    assert "lỗi cần sửa" in page
    assert f"indicators/{found.name}:" in page


def test_the_journal_tells_newest_first_and_narrows(province: Province, visit: Callable[..., Client]):
    client = visit("admin")
    page = client.get("/quan-tri/nhat-ky/").text
    assert "Giao vai trò" in page
    narrowed = client.get("/quan-tri/nhat-ky/", {"viec": "areas.open_area"}).text
    assert "area:" in narrowed
    assert "user:" not in narrowed
    one = client.get("/quan-tri/nhat-ky/", {"ve": f"user:{province.users['planner']}"}).text
    assert f"<code>user:{province.users['planner']}</code>" in one
    assert f'href="/quan-tri/tai-khoan/{province.users["planner"]}/"' in one
    assert "vai trò: " in one
    assert "role: " not in one
    assert "Không có mục nào khớp" in client.get("/quan-tri/nhat-ky/", {"tu": "01/01/2030"}).text
    assert "Không có mục nào khớp" in client.get("/quan-tri/nhat-ky/", {"den": "01/01/2020"}).text


def test_the_journal_leads_back_by_cursor(province: Province, actor: Callable[[str], Actor]):
    admin = actor("admin")
    first = journal.latest(admin, limit=10)
    then = journal.latest(admin, limit=10, before_id=first[-1].id)
    assert [entry.id for entry in first] == sorted((entry.id for entry in first), reverse=True)
    assert then[0].id < first[-1].id
    assert journal.latest(actor("planner")) == ()


@pytest.mark.parametrize("asked", [{"truoc": "x"}, {"truoc": "9" * 40}, {"tu": "31/02/2026"}, {"nguoi": "0 or 1"}])
def test_wrong_questions_do_no_harm(province: Province, visit: Callable[..., Client], asked: dict[str, str]):
    assert visit("admin").get("/quan-tri/nhat-ky/", asked).status_code == 200


def test_days_are_those_of_vietnam(province: Province, actor: Callable[[str], Actor]):
    late = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)  # 01:00 on 25/11 there
    builder = system_actor("thử", "agencies.appoint")
    appoint(
        agency_id=province.agencies["health"], person_name="Tô Thị Cúc", title="Chuyên viên",
        is_head=False, valid_from=AT.date(), actor=builder, at=late,
    )  # fmt: skip
    admin = actor("admin")
    assert journal.latest(admin, since=datetime(2026, 11, 25, tzinfo=UTC).date())
    assert not journal.latest(admin, since=datetime(2026, 11, 26, tzinfo=UTC).date())
    assert journal.latest(admin, until=datetime(2026, 11, 24, tzinfo=UTC).date())[0].at < late


def test_the_chain_is_walked_when_asked(province: Province, visit: Callable[..., Client], monkeypatch):
    client = visit("admin")
    assert "toàn vẹn" not in client.get("/quan-tri/nhat-ky/").text
    assert "Chưa mục nào được niêm phong" in client.get("/quan-tri/nhat-ky/", {"kiem_tra": "1"}).text
    seal(actor=system_actor("niêm phong", "journal.seal"), at=AT)
    assert "Nhật ký toàn vẹn" in client.get("/quan-tri/nhat-ky/", {"kiem_tra": "1"}).text
    broken = journal.Verification(False, 5, 0, 3)
    monkeypatch.setattr("pcmt.journal.queries.verify", lambda: broken)
    assert "đứt tại mục 3" in client.get("/quan-tri/nhat-ky/", {"kiem_tra": "1"}).text


def plain_pages(patterns: list[URLPattern | URLResolver], prefix: str = "/") -> list[tuple[str, str]]:
    """Every address that needs no key, with its name."""
    found = []
    for one in patterns:
        route = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            found += plain_pages(one.url_patterns, route)
        elif "<" not in route and one.name not in OPEN_TO_ALL:
            found.append((route, str(one.name)))
    return found


def test_who_must_change_the_password_reaches_nothing_else(province: Province):
    User.objects.filter(username="planner").update(must_change_password=True)
    client = Client()
    client.post("/dang-nhap", {"username": "planner", "password": PASSWORD})
    pages = plain_pages(get_resolver().url_patterns)
    assert len(pages) > 10
    for path, name in pages:
        answer = client.get(path)
        blocked = answer.status_code == 405 or answer.headers.get("Location") == "/doi-mat-khau"
        assert blocked, f"{name} answers {answer.status_code}"
        assert client.post(path).status_code in (302, 405), name
    assert client.get("/doi-mat-khau").status_code == 200


def test_a_reset_ends_the_sessions_that_were_open(province: Province, actor: Callable[[str], Actor]):
    client = Client()
    client.post("/dang-nhap", {"username": "planner", "password": PASSWORD})
    assert client.get("/").status_code == 200
    reset_password(user_id=province.users["planner"], reason="lộ", actor=actor("admin"), at=AT)
    assert client.get("/").headers["Location"].startswith("/dang-nhap"), "the old session has ended"
    answer = client.post("/dang-nhap", {"username": "planner", "password": PASSWORD})
    assert answer.status_code == 422, "the old password is gone"


def test_the_journal_is_narrowed_by_package_agency_and_words(province: Province, visit: Callable[..., Client]):
    client = visit("admin")
    agency = province.agencies["health"]
    assert "Không có mục nào khớp" in client.get("/quan-tri/nhat-ky/", {"tu_ngu": "không ai viết thế"}).text
    accounts = client.get("/quan-tri/nhat-ky/", {"viec": "accounts."}).text
    assert "<code>user:" in accounts
    assert "<code>agency:" not in accounts
    assert client.get("/quan-tri/nhat-ky/", {"co_quan": agency}).status_code == 200


def test_the_journal_is_taken_out_as_a_table_and_that_is_noted(province: Province, visit: Callable[..., Client]):
    client = visit("admin")
    answer = client.post("/quan-tri/nhat-ky/tep?viec=accounts.invite")
    rows = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    assert rows[0].startswith("Mục,Lúc,Việc")
    assert len(rows) > 5
    assert all("Tạo tài khoản" in row for row in rows[1:])
    noted = client.get("/quan-tri/nhat-ky/", {"viec": "journal.export"}).text
    assert "Xuất nhật ký ra tệp" in noted
    assert visit("planner").post("/quan-tri/nhat-ky/tep").status_code == 404


def test_an_entry_is_shown_whole_and_its_names_are_shredded(province: Province, visit: Callable[..., Client], actor):
    client = visit("admin")
    entry = journal.latest(actor("admin"), action="accounts.invite")[-1]
    url = f"/quan-tri/nhat-ky/{entry.id}/"
    page = client.get(url).text
    assert "Việc của tài khoản, địa chỉ, thiết bị" in page
    refused = client.post(f"{url}xoa-thong-tin-ca-nhan", {"reason": ""})
    assert refused.status_code == 422
    assert client.post(f"{url}xoa-thong-tin-ca-nhan", {"reason": "yêu cầu ngày 20/11"}).status_code == 302
    assert "Không có, hoặc đã được xóa" in client.get(url).text
    assert visit("planner").get(url).status_code == 404


def test_an_anchor_is_made_printed_and_held_against_the_journal(province: Province, visit: Callable[..., Client]):
    client = visit("admin")
    assert "Chưa có điểm neo nào" in client.get("/quan-tri/nhat-ky/diem-neo/").text
    seal(actor=system_actor("niêm phong", "journal.seal"), at=AT)
    assert client.post("/quan-tri/nhat-ky/diem-neo/lap").status_code == 302
    (made,) = journal.anchors(system_actor("thử", "journal.view"))
    day = made.day.isoformat()
    assert made.groups in client.get(f"/quan-tri/nhat-ky/diem-neo/{day}/").text
    text = client.get(f"/quan-tri/nhat-ky/diem-neo/{day}.txt").content.decode()
    assert "đi qua đúng điểm neo" in client.post("/quan-tri/nhat-ky/diem-neo/", {"anchor": text}).text
    wrong = text.replace(made.groups[:4], "0000" if made.groups[:4] != "0000" else "1111")
    assert "không đi qua điểm neo" in client.post("/quan-tri/nhat-ky/diem-neo/", {"anchor": wrong}).text
    assert client.post("/quan-tri/nhat-ky/diem-neo/", {"anchor": "abc"}).status_code == 422
    assert client.get("/quan-tri/nhat-ky/diem-neo/2026-99-99/").status_code == 404


def test_how_somebody_signed_in_is_told_in_words():
    assert changes("user:5", {}, {"means": ["password", "passkey"]}) == ("bằng: mật khẩu, khóa truy cập",)
