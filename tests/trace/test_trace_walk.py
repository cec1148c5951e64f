"""From a figure up to the sentence and down to the hands that typed, signed and closed it; and the way back."""

import json
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from pcmt.classification.actions.decide_class import decide_class
from pcmt.cli.main import run
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Kind, Period
from pcmt.kernel.refusal import NotFound
from pcmt.publications import queries as publications
from pcmt.publications.actions.compose import compose
from pcmt.reporting import queries as reporting
from pcmt.trace.queries import BadReference, TraceNode, plain, trace
from tests.indicators.figures import october
from tests.province import AT, Province
from tests.reporting.walk import OCTOBER, Walk
from tests.trace.papers import SENTENCE, adopted

Resolve = Callable[[str], Actor]
YEAR = Period.parse("2025@nd09")


@pytest.fixture
def walk(province: Province, actor: Resolve) -> Walk:
    walk = Walk(province, actor, AT)
    walk.open()
    return walk


def every(node: TraceNode) -> Iterator[TraceNode]:
    yield node
    for other in (*node.up, *node.down):
        yield from every(other)


def test_a_typed_figure_tells_every_hand(province: Province, actor: Resolve, walk: Walk) -> None:
    walk.close("sen-hong", {"talks": "3", "attendances": "90"})
    fact = reporting.fact(province.communes["sen-hong"].id, OCTOBER, "talks")
    assert fact is not None
    node = trace(fact.reference, actor("planner"), AT)
    assert "3 buổi – Xã Sen Hồng, tháng 10/2026" in node.title
    hands = {event.what: event.who for event in node.events}
    assert hands["Nhập số liệu"] == "Đỗ Thị Sen Hồng"
    assert hands["Ký"] == "Bùi Văn Sen Hồng"
    assert hands["Chốt số liệu"] == "Nguyễn Thu Lan"
    used = [other.reference for other in node.up if other.kind == "value"]
    assert f"value:P1/{province.communes['sen-hong'].id}/2026-10@nd09" in used
    assert f"value:P1/{province.id}/2026-10@nd09" in used
    assert node.up[0].kind == "law"


def test_a_total_opens_down_to_the_communes(province: Province, actor: Resolve) -> None:
    october(province)
    node = trace(f"value:N1/{province.id}/2026-10@nd09", actor("planner"), AT)
    facts = dict(node.facts)
    assert facts["Giá trị"] == "ít nhất 3 người (thiếu 1/4 xã)"
    assert facts["Quy tắc"].startswith("N1@2025-01-01")
    assert facts["Còn thiếu"] == "Xã Mưa Ngâu, Tháng 10/2026"
    users = node.down[0]
    assert dict(users.facts)["Chưa có số liệu"] == "Xã Mưa Ngâu"
    assert [cell.title for cell in users.down] == [
        "Xã Chân Mây, tháng 10/2026: 0 người",
        "Phường Hoa Ban, tháng 10/2026: 0 người",
        "Xã Sen Hồng, tháng 10/2026: 2 người",
    ]
    for cell in users.down:
        assert trace(cell.reference, actor("planner"), AT).kind == "cell"


def test_from_the_value_to_the_sentence_and_back(province: Province, actor: Resolve) -> None:
    document_id, target, task = adopted(province)
    areas = [commune.id for commune in province.communes.values()]
    decide_class(
        area_ids=areas,
        period=YEAR,
        class_code="khong_ma_tuy",
        decision_number="125/QĐ-UBND",
        decided_on=YEAR.last_day,
        actor=actor("chairman"),
        at=AT,
    )
    planner = actor("planner")
    value = trace(f"value:T1b/{province.id}/{YEAR.id}", planner, AT)
    assert value.up[0].reference == target
    sentence = value.up[0].up[0]
    assert sentence.reference.startswith(f"provision:{document_id}#")
    assert SENTENCE in dict(sentence.facts)["Nguyên văn"]
    assert "Quyết định số 125/QĐ-UBND" in dict(value.down[0].down[0].facts)["Căn cứ"]

    back = trace(sentence.reference, planner, AT)
    assert target in [node.reference for node in back.down]
    asked = trace(target, planner, AT)
    assert asked.down[0].reference == value.reference
    assert asked.up[0].reference == sentence.reference
    assert [event.what for event in asked.events] == ["Xác nhận chỉ tiêu, nhiệm vụ"]
    duty = trace(task, planner, AT)
    assert dict(duty.facts)["Chủ trì"] == "Sở Y tế"


def test_a_report_leads_on_to_its_figures_and_back(province: Province, actor: Resolve) -> None:
    october(province)
    planner = actor("planner")
    report = compose(layout="bao-cao-quy", period=Period.parse("2026-Q3@nd09"), actor=planner, at=AT)
    view = publications.report(planner, report)
    blocks = [part.code for part in view.parts]
    traced = [trace(f"report:{report}#{block}", planner, AT) for block in blocks]
    printed = [node for one in traced for node in one.down if node.reference.startswith("value:")]
    assert printed
    assert [event.what for event in traced[0].events] == ["Soạn báo cáo tổng hợp"]
    figure = trace(printed[0].reference, planner, AT)
    (above,) = [node for node in figure.up if node.kind == "report"]
    assert above.reference.startswith(f"report:{report}#")
    with pytest.raises(NotFound):
        trace(f"report:{report}#no-such-block", planner, AT)
    with pytest.raises(NotFound):
        trace(f"report:{report}#{blocks[0]}", actor("hoa-ban.reporter"), AT)


