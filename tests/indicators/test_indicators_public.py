"""The public page: off until two persons open it, small counts held back, open data that says what it is."""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client

from pcmt.areas.actions.close_area import Successor, close_area
from pcmt.indicators.actions.close_public_page import close_public_page
from pcmt.indicators.actions.open_public_page import open_public_page
from pcmt.indicators.actions.propose_public_page import CannotPublish, propose_public_page
from pcmt.indicators.models import PublicPage
from pcmt.indicators.queries import ChoiceView, PublicTable, levels_of, offered, public_pages, public_table
from pcmt.indicators.queries import open_public_page as opened
from pcmt.journal.models import Entry
from pcmt.kernel.actor import Actor, system_actor
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotAllowed
from pcmt.rulebook.actions.propose_release import propose_release
from pcmt.rulebook.actions.release import release
from pcmt.rulebook.rules.releases import digest_of
from pcmt.web.public.shapes import course, holes, later, newest, written
from tests.indicators.figures import close, month
from tests.province import AT, Province

Visit = Callable[..., Client]
Resolve = Callable[[str], Actor]
OCTOBER = Period.parse("2026-10@nd09")
MAPPER = system_actor("kiểm thử", "areas.close_area")
CHOICES = [ChoiceView("N1", "commune"), ChoiceView("T1b", "province")]


@pytest.fixture(autouse=True)
def _count_anew() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def figured(province: Province) -> Province:
    for users, commune in zip((3, 40, 0, 60), province.communes.values(), strict=True):
        close(commune.id, OCTOBER.id, month(users))
    return province


def proposed(actor: Actor, **others: object) -> int:
    wanted: dict[str, object] = {"choices": CHOICES, "reason": "Kế hoạch công khai số liệu của tỉnh", **others}
    return propose_public_page(**wanted, actor=actor, at=AT)  # type: ignore[arg-type]


def open_to_all(actor: Resolve) -> int:
    made = proposed(actor("planner"))
    open_public_page(page_id=made, actor=actor("chairman"), at=AT)
    return made


def test_nothing_is_public_until_two_persons_opened_it(figured: Province, actor: Resolve, visit: Visit) -> None:
    for address in ("", "N1/", "N1.csv", "N1.csv-metadata.json"):
        absent = visit().get(f"/cong-khai/{address}")
        assert absent.status_code == 404
        assert "hiện không công khai" in absent.text
        assert "Bàn làm việc" not in absent.text
        assert "public" not in absent.headers.get("Cache-Control", ""), "it may be opened any minute"
    made = proposed(actor("planner"))
    assert visit().get("/cong-khai/").status_code == 404, "a proposal shows nothing"
    with pytest.raises(NotAllowed):
        open_public_page(page_id=made, actor=actor("planner"), at=AT)
    open_public_page(page_id=made, actor=actor("chairman"), at=AT)
    assert visit().get("/cong-khai/").status_code == 200
    assert [entry.action for entry in Entry.objects.filter(subject=f"public_page:{made}").order_by("pk")] == [
        "indicators.propose_public_page",
        "indicators.open_public_page",
    ]


def test_who_proposed_does_not_open_whatever_they_hold(figured: Province, actor: Resolve) -> None:
    made = proposed(actor("planner"))
    PublicPage.objects.filter(pk=made).update(proposed_by_id=actor("chairman").person_id)
    with pytest.raises(CannotPublish, match="không tự cho công khai"):
        open_public_page(page_id=made, actor=actor("chairman"), at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        PublicPage.objects.filter(pk=made).update(opened_by_id=actor("chairman").person_id, opened_at=AT)


def test_one_page_is_open_at_a_time_and_closes_at_once(figured: Province, actor: Resolve, visit: Visit) -> None:
    first, second = open_to_all(actor), proposed(actor("planner"), choices=CHOICES[1:])
    open_public_page(page_id=second, actor=actor("chairman"), at=AT + timedelta(hours=1))
    shown = opened()
    assert shown is not None
    assert shown.id == second
    assert {page.id: page.state for page in public_pages(actor("planner"))} == {first: "closed", second: "open"}
    with pytest.raises(CannotPublish, match="lý do"):
        close_public_page(page_id=second, reason=" ", actor=actor("admin"), at=AT)
    close_public_page(page_id=second, reason="Rà soát lại", actor=actor("admin"), at=AT)
    assert visit().get("/cong-khai/").status_code == 404
    with pytest.raises(CannotPublish):
        open_public_page(page_id=second, actor=actor("chairman"), at=AT)


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": "-"},
        {"choices": []},
        {"least": 1},
        {"choices": [ChoiceView("KHONG-CO", "province")]},
        {"choices": [ChoiceView("T1b", "commune")]},
        {"choices": [ChoiceView("N1", "nation")]},
    ],
    ids=["no reason", "nothing", "too low", "unknown", "no communes", "unknown level"],
)
def test_what_may_not_be_public_is_refused(province: Province, actor: Resolve, wrong: dict[str, object]) -> None:
    with pytest.raises(CannotPublish):
        proposed(actor("planner"), **wrong)
    assert not PublicPage.objects.exists()


