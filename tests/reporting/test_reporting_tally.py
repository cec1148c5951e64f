"""Figures by thôn, bản: named, entered, added up without taking what is missing for zero, carried into the report."""

import pytest
from django.urls import reverse

from pcmt.areas.actions.open_area import open_area
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.reporting import queries
from pcmt.reporting.actions.carry_tally import LacksPlaces, carry_tally
from pcmt.reporting.actions.correct import correct
from pcmt.reporting.actions.enter_cells import UnknownCell
from pcmt.reporting.actions.enter_tally import TallyResult, enter_tally
from pcmt.reporting.actions.name_places import name_places
from pcmt.reporting.drafts import WrongFigures
from pcmt.reporting.models import DraftCell, Fact, TallyCell
from pcmt.reporting.queries import TallyColumn, TallyView
from pcmt.reporting.rules.tally import MOST_PLACES, named_places, sheets_of
from pcmt.web.reporting.tally import sheet_names
from tests.reporting.walk import Walk

pytestmark = pytest.mark.django_db

PLACES = ("Bản Trên", "Bản Giữa", "Thôn Dưới")


@pytest.fixture
def submission(walk: Walk) -> int:
    """Sen Hồng's report with three places."""
    found = walk.id("sen-hong")
    name_places(submission_id=found, names=PLACES, actor=walk.actor("sen-hong.reporter"), at=walk.at)
    return found


def shown(walk: Walk, submission: int, username: str = "sen-hong.reporter") -> TallyView:
    return queries.tally(walk.actor(username), submission, walk.at.date())


def column(walk: Walk, submission: int, element: str) -> TallyColumn:
    columns = [one for sheet in shown(walk, submission).sheets for one in sheet.columns]
    return next(one for one in columns if one.cell.element == element)


def enter(
    walk: Walk, submission: int, element: str, *texts: str, username: str = "sen-hong.reporter", seen: int | None = None
) -> TallyResult:
    view = shown(walk, submission)
    keys = [(place, element) for place, _ in view.places]
    known = {key: view.figures[key][1] if seen is None else seen for key in keys if key in view.figures}
    figures = dict(zip(keys, texts, strict=False))
    return enter_tally(submission_id=submission, figures=figures, seen=known, actor=walk.actor(username), at=walk.at)


def carry(walk: Walk, submission: int, *elements: str, with_gaps: tuple[str, ...] = ()) -> int:
    actor = walk.actor("sen-hong.reporter")
    return carry_tally(submission_id=submission, elements=elements, with_gaps=with_gaps, actor=actor, at=walk.at).saved


def test_sums_enter_the_report_and_say_of_what_they_are(walk: Walk, submission: int):
    assert enter(walk, submission, "talks", "3", "0", "1.004").saved == 3
    assert column(walk, submission, "talks").text == "1.007"
    assert not DraftCell.objects.filter(submission_id=submission).exists(), "a tally alone changes no report"
    assert carry(walk, submission, "talks") == 1
    cell = DraftCell.objects.get(submission_id=submission, element="talks")
    assert (cell.scaled, cell.provenance, cell.tallied_from) == (1007, "tallied", "3 thôn, bản")
    assert column(walk, submission, "talks").state == "same"


def test_what_is_missing_is_no_zero_unless_somebody_says_so(walk: Walk, submission: int):
    enter(walk, submission, "talks", "3", "", "4")
    found = column(walk, submission, "talks").sum
    assert (found.known, found.missing, found.is_whole) == (2, ("Bản Giữa",), False)
    with pytest.raises(LacksPlaces, match="Bản Giữa"):
        carry(walk, submission, "talks")
    with pytest.raises(LacksPlaces, match="chưa có số nào"):
        carry(walk, submission, "attendances")
    carry(walk, submission, "talks", with_gaps=("talks",))
    cell = DraftCell.objects.get(submission_id=submission, element="talks")
    assert (cell.scaled, cell.tallied_from) == (7, "2/3 thôn, bản; chưa có: Bản Giữa")


def test_the_report_tells_of_the_sum_beside_its_cell(walk: Walk, submission: int, visit):
    enter(walk, submission, "talks", "3", "", "4")
    carry(walk, submission, "talks", with_gaps=("talks",))
    client, address = visit("sen-hong.reporter"), reverse("reporting.submission", args=[submission])
    assert "Cộng từ 2/3 thôn, bản; chưa có: Bản Giữa" in client.get(address).content.decode()
    walk.enter(submission, {"talks": "10"})
    assert "Khác số cộng (7) từ 2/3 thôn, bản" in client.get(address).content.decode()


def test_a_figure_typed_over_a_sum_shows_as_differing(walk: Walk, submission: int):
    enter(walk, submission, "talks", "3", "2", "4")
    carry(walk, submission, "talks")
    walk.enter(submission, {"talks": "10"})
    assert column(walk, submission, "talks").state == "differs"
    cell = DraftCell.objects.get(submission_id=submission, element="talks")
    assert (cell.provenance, cell.scaled, cell.tallied) == ("typed", 10, 9)
    sheet = {one.element: one for section in walk.view(submission).sections for one in section.cells}
    assert sheet["talks"].tallied is not None
    assert sheet["talks"].tallied.scaled == 9
    carry(walk, submission, "talks")
    assert DraftCell.objects.get(submission_id=submission, element="talks").provenance == "tallied"


