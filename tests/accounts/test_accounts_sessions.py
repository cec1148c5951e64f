"""Sessions: they lie idle and run out, are seen and ended by their owner and by administrators, and ask again."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from pcmt.accounts.actions.close import close
from pcmt.accounts.actions.continue_session import Ended, Visit, continue_session
from pcmt.accounts.actions.end_session import end_session
from pcmt.accounts.actions.end_sessions import end_sessions
from pcmt.accounts.actions.forget_sessions import forget_sessions
from pcmt.accounts.actions.open_session import open_session
from pcmt.accounts.actions.prove_again import prove_again
from pcmt.accounts.actions.reopen import reopen
from pcmt.accounts.actions.sign_out import sign_out
from pcmt.accounts.attempts import TooManyAttempts
from pcmt.accounts.models import Session, User
from pcmt.accounts.queries.sessions import sessions_of
from pcmt.accounts.rules.device import device_words
from pcmt.jobs.tidying import forget_old_sessions
from pcmt.journal import queries as journal
from pcmt.kernel.actor import system_actor
from pcmt.kernel.lifecycle import SamePerson
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.web.entering import SIGNED_IN
from tests.province import AT, PASSWORD, Province

DOOR = system_actor("cửa", "accounts.sign_in")
CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
)
IDLE, LONGEST = timedelta(minutes=60), timedelta(hours=8)


def opened(province: Province, who: str = "planner", at=AT) -> int:
    return open_session(
        user_id=province.users[who], means=("password",), agent=CHROME, address="192.0.2.7", actor=DOOR, at=at
    ).session_id


def seen(session_id: int, at=AT) -> Visit | Ended:
    return continue_session(session_id=session_id, actor=DOOR, at=at)


def test_a_session_says_who_acts(province: Province):
    visit = seen(opened(province))
    assert isinstance(visit, Visit)
    assert visit.actor.user_id == province.users["planner"]
    assert visit.actor.may("documents.view")
    assert User.objects.get(username="planner").signed_in_at == AT


def test_a_request_of_somebody_signed_in_asks_four_questions(province: Province, django_assert_num_queries):
    session_id = opened(province)
    with django_assert_num_queries(4):
        seen(session_id, AT + timedelta(seconds=30))


def test_a_session_that_lies_idle_ends(province: Province):
    session_id = opened(province)
    assert isinstance(seen(session_id, AT + IDLE - timedelta(seconds=1)), Visit)
    assert isinstance(seen(session_id, AT + 2 * IDLE - timedelta(seconds=2)), Visit), "being used, it goes on"
    assert seen(session_id, AT + 3 * IDLE) == Ended("idle")
    assert seen(session_id, AT + timedelta(minutes=1)) == Ended("idle"), "and never comes back"


def test_a_session_that_is_used_all_day_ends_too(province: Province):
    session_id = opened(province)
    at = AT
    while at < AT + LONGEST - timedelta(minutes=30):
        assert isinstance(seen(session_id, at), Visit)
        at += timedelta(minutes=30)
    assert seen(session_id, AT + LONGEST) == Ended("too_long")


def test_the_last_sight_is_written_once_a_minute(province: Province):
    session_id = opened(province)
    seen(session_id, AT + timedelta(seconds=59))
    assert Session.objects.get(pk=session_id).seen_at == AT
    seen(session_id, AT + timedelta(seconds=60))
    assert Session.objects.get(pk=session_id).seen_at == AT + timedelta(seconds=60)


def test_what_a_page_asks_by_itself_keeps_no_session_alive(province: Province, visit, monkeypatch):
    session_id = opened(province)
    later = AT + IDLE - timedelta(seconds=1)
    found = continue_session(session_id=session_id, is_attended=False, actor=DOOR, at=later)
    assert isinstance(found, Visit)
    assert seen(session_id, AT + IDLE) == Ended("idle")
    client = visit("planner")
    asked: list[bool] = []
    real = continue_session
    monkeypatch.setattr(
        "pcmt.web.middleware.continue_session", lambda **given: (asked.append(given["is_attended"]), real(**given))[1]
    )
    client.get("/")
    client.get("/", headers={"X-Unattended": "1"})
    assert asked == [True, False]


def test_a_closed_account_has_no_session(province: Province):
    session_id = opened(province)
    User.objects.filter(username="planner").update(is_active=False)
    assert seen(session_id) == Ended("closed")


def test_only_the_door_opens_and_continues(province: Province, actor):
    with pytest.raises(NotAllowed):
        continue_session(session_id=opened(province), actor=actor("admin"), at=AT)
    with pytest.raises(NotAllowed):
        open_session(
            user_id=province.users["planner"], means=("password",), agent="", address="", actor=actor("admin"), at=AT
        )


def test_signing_out_ends_one_session_and_is_ones_own(province: Province, actor):
    here, there = opened(province), opened(province)
    with pytest.raises(NotAllowed):
        sign_out(session_id=here, actor=actor("admin"), at=AT)
    sign_out(session_id=here, actor=actor("planner"), at=AT)
    assert seen(here) == Ended("signed_out")
    assert isinstance(seen(there), Visit)


def test_the_owner_sees_and_ends_sessions_elsewhere(province: Province, actor):
    here, there, other = opened(province), opened(province), opened(province, "planner-2")
    mine = sessions_of(actor("planner"), province.users["planner"], AT)
    assert {view.id for view in mine} == {here, there}
    assert mine[0].device == "Chrome trên Windows"
    end_session(session_id=there, actor=actor("planner"), at=AT)
    assert seen(there) == Ended("by_owner")
    with pytest.raises(NotFound):
        end_session(session_id=other, actor=actor("planner"), at=AT)
    with pytest.raises(NotFound):
        sessions_of(actor("planner"), province.users["planner-2"], AT)


def test_signing_out_everywhere_keeps_this_session_only(province: Province, actor):
    here, others = opened(province), [opened(province) for _ in range(3)]
    assert end_sessions(user_id=province.users["planner"], but=here, actor=actor("planner"), at=AT) == 3
    assert isinstance(seen(here), Visit)
    assert {seen(other) for other in others} == {Ended("by_owner")}


def test_an_administrator_ends_anothers_sessions(province: Province, actor):
    here = opened(province)
    with pytest.raises(NotAllowed):
        end_sessions(user_id=province.users["planner"], actor=actor("planner-2"), at=AT)
    user = province.users["planner"]
    assert end_sessions(user_id=user, but=here, reason="lộ máy", actor=actor("admin"), at=AT) == 1
    assert seen(here) == Ended("by_administrator")


def test_closing_an_account_ends_all_and_reopening_brings_it_back(province: Province, actor):
    user, admin = province.users["planner"], actor("admin")
    here = opened(province)
    close(user_id=user, reason="nghỉ hưu", actor=admin, at=AT)
    assert seen(here) == Ended("closed")
    with pytest.raises(Refusal, match="đã khóa"):
        close(user_id=user, reason="nghỉ hưu", actor=admin, at=AT)
    with pytest.raises(Refusal):
        opened(province)
    reopen(user_id=user, reason="ký tiếp hợp đồng", actor=admin, at=AT)
    assert seen(here) == Ended("closed"), "old sessions stay ended"
    assert isinstance(seen(opened(province)), Visit)
    with pytest.raises(Refusal, match="đang hoạt động"):
        reopen(user_id=user, reason="", actor=admin, at=AT)


def test_nobody_closes_their_own_account(province: Province, actor):
    with pytest.raises(SamePerson):
        close(user_id=province.users["admin"], reason="", actor=actor("admin"), at=AT)


@pytest.mark.parametrize("action", [close, reopen])
def test_closing_and_reopening_are_the_administrators(province: Province, actor, action):
    with pytest.raises(NotAllowed):
        action(user_id=province.users["planner"], reason="", actor=actor("planner-2"), at=AT)


def test_a_proof_is_fresh_for_a_quarter_of_an_hour_and_made_again(province: Province, actor):
    session_id, later = opened(province), AT + timedelta(minutes=15)
    before, after = seen(session_id), seen(session_id, later)
    assert isinstance(before, Visit)
    assert isinstance(after, Visit)
    assert (before.is_fresh, after.is_fresh) == (True, False)
    with pytest.raises(Refusal, match="Mật khẩu không đúng"):
        prove_again(session_id=session_id, password="sai", code="", actor=actor("planner"), at=later)
    prove_again(session_id=session_id, password=PASSWORD, code="", actor=actor("planner"), at=later)
    again = seen(session_id, later)
    assert isinstance(again, Visit)
    assert again.is_fresh


def test_guessing_at_an_open_session_is_slowed_there_and_nowhere_else(province: Province, actor):
    session_id, other = opened(province), opened(province)
    for _ in range(4):
        with pytest.raises(Refusal, match="Mật khẩu"):
            prove_again(session_id=session_id, password="sai", code="", actor=actor("planner"), at=AT)
    with pytest.raises(TooManyAttempts):
        prove_again(session_id=session_id, password=PASSWORD, code="", actor=actor("planner"), at=AT)
    prove_again(session_id=other, password=PASSWORD, code="", actor=actor("planner"), at=AT)


def test_opening_is_recorded_with_browser_and_address_apart(province: Province):
    opened(province)
    entry = journal.entries(subject=f"user:{province.users['planner']}", action="accounts.open_session")[-1]
    assert entry.after is not None
    assert entry.after["means"] == ["password"]
    assert "192.0.2.7" not in f"{entry.before}{entry.after}"


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (CHROME, "Chrome trên Windows"),
        (CHROME + " Edg/140.0.0.0", "Edge trên Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) coc_coc_browser/120.0 Chrome/118.0 Safari/537.36", "Cốc Cốc trên Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari trên iPhone"),
        ("Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0", "Firefox trên Android"),
        ("", "Trình duyệt không rõ"),
        ("x" * 1_000_000 + "Firefox/1", "Trình duyệt không rõ"),
    ],
)
def test_browsers_are_named_as_their_owners_know_them(agent: str, words: str):
    assert device_words(agent) == words


def later(settings: Settings) -> None:
    """Make every proof stale."""
    settings.PROVE_AGAIN_AFTER = timedelta(0)


def test_sensitive_pages_ask_who_is_there_and_lead_back(province: Province, visit, settings: Settings):
    client, path = visit("admin"), f"/quan-tri/tai-khoan/{province.users['planner']}/"
    assert client.get(path).status_code == 200
    later(settings)
    assert client.get(path).headers["Location"] == f"/xac-nhan-lai?next={path}"
    assert client.get("/quan-tri/").status_code == 200, "the rest goes on"
    asked = client.get(f"/xac-nhan-lai?next={path}")
    assert "Mật khẩu" in asked.text
    assert "Mã xác thực" not in asked.text
    assert client.post("/xac-nhan-lai", {"password": "sai", "next": path}).status_code == 422
    assert client.post("/xac-nhan-lai", {"password": PASSWORD, "next": path}).headers["Location"] == path
    settings.PROVE_AGAIN_AFTER = timedelta(minutes=15)
    assert client.get(path).status_code == 200


def test_what_was_sent_to_a_sensitive_page_is_not_done_unproved(province: Province, visit, settings: Settings):
    client, user = visit("admin"), province.users["planner"]
    later(settings)
    answer = client.post(f"/quan-tri/tai-khoan/{user}/khoa", {"reason": "x"})
    assert answer.headers["Location"].startswith("/xac-nhan-lai")
    assert User.objects.get(pk=user).is_active
    assert "chưa được lưu" in client.get(answer.headers["Location"]).text


def test_the_page_of_ones_account_lists_sessions_and_ends_them(province: Province, visit):
    here, there = visit("planner"), visit("planner")
    other = there.session[SIGNED_IN]
    page = here.get("/tai-khoan-cua-toi/")
    assert "máy này" in page.text
    assert f"/tai-khoan-cua-toi/phien/{other}/ket-thuc" in page.text
    assert here.post(f"/tai-khoan-cua-toi/phien/{other}/ket-thuc").status_code == 302
    gone = there.get("/dia-ban/", follow=True)
    assert "đã được kết thúc từ máy khác" in gone.text
    assert here.get("/dia-ban/").status_code == 200
    assert here.post("/tai-khoan-cua-toi/phien/999999/ket-thuc").status_code == 404


def test_everywhere_else_is_signed_out(province: Province, visit):
    here, there = visit("planner"), visit("planner")
    assert "Đã đăng xuất 1 phiên" in here.post("/tai-khoan-cua-toi/phien/ket-thuc", follow=True).text
    assert there.get("/dia-ban/").status_code == 302
    assert here.get("/dia-ban/").status_code == 200


def test_the_administrators_page_shows_and_ends_sessions(province: Province, visit):
    admin, planner, path = visit("admin"), visit("planner"), f"/quan-tri/tai-khoan/{province.users['planner']}/"
    assert "192.0.2.7" in admin.get(path).text
    assert admin.post(path + "phien", {"reason": ""}).status_code == 422
    assert admin.post(path + "phien", {"reason": "máy bị mất"}).status_code == 302
    assert "Quản trị hệ thống đã kết thúc" in planner.get("/dia-ban/", follow=True).text
    assert admin.post(path + "khoa", {"reason": "thôi việc"}).status_code == 302
    assert "Mở lại tài khoản" in admin.get(path).text
    assert Client().post("/dang-nhap", {"username": "planner", "password": PASSWORD}).status_code == 422
    assert admin.post(path + "mo-lai", {"reason": "nhầm người"}).status_code == 302


def test_a_forgotten_session_tells_why_it_ended(province: Province, visit, settings: Settings):
    client = visit("planner")
    settings.SESSION_IDLE = timedelta(0)
    assert "vì lâu không thao tác" in client.get("/dia-ban/", follow=True).text


def test_the_owner_is_told_of_refused_attempts(province: Province):
    client = Client()
    for _ in range(3):
        client.post("/dang-nhap", {"username": "planner", "password": "sai"})
    owner = Client()
    landed = owner.post(
        "/dang-nhap", {"username": "planner", "password": PASSWORD}, REMOTE_ADDR="192.0.2.9", follow=True
    )
    assert "có 3 lần thử vào tài khoản này bị từ chối" in landed.text
    assert "Nhập tên và mật khẩu: bị từ chối" in owner.get("/tai-khoan-cua-toi/").text
    again = Client().post(
        "/dang-nhap", {"username": "planner", "password": PASSWORD}, REMOTE_ADDR="192.0.2.9", follow=True
    )
    assert "bị từ chối" not in again.text, "told once"


def test_the_page_of_ones_account_asks_few_questions(province: Province, visit, django_assert_max_num_queries):
    client = visit("planner")
    for _ in range(20):
        opened(province, at=timezone.now())
    with django_assert_max_num_queries(20):
        client.get("/tai-khoan-cua-toi/")


def test_sessions_that_ended_long_ago_are_forgotten(province: Province, actor):
    old, open_too_long, young = opened(province), opened(province), opened(province, at=AT + timedelta(days=89))
    sign_out(session_id=old, actor=actor("planner"), at=AT)
    late = AT + timedelta(days=91)
    assert forget_old_sessions(late) == 2
    assert [row.pk for row in Session.objects.all()] == [young]
    assert open_too_long != young
    assert forget_old_sessions(late) == 0
    with pytest.raises(NotAllowed):
        forget_sessions(actor=actor("planner"), at=late)


def test_a_page_lets_the_session_go_on_while_somebody_types(province: Province, visit):
    client = visit("planner")
    page = client.get("/tai-khoan-cua-toi/")
    assert 'data-idle="3600" data-here="/tai-khoan-cua-toi/con-day"' in page.text
    assert client.get("/tai-khoan-cua-toi/con-day").status_code == 204
    assert Client().get("/tai-khoan-cua-toi/con-day").status_code == 302
    assert "data-idle" not in Client().get("/dang-nhap").text


def test_behind_https_cookies_are_bound_to_this_host(province: Province, settings: Settings):
    settings.SESSION_COOKIE_SECURE = True
    client = Client()
    client.post("/dang-nhap", {"username": "planner", "password": PASSWORD}, secure=True)
    mark = next(cookie for name, cookie in client.cookies.items() if name.startswith("__Host-thiet-bi-"))
    assert (mark["secure"], mark["httponly"], mark["path"], mark["domain"]) == (True, True, "/", "")
    assert "planner" not in mark.key + mark.value