def test_a_report_that_prints_a_figure_twice_is_listed_once(province: Province, actor: Resolve) -> None:
    october(province)
    planner = actor("planner")
    report = compose(layout="bao-cao-quy", period=Period.parse("2026-Q3@nd09"), actor=planner, at=AT)
    blocks = [part.code for part in publications.report(planner, report).parts]
    printed = [one for block in blocks for one in publications.figures(report, block)]
    twice = next(ref for ref, times in Counter(one.reference for one in printed).items() if times > 1)
    (above,) = [node for node in trace(twice, planner, AT).up if node.kind == "report"]
    assert dict(above.facts)["Số liệu in"] in {one.display for one in printed if one.reference == twice}


def test_a_commune_figure_leads_up_to_the_quarterly_report_that_counts_it(
    province: Province, actor: Resolve, walk: Walk
) -> None:
    walk.close("sen-hong")
    planner = actor("planner")
    report = compose(layout="bao-cao-quy", period=OCTOBER.enclosing(Kind.QUARTER), actor=planner, at=AT)
    fact = reporting.fact(province.communes["sen-hong"].id, OCTOBER, "talks")
    assert fact is not None
    found = {node.reference.partition("#")[0] for node in trace(fact.reference, planner, AT).up}
    assert f"report:{report}" in found
    seen = {node.reference for node in trace(fact.reference, actor("sen-hong.reporter"), AT).up}
    assert not any(reference.startswith("report:") for reference in seen), "not for those who may not see reports"


def test_every_element_has_a_total_that_can_be_traced(province: Province, actor: Resolve) -> None:
    october(province)
    node = trace(f"value:managed.users/{province.id}/2026-10@nd09", actor("planner"), AT)
    assert node.kind == "total"
    assert len(node.down[0].down) == 3


def test_who_may_not_look_finds_nothing(province: Province, actor: Resolve) -> None:
    october(province)
    document_id, target, _ = adopted(province)
    fact = reporting.fact(province.communes["sen-hong"].id, OCTOBER, "talks")
    assert fact is not None
    for reference in (fact.reference, f"value:N1/{province.id}/2026-10@nd09", target, f"provision:{document_id}#x"):
        with pytest.raises(NotFound):
            trace(reference, actor("admin"), AT)
    with pytest.raises(NotFound):
        trace(fact.reference, actor("hoa-ban.reporter"), AT)
    assert trace(fact.reference, actor("sen-hong.reporter"), AT).kind == "cell"


def test_a_value_hides_the_cells_from_those_who_may_not_see_reports(province: Province, actor: Resolve) -> None:
    october(province)
    seen = trace(f"value:N1/{province.id}/2026-10@nd09", actor("hoa-ban.reporter"), AT)
    assert not any(node.kind == "cell" for node in every(seen))


def test_a_restricted_figure_is_traced_only_by_those_who_see_it_on_the_form(province: Province, actor: Resolve) -> None:
    october(province)
    area = province.communes["hoa-ban"].id
    fact = reporting.fact(area, OCTOBER, "wanted_present")
    assert fact is not None
    for reference in (fact.reference, f"value:wanted_present/{area}/2026-10@nd09"):
        for name in ("sen-hong.reporter", "hoa-ban.clinic-head", "health-head"):
            with pytest.raises(NotFound):
                trace(reference, actor(name), AT)
        for name in ("planner", "hoa-ban.chairman", "hoa-ban.police-head"):
            assert trace(reference, actor(name), AT).reference == reference


@pytest.mark.parametrize(
    "reference", ["cell:999999", "target:999999", "task:999999", "value:none/1/2026", "provision:9#x"]
)
def test_what_is_not_there(province: Province, actor: Resolve, reference: str) -> None:
    with pytest.raises(NotFound):
        trace(reference, actor("planner"), AT)


def test_the_command_prints_what_the_page_shows(
    province: Province, actor: Resolve, visit: Callable[..., Client], capsys: pytest.CaptureFixture[str]
) -> None:
    october(province)
    reference = f"value:N1/{province.id}/2026-10@nd09"
    with pytest.raises(SystemExit) as ended:
        run(["trace", reference, "--json", "--as", "planner"])
    assert ended.value.code in (0, None)
    printed = json.loads(capsys.readouterr().out)
    assert printed == plain(trace(reference, actor("planner"), AT))
    text = visit("planner").get(f"/tra-nguon/{reference}").content.decode()
    for node in every(trace(reference, actor("planner"), AT)):
        assert node.title in text.replace("&#x27;", "'")


def test_the_command_refuses_with_the_reason(province: Province, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(["trace", "nonsense"])
    assert ended.value.code == 1
    assert "không phải là mã tra nguồn" in capsys.readouterr().err


def test_pages(province: Province, visit: Callable[..., Client]) -> None:
    october(province)
    _, target, task = adopted(province)
    planner = visit("planner")
    for reference in (target, task):
        page = planner.get(f"/tra-nguon/{reference}")
        assert page.status_code == 200
        assert "18/KH-UBND" in page.content.decode()
    assert planner.get("/tra-nguon/", {"ma": target}).url == f"/tra-nguon/{target}"
    assert planner.get("/tra-nguon/").status_code == 200
    assert planner.get("/tra-nguon/cell:999999").status_code == 404
    assert planner.get("/tra-nguon/nonsense").status_code in (404, 409)
    assert visit().get(f"/tra-nguon/{target}").status_code == 302
    with pytest.raises(BadReference):
        trace("nonsense", None, AT)  # type: ignore[arg-type]  # read before anyone is asked who looks
