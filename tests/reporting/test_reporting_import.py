"""Figures by the thousand: what is taken, what is refused and why, tried and written, the same file twice."""

import gzip
import io
import json
from typing import Any

import pytest

from pcmt.areas import queries as areas
from pcmt.journal import queries as journal
from pcmt.kernel.refusal import NotAllowed, Refusal
from pcmt.reporting.actions.allow_late_entry import allow_late_entry
from pcmt.reporting.actions.close_period import close_period
from pcmt.reporting.actions.import_figures import import_figures
from pcmt.reporting.bulk.outcome import Outcome
from pcmt.reporting.models import DraftCell, Fact, Submission
from tests.reporting.walk import OCTOBER, Walk

pytestmark = pytest.mark.django_db

HEAD = "form,area,period,element,category,value\n"


def csv(walk: Walk, *rows: str) -> bytes:
    """Lines of a file; {sen} and {ban} stand for the codes of two communes."""
    codes = {slug.split("-")[1]: code_of(walk, slug) for slug in ("sen-hong", "hoa-ban")}
    return (HEAD + "".join(f"{row}\n" for row in rows)).format(sen=codes["hong"], ban=codes["ban"]).encode()


def code_of(walk: Walk, slug: str) -> str:
    return areas.area(walk.province.communes[slug].id, OCTOBER.last_day).code


def taken(walk: Walk, data: bytes, username: str = "sen-hong.reporter", **how: Any) -> Outcome:
    return import_figures(stream=io.BytesIO(data), actor=walk.actor(username), at=walk.at, **how)


def drafts(walk: Walk, slug: str = "sen-hong") -> dict[str, int | None]:
    return dict(DraftCell.objects.filter(submission=walk.id(slug)).values_list("element", "scaled"))


def test_rows_fill_the_open_report_and_the_same_file_again_changes_nothing(walk: Walk) -> None:
    data = csv(walk, "xa-thang,{sen},2026-10@nd09,tested,,14", "xa-thang,{sen},2026-10,managed,users,3")
    first = taken(walk, data)
    assert (first.read, first.new, first.changed, first.same, first.refused) == (2, 2, 0, 0, 0)
    assert first.is_written
    assert drafts(walk) == {"tested": 14, "managed.users": 3}
    assert {cell.provenance for cell in DraftCell.objects.all()} == {"imported"}

    again = taken(walk, data)
    assert (again.new, again.changed, again.same) == (0, 0, 2)
    assert again.reports == 0
    other = taken(walk, data.replace(b",14", b",15"))
    assert (other.changed, other.same) == (1, 1)
    told = [one.action for one in journal.newest_of(f"period:xa-thang/{OCTOBER.id}")]
    assert told.count("reporting.import_figures") == 2


def test_a_closed_period_takes_no_file_but_of_who_may_be_late(walk: Walk) -> None:
    planner = walk.actor("planner")
    close_period(form_code="xa-thang", period=OCTOBER, actor=planner, at=walk.at)
    data = csv(walk, "xa-thang,{sen},2026-10@nd09,tested,,14")
    found = taken(walk, data)
    assert (found.new, found.refused) == (0, 1)
    assert drafts(walk) == {}
    allow_late_entry(submission_id=walk.id("sen-hong"), until=walk.at.date(), reason="Bão.", actor=planner, at=walk.at)
    assert taken(walk, data).new == 1


def test_a_trial_tells_the_same_and_writes_nothing(walk: Walk) -> None:
    found = taken(walk, csv(walk, "xa-thang,{sen},2026-10@nd09,tested,,14"), is_trial=True)
    assert (found.new, found.is_written, found.reports) == (1, False, 1)
    assert drafts(walk) == {}
    assert Submission.objects.get(pk=walk.id("sen-hong")).version == 0


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("bieu-la,{sen},2026-10@nd09,tested,,1", "no_form"),
        ("xa-thang,{sen},2026-Q4@nd09,tested,,1", "no_period"),
        ("xa-thang,{sen},2026-10@civil,tested,,1", "no_period"),
        ("xa-thang,{sen},hôm qua,tested,,1", "no_period"),
        ("xa-thang,{sen},2026-11@nd09,tested,,1", "not_open"),
        ("xa-thang,99999,2026-10@nd09,tested,,1", "no_area"),
        ("xa-thang,{sen},2026-10@nd09,so_la,,1", "no_element"),
        ("xa-thang,{sen},2026-10@nd09,tested,nam,1", "no_element"),
        ("xa-thang,{sen},2026-10@nd09,managed,,1", "computed"),
        ("xa-thang,{sen},2026-10@nd09,tested,,", "no_value"),
        ("xa-thang,{sen},2026-10@nd09,tested,,-1", "not_a_figure"),
        ("xa-thang,{sen},2026-10@nd09,tested,,1.5", "not_a_figure"),
        ("xa-thang,{sen},2026-10@nd09,tested,,1e3", "not_a_figure"),
        ("xa-thang,{sen},2026-10@nd09,tested,,=1+1", "not_a_figure"),
        ("xa-thang,{ban},2026-10@nd09,tested,,1", "not_owed"),
    ],
)
def test_a_faulty_row_is_refused_by_kind_and_line_and_others_are_taken(walk: Walk, row: str, kind: str) -> None:
    found = taken(walk, csv(walk, "xa-thang,{sen},2026-10@nd09,sanctions,,2", row))
    assert [(fault.kind, fault.rows) for fault in found.faults] == [(kind, [3])]
    assert (found.new, found.refused) == (1, 1)
    assert found.faults[0].remedy
    assert drafts(walk) == {"sanctions": 2}