def test_shares_without_a_known_base_are_of_the_province_alone() -> None:
    for rule in offered(AT.date()):
        if rule.unit in ("%", "‰") and rule.denominator is None:
            assert "commune" not in levels_of(rule), rule.code


def test_a_small_count_is_held_back_and_one_that_would_give_it_away(figured: Province, actor: Resolve) -> None:
    open_to_all(actor)
    shown = opened()
    assert shown is not None
    table = public_table(shown, "N1", AT.date())
    province, *communes = table.areas
    states = {area.id: table.at(area, OCTOBER).state for area in communes}
    by_slug = {slug: states[commune.id] for slug, commune in figured.communes.items()}
    assert by_slug["sen-hong"] == "held", "three people"
    assert by_slug["hoa-ban"] == "known", "nobody"
    assert sorted((by_slug["mua-ngau"], by_slug["chan-may"])) == ["held", "known"]
    assert table.at(province, OCTOBER).state == "known"
    assert table.at(province, Period.parse("2026-09@nd09")).state == "void"


def test_the_public_pages_tell_no_more_than_the_table(figured: Province, actor: Resolve, visit: Visit) -> None:
    open_to_all(actor)
    text = visit().get("/cong-khai/N1/").text
    assert "103 người" in text
    assert "3 người<" not in text.replace("103 người<", "")
    assert text.count('<span class="muted">ẩn</span>') == 2
    assert "/tra-nguon/" not in text
    assert "data-long data-script" in text, "a hundred communes are searched, and folded on the phone"
    assert visit().get("/cong-khai/N2/").status_code == 404, "not among those chosen"
    home = visit().get("/cong-khai/")
    assert "103 người" in home.text
    assert home.headers["Cache-Control"] == "public, max-age=600"


def test_open_data_is_plain_and_described(figured: Province, actor: Resolve, visit: Visit) -> None:
    open_to_all(actor)
    told = visit().get("/cong-khai/N1.csv").content.decode("utf-8-sig")
    rows = [*csv.DictReader(io.StringIO(told))]
    october = {row["dia_ban"]: row for row in rows if row["ma_ky"] == OCTOBER.id}
    assert (october["Tỉnh Hoa Mai"]["gia_tri"], october["Tỉnh Hoa Mai"]["trang_thai"]) == ("103", "co")
    assert (october["Xã Sen Hồng"]["gia_tri"], october["Xã Sen Hồng"]["trang_thai"]) == ("", "an")
    described = visit().get("/cong-khai/N1.csv-metadata.json").json()
    assert described["@context"][0] == "http://www.w3.org/ns/csvw"
    assert [column["name"] for column in described["tableSchema"]["columns"]] == [*rows[0]]
    assert described["url"].endswith("/cong-khai/N1.csv")


def test_a_share_of_nothing_and_newer_periods_untold_are_said(province: Province, actor: Resolve) -> None:
    for commune in province.communes.values():
        close(commune.id, OCTOBER.id, month(0, tested=0, test_positive=0))
    made = proposed(actor("planner"), choices=[ChoiceView("P3", "commune"), ChoiceView("N1", "province")])
    shown = next(one for one in public_pages(actor("planner")) if one.id == made)
    share, count = (public_table(shown, code, date(2026, 11, 21)) for code in ("P3", "N1"))
    assert {written(share.at(area, OCTOBER)) for area in share.areas} == {"không có đối tượng để tính"}
    assert newest(count) == OCTOBER
    assert later(count, OCTOBER) == "Tháng 11/2026 chưa công khai được: số liệu chưa đủ."
    assert later(count, count.periods[-1]) == ""
    told = holes(count)
    assert told[-1] == "Tháng 11/2026: chưa đủ số liệu đã chốt."
    assert told[0].startswith("Từ tháng "), "a run of periods with one reason is one line"
    assert all("tháng 10/2026" not in line for line in told[-1:]), "what is known is no hole"
    assert holes(share)[-2] == "Tháng 10/2026: không có đối tượng để tính."


