"""An account that nobody used yet, linked by an administrator with who its owner is at a provider."""

import pytest
from django.test import Client

from pcmt.accounts.actions.invite import invite
from pcmt.accounts.actions.issue_link import issue_link
from pcmt.accounts.actions.link_identity import link_identity
from pcmt.accounts.actions.reset_password import reset_password
from pcmt.accounts.actions.reset_second_factor import reset_second_factor
from pcmt.accounts.actions.set_password import set_password
from pcmt.accounts.models import Identity, Link, User
from pcmt.accounts.queries.identities import provider_of
from pcmt.agencies import queries as agencies
from pcmt.agencies.actions.appoint import appoint
from pcmt.journal import queries as journal
from pcmt.kernel.lifecycle import SamePerson
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.web.entering import DOOR
from tests.accounts.test_accounts_providers import NOTHING, Provider, came_back, provider, running, signed_in
from tests.province import AT, BUILDER, Province

__all__ = ["provider", "running"]


@pytest.fixture
def newcomer(province: Province) -> int:
    """An account that was invited for a person of the health department and never used."""
    post_id = appoint(
        agency_id=province.agencies["health"],
        person_name="Lục Thị Mơ",
        title="Chuyên viên",
        valid_from=AT.date(),
        actor=BUILDER,
        at=AT,
    )
    return invite(username="soyte.mo", person_id=agencies.post(post_id).person_id, actor=BUILDER, at=AT)


def linked(user_id: int, actor, subject: str = "nguoi-01") -> int:
    there = provider_of("so-thu")
    assert there is not None
    return link_identity(user_id=user_id, provider=there, subject=subject, actor=actor("admin"), at=AT)


def test_they_come_in_without_ever_setting_a_password(newcomer: int, visit, actor, provider: Provider):
    issue_link(user_id=newcomer, actor=actor("admin"), at=AT)
    linked(newcomer, actor)
    assert not Link.objects.filter(user_id=newcomer, revoked_at__isnull=True).exists()
    provider.behave(claims={"name": "MƠ LỤC THỊ"})
    client: Client = visit()
    came_back(client, provider)
    assert signed_in() == ["provider"]
    assert "vào qua cổng đăng nhập" in client.get("/tai-khoan-cua-toi/").content.decode()
    asked = client.get("/xac-nhan-lai").content.decode()
    assert "đăng nhập lại qua cổng" in asked
    assert 'name="password"' not in asked
    # Only the first time is the name looked at: people marry.
    provider.behave(claims={"name": "Lục Thị Mơ (Sở Y tế)"})
    came_back(visit(), provider)
    assert signed_in() == ["provider", "provider"]


def test_a_slip_in_the_subject_lets_no_stranger_in(newcomer: int, visit, actor, provider: Provider):
    linked(newcomer, actor)
    assert NOTHING in came_back(visit(), provider)
    assert signed_in() == []
    entry = journal.newest_of(f"user:{newcomer}", limit=1)[0]
    assert (entry.action, (entry.after or {})["wrong"]) == ("accounts.use_identity", "name")
    provider.behave(claims={"name": None})
    came_back(visit(), provider)
    assert signed_in() == ["provider"]


def test_whoever_uses_an_account_links_it_themselves(newcomer: int, province: Province, actor, provider: Provider):
    with pytest.raises(Refusal, match="đã có người dùng"):
        linked(province.users["planner"], actor)
    User.objects.filter(pk=newcomer).update(signed_in_at=AT)
    with pytest.raises(Refusal, match="đã có người dùng"):
        linked(newcomer, actor)
    User.objects.filter(pk=newcomer).update(signed_in_at=None, is_active=False)
    with pytest.raises(NotFound):
        linked(newcomer, actor)


def test_an_identity_opens_one_account_and_an_account_has_one(newcomer: int, province: Province, actor, provider):
    Identity.objects.create(
        user_id=province.users["planner"], issuer=provider.issuer, subject="nguoi-01", begun_at=AT, confirmed_at=AT
    )
    with pytest.raises(Refusal) as taken:
        linked(newcomer, actor)
    assert "subject" in taken.value.fields
    linked(newcomer, actor, " nguoi-09 ")
    assert Identity.objects.get(user_id=newcomer).subject == "nguoi-09"
    with pytest.raises(Refusal, match="Đã liên kết"):
        linked(newcomer, actor, "nguoi-10")


@pytest.mark.parametrize("subject", ["", "hai từ", "a b", "x" * 256, "a\nb", "a\0b"])
def test_what_is_no_subject_is_refused_at_its_field(subject: str, newcomer: int, actor, provider: Provider):
    with pytest.raises(Refusal) as refused:
        linked(newcomer, actor, subject)
    assert "subject" in refused.value.fields


def test_a_reset_ends_this_way_in_until_a_password_is_set(newcomer: int, visit, actor, provider: Provider):
    linked(newcomer, actor)
    provider.behave(claims={"name": "Lục Thị Mơ"})
    came_back(visit(), provider)
    link = reset_password(user_id=newcomer, reason="mất máy", actor=actor("admin"), at=AT)
    assert signed_in() == []
    assert NOTHING in came_back(visit(), provider)
    set_password(token=link.token, password="chim hót trên cành cao", address="", actor=DOOR, at=AT)
    came_back(visit(), provider)
    assert signed_in() == ["provider"]


def test_one_hand_does_not_hand_out_both_steps(newcomer: int, actor, provider: Provider):
    linked(newcomer, actor)
    User.objects.filter(pk=newcomer).update(second_factor_since=AT)
    with pytest.raises(SamePerson):
        reset_second_factor(user_id=newcomer, reason="thử", actor=actor("admin"), at=AT)


def test_only_administrators_link_others(newcomer: int, actor, provider: Provider):
    there = provider_of("so-thu")
    assert there is not None
    for who in ("planner", "chairman"):
        with pytest.raises(NotAllowed):
            link_identity(user_id=newcomer, provider=there, subject="x", actor=actor(who), at=AT)
    assert not Identity.objects.exists()


def test_the_page_links_and_tells(newcomer: int, visit, province: Province, provider: Provider):
    admin, page = visit("admin"), f"/quan-tri/tai-khoan/{newcomer}/"
    assert "Liên kết trước" in admin.get(page).content.decode()
    assert "Liên kết trước" not in admin.get(f"/quan-tri/tai-khoan/{province.users['planner']}/").content.decode()
    wrong = admin.post(f"{page}lien-ket-cong", {"provider": "so-thu", "subject": "hai từ"})
    assert wrong.status_code == 422
    assert "không có dấu cách" in wrong.content.decode()
    assert admin.post(f"{page}lien-ket-cong", {"provider": "khong-co", "subject": "x"}).status_code == 422
    done = admin.post(f"{page}lien-ket-cong", {"provider": "so-thu", "subject": "nguoi-01"}, follow=True)
    shown = done.content.decode()
    assert "nguoi-01; quản trị liên kết trước" in shown
    assert "không dùng, vào qua cổng" in shown
    entry = journal.newest_of(f"user:{newcomer}", limit=1)[0]
    assert entry.action == "accounts.link_identity"
    assert "nguoi-01" not in str(entry.after)
