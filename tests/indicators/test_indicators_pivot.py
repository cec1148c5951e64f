"""Tables that people put together: laid out as asked, groups added up, kept under a name, within rights and bounds."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from pcmt.accounts.queries import actor_by_username
from pcmt.areas.actions.apply_event import apply_event
from pcmt.areas.actions.close_area import Successor, close_area
from pcmt.areas.actions.define_zone import define_zone
from pcmt.areas.actions.propose_event import propose_event
from pcmt.indicators import queries as indicators
from pcmt.indicators.actions.drop_table import drop_table
from pcmt.indicators.actions.save_table import CannotSaveTable, save_table
from pcmt.indicators.queries import Asked, TooLarge
from pcmt.indicators.rules.pivot import Item, laid_out
from pcmt.journal.models import Entry
from pcmt.kernel.actor import Actor, system_actor
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotFound
from tests.areas.test_areas_events import ABSORB
from tests.indicators.figures import close, month, october
from tests.province import AT, Province

Visit = Callable[..., Client]
ON = AT.date()
MAPPER = system_actor("kiểm thử", "areas.close_area", "areas.define_zone", "areas.propose_event", "areas.apply_event")
MONTHS = (Period.parse("2026-09@nd09"), Period.parse("2026-10@nd09"))
PAGE = "/chi-so/bang-tong-hop/"


def planner() -> Actor:
    actor = actor_by_username("planner", AT)
    assert actor
    return actor


def test_one_axis_runs_across_and_the_others_down() -> None:
    items = {
        "code": [Item("a", "A"), Item("b", "B")],
        "category": [Item("", "")],
        "area": [Item(1, "Một"), Item(2, "Hai")],
        "period": [Item("x", "X"), Item("y", "Y")],
    }
    cells = {(code, "", area, "x"): f"{code}{area}" for code in "ab" for area in (1, 2)}
    found = laid_out(items, "period", cells)
    assert found.row_axes == ("code", "area")
    assert [line.cells for line in found.lines] == [("a1", None), ("a2", None), ("b1", None), ("b2", None)]
    assert [[head and head.label for head in line.heads] for line in found.lines] == [
        ["A", "Một"], [None, "Hai"], ["B", "Một"], [None, "Hai"],
    ]  # fmt: skip
    turned = laid_out(items, "area", cells)
    assert [line.cells for line in turned.lines] == [("a1", "a2"), ("b1", "b2")]


def test_a_group_of_all_communes_is_the_province(province: Province) -> None:
    october(province)
    ids = [commune.id for commune in province.communes.values()]
    codes = ["N1", "T1a", "P3", "T1b", "T6b", "talks"]
    found = indicators.bulk_values(codes, [province.id], MONTHS, ON, groups={-1: ids}).by_key()
    for code in codes:
        for period in MONTHS:
            whole, group = found[code, province.id, period.id], found[code, -1, period.id]
            assert (whole.display, whole.low, whole.high, whole.missing, whole.of) == (
                group.display, group.low, group.high, group.missing, group.of,
            )  # fmt: skip
    close(province.communes["mua-ngau"].id, "2026-10@nd09", month(4))
    pair = indicators.bulk_values(["N1"], [], MONTHS, ON, groups={-1: ids[:1], -2: ids}).by_key()
    assert pair["N1", -2, "2026-10@nd09"].display == "7 người"


def test_a_zone_and_a_group_keep_their_sum_over_a_merger(province: Province) -> None:
    october(province)
    gone, heir, other = (province.communes[one].id for one in ("mua-ngau", "sen-hong", "hoa-ban"))
    close(gone, "2026-09@nd09", month(3))
    close(heir, "2026-09@nd09", month(1, 1))
    close(other, "2026-09@nd09", month(4))
    zone = define_zone(
        kind="route", name="Tuyến quốc lộ", valid_from=date(2026, 1, 1), basis="Quyết định số 12", actor=MAPPER, at=AT,
        area_ids=[gone, heir, other],
    )  # fmt: skip

    def told(place: str | tuple[str, ...], on: date) -> str:
        chosen = (place,) if isinstance(place, str) else (*place, "gop")
        found = indicators.pivot(planner(), Asked(("N1",), chosen, MONTHS[:1], on)).values
        return next(one.display for (_, _, area, _), one in found.items() if area < 0)

    before = date(2026, 9, 20)
    assert told(f"khu-{zone}", before) == told((str(gone), str(heir), str(other)), before) == "9 người"
    close_area(area_id=gone, last_day=date(2026, 9, 30), successors=[Successor(heir)], basis="", actor=MAPPER, at=AT)
    assert told(f"khu-{zone}", ON) == told((str(heir), str(other)), ON) == "9 người"
    assert told((str(heir),), ON) == "5 người", "the heir stands for both"
    assert told((str(gone), str(heir), str(other)), before) == "9 người", "the former map stays as it was"


def test_figures_stand_by_category_and_what_is_missing_is_told(province: Province) -> None:
    october(province)
    found = indicators.pivot(
        planner(), Asked(("managed", "N1"), ("tinh", "xa", "gop"), MONTHS, ON, category="categories")
    )
    whole = found.values["N1", "", province.id, "2026-10@nd09"]
    assert whole.display == "ít nhất 3 người (thiếu 1/4 xã)"
    users = found.values["managed", "users", province.communes["sen-hong"].id, "2026-10@nd09"]
    assert users.display == "2 người"
    assert found.layout.row_axes == ("code", "category", "area")
    assert found.unknown > 0


def test_a_table_that_no_page_can_hold_is_refused_with_what_to_do(province: Province) -> None:
    asked = Asked(("N1", "talks"), ("xa",), MONTHS, ON)
    with pytest.raises(TooLarge) as refused:
        indicators.pivot(planner(), asked, most=3)
    assert "tải bảng về tệp" in refused.value.remedy


def test_areas_that_one_may_not_see_are_not_found(province: Province) -> None:
    reporter = actor_by_username("sen-hong.reporter", AT)
    assert reporter
    other = str(province.communes["mua-ngau"].id)
    nobody = Actor(person_id=reporter.person_id, label="", grants=())
    with pytest.raises(NotFound):
        indicators.pivot(nobody, Asked(("N1",), (other,), MONTHS, ON))


def test_the_page_shows_what_its_address_asks_for(province: Province, visit: Visit) -> None:
    october(province)
    browser = visit("planner")
    asked = {"ma": ["N1", "T1a"], "dia-ban": ["tinh", "xa"], "loai-ky": "month@nd09", "den": "2026-10@nd09", "so": "2"}
    page = browser.get(PAGE, asked).text
    assert "thiếu 1/4 xã" in page
    assert "Xã Sen Hồng" in page
    assert "value:N1/" in page
    sheet = browser.get(f"{PAGE}tep.xlsx", asked)
    rows = list(load_workbook(BytesIO(sheet.content)).active.iter_rows(values_only=True))
    assert len(rows) == 1 + 2 * 5 * 2
    text = b"".join(iter(browser.get(f"{PAGE}tep.csv", asked))).decode("utf-8-sig")
    assert len(text.splitlines()) == len(rows)
    assert browser.get(f"{PAGE}tep.pdf", asked).status_code == 404


@pytest.mark.parametrize(
    "asked",
    [
        {"ma": "KHONG", "dia-ban": "tinh"},
        {"ma": "N1", "dia-ban": "tinh", "so": "9" * 50, "den": "2026-13", "loai-ky": "x", "cot": "y", "phan-to": "z"},
        {"ma": "N1", "dia-ban": "tinh", "so": "-1", "den": "1000"},
        {"ma": ["N1", "T2a", "P3"], "dia-ban": "xa", "loai-ky": "to_date@nd09", "den": "2026-10@nd09", "so": "14"},
        {"ma": ["N1", "T1a", "talks"], "dia-ban": "gop", "loai-ky": "rolling@civil", "cot": "area"},
        {},
    ],
)
def test_an_odd_address_gives_a_page_all_the_same(province: Province, visit: Visit, asked: dict[str, str]) -> None:
    assert visit("planner").get(PAGE, asked).status_code == 200


def test_codes_that_are_not_there_are_told_and_the_rest_is_shown(province: Province, visit: Visit) -> None:
    october(province)
    asked = {"ma": ["N1", "CU7", "<b>"], "dia-ban": ["tinh"], "den": "2026-10@nd09", "so": "1"}
    page = visit("planner").get(PAGE, asked).text
    assert "mang mã CU7, &lt;b&gt; trong bộ quy tắc" in page
    assert "value:N1/" in page


def test_a_kept_table_outlives_a_commune_that_was_merged(
    province: Province, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    october(province)
    gone, heir = province.communes["sen-hong"], province.communes["hoa-ban"]
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT + timedelta(days=30))
    apply_event(event_id=propose_event(change=ABSORB, actor=MAPPER, at=AT), choices={}, actor=MAPPER, at=AT)
    asked = {"ma": ["N1"], "dia-ban": [str(gone.id), str(heir.id), "abc"], "den": "2026-10@nd09", "so": "1"}
    page = visit("planner").get(PAGE, asked).text
    assert "Xã Sen Hồng (nay thuộc Phường Hoa Ban); mã abc. Bảng không gồm các địa bàn này" in page
    assert f"value:N1/{heir.id}/" in page


def test_a_table_is_kept_under_a_name_and_dropped(province: Province, visit: Visit) -> None:
    browser = visit("planner")
    address = "ma=N1&dia-ban=tinh&so=3&x=1"
    browser.post(f"{PAGE}luu", {"ten": "  Người nghiện  ba tháng ", "bang": address})
    saved = indicators.saved_tables(planner())
    assert [(one.name, one.address) for one in saved] == [("Người nghiện ba tháng", "ma=N1&dia-ban=tinh&so=3")]
    browser.post(f"{PAGE}luu", {"ten": "Người nghiện ba tháng", "bang": "ma=T1a&dia-ban=tinh"})
    assert [one.address for one in indicators.saved_tables(planner())] == ["ma=T1a&dia-ban=tinh"]
    assert "Người nghiện ba tháng" in browser.get(PAGE).text
    browser.post(f"{PAGE}{saved[0].id}/bo")
    assert indicators.saved_tables(planner()) == ()
    actions = Entry.objects.filter(subject=f"table:{saved[0].id}").values_list("action", flat=True)
    assert list(actions) == ["indicators.save_table", "indicators.save_table", "indicators.drop_table"]


def test_the_table_that_the_page_begins_with_is_kept_as_it_is_shown(province: Province, visit: Visit) -> None:
    browser = visit("planner")
    address = browser.get(PAGE).context["keeping"].address
    browser.post(f"{PAGE}luu", {"ten": "Bảng đầu tiên", "bang": address})
    saved = indicators.saved_tables(planner())
    assert [(one.name, one.address) for one in saved] == [("Bảng đầu tiên", "ma=N1&ma=T1a&ma=N3&dia-ban=tinh")]


def test_a_kept_table_opens_under_its_name_and_says_where_it_differs(province: Province, visit: Visit) -> None:
    october(province)
    browser = visit("planner")
    browser.post(f"{PAGE}luu", {"ten": "Bảng tháng", "bang": "ma=N1&dia-ban=tinh&so=2"})
    ((_, address),) = browser.get(PAGE).context["keeping"].saved
    page = browser.get(address)
    assert page.context["title"] == "Bảng tháng"
    assert "Đang khác bản đã lưu" not in page.text
    changed = f"{address}&phan-to=categories"
    assert "Đang khác bản đã lưu của “Bảng tháng”" in browser.get(changed).text
    told = browser.post(f"{PAGE}luu", {"ten": "Bảng tháng", "bang": changed.partition("?")[2]}, follow=True)
    assert "Đã lưu, thay bảng cùng tên." in told.text
    assert "Đang khác bản đã lưu" not in told.text
    assert len(indicators.saved_tables(planner())) == 1


def test_a_table_without_a_last_period_goes_on_with_time(
    province: Province, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    october(province)
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)
    page = visit("planner").get(PAGE, {"ma": "N1", "dia-ban": "tinh", "den": "", "so": "1"})
    assert '<option value="" selected>Kỳ mới nhất đã kết thúc (nay là tháng 11/2026)</option>' in page.text
    assert "den=" not in page.context["keeping"].address
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT + timedelta(days=30))
    later = visit("planner").get(f"{PAGE}?{page.context['keeping'].address}")
    assert "nay là tháng 12/2026" in later.text


def test_what_no_page_and_no_file_can_hold_is_told_with_what_to_do(
    province: Province, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {"ma": ["N1", "talks"], "dia-ban": "xa", "so": "2"}
    monkeypatch.setattr("pcmt.indicators.queries.pivoting.pivot.__kwdefaults__", {"most": 3})
    page = visit("planner").get(PAGE, asked).text
    assert "nhiều hơn 3 ô. Chọn ít kỳ, ít địa bàn hoặc ít chỉ số hơn, hoặc tải bảng về tệp." in page
    assert "Tải tệp XLSX" in page
    assert "Lưu bảng" in page, "what only a file holds can be kept as well"
    monkeypatch.setattr("pcmt.indicators.queries.pivoting.MOST_ROWS", 3)
    page = visit("planner").get(PAGE, asked).text
    assert "tải bảng về tệp" not in page
    assert "Tải tệp XLSX" not in page


def test_a_breakdown_that_no_figure_has_is_told(province: Province, visit: Visit) -> None:
    october(province)
    asked = {"ma": ["N1"], "dia-ban": "tinh", "so": "1", "phan-to": "categories"}
    assert (
        "Không số liệu nào đã chọn được phân tổ “Theo loại của từng số liệu”" in visit("planner").get(PAGE, asked).text
    )
    asked["ma"] = ["managed"]
    assert "Không số liệu nào đã chọn" not in visit("planner").get(PAGE, asked).text


def test_the_way_back_to_todays_map_keeps_all_that_was_chosen(province: Province, visit: Visit) -> None:
    asked = {"ma": ["N1", "T1a"], "dia-ban": ["tinh", "xa"], "on": "01/06/2026"}
    page = visit("planner").get(PAGE, asked)
    assert page.context["day"].back == "?ma=N1&ma=T1a&dia-ban=tinh&dia-ban=xa"


def test_a_refused_name_is_told_once_and_given_back(province: Province, visit: Visit) -> None:
    browser = visit("planner")
    page = browser.post(f"{PAGE}luu", {"ten": "Dài " * 50, "bang": "ma=N1&dia-ban=tinh"}, follow=True).text
    assert page.count("Tên bảng quá dài.") == 1
    assert page.count("tối đa 120 ký tự (đang là 199)") == 1
    assert f'value="{("Dài " * 50).strip()}"' in page
    assert indicators.saved_tables(planner()) == ()
    empty = browser.post(f"{PAGE}luu", {"ten": "Bảng", "bang": ""}, follow=True).text
    assert empty.count("Chọn lại rồi lưu.") == 1


def test_a_table_without_name_is_refused_and_another_persons_is_not_found(province: Province) -> None:
    with pytest.raises(CannotSaveTable):
        save_table(name=" ", address="ma=N1", actor=planner(), at=AT)
    table_id = save_table(name="Bảng", address="ma=N1", actor=planner(), at=AT)
    other = actor_by_username("sen-hong.reporter", AT)
    assert other
    with pytest.raises(NotFound):
        drop_table(table_id=table_id, actor=other, at=AT)