def test_all_or_none_takes_everything_back_for_one_fault(walk: Walk) -> None:
    data = csv(walk, "xa-thang,{sen},2026-10@nd09,sanctions,,2", "xa-thang,{sen},2026-10@nd09,so_la,,1")
    found = taken(walk, data, all_or_none=True)
    assert (found.refused, found.is_written) == (1, False)
    assert drafts(walk) == {}
    assert not [one for one in journal.newest_of(f"period:xa-thang/{OCTOBER.id}") if "import" in one.action]


def test_one_cell_twice_in_a_file_is_a_fault_and_the_first_stands(walk: Walk) -> None:
    found = taken(walk, csv(walk, *(f"xa-thang,{{sen}},2026-10@nd09,tested,,{value}" for value in (3, 4))))
    assert [(fault.kind, fault.rows) for fault in found.faults] == [("twice", [3])]
    assert drafts(walk) == {"tested": 3}


def test_a_form_need_not_be_named_where_one_alone_asks_for_it(walk: Walk) -> None:
    assert taken(walk, csv(walk, ",{sen},2026-10@nd09,sanctions,,2")).new == 1


def test_a_section_of_another_agency_stays_shut(walk: Walk) -> None:
    data = csv(walk, "xa-thang,{sen},2026-10@nd09,tested,,14", "xa-thang,{sen},2026-10@nd09,talks,,1")
    found = taken(walk, data, "sen-hong.clinic-reporter")
    assert [fault.kind for fault in found.faults] == ["not_allowed"]
    assert found.faults[0].count == 2


def test_what_was_confirmed_or_signed_no_longer_stands_and_what_was_sent_is_closed(walk: Walk) -> None:
    submission = walk.id("sen-hong")
    walk.fill(submission)
    walk.confirm_all(submission)
    walk.sign(submission)
    found = taken(walk, csv(walk, "xa-thang,{sen},2026-10@nd09,tested,,14"))
    assert (found.changed, found.voided) == (1, 1)
    view = walk.view(submission)
    assert view.duty.state == "draft"
    assert {one.code for one in view.sections if one.needs_confirmation and one.confirmation is None} == {"cong_an"}
    assert view.steps[-1].move == "enter_cells"

    walk.explain(submission)
    walk.send(submission)
    closed = taken(walk, csv(walk, "xa-thang,{sen},2026-10@nd09,tested,,15"))
    assert [fault.kind for fault in closed.faults] == ["closed"]
    assert drafts(walk)["tested"] == 14


def test_figures_that_were_handed_in_are_facts_from_a_file(walk: Walk) -> None:
    submission = walk.id("sen-hong")
    walk.fill(submission)
    taken(walk, csv(walk, "xa-thang,{sen},2026-10@nd09,sanctions,,2"))
    walk.explain(submission)
    walk.send(submission)
    walk.accept(submission)
    assert Fact.objects.get(element="sanctions").provenance == "imported"


def test_who_may_not_import_is_refused(walk: Walk) -> None:
    with pytest.raises(NotAllowed):
        taken(walk, csv(walk, "xa-thang,{sen},2026-10@nd09,tested,,14"), "chairman")


def test_json_lists_and_value_sets_of_dhis2_are_read(walk: Walk) -> None:
    code = code_of(walk, "sen-hong")
    rows = [{"form": "xa-thang", "area": code, "period": "2026-10", "element": "tested", "value": 14}]
    assert taken(walk, json.dumps(rows).encode()).new == 1
    values = {
        "dataSet": "xa-thang",
        "period": "202610",
        "orgUnit": code,
        "dataValues": [
            {"dataElement": "managed", "categoryOptionCombo": "users", "value": "3", "comment": "…"},
            {"dataElement": "sanctions", "categoryOptionCombo": "HllvX50cXC0", "value": "1", "followup": False},
        ],
    }
    assert taken(walk, json.dumps(values).encode()).new == 2
    assert drafts(walk) == {"tested": 14, "managed.users": 3, "sanctions": 1}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[",
        b"{}",
        b'[{"area": "1"}]',
        b"[1, 2]",
        b'[{"area": [1]}]',
        b'{"dataValues": [{"value": ',
        b"form,area\n1,2\n",
        b"\x00\x01\x02" * 50,
        gzip.compress(b"x", mtime=0),
        b"[" * 100_000,
        b'[{"element": "' + b"x" * 600_000,
    ],
)
def test_what_is_no_such_file_is_refused_in_words(walk: Walk, data: bytes) -> None:
    with pytest.raises(Refusal) as caught:
        taken(walk, data)
    assert caught.value.message
    assert drafts(walk) == {}


def test_many_rows_cost_as_many_queries_as_few(walk: Walk, django_assert_max_num_queries) -> None:
    elements = [
        cell.element for part in walk.view(walk.id("sen-hong")).sections for cell in part.cells if not cell.computed
    ]
    rows = [f"xa-thang,{{sen}},2026-10@nd09,{element},,1" for element in elements]
    actor, data = walk.actor("sen-hong.reporter"), csv(walk, *rows)
    with django_assert_max_num_queries(24):
        import_figures(stream=io.BytesIO(data), actor=actor, at=walk.at)
