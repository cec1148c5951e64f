"""An official report's points, drawn from what communes wrote: picked, put together, worded, traced to their words."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils.html import escape

from pcmt.kernel.actor import Actor
from pcmt.kernel.lifecycle import SamePerson
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.publications import queries
from pcmt.publications.access import check_hands
from pcmt.publications.actions.compose import compose
from pcmt.publications.actions.pick_words import LONGEST, Picked, pick_words
from pcmt.publications.actions.refresh import refresh
from pcmt.publications.models import Report
from pcmt.reporting import queries as reporting
from pcmt.reporting.models import Submission, Words
from pcmt.trace.queries import trace
from tests.province import AT, Province
from tests.reporting.walk import OCTOBER, Walk

pytestmark = pytest.mark.django_db

BLOCK = "kho-khan"
QUARTER = Period.parse("2026-Q4@nd09")
SAID = {
    "sen-hong": "Đường vào bản lầy lội; thiếu thuyền máy",
    "hoa-ban": "Đường vào bản còn lầy lội",
    "mua-ngau": "Không",
}
Resolve = Callable[[str], Actor]


@pytest.fixture
def words(province: Province, actor: Resolve) -> dict[str, int]:
    """What three communes wrote in reports that are closed, by commune; Chân Mây only sent its report."""
    walk = Walk(province, actor, AT)
    walk.open(OCTOBER)
    made = {}
    for commune, text in (SAID | {"chan-may": "Thiếu que thử"}).items():
        submission = walk.id(commune)
        made[commune] = Words.objects.create(
            submission_id=submission, field="difficulties", text=text, entered_at=AT
        ).pk
        sent = {"state": "submitted"} if commune == "chan-may" else {"state": "accepted", "accepted_at": AT}
        Submission.objects.filter(pk=submission).update(**sent)
    return made


@pytest.fixture
def report_id(words: dict[str, int], actor: Resolve) -> int:
    return compose(layout="bao-cao-quy", period=QUARTER, actor=actor("planner"), at=AT)


def picked(report_id: int, actor: Actor, *points: Picked, version: int | None = None) -> int:
    seen = queries.report(actor, report_id).version if version is None else version
    return pick_words(report_id=report_id, block=BLOCK, points=points, version=seen, actor=actor, at=AT)


def printed(actor: Actor, report_id: int) -> str:
    return queries.as_html(actor, report_id, lambda reference: None if reference.startswith("report:") else reference)


def test_points_take_the_place_of_all_that_was_written(report_id: int, words: dict[str, int], actor: Resolve) -> None:
    planner = actor("planner")
    assert "thiếu thuyền máy" in printed(planner, report_id)
    both = (words["sen-hong"], words["hoa-ban"])
    version = picked(report_id, planner, Picked("Đường vào nhiều  bản lầy lội.", both))
    page = printed(planner, report_id)
    assert "Đường vào nhiều bản lầy lội (" in page
    assert ">xã Sen Hồng</a>" in page, "a name inside a sentence has no capital before it"
    assert "thiếu thuyền máy" not in page
    assert f'href="words:{words["hoa-ban"]}"' in page, "a unit that is named leads to what it wrote"
    view = queries.report(planner, report_id)
    assert (view.version, view.row.state.code) == (version, "draft")
    assert [one.said for one in view.points[BLOCK][0].sources] == [SAID["sen-hong"], SAID["hoa-ban"]]
    picked(report_id, planner)
    assert "thiếu thuyền máy" in printed(planner, report_id), "without points everything is printed again"


def test_many_units_are_counted_and_not_named(report_id: int, words: dict[str, int], actor: Resolve) -> None:
    planner = actor("planner")
    picked(report_id, planner, Picked("Đường lầy lội", tuple(words[one] for one in SAID)))
    (point,) = queries.report(planner, report_id).points[BLOCK]
    assert point.whose.count(",") == 2, "three are named"
    four = queries.Point("x", tuple(point.sources[0].__class__(n, 1, f"Xã {n}", "", "") for n in range(4)))
    assert four.whose == "4 đơn vị"


def test_refreshing_keeps_the_points(report_id: int, words: dict[str, int], actor: Resolve) -> None:
    planner = actor("planner")
    picked(report_id, planner, Picked("Đường lầy lội", (words["sen-hong"],)))
    refresh(report_id=report_id, actor=planner, at=AT)
    assert "Đường lầy lội" in printed(planner, report_id)
    assert [one.reference for one in queries.figures(report_id, BLOCK)] == [f"words:{words['sen-hong']}"]


def test_words_and_report_are_traced_both_ways(report_id: int, words: dict[str, int], actor: Resolve) -> None:
    planner = actor("planner")
    picked(report_id, planner, Picked("Đường lầy lội", (words["sen-hong"], words["hoa-ban"])))
    up = trace(f"words:{words['sen-hong']}", planner, AT)
    assert [one.reference for one in up.up] == [f"report:{report_id}#{BLOCK}"]
    assert ("Nguyên văn", SAID["sen-hong"]) in up.facts
    down = trace(f"report:{report_id}#{BLOCK}", planner, AT)
    assert [one.reference for one in down.down] == [f"words:{words[one]}" for one in ("sen-hong", "hoa-ban")]
    assert SAID["hoa-ban"] in down.down[1].title
    with pytest.raises(NotFound):
        trace(f"words:{words['hoa-ban']}", actor("sen-hong.reporter"), AT)


@pytest.mark.parametrize(
    ("text", "whose", "code"),
    [
        ("  ", "sen-hong", "empty"),
        ("x" * (LONGEST + 1), "sen-hong", "too_long"),
        ("Ý", "chan-may", "not_closed"),
    ],
)
def test_what_is_no_point_is_refused(
    report_id: int, words: dict[str, int], actor: Resolve, text: str, whose: str, code: str
) -> None:
    with pytest.raises(Refusal) as caught:
        picked(report_id, actor("planner"), Picked(text, (words[whose],)))
    assert caught.value.code == code
    assert queries.report(actor("planner"), report_id).points == {}


def test_words_of_another_field_or_none_at_all_are_refused(
    report_id: int, words: dict[str, int], actor: Resolve
) -> None:
    other = Words.objects.create(
        submission_id=Words.objects.get(pk=words["sen-hong"]).submission_id, field="proposals", text="x", entered_at=AT
    )
    for ids in ((), (other.pk,), (words["sen-hong"], 999_999)):
        with pytest.raises(Refusal) as caught:
            picked(report_id, actor("planner"), Picked("Ý", ids))
        assert caught.value.code == "not_closed"


def test_who_may_pick_and_when(report_id: int, words: dict[str, int], actor: Resolve) -> None:
    planner, point = actor("planner"), Picked("Đường lầy lội", (words["sen-hong"],))
    version = queries.report(planner, report_id).version
    with pytest.raises(NotAllowed):
        picked(report_id, actor("chairman"), point, version=version)
    with pytest.raises(NotFound):
        picked(report_id, actor("sen-hong.reporter"), point, version=version)
    with pytest.raises(Refusal) as caught:
        picked(report_id, planner, point, version=version + 1)
    assert caught.value.code == "stale"
    with pytest.raises(NotFound):
        pick_words(report_id=report_id, block="tinh-hinh", points=[point], version=version, actor=planner, at=AT)
    picked(report_id, planner, point)
    report = Report.objects.get(pk=report_id)
    with pytest.raises(SamePerson):
        check_hands(report, "sign", planner)
    Report.objects.filter(pk=report_id).update(state="issued")
    with pytest.raises(Refusal):
        picked(report_id, planner, point)


def test_picked_put_together_worded_and_dropped_on_the_page(
    report_id: int, words: dict[str, int], actor: Resolve, visit
) -> None:
    client, address = visit("planner"), reverse("publications.pick_words", args=[report_id, BLOCK])
    assert address in client.get(reverse("publications.show", args=[report_id])).content.decode()
    page = client.get(address).content.decode()
    both = f"{words['hoa-ban']}.{words['sen-hong']} "
    assert f'value="{both}' in page
    assert "Thiếu que thử" not in page, "what is not closed is not offered"
    alone = f"{words['sen-hong']} Thiếu thuyền máy"
    version = queries.report(actor("planner"), report_id).version
    sent = {"version": version, "pick": [both + "Đường vào bản lầy lội", alone], "do": "merge"}
    page = client.post(address, sent, follow=True).content.decode()
    assert "Đã ghi 1 ý vào báo cáo" in page
    assert "các báo cáo này đã được dẫn" in page
    (point,) = queries.report(actor("planner"), report_id).points[BLOCK]
    assert {one.words_id for one in point.sources} == {words["hoa-ban"], words["sen-hong"]}

    kept = {"words-1": both.strip(), "text-1": "Đường & bản", "order-1": "2", "do": "add", "pick": [alone]}
    client.post(address, kept | {"version": version + 1})
    texts = [one.text for one in queries.report(actor("planner"), report_id).points[BLOCK]]
    assert texts == ["Đường & bản", "Thiếu thuyền máy"]
    swapped = {"words-1": both.strip(), "text-1": "A", "order-1": "2", "words-2": str(words["sen-hong"]), "text-2": "B",
               "order-2": "1", "do": "save", "version": version + 2}  # fmt: skip
    client.post(address, swapped)
    assert [one.text for one in queries.report(actor("planner"), report_id).points[BLOCK]] == ["B", "A"]
    stale = client.post(address, swapped | {"text-1": "Chưa được mất <b>"})
    assert stale.status_code == 409
    assert escape("Chưa được mất <b>") in stale.content.decode()
    emptied = client.post(address, swapped | {"version": version + 3, "text-2": " "})
    assert emptied.status_code == 409
    assert "Có ý chưa ghi lời văn" in emptied.content.decode()
    unmarked = client.post(address, swapped | {"version": version + 3, "do": "add"})
    assert unmarked.status_code == 409
    assert "Chưa đánh dấu nhóm ý nào" in unmarked.content.decode()
    assert [one.text for one in queries.report(actor("planner"), report_id).points[BLOCK]] == ["B", "A"]
    client.post(address, swapped | {"version": version + 3, "drop-1": "1", "drop-2": "1"})
    assert queries.report(actor("planner"), report_id).points == {}


def test_what_a_unit_changed_since_is_told_beside_the_point(
    report_id: int, words: dict[str, int], actor: Resolve, visit
) -> None:
    picked(report_id, actor("planner"), Picked("Đường lầy lội", (words["sen-hong"],)))
    Words.objects.filter(pk=words["sen-hong"]).update(text="Đường đã sửa xong", revision=2)
    page = visit("planner").get(reverse("publications.pick_words", args=[report_id, BLOCK])).content.decode()
    assert "đơn vị đã sửa sau khi chọn" in page
    assert SAID["sen-hong"] in page, "the point keeps what it was drawn from"
    assert reporting.said(actor("planner"), [words["sen-hong"]])[words["sen-hong"]].said == "Đường đã sửa xong"


def test_what_no_page_of_ours_sends_picks_nothing(report_id: int, visit, actor: Resolve) -> None:
    address, client = reverse("publications.pick_words", args=[report_id, BLOCK]), visit("planner")
    for hostile in ("1" * 400_000, "1." * 200_000, "0", "x", "-1", "1..2", "١"):
        version = queries.report(actor("planner"), report_id).version
        sent = {"version": version, "pick": [hostile + " ý"], "words-1": hostile, "text-1": "ý", "do": "add"}
        assert client.post(address, sent).status_code in (302, 409)
        assert queries.report(actor("planner"), report_id).points == {}, hostile[:20]
