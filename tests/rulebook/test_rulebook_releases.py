"""Rules of the province's own: proposed by one person, released by another, in force at once in every process."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from pytest_django import Settings

from pcmt.kernel.actor import Actor
from pcmt.kernel.lifecycle import SamePerson
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.rulebook.actions.propose_release import propose_release
from pcmt.rulebook.actions.release import release
from pcmt.rulebook.actions.withdraw_release import withdraw_release
from pcmt.rulebook.models import Release
from pcmt.rulebook.queries import book, problems, refresh, releases
from pcmt.rulebook.releasing import CannotRelease
from tests.province import AT

pytestmark = pytest.mark.django_db(transaction=True)

ELEMENT = "elements/dot-xuat.yaml"
TEXT = """elements:
  flags_hung:
    label: Cờ đã treo
    unit: lá
    scale: 0
    time: sum
    sums_over_areas: true
    kind: count
    source: {document: Công văn số 12/CV-UBND, provision: mục 1, certain: true}
"""
ActorOf = Callable[[str], Actor]


@pytest.fixture(autouse=True)
def _apart(settings: Settings, tmp_path: Path) -> None:
    settings.RELEASES_DIR = tmp_path / "rules"


def proposed(actor: ActorOf, text: str = TEXT, name: str = ELEMENT, who: str = "planner") -> int:
    return propose_release(files={name: text}, reason="Công văn số 12.", actor=actor(who), at=AT)


def test_two_persons_make_a_rule_that_holds_at_once(actor: ActorOf) -> None:
    number = proposed(actor)
    assert "flags_hung" not in book().element_by_code
    (waiting,) = releases()
    assert waiting.state == "waiting"
    with pytest.raises(SamePerson):
        release(release_id=number, digest=waiting.digest, actor=actor("planner"), at=AT)
    with pytest.raises(CannotRelease):
        release(release_id=number, digest="another", actor=actor("planner-2"), at=AT)
    before = book().digest
    release(release_id=number, digest=waiting.digest, actor=actor("planner-2"), at=AT)
    assert book().element("flags_hung").label == "Cờ đã treo"
    assert book().digest != before
    assert problems() == []
    assert releases()[0].state == "released"
    with pytest.raises(NotFound):
        release(release_id=number, digest=waiting.digest, actor=actor("planner-2"), at=AT)


def test_what_was_released_is_laid_out_anew(actor: ActorOf, settings: Settings, tmp_path: Path) -> None:
    number = proposed(actor)
    release(release_id=number, digest=releases()[0].digest, actor=actor("planner-2"), at=AT)
    settings.RELEASES_DIR = tmp_path / "restored"  # as after a backup was put back
    assert "flags_hung" not in book().element_by_code
    refresh()
    assert "flags_hung" in book().element_by_code


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("roles.yaml", "roles: {}", "không thuộc các thư mục"),
        ("lifecycles/submission.yaml", "code: submission", "không thuộc các thư mục"),
        ("elements/../roles.yaml", "roles: {}", "không thuộc các thư mục"),
        ("elements/people.yaml", "elements: {}", "đã có"),
        (ELEMENT, "elements: [", "lỗi"),
        (ELEMENT, TEXT.replace("time: sum", "time: maybe"), "lỗi"),
        (ELEMENT, "x" * 600_000, "dài quá"),
    ],
)
def test_what_a_release_may_not_bring_is_refused(actor: ActorOf, name: str, text: str, told: str) -> None:
    with pytest.raises(CannotRelease, match=told):
        proposed(actor, text, name)
    assert not Release.objects.exists()


def test_a_version_that_stands_may_be_given_its_last_day_and_no_more(actor: ActorOf, settings: Settings) -> None:
    name = "forms/xa-thang@2027-01-01.yaml"
    old = (Path(settings.RULEBOOK_DIR) / name).read_text()
    ended = old.replace('version_from: "2027-01-01"\n', 'version_from: "2027-01-01"\nversion_to: "2027-12-31"\n')
    following = old.replace('version_from: "2027-01-01"', 'version_from: "2028-01-01"')
    with pytest.raises(CannotRelease, match="chỉ được ghi thêm ngày hết hiệu lực"):
        proposed(actor, ended.replace("Biểu tháng cấp xã", "Biểu khác"), name)
    files = {name: ended, "forms/xa-thang@2028-01-01.yaml": following}
    number = propose_release(files=files, reason="Mẫu mới.", actor=actor("planner"), at=AT)
    release(release_id=number, digest=releases()[0].digest, actor=actor("planner-2"), at=AT)
    assert book().form("xa-thang", date(2027, 12, 14)).id == "xa-thang@2027-01-01"
    assert book().form("xa-thang", date(2028, 1, 14)).id == "xa-thang@2028-01-01"


def test_a_proposal_is_withdrawn_and_only_by_who_may(actor: ActorOf) -> None:
    number = proposed(actor)
    with pytest.raises(NotAllowed):
        withdraw_release(release_id=number, actor=actor("sen-hong.reporter"), at=AT)
    withdraw_release(release_id=number, actor=actor("planner"), at=AT)
    assert releases()[0].state == "withdrawn"
    with pytest.raises(NotFound):
        release(release_id=number, digest=releases()[0].digest, actor=actor("planner-2"), at=AT)


def test_nobody_else_may_propose_and_a_reason_is_given(actor: ActorOf) -> None:
    with pytest.raises(NotAllowed):
        proposed(actor, who="sen-hong.reporter")
    with pytest.raises(Refusal):
        propose_release(files={ELEMENT: TEXT}, reason=" ", actor=actor("planner"), at=AT)


def test_the_database_too_asks_for_two_persons(actor: ActorOf) -> None:
    number = proposed(actor)
    row = Release.objects.get(pk=number)
    row.released_by, row.released_at = row.proposed_by, AT
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_the_page_takes_a_proposal_and_the_other_person_releases_it(visit) -> None:
    one, other = visit("planner"), visit("planner-2")
    here = "/quan-tri/quy-tac/bo-sung/"
    sent = {"folder": "elements", "name": "dot-xuat.yaml", "text": TEXT.replace("\n", "\r\n"), "reason": "Công văn."}
    wrong = one.post(here, {**sent, "text": "elements: ["})
    assert wrong.status_code == 422
    assert "lỗi" in wrong.content.decode()
    assert one.post(here, sent).status_code == 302
    assert "Người khác ban hành." in one.get(here).content.decode()
    number = releases()[0].id
    own = one.post(f"{here}{number}/ban-hanh", {"digest": releases()[0].digest}, follow=True).content.decode()
    assert "không được tự ban hành" in own
    page = other.get(here).content.decode()
    assert "Ban hành</button>" in page
    other.post(f"{here}{number}/ban-hanh", {"digest": releases()[0].digest})
    assert "flags_hung" in book().element_by_code
