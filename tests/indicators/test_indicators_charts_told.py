"""Every chart and map on every page has its table, its unit, its source and its day, and is read out."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from pcmt.indicators.actions.open_public_page import open_public_page
from pcmt.indicators.actions.propose_public_page import propose_public_page
from pcmt.indicators.actions.save_dashboard import save_dashboard
from pcmt.indicators.queries import ChoiceView, PanelView
from pcmt.kernel.actor import Actor, system_actor
from pcmt.kernel.period import Period
from pcmt.reporting.actions.open_period import open_period
from tests.indicators.figures import close, month
from tests.province import AT, Province
from tests.trace.papers import adopted

Visit = Callable[..., Client]
OPENER = system_actor("kiểm thử", "reporting.open_period")
MAP_ORIGIN = re.compile(
    r"<small>(?:<span data-origin>)?Đơn vị tính: người · Nguồn: số liệu báo cáo đã chốt, [^<]+ · tính ngày [\d/]+"
)
FIGURE = re.compile(r'<figure class="chart".{0,60000}?</figure>', re.DOTALL)


@pytest.fixture
def figured(province: Province) -> Province:
    for period in ("2026-08@nd09", "2026-09@nd09", "2026-10@nd09"):
        for users, commune in zip((3, 40, 8, 60), province.communes.values(), strict=True):
            close(commune.id, period, month(users) | {"served_addicts": 2})
    return province


@pytest.fixture
def pages(figured: Province, visit: Visit, actor: Callable[[str], Actor]) -> dict[str, str]:
    """The pages that draw, by their address."""
    communes = [one.id for one in figured.communes.values()]
    panels = [PanelView("trend", "N1"), PanelView("map", "N1"), PanelView("trend", "S3.6")]
    board = save_dashboard(name="Bảng", panels=panels, area_id=None, actor=actor("planner"), at=AT)
    reference = adopted(figured, "N1", Decimal(100))[1]
    made = propose_public_page(
        choices=[ChoiceView("N1", "commune")], reason="Kế hoạch công khai", actor=actor("planner"), at=AT
    )
    open_public_page(page_id=made, actor=actor("chairman"), at=AT)
    addresses = (
        "/cong-khai/N1/",
        f"/ke-hoach/chi-tieu/{reference.partition(':')[2]}/",
        "/chi-so/N1/",
        f"/chi-so/N1/?dia-ban={communes[0]}",
        f"/chi-so/so-sanh/?xa={communes[0]}&xa={communes[1]}&chi-so=N1&chi-so=S3.6",
        f"/chi-so/bang-dieu-khien/{board}/",
    )
    browser = visit("planner")
    return {address: browser.get(address).text for address in addresses}


def test_every_chart_has_its_table_its_unit_its_source_and_its_day(pages: dict[str, str]) -> None:
    for address, text in pages.items():
        figures = FIGURE.findall(text)
        assert figures, address
        for figure in figures:
            assert "<table>" in figure, address
            assert re.search(r"<caption[^>]*>[^<]+</caption>", figure), address
            assert all(words in figure for words in ("Đơn vị tính: ", "Nguồn: ", "tính ngày ")), address
            assert re.search(r'role="img" aria-label="[^"]{10,}"', figure), address
            assert 'class="still"' in figure, f"{address}: paper, and whoever has no script, gets the picture too"


def test_every_map_has_its_table_its_unit_its_source_and_its_day(pages: dict[str, str]) -> None:
    for address in [one for one in pages if one == "/chi-so/N1/" or "bang-dieu-khien" in one]:
        text = pages[address]
        drawn = text[text.index('<ul class="tiles"') if '<ul class="tiles"' in text else text.index("area-map") :]
        assert MAP_ORIGIN.search(drawn)
        assert "<table" in drawn, address


def test_maps_of_classes_and_tables_of_heat_say_what_they_stand_on(figured: Province, visit: Visit) -> None:
    board = visit("planner").get("/phan-loai/").text
    drawn = board[board.index('<ul class="tiles"') :]
    assert re.search(r"Nguồn: quyết định phân loại đã ghi nhận · đến ngày [\d/]+", drawn)
    assert "<table" in drawn
    assert re.search(r'<ul class="tiles" aria-label="[^"]{10,}"', board)
    for address in ("/", "/phan-loai/", "/chi-so/dieu-hanh/", "/chi-so/bang-diem/"):
        for heat in re.findall(
            r'<table class="heat"[^>]*>.{0,60000}?</table>', visit("planner").get(address).text, re.S
        ):
            assert 'aria-label="' in heat, address
            assert heat.count('class="cell') <= heat.count('class="unseen"'), f"{address}: colours alone say nothing"


def test_pictures_of_reports_in_time_say_what_a_cell_is_whence_and_of_which_day(
    figured: Province, visit: Visit, actor: Callable[[str], Actor]
) -> None:
    open_period(form_code="xa-thang", period=Period.parse("2026-10@nd09"), actor=OPENER, at=AT)
    area = figured.communes["sen-hong"].id
    for address in ("/bao-cao-so-lieu/theo-ky", f"/bao-cao-so-lieu/theo-ky/{area}", f"/dia-ban/{area}/"):
        text = visit("planner").get(address).text
        drawn = text[text.index('<table class="heat') :]
        assert re.search(r"Mỗi ô là một kỳ. Nguồn: sổ gửi báo cáo của hệ thống · tính ngày \d+/\d+/\d{4}", drawn), (
            address
        )
        heat = drawn[: drawn.index("</table>")]
        assert re.match(r'<table class="heat[^"]*" aria-label="[^"]{10,}"', heat), address
        assert 0 < heat.count('class="cell') <= heat.count('class="unseen"'), f"{address}: colours alone say nothing"


def test_a_communes_page_folds_what_is_only_watched_and_prints_it(figured: Province, visit: Visit) -> None:
    area = figured.communes["sen-hong"].id
    text = visit("planner").get(f"/dia-ban/{area}/phan/chi-so/").text
    asked, _, watched = text.partition('<details class="rest"')
    assert "chỉ số theo dõi, chưa đặt chỉ tiêu" in watched
    assert "Tỷ lệ người nghiện có hồ sơ được tiếp cận dịch vụ" in asked
    assert "Tổng số người có hồ sơ quản lý" in watched
    assert "Tổng số người có hồ sơ quản lý" not in asked


def test_the_page_of_an_indicator_leads_to_what_its_target_still_takes(figured: Province, visit: Visit) -> None:
    reference = adopted(figured, "N1", Decimal(100))[1]
    address = f"/ke-hoach/chi-tieu/{reference.partition(':')[2]}/"
    page = visit("planner").get("/chi-so/N1/").text
    assert f'href="{address}#can-dat"' in page
    target = visit("planner").get(address).text
    assert target.index('id="can-dat"') < target.index("Dự báo", target.index('id="can-dat"'))
    assert "Cần gì để đạt" not in visit("planner").get("/chi-so/P1/").text, "nothing is asked of it"
