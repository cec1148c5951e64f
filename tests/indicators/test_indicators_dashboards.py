"""Dashboards: arranged, kept, shared, and shown by the rights of whoever opens them."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pcmt.indicators.actions.discard_dashboard import discard_dashboard
from pcmt.indicators.actions.save_dashboard import MOST_PANELS, CannotSaveDashboard, save_dashboard
from pcmt.indicators.actions.share_dashboard import share_dashboard
from pcmt.indicators.actions.unshare_dashboard import unshare_dashboard
from pcmt.indicators.models import DashboardPanel, SavedDashboard
from pcmt.indicators.queries import PANEL_KINDS, PanelView, dashboard, dashboards, indicator_pages
from pcmt.journal.models import Entry
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal
from tests.indicators.figures import october
from tests.province import AT, Province

Visit = Callable[..., Client]
Resolve = Callable[[str], Actor]
PANELS = [PanelView(kind, "N1") for kind in PANEL_KINDS] + [PanelView("value", "T1b")]


def saved(actor: Actor, **others: object) -> int:
    wanted: dict[str, object] = {"name": "Tình hình chung", "panels": PANELS, **others}
    return save_dashboard(**wanted, actor=actor, at=AT)  # type: ignore[arg-type]


def test_a_dashboard_keeps_its_panels_in_order_and_is_recorded(province: Province, actor: Resolve) -> None:
    planner = actor("planner")
    made = saved(planner)
    assert dashboard(planner, made).panels == tuple(PANELS)
    again = saved(planner, dashboard_id=made, version=1, panels=PANELS[::-1], name="  Tên   mới ")
    assert again == made
    held = dashboard(planner, made)
    assert (held.panels, held.name, held.version) == (tuple(PANELS[::-1]), "Tên mới", 2)
    assert DashboardPanel.objects.count() == len(PANELS)
    assert Entry.objects.filter(action="indicators.save_dashboard", subject=f"dashboard:{made}").count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "},
        {"name": "x" * 121},
        {"panels": []},
        {"panels": [PanelView("pie", "N1")]},
        {"panels": [PanelView("value", "KHONG-CO")]},
        {"panels": [PanelView("value", "N1")] * (MOST_PANELS + 1)},
    ],
    ids=["no name", "long name", "no panel", "unknown kind", "unknown indicator", "too many"],
)
def test_what_cannot_be_shown_is_not_kept(province: Province, actor: Resolve, wrong: dict[str, object]) -> None:
    with pytest.raises(CannotSaveDashboard):
        saved(actor("planner"), **wrong)
    assert not SavedDashboard.objects.exists()


def test_two_windows_do_not_overwrite_each_other(province: Province, actor: Resolve) -> None:
    made = saved(actor("planner"))
    saved(actor("planner"), dashboard_id=made, version=1)
    with pytest.raises(CannotSaveDashboard, match="cửa sổ khác"):
        saved(actor("planner"), dashboard_id=made, version=1)


def test_only_its_owner_finds_it_until_it_is_shared(province: Province, actor: Resolve) -> None:
    planner, other = actor("planner"), actor("sen-hong.reporter")
    made = saved(planner)
    with pytest.raises(NotFound):
        dashboard(other, made)
    share_dashboard(dashboard_id=made, actor=planner, at=AT)
    assert not dashboard(other, made).is_own
    assert [one.id for one in dashboards(other)] == [made]
    for act in (discard_dashboard, unshare_dashboard, share_dashboard):
        with pytest.raises(NotFound):
            act(dashboard_id=made, actor=other, at=AT)
    with pytest.raises(NotFound):
        saved(other, dashboard_id=made, version=1)
    with pytest.raises(Refusal, match="từ trước"):
        share_dashboard(dashboard_id=made, actor=planner, at=AT)
    unshare_dashboard(dashboard_id=made, actor=planner, at=AT)
    assert dashboards(other) == ()


def test_who_may_not_look_at_indicators_has_none(province: Province, actor: Resolve, visit: Visit) -> None:
    share_dashboard(dashboard_id=(made := saved(actor("planner"))), actor=actor("planner"), at=AT)
    with pytest.raises(NotFound):
        saved(actor("admin"))
    assert dashboards(actor("admin")) == ()
    assert visit("admin").get(f"/chi-so/bang-dieu-khien/{made}/").status_code == 404


def test_a_discarded_one_is_gone(province: Province, actor: Resolve, visit: Visit) -> None:
    made = saved(actor("planner"))
    assert visit("planner").post(f"/chi-so/bang-dieu-khien/{made}/bo").status_code == 302
    assert visit("planner").get(f"/chi-so/bang-dieu-khien/{made}/").status_code == 404


def test_each_panel_shows_its_indicator(province: Province, actor: Resolve, visit: Visit) -> None:
    october(province)
    made = saved(actor("planner"))
    page = visit("planner").get(f"/chi-so/bang-dieu-khien/{made}/", {"ky": "2026-10@nd09"})
    assert page.status_code == 200
    for words in (
        "ít nhất 3 người (thiếu 1/4 xã)",
        'data-chart="o-2"',
        'class="cell c',
        "panel-ranking",
        "Tháng 10/2026",
    ):
        assert words in page.text
    commune = province.communes["sen-hong"].id
    text = visit("planner").get(f"/chi-so/bang-dieu-khien/{made}/", {"dia-ban": commune}).text
    assert "Chỉ số này chỉ tính cho toàn tỉnh" in text
    assert "Bản đồ, xếp hạng chỉ có khi xem toàn tỉnh." in text
    assert "3 người" in text


def test_an_earlier_time_is_asked_for_all_panels(province: Province, actor: Resolve, visit: Visit) -> None:
    october(province)
    made = saved(actor("planner"), panels=[PanelView("value", "N1")])
    planner = visit("planner")
    assert "ít nhất 3 người" in planner.get(f"/chi-so/bang-dieu-khien/{made}/").text
    assert "ít nhất 3 người" not in planner.get(f"/chi-so/bang-dieu-khien/{made}/", {"ky": "2026-09@nd09"}).text


def test_more_panels_of_one_kind_ask_no_more(province: Province, actor: Resolve) -> None:
    october(province)
    asked = []
    for codes in (["N1"], ["N1", "N2", "N3", "P1"]):
        indicator_pages(actor("planner"), codes, province.id, AT.date(), AT.date())
        with CaptureQueriesContext(connection) as counted:
            indicator_pages(actor("planner"), codes, province.id, AT.date(), AT.date())
        asked.append(len(counted))
    assert asked[0] == asked[1]


def test_panels_are_arranged_by_buttons_and_kept_only_when_sent(province: Province, visit: Visit) -> None:
    planner = visit("planner")
    sent = {"name": "Thử", "version": "0", "kind-1": "value", "indicator-1": "N1", "kind-2": "map", "indicator-2": "N2"}
    text = planner.post("/chi-so/bang-dieu-khien/moi/", {**sent, "do": "down-1"}).text
    assert text.index('value="N2" selected') < text.index('value="N1" selected')
    assert 'value="down-2" disabled autofocus' in text
    added = {**sent, "do": "add", "kind-new": "table", "indicator-new": "N3"}
    assert 'name="kind-3"' in planner.post("/chi-so/bang-dieu-khien/moi/", added).text
    assert 'name="kind-2"' not in planner.post("/chi-so/bang-dieu-khien/moi/", {**sent, "do": "drop-1"}).text
    assert not SavedDashboard.objects.exists()
    kept = planner.post("/chi-so/bang-dieu-khien/moi/", {**sent, "do": "save"})
    assert kept.status_code == 302
    assert [one.indicator for one in SavedDashboard.objects.get().panels.all()] == ["N1", "N2"]
    nameless = planner.post("/chi-so/bang-dieu-khien/moi/", {**sent, "name": "", "do": "save"})
    assert nameless.status_code == 422
    assert 'value="N2" selected' in nameless.text, "nothing of the arrangement is lost"


def test_a_name_too_long_is_refused_with_the_limit_and_not_cut(province: Province, visit: Visit) -> None:
    sent = {"name": "ư" * 300, "version": "0", "kind-1": "value", "indicator-1": "N1", "do": "save"}
    page = visit("planner").get("/chi-so/bang-dieu-khien/moi/").text
    assert 'maxlength="' not in page, "a browser would cut it without a word"
    refused = visit("planner").post("/chi-so/bang-dieu-khien/moi/", sent)
    assert refused.status_code == 422
    assert "tối đa 120 ký tự (đang là 300)" in refused.text
    assert "ư" * 300 in refused.text


@pytest.mark.parametrize("do", ["up-1", "down-9", "drop-99999999999", "up-x", "", "save-3", "nonsense"])
def test_nonsense_in_the_form_changes_nothing(province: Province, visit: Visit, do: str) -> None:
    sent = {"name": "Thử", "version": "x" * 400, "kind-1": "value", "indicator-1": "N1", "do": do}
    answer = visit("planner").post("/chi-so/bang-dieu-khien/moi/", sent)
    assert answer.status_code in (200, 302)


def test_the_figures_behind_it_leave_as_a_file(province: Province, actor: Resolve, visit: Visit) -> None:
    october(province)
    made = saved(actor("planner"))
    told = visit("planner").get(f"/chi-so/bang-dieu-khien/{made}/tep.csv").content.decode("utf-8-sig")
    assert told.startswith("# Tiêu đề: Tình hình chung\r\n")
    assert ",N1," in told.replace("\r\nN1,", ",N1,")
    assert "T1b," in told