def test_only_the_sum_becomes_a_fact_and_the_fact_names_the_places(walk: Walk, submission: int):
    walk.fill(submission)
    enter(walk, submission, "talks", "3", "2", "4")
    enter(walk, submission, "attendances", "30", "20", "40")
    carry(walk, submission, "talks", "attendances")
    walk.enter(submission, {"attendances": "95"})
    walk.explain(submission)
    walk.send(submission)
    walk.accept(submission)
    talks, attendances = (Fact.objects.get(element=one, superseded_at=None) for one in ("talks", "attendances"))
    assert (talks.scaled, talks.provenance, talks.basis) == (9, "tallied", "Cộng từ 3 thôn, bản")
    assert (attendances.scaled, attendances.provenance, attendances.basis) == (95, "typed", "")
    again = correct(duty_id=walk.view(submission).duty.id, reason="Đếm sót.", actor=walk.actor("planner"), at=walk.at)
    assert column(walk, again, "talks").text == "9", "a correction goes on from the same places"
    assert column(walk, again, "attendances").state == "differs"
    enter(walk, again, "talks", "30")
    assert column(walk, submission, "talks").text == "9", "and leaves those of the closed report alone"


def test_carrying_voids_what_was_confirmed(walk: Walk, submission: int):
    walk.fill(submission)
    walk.confirm_all(submission)
    enter(walk, submission, "talks", "3", "2", "4")
    confirmed = [one.code for one in walk.view(submission).sections if one.confirmation]
    carry(walk, submission, "talks")
    assert [one.code for one in walk.view(submission).sections if one.confirmation] != confirmed


def test_two_writers_see_each_other(walk: Walk, submission: int):
    enter(walk, submission, "talks", "3")
    done = enter(walk, submission, "talks", "5", "6", seen=0)
    assert done.saved == 1
    assert [(one.yours, one.theirs) for one in done.conflicts] == [("5", "3")]
    assert enter(walk, submission, "talks", "3", "6").saved == 0, "nothing new is no change"
    assert enter(walk, submission, "talks", "", "6").saved == 1, "an empty text takes a figure back"
    assert column(walk, submission, "talks").sum.known == 1


def test_what_is_no_figure_saves_nothing(walk: Walk, submission: int):
    for text in ("-1", "1,5", "1.23", "=1+1", "ba", "9" * 13, "1" * 100_000):
        with pytest.raises(WrongFigures) as caught:
            enter(walk, submission, "talks", "3", text)
        assert len(caught.value.fields) == 1, text
    assert not TallyCell.objects.exists()


def test_cells_that_do_not_add_up_are_not_tallied(walk: Walk, submission: int):
    counted = {one.cell.element for sheet in shown(walk, submission).sheets for one in sheet.columns}
    view = walk.view(submission)
    other = {one.element for section in view.sections for one in section.cells} - counted
    assert {one.element for section in view.sections for one in section.cells if one.computed} <= other
    with pytest.raises(UnknownCell):
        enter(walk, submission, min(other), "1")
    with pytest.raises(UnknownCell):
        carry(walk, submission, min(other))


def test_a_place_with_figures_is_not_dropped_by_the_way(walk: Walk, submission: int):
    actor = walk.actor("sen-hong.reporter")
    enter(walk, submission, "talks", "3")
    with pytest.raises(Refusal, match="Bản Trên"):
        name_places(submission_id=submission, names=PLACES[1:], actor=actor, at=walk.at)
    name_places(submission_id=submission, names=["Thôn Dưới", "Bản Trên", "Xóm Mới"], actor=actor, at=walk.at)
    view = shown(walk, submission)
    assert [name for _, name in view.places] == ["Thôn Dưới", "Bản Trên", "Xóm Mới"]
    assert column(walk, submission, "talks").text == "3", "what stays keeps its figures"
    with pytest.raises(Refusal):
        name_places(
            submission_id=submission, names=[f"Bản {n}" for n in range(MOST_PLACES + 1)], actor=actor, at=walk.at
        )


def test_who_may_tally(walk: Walk, submission: int):
    with pytest.raises(NotFound):
        enter(walk, submission, "talks", "3", username="hoa-ban.reporter")
    with pytest.raises(NotAllowed):
        enter(walk, submission, "talks", "3", username="sen-hong.police-reporter")
    with pytest.raises(NotAllowed):
        name_places(submission_id=submission, names=["A"], actor=walk.actor("planner"), at=walk.at)
    walk.fill(submission)
    walk.send(submission)
    with pytest.raises(Refusal):
        enter(walk, submission, "talks", "3")


