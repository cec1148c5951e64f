"""The field's forms cover the catalogue of what is counted, each figure asked once, with its source."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from pcmt.rulebook.queries import book

CATALOGUE = Path(settings.RULEBOOK_DIR).parents[1] / "shared" / "domain" / "measures.md"
NEXT_YEAR = date(2027, 2, 14)
"""A day on which every form of the field is in force, the commune's wider monthly form included."""

# Where a code of the catalogue is asked under other codes, or is no figure of a form, and why.
ASKED_AS = {
    "rehab_started": ("rehab_home_started", "rehab_centre_started"),
    "rehab_completed": ("rehab_home_completed", "rehab_centre_completed"),
    "rehab_left": ("rehab_home_left", "rehab_centre_left"),
    "spots_use": ("spots_use.stock", "spots_use.found", "spots_use.cleared", "spots_use.reformed"),
    "spots_trade": ("spots_trade.stock", "spots_trade.found", "spots_trade.cleared", "spots_trade.reformed"),
    "seizures": ("seized_heroin", "seized_opium", "seized_crystal", "seized_pills", "seized_precursors"),
    "replanted": ("plants_replanted",),
    "reach": ("post_reach", "media_reach"),
    "with_column": ("media_with_column",),
    "models": ("models.running", "models.new", "models.spread"),
    "places_capacity": ("centre_capacity",),
    "places_used": ("rehab_centre_present",),
    "budget_allotted": ("budget_allotted", "commune_budget_allotted", "finance_allotted"),
    "budget_spent": ("budget_spent", "commune_budget_spent", "finance_spent"),
    "licensed_sites": tuple(f"licensed_sites.{sector}" for sector in ("health", "industry", "farming", "police")),
    "sites_inspected": tuple(f"sites_inspected.{sector}" for sector in ("health", "industry", "farming", "police")),
    "sites_violating": tuple(f"sites_violating.{sector}" for sector in ("health", "industry", "farming", "police")),
    "commendations": ("commended_groups", "commended_persons"),
    "cross_border": ("routes_met.with_border_guard", "routes_met.with_police"),
}
NOT_ASKED = {
    "residents": "recorded once a year in the register of areas, which formulas read",
    "on_route": "set by a decision on the area (zones), never reported",
    "in_border_zone": "set by a decision on the area (zones), never reported",
}


def catalogued() -> list[str]:
    """The element codes in the first column of the catalogue's first table."""
    text = CATALOGUE.read_text()
    table = text[text.index("## Elements") : text.index("## Indicators")]
    found = []
    for line in table.splitlines():
        first = line.split("|")[1].strip() if line.startswith("| ") else ""
        if first and not first.startswith(("**", "id", "---")):
            plain = re.sub(r"\([^)]*\)", "", first).split(":")[0]
            found += [code.strip() for code in plain.split(",") if code.strip()]
    return found


def asked() -> list[str]:
    return [cell.element for form in book().forms(NEXT_YEAR) for cell in form.cells]


@pytest.mark.skipif(not CATALOGUE.is_file(), reason="the shared catalogue of measures is not beside the project")
def test_everything_in_the_catalogue_is_asked_by_a_form_or_left_out_for_a_reason():
    codes, cells = catalogued(), set(asked())
    assert len(codes) > 80, "the catalogue is read"
    lacking = [
        code for code in codes if code not in NOT_ASKED and not all(one in cells for one in ASKED_AS.get(code, (code,)))
    ]
    assert lacking == []
    assert set(ASKED_AS) | set(NOT_ASKED) <= set(codes), "what is explained here stands in the catalogue"


def test_a_figure_is_asked_by_one_form_only():
    cells = asked()
    assert sorted({code for code in cells if cells.count(code) > 1}) == []


def test_every_element_is_asked_or_kept_for_a_reason():
    """What no form asks is decided or registered elsewhere; nothing is defined for nobody."""
    cells = set(asked())
    unasked = {
        element.code
        for element in book().elements()
        if element.kind != "rate"
        and not (element.counted or element.tasks or element.roadmap)
        and not any(code == element.code or code.startswith(f"{element.code}.") for code in cells)
    }
    assert unasked == {"residents", "recognised", "class_rank"}


@pytest.mark.parametrize("form", book().forms(NEXT_YEAR), ids=lambda form: form.code)
def test_a_form_of_the_field_says_whom_it_serves_and_asks_for_words(form):
    assert all(cell.label and cell.unit and cell.source.document and cell.source.provision for cell in form.cells)
    assert form.source.document == "Thiết lập của tỉnh"
    assert not form.source.certain, "no official form is known: ours is a setting of the province"
    assert {"results", "difficulties", "proposals", "direction"} <= {words.code for words in form.words}


@pytest.mark.parametrize(
    "owing",
    [
        "cong_an_tinh", "bo_doi_bien_phong", "mttq", "doan_the", "so", "co_so_cai_nghien", "Hải quan", "Sở Y tế",
        "Sở Giáo dục và Đào tạo", "Sở Văn hóa, Thể thao và Du lịch", "Sở Tư pháp", "Sở Công Thương",
        "Sở Nông nghiệp và Môi trường", "Sở Nội vụ", "Sở Tài chính", "Liên đoàn Lao động tỉnh",
    ],
)  # fmt: skip
def test_each_agency_that_the_programme_names_has_a_form(owing: str):
    owed = [owed for form in book().forms(NEXT_YEAR) for owed in form.owed_by]
    assert any(owing == one.agency_kind or owing in one.names for one in owed)


def test_what_a_union_gives_is_asked_and_not_ordered():
    asked_of = book().asked_kinds
    for form in book().forms(NEXT_YEAR):
        kinds = {owed.agency_kind for owed in form.owed_by if owed.agency_kind} | (
            {"doan_the"} if any("Liên đoàn" in name for owed in form.owed_by for name in owed.names) else set()
        )
        if kinds & asked_of:
            assert "đề nghị" in form.label
            assert "đề nghị" in form.source.provision
            assert kinds <= asked_of, "nobody else is ordered by the same form"


def test_the_communes_monthly_form_keeps_its_codes_and_gains_the_breakdowns():
    before, after = book().form("xa-thang", date(2026, 11, 21)), book().form("xa-thang", NEXT_YEAR)
    assert {cell.element for cell in before.cells} < {cell.element for cell in after.cells}
    assert {table.code for section in after.sections for table in section.tables} >= {"managed_sex", "managed_age"}
    assert {check.code for check in before.checks} <= {check.code for check in after.checks}