def test_one_address_does_not_ask_for_too_many(
    figured: Province, actor: Resolve, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_to_all(actor)
    monkeypatch.setattr("pcmt.web.public.gently.MOST_A_MINUTE", 2)
    answers = [visit().get("/cong-khai/T1b.csv") for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert answers[-1].headers["Retry-After"] == "60"


def test_it_is_proposed_looked_at_and_opened_on_pages(figured: Province, visit: Visit) -> None:
    planner, chairman = visit("planner"), visit("chairman")
    wrong = planner.post("/quan-tri/cong-khai/", {"muc-N1": "commune", "least": "5", "reason": ""})
    assert wrong.status_code == 422
    assert '<option value="commune" selected>' in wrong.text
    sent = planner.post("/quan-tri/cong-khai/", {"muc-N1": "commune", "muc-N2": "", "least": "5", "reason": "Kế hoạch"})
    assert sent.status_code == 302
    assert "Cho công khai</button>" not in planner.get(sent.url).text
    assert "Xem, cho công khai 1 chỉ số" not in planner.get("/").text, "who proposed does not open it"
    for second in (chairman, visit("admin")):
        assert f'href="{sent.url}"' in second.get("/").text
    preview = chairman.get(sent.url).text
    assert "Cho công khai</button>" in preview
    assert "103 người" in preview
    assert chairman.post(f"{sent.url}mo").status_code == 302
    assert visit().get("/cong-khai/").status_code == 200
    assert "1 chỉ số đang công khai" in chairman.get("/quan-tri/cong-khai/").text
    assert chairman.post(f"{sent.url}dung", {"reason": "Rà soát"}).status_code == 302
    assert visit().get("/cong-khai/").status_code == 404


def test_whoever_has_no_indicators_is_led_back_to_administration(province: Province, visit: Visit) -> None:
    admin = visit("admin").get("/quan-tri/cong-khai/")
    assert 'href="/chi-so/"' not in admin.text
    assert '<a href="/quan-tri/">Quản trị</a>' in admin.text
    assert '<a href="/chi-so/">Chỉ số</a>' in visit("planner").get("/quan-tri/cong-khai/").text


def test_others_do_not_deal_with_it(figured: Province, visit: Visit) -> None:
    for who in ("sen-hong.reporter", "health-head"):
        assert visit(who).get("/quan-tri/cong-khai/").status_code == 404


def test_a_count_is_held_back_where_another_tables_sum_would_tell_what_is_left(
    province: Province, actor: Resolve
) -> None:
    """N2 is N1 with those in aftercare: of N1 and N2 together nobody may learn of three persons in aftercare."""
    slugs = [*province.communes]
    for place, slug in enumerate(slugs):
        close(
            province.communes[slug].id, OCTOBER.id, month(40 + place) | {"managed.aftercare": 3 if place == 0 else 20}
        )
    made = proposed(actor("planner"), choices=[ChoiceView("N1", "commune"), ChoiceView("N2", "commune")])
    open_public_page(page_id=made, actor=actor("chairman"), at=AT)
    page = opened()
    assert page is not None
    smaller, larger = (public_table(page, code, AT.date()) for code in ("N1", "N2"))
    few = next(area for area in smaller.areas if area.id == province.communes[slugs[0]].id)
    states = {table.rule.code: table.at(few, OCTOBER).state for table in (smaller, larger)}
    assert states == {"N1": "held", "N2": "known"}
    alone = proposed(actor("planner"), choices=[ChoiceView("N1", "commune")])
    open_public_page(page_id=alone, actor=actor("chairman"), at=AT)
    page = opened()
    assert page is not None
    assert public_table(page, "N1", AT.date()).at(few, OCTOBER).state == "known", "by itself it gives nothing away"


SHARE = """code: N9
label: Tỷ lệ người nghiện trong số người có hồ sơ
unit: "%"
better: down
formula: managed.addicts / indicator(N1) * 100
scale: 6
period_kind: month
calendar: nd09
level: any
valid_from: "2025-01-01"
explanation: Chỉ để thử.
source: {document: Văn bản thử, provision: mục 1, certain: true}
denominator: {formula: indicator(N1), least: 1, label: người có hồ sơ}
"""
COUNT = """code: N8
label: Người nghiện chưa cai
unit: người
better: down
formula: managed.addicts
scale: 0
period_kind: month
calendar: nd09
level: any
valid_from: "2025-01-01"
explanation: Chỉ để thử.
source: {document: Văn bản thử, provision: mục 1, certain: true}
"""
EXAMPLES = """examples:
  - {name: Tỷ lệ thử, indicator: N9, day: "2026-10-14", cells: {CELLS}, expect: 50}
  - {name: Số thử, indicator: N8, day: "2026-10-14", cells: {managed.addicts: 2}, expect: 2}
"""


def released(settings: Any, folder: Path, actor: Resolve) -> None:
    """A count and its share of another count, as a province's own rules."""
    settings.RELEASES_DIR = folder
    statuses = ("users", "rehab_home", "rehab_public", "rehab_compulsory", "substitution", "detained")
    cells = ", ".join(["managed.addicts: 2", "managed.users: 2", *(f"managed.{one}: 0" for one in statuses[1:])])
    files = {
        "indicators/N9@2025-01-01.yaml": SHARE,
        "indicators/N8@2025-01-01.yaml": COUNT,
        "examples/thu.yaml": EXAMPLES.replace("CELLS", cells),
    }
    number = propose_release(files=files, reason="Thử", actor=actor("planner"), at=AT)
    release(release_id=number, digest=digest_of(files), actor=actor("planner-2"), at=AT)


Told = dict[int, Fraction | None]


def worked_out(told: dict[str, Told], province: int) -> dict[str, Told]:
    """What a reader works out of a count, a total and the share of one in the other, going over them until no more."""
    part, whole, share = (dict(told[code]) for code in ("N8", "N1", "N9"))
    while True:
        before = (dict(part), dict(whole))
        for area in part:
            counted, of, rate = part[area], whole[area], share[area]
            if rate is not None and of is not None and counted is None:
                part[area] = rate * of / 100
            if rate and counted is not None and of is None:
                whole[area] = counted * 100 / rate
        for sums in (part, whole):
            lacking = [area for area, value in sums.items() if value is None]
            if len(lacking) == 1:
                (only,) = lacking
                rest = sum((value or Fraction(0) for area, value in sums.items() if area != province), Fraction(0))
                sums[only] = rest if only == province else (sums[province] or Fraction(0)) - rest
        if before == (part, whole):
            return {"N8": part, "N1": whole}


def test_a_share_gives_no_small_count_away_to_who_knows_what_it_is_of(
    province: Province, actor: Resolve, settings: Any, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        released(settings, tmp_path / "rules", actor)
    chance, truth = Random(7), dict[tuple[str, int], int]()
    months = [OCTOBER.shifted(-back) for back in range(12)]
    for period in months:
        for commune in province.communes.values():
            addicts, users = (chance.choice((0, 1, 2, 3, 4, 6, 9, 14, 30)) for _ in range(2))
            close(commune.id, period.id, month(users, addicts))
            truth[period.id, commune.id] = addicts
    made = proposed(actor("planner"), choices=[ChoiceView(code, "commune") for code in ("N1", "N8", "N9")])
    open_public_page(page_id=made, actor=actor("chairman"), at=AT)
    page = opened()
    assert page is not None
    shares = 0
    for lot in range(5):  # which others are held back beside a small count is drawn anew
        settings.SEALING_KEY = f"thử {lot}"
        tables = {code: public_table(page, code, AT.date()) for code in ("N1", "N8", "N9")}
        for period in months:
            told = {code: _told(table, period) for code, table in tables.items()}
            shares += sum(value is not None for value in told["N9"].values())
            found = worked_out(told, province.id)["N8"]
            for commune in province.communes.values():
                is_small = 0 < truth[period.id, commune.id] < page.least
                assert not (is_small and found[commune.id] is not None), (period.id, told)
    assert shares > 50, "it is no help to hold back everything"


def _told(table: PublicTable, period: Period) -> Told:
    figures = {area.id: table.at(area, period).value for area in table.areas}
    return {area_id: value.number.value if value else None for area_id, value in figures.items()}


def test_the_public_course_is_parted_by_a_merger_and_by_the_years_beginning(
    province: Province, actor: Resolve, visit: Visit
) -> None:
    for period in ("2025-11@nd09", "2025-12@nd09", "2026-01@nd09", "2026-02@nd09"):
        for commune in province.communes.values():
            close(commune.id, period, month(0, 40) | {"served_addicts": 20})
    close_area(
        area_id=province.communes["mua-ngau"].id, last_day=date(2026, 2, 1), basis="Nghị quyết số 3", at=AT,
        successors=[Successor(province.communes["sen-hong"].id)], actor=MAPPER,
    )  # fmt: skip
    made = proposed(actor("planner"), choices=[ChoiceView("S3.6", "province")])
    open_public_page(page_id=made, actor=actor("chairman"), at=AT)
    page = opened()
    assert page is not None
    chart = course(public_table(page, "S3.6", AT.date()), AT.date())
    begun = chart.periods.index("1/26")
    assert list(chart.cuts) == [begun]
    assert [(mark.place, mark.words) for mark in chart.marks] == [
        (begun, "Tính lại từ đầu năm"), (begun + 1, "Địa bàn thay đổi từ 02/02/2026"),
    ]  # fmt: skip
    assert "Địa bàn thay đổi từ 02/02/2026" in visit().get("/cong-khai/S3.6/").text
