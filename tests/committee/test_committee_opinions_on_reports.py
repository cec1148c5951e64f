"""Leaders' opinions on official reports and on the reports of communes, which packages above the committee keep."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from pcmt.committee import queries as committee
from pcmt.committee.actions.give_opinion import give_opinion
from pcmt.committee.actions.note_opinion import note_opinion
from pcmt.committee.models import Opinion
from pcmt.committee.queries import OpinionInput
from pcmt.committee.subjects import kinds
from pcmt.documents.models import Document
from pcmt.journal.queries import entries
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotFound
from pcmt.plans import queries as plans
from pcmt.publications import queries as publications
from pcmt.publications.actions.compose import compose
from pcmt.publications.models import Report
from pcmt.reporting.actions.correct import correct
from pcmt.web.committee.opining import PAGES
from tests.indicators.figures import october
from tests.province import Province
from tests.reporting.walk import Walk

AS = Callable[[str], Actor]
Note = Callable[[str, int], int]
TODAY = date(2026, 11, 21)
WORDS = "Xã Sen Hồng rà soát lại số người nghiện, báo cáo rõ vì sao giảm"


@pytest.fixture
def walk(province: Province, actor: AS, at: datetime) -> Walk:
    """The reports of October, opened."""
    walk = Walk(province, actor, at)
    walk.open()
    return walk


@pytest.fixture
def sent_id(walk: Walk) -> int:
    """A commune's report, sent."""
    submission = walk.id("sen-hong")
    walk.fill(submission)
    walk.send(submission)
    return submission


@pytest.fixture
def report_id(province: Province, planner: Actor, at: datetime) -> int:
    """The official report of a quarter, in draft."""
    october(province)
    return compose(layout="bao-cao-quy", period=Period.parse("2026-Q3@nd09"), actor=planner, at=at)


@pytest.fixture
def note(province: Province, planner: Actor, at: datetime) -> Note:
    """Notes an opinion on a thing, to a commune's committee."""

    def noted(about: str, about_id: int) -> int:
        to = (province.communes["sen-hong"].agencies["ubnd_xa"],)
        day = date(2026, 11, 20)
        said = OpinionInput(about, about_id, province.posts["health-head"], day, WORDS, to, date(2026, 11, 27))
        return note_opinion(said=said, actor=planner, at=at)

    return noted


def test_an_opinion_stands_at_a_communes_report_and_awaits_the_commune(
    sent_id: int, note: Note, planner: Actor, actor: AS
):
    noted = note("submission", sent_id)
    (one,) = committee.opinions_on(planner, "submission", sent_id, on=TODAY)
    assert (one.id, one.about_label, one.about_id) == (noted, "Báo cáo số liệu", sent_id)
    assert "Sen Hồng" in one.about_title
    assert "tháng 10" in one.about_title
    (waiting,) = committee.awaiting(actor("sen-hong.reporter"), TODAY)
    assert (waiting.kind, waiting.id) == ("opinion", noted)
    assert entries(subject=f"submission:{sent_id}")[-1].action == "committee.note_opinion"
    assert committee.opinions_on(planner, "report", sent_id, on=TODAY) == ()


def test_an_opinion_on_an_official_report_keeps_its_title(report_id: int, note: Note, planner: Actor):
    note("report", report_id)
    (one,) = committee.opinions(planner, on=TODAY)
    assert one.about_label == "Báo cáo tổng hợp"
    assert one.about_title == publications.report(planner, report_id).row.title


def test_a_report_and_the_document_as_which_it_was_issued_share_one_thread(
    report_id: int, announcement_id: int, note: Note, planner: Actor, visit: Callable[[str], Client]
):
    note("report", report_id)
    note("document", announcement_id)
    office = visit("planner")
    pages = (f"/van-ban/{announcement_id}/thong-tin", f"/bao-cao-tong-hop/{report_id}/")
    assert office.get(pages[0]).content.decode().count(WORDS) == 1, "another paper's opinions are not its own"
    Report.objects.filter(pk=report_id).update(document_id=announcement_id)
    Document.objects.filter(pk=announcement_id).update(direction="out")
    assert publications.report_issued_as(planner, announcement_id) == report_id
    for page, of_the_other in zip(pages, ("về báo cáo tổng hợp", "về văn bản"), strict=True):
        text = office.get(page).content.decode()
        assert (text.count(WORDS), text.count(of_the_other)) == (2, 1), page
    assert pages[1] in office.get(pages[0]).content.decode()