def test_places_known_below_the_commune_are_proposed(walk: Walk):
    found = walk.id("sen-hong")
    assert shown(walk, found).suggested == ()
    open_area(
        code="HM-01", name="Nậm Sen", type="ban", level="hamlet", parent_id=walk.province.communes["sen-hong"].id,
        valid_from=walk.at.date().replace(year=2025, month=7, day=1), actor=walk.actor("admin"), at=walk.at,
    )  # fmt: skip
    assert [name.lower() for name in shown(walk, found).suggested] == ["bản nậm sen"]


def test_the_page_keeps_adds_up_and_carries(walk: Walk, submission: int, visit):
    client, address = visit("sen-hong.reporter"), reverse("reporting.enter_tally", args=[submission])
    number = next(one.number for one in shown(walk, submission).sheets if one.section.code == "van_hoa_xa_hoi")
    page = client.get(address, {"to": number}).content.decode()
    keys = [f"{place}:talks" for place, _ in shown(walk, submission).places]
    assert all(f'name="o:{key}"' in page for key in keys)
    names = sheet_names(shown(walk, submission).sheets)
    assert all(name in page for name in names)
    assert len(set(names)) == len(names) > 1
    sent = {f"cu:{key}": "0|" for key in keys} | {f"o:{keys[0]}": "3", f"o:{keys[1]}": "x", f"o:{keys[2]}": "4"}
    wrong = client.post(f"{address}?to={number}", sent)
    assert wrong.status_code == 422
    assert 'value="x"' in wrong.content.decode(), "what was typed stands again"
    sent |= {f"o:{keys[1]}": "", "do": "carry", "chuyen": ["talks", "attendances"]}
    page = client.post(f"{address}?to={number}", sent, follow=True).content.decode()
    assert "Đã lưu 2 số" in page
    assert "Còn thôn, bản chưa có số" in page
    again = {f"cu:{keys[1]}": "0|", f"o:{keys[1]}": "2", "do": "carry", "chuyen": ["talks", "attendances"]}
    page = client.post(f"{address}?to={number}", again, follow=True).content.decode()
    assert "Đã chuyển số cộng của 1 cột" in page
    assert "khớp" in page
    assert "Cộng từ 3 thôn, bản" in client.get(reverse("reporting.submission", args=[submission])).content.decode()
    conflict = client.post(f"{address}?to={number}", {f"cu:{keys[0]}": "0|", f"o:{keys[0]}": "8"})
    assert conflict.status_code == 409
    assert "đang giữ <b>3</b>" in conflict.content.decode()


def test_the_page_begins_with_a_list_of_places(walk: Walk, visit):
    found = walk.id("sen-hong")
    client, address = visit("sen-hong.reporter"), reverse("reporting.enter_tally", args=[found])
    assert "Chưa ghi thôn, bản nào" in client.get(address).content.decode()
    page = client.post(
        reverse("reporting.name_places", args=[found]), {"thon": "Bản Một\nBản <Hai>, bản một"}, follow=True
    ).content.decode()
    assert "Phiếu cộng có 3 thôn, bản" in page
    assert "Bản &lt;Hai&gt;" in page
    assert visit("hoa-ban.reporter").get(address).status_code == 404
    assert client.post(address, {"o:x:talks": "1", "o:" + "9" * 40 + ":talks": "3"}).status_code == 302
    assert client.post(address, {"o:1": "2"}).status_code == 422


def test_the_paper_has_a_row_for_each_place_and_room_to_sign(walk: Walk, submission: int, visit):
    client, address = visit("sen-hong.reporter"), reverse("reporting.tally_sheet", args=[submission])
    page = client.get(address).content.decode()
    sheets = len(shown(walk, submission).sheets)
    assert page.count('<th scope="row">Bản Giữa</th>') == sheets
    assert page.count("<h1") == 1, "one heading for all sheets, for who hears the page"
    assert page.count("Người lập biểu") == page.count("Thủ trưởng đơn vị") == sheets
    asked = client.get(address, {"thon": "Bản <i>Khác</i>"}).content.decode()
    assert "Bản &lt;i&gt;Khác&lt;/i&gt;" in asked
    assert '<th scope="row">Bản Giữa</th>' not in asked


def test_questions_do_not_grow_with_places(walk: Walk, submission: int, django_assert_max_num_queries):
    enter(walk, submission, "talks", "1", "2", "3")
    with django_assert_max_num_queries(40) as few:
        shown(walk, submission)
    name_places(
        submission_id=submission, names=[*PLACES, *(f"Bản {n}" for n in range(60))],
        actor=walk.actor("sen-hong.reporter"), at=walk.at,
    )  # fmt: skip
    with django_assert_max_num_queries(len(few)):
        shown(walk, submission)


def test_columns_are_cut_into_sheets_of_like_width():
    assert [len(one) for one in sheets_of(range(17), 8)] == [6, 6, 5]
    assert [len(one) for one in sheets_of(range(8), 8)] == [8]
    assert list(sheets_of([], 8)) == []
    assert named_places("a, a;b\r\n" + "x" * 500) == ("a", "b", "x" * 80)
