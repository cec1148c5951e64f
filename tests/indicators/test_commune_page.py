"""One page for one commune: what is known of it over the years, from each package that knows something."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client

from pcmt.classification.actions.decide_class import decide_class
from pcmt.indicators import queries as indicators
from pcmt.indicators.queries import Value
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.web.indicators.list_rows import spark
from tests.indicators.figures import close, month
from tests.province import AT, Province
from tests.reporting.walk import OCTOBER, Walk

Visit = Callable[..., Client]
ON = AT.date()


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


@pytest.fixture
def walk(province: Province, actor: Callable[[str], Actor], at: datetime) -> Walk:
    walk = Walk(province, actor, at)
    walk.open()
    return walk


def test_the_page_gathers_what_is_known_and_leads_to_its_parts(walk: Walk, visit: Visit) -> None:
    walk.close("sen-hong", {"managed.users": "4"})
    area = walk.province.communes["sen-hong"].id
    text = visit("planner").get(f"/dia-ban/{area}/").text
    for anchor in ("khong-ma-tuy", "diem", "chi-so", "gui-bao-cao", "bao-cao", "co-quan", "ten-goi"):
        assert f'href="#{anchor}"' in text
        assert f'id="{anchor}"' in text
    assert f'data-part="/dia-ban/{area}/phan/diem/"' in text
    assert "Gửi báo cáo theo kỳ" in text
    assert "đúng hạn" in text


def test_what_takes_long_is_a_page_of_its_own_that_the_page_fetches(walk: Walk, visit: Visit) -> None:
    walk.close("sen-hong", {"managed.users": "4"})
    area = walk.province.communes["sen-hong"].id
    score = visit("planner").get(f"/dia-ban/{area}/phan/diem/").text
    assert "data-part-body" in score
    assert f"/chi-so/bang-diem/xa/{area}/" in score
    signs = visit("planner").get(f"/dia-ban/{area}/phan/dau-hieu/").text
    assert "Báo cáo tháng 10/2026 không còn dấu hiệu nào chưa xem." in signs
    assert visit("planner").get(f"/dia-ban/{area}/phan/khong-co/").status_code == 404
    other = walk.province.communes["hoa-ban"].id
    assert visit("sen-hong.reporter").get(f"/dia-ban/{other}/phan/diem/").status_code == 404


def test_indicators_are_counted_on_the_page_and_listed_where_its_reader_comes_to_them(walk: Walk, visit: Visit) -> None:
    walk.close("sen-hong", {"managed.users": "4"})
    area = walk.province.communes["sen-hong"].id
    own = f"/dia-ban/{area}/phan/chi-so/"
    page = visit("sen-hong.reporter").get(f"/dia-ban/{area}/").text
    assert f'data-part="{own}"' in page
    assert f'href="{own}"' in page, "the way without script"
    listed = visit("sen-hong.reporter").get(own).text
    judged = listed.count('class="state')
    counted = page[page.index("Chỉ số chậm hoặc không đạt") :]
    assert f"/{judged}<" in counted[:200], "the page counts those that the list judges"
    assert "Diễn biến" in listed
    assert visit("sen-hong.reporter").get(f"/dia-ban/{walk.province.id}/phan/chi-so/").status_code == 404
    assert visit("admin").get(own).status_code == 404, "who may see no indicators finds no list of them"


def test_classes_stand_year_by_year_with_their_decisions(
    province: Province, actor: Callable[[str], Actor], visit: Visit
) -> None:
    area = province.communes["sen-hong"].id
    for year, code, number in (("2025", "khong_ma_tuy", "21/QĐ-UBND"),):
        decide_class(
            area_ids=[area], period=Period.parse(f"{year}@nd09"), class_code=code, decision_number=number,
            decided_on=date(int(year) + 1, 1, 20), actor=actor("chairman"), at=AT,
        )  # fmt: skip
    text = visit("planner").get(f"/dia-ban/{area}/").text
    panel = text[text.index('id="phan-loai-cac-nam"') :]
    assert "Năm 2025" in panel
    assert "21/QĐ-UBND" in panel
    assert "ngày 20/01/2026" in panel


def test_what_one_may_not_see_is_left_out(walk: Walk, visit: Visit) -> None:
    area = walk.province.communes["hoa-ban"].id
    text = visit("sen-hong.reporter").get(f"/dia-ban/{area}/").text
    assert "/phan/chi-so/" in text, "a neighbour's indicators may be seen"
    assert "/phan/diem/" not in text
    assert "/phan/dau-hieu/" not in text
    assert "Gửi báo cáo theo kỳ" not in text
    assert "Dấu hiệu cần xem" not in text


def test_a_change_of_the_map_parts_the_course(province: Province) -> None:
    area = province.communes["sen-hong"].id
    periods = [OCTOBER.shifted(-back) for back in (2, 1, 0)]
    for place, period in enumerate(periods):
        close(area, period.id, month(place + 1))
    values: tuple[Value, ...] = indicators.series("N1", area, periods, ON)
    assert "stroke-dasharray" not in spark(values)
    parted = spark(values, [periods[1].first_day])
    assert parted.count("<line") == 1
    assert "<line" not in spark(values, [date(2020, 1, 1)]), "what was before the first period parts nothing"