def test_a_report_is_named_only_to_who_may_see_it(sent_id: int, report_id: int, actor: AS):
    stranger = actor("hoa-ban.reporter")
    for about, about_id in (("submission", sent_id), ("report", report_id), ("person", 1)):
        with pytest.raises(NotFound):
            committee.title_of(stranger, about, about_id, on=TODAY)
    assert "Sen Hồng" in committee.title_of(actor("sen-hong.reporter"), "submission", sent_id, on=TODAY)


def test_an_opinion_on_a_report_becomes_a_task(
    sent_id: int, note: Note, plan_id: int, planner: Actor, province: Province, at: datetime
):
    (duty,) = committee.opinion(planner, note("submission", sent_id), on=TODAY).duties
    task = plans.task(give_opinion(duty_id=duty.id, plan_id=plan_id, actor=planner, at=at), on=TODAY)
    assert task.title == WORDS
    assert [one.agency_id for one in task.leads] == [province.communes["sen-hong"].agencies["ubnd_xa"]]


@pytest.mark.parametrize("place", ["nothing", "two", "another kind"])
def test_the_database_keeps_an_opinion_on_one_thing(place: str, sent_id: int, note: Note, announcement_id: int):
    rows = Opinion.objects.filter(pk=note("submission", sent_id))
    wrong: dict[str, dict[str, object]] = {
        "nothing": {"elsewhere_id": None},
        "two": {"document_id": announcement_id},
        "another kind": {"about": "document"},
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**wrong[place])


def test_the_page_of_a_communes_report_shows_and_takes_opinions(
    sent_id: int, planner: Actor, visit: Callable[[str], Client]
):
    office, page = visit("planner"), f"/bao-cao-so-lieu/{sent_id}/"
    place = f"/ban-chi-dao/y-kien/moi?ve=submission:{sent_id}"
    assert place in office.get(page).content.decode()
    form = office.get(place)
    assert "Sen Hồng" in form.content.decode()
    sent = {
        "post_id": str(form.context["form"].fields["post_id"].choices[1][0]), "said_on": "20/11/2026", "words": WORDS,
        "agencies": "UBND xã Sen Hồng", "due_on": "31/12/2099",
    }  # fmt: skip
    assert office.post(place, sent).headers["Location"] == page
    (one,) = committee.opinions(planner, on=TODAY)
    home = f"/ban-chi-dao/y-kien/{one.id}/"
    assert page in office.get(home).content.decode()
    clerk = visit("sen-hong.reporter").get(page).content.decode()
    assert home in clerk
    assert WORDS in clerk
    assert place not in clerk


def test_an_opinion_stays_in_sight_when_the_report_is_corrected(
    sent_id: int, note: Note, walk: Walk, visit: Callable[[str], Client], at: datetime
):
    walk.accept(sent_id)
    noted = note("submission", sent_id)
    duty = walk.view(sent_id).duty.id
    opened = correct(duty_id=duty, reason="Đếm thiếu một thôn", actor=walk.actor("planner"), at=at)
    assert opened != sent_id
    assert (
        f"/ban-chi-dao/y-kien/{noted}/"
        in visit("sen-hong.reporter").get(f"/bao-cao-so-lieu/{opened}/").content.decode()
    )


def test_who_fills_in_a_report_is_not_kept_waiting_for_opinions(walk: Walk, visit: Callable[[str], Client]):
    submission = walk.id("sen-hong")
    page = f"/bao-cao-so-lieu/{submission}/"
    assert "opinions" not in visit("sen-hong.reporter").get(page).context
    assert visit("planner").get(page).context["opinions"] == []


def test_the_page_of_an_official_report_shows_opinions(report_id: int, note: Note, visit: Callable[[str], Client]):
    noted, office = note("report", report_id), visit("planner")
    page = f"/bao-cao-tong-hop/{report_id}/"
    shown = office.get(page).content.decode()
    assert f"/ban-chi-dao/y-kien/{noted}/" in shown
    assert f"/ban-chi-dao/y-kien/moi?ve=report:{report_id}" in shown
    assert page in office.get(f"/ban-chi-dao/y-kien/{noted}/").content.decode()
    commune = visit("sen-hong.reporter")
    assert commune.get(page).status_code in (403, 404)
    told = commune.get(f"/ban-chi-dao/y-kien/{noted}/").content.decode()
    assert WORDS in told
    assert page not in told


def test_every_kind_of_thing_has_a_page():
    assert PAGES.keys() == kinds().keys()
