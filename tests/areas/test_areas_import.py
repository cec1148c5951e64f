"""Files handed in: every line gets a verdict, nothing is written before it is wanted, and then all of it."""

import io
import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook

from pcmt.areas import queries
from pcmt.areas.actions.close_area import Successor, close_area
from pcmt.areas.actions.import_file import Imported, import_file
from pcmt.areas.actions.load_province import load_province
from pcmt.areas.actions.revise_area import revise_area
from pcmt.areas.models import AreaVersion, Boundary, Denominator, Succession
from pcmt.areas.queries import Preview, preview_import
from pcmt.journal.models import Entry
from pcmt.kernel.actor import system_actor
from pcmt.kernel.refusal import NotAllowed, Refusal
from tests.areas.test_areas_facts import GEO, independent
from tests.province import AT, Province

KEEPER = system_actor("kiểm thử", "areas.import_file", "areas.load_province")
TODAY = AT.date()
CHANGE = date(2025, 7, 1)


def looked(text: str, on: date = TODAY) -> Preview:
    return preview_import(KEEPER, text.encode(), on, AT)


def verdicts(text: str, on: date = TODAY) -> dict[str, str]:
    return {finding.where or finding.code: finding.verdict for finding in looked(text, on).findings}


def done(text: str, on: date = TODAY, **more: str) -> Imported:
    return import_file(data=text.encode(), on=on, actor=KEEPER, at=AT, **more)


UNITS = """code,name,type,parent_code
91001,Xã Sen Hồng,xã,91
91001-01,Bản Nậm Mây,bản,91001
91001-02,Tổ dân phố 1,tổ dân phố,91001
91002,Mưa Rào,xã,91
91077,Phố Nắng,phường,91
91077-1,Khu phố 2,khu phố,91077
50001,Xa Lạ,xã,50
"""


def test_every_line_of_a_table_of_units_gets_its_verdict(province: Province):
    assert verdicts(UNITS) == {
        "dòng 2": "matched",
        "dòng 3": "new",
        "dòng 4": "new",
        "dòng 5": "different",
        "dòng 6": "new",
        "dòng 7": "new",
        "dòng 8": "elsewhere",
        "91003": "missing",
        "91004": "missing",
    }
    assert not looked(UNITS).is_blocked


def test_a_sheet_of_units_is_read_like_a_csv(province: Province):
    book = Workbook()
    assert book.active is not None
    for line in UNITS.splitlines():
        book.active.append(line.split(","))
    out = io.BytesIO()
    book.save(out)
    shown = preview_import(KEEPER, out.getvalue(), TODAY, AT)
    assert {finding.where or finding.code: finding.verdict for finding in shown.findings} == verdicts(UNITS)


def test_a_table_that_breaks_off_is_refused_whole(province: Province):
    with pytest.raises(Refusal, match="Dòng 3 của bảng CSV bị hỏng"):
        looked('code,name,type,parent_code\n91077,Phố Nắng,phường,91\n"91078,Phố Mưa,phường,91\n')


def test_new_units_are_opened_whole_and_the_second_time_all_agree(province: Province):
    assert done(UNITS).written == 4
    hamlet = queries.area_by_code("91001-01", TODAY)
    assert (hamlet.full_name, hamlet.parent_id) == ("Bản Nậm Mây", province.communes["sen-hong"].id)
    assert queries.area_by_code("91077-1", TODAY).parent_id == queries.area_by_code("91077", TODAY).id
    assert queries.area_by_code("91002", TODAY).full_name == "Xã Mưa Ngâu", "names are changed by events only"
    assert done(UNITS).written == 0
    assert Entry.objects.filter(action="areas.import_file").count() == 1


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("91001x,Sen,xã,91", "không đúng dạng"),
        ("91050,Sen,lãnh địa,91", "không có loại"),
        ("91050,,xã,91", "thiếu tên"),
        ("910,Ban Mai,huyện,91", "không có loại huyện"),
        ("91050-1,Một,thôn,91", "không thể trực thuộc cấp tỉnh"),
        ("91077,Hai lần,xã,91", "đã có ở dòng 2"),
    ],
)
def test_a_wrong_line_is_said_and_blocks_the_whole(province: Province, line: str, says: str):
    text = f"code,name,type,parent_code\n91077,Nắng,xã,91\n{line}\n"
    shown = looked(text)
    assert shown.is_blocked
    (finding,) = shown.of("invalid")
    assert says in finding.note
    before = AreaVersion.objects.count()
    with pytest.raises(Refusal, match="chưa ghi gì"):
        done(text)
    assert AreaVersion.objects.count() == before


def test_units_of_the_old_map_end_with_their_district(db: None):
    old = "mã;tên;loại;mã cấp trên\n91;Tỉnh Hoa Cũ;tỉnh;\n910;Huyện Ban Mai;huyện;91\n91050;Xã Trăng Non;xã;910\n"
    assert done(old, date(2024, 1, 1)).written == 3
    assert [row.valid_to for row in queries.register(date(2024, 1, 1))] == [None, date(2025, 6, 30), date(2025, 6, 30)]


LINEAGE = "old_code,new_code,extent,pop_share\n"


def test_lineage_fills_in_shares_and_never_contradicts(db: None):
    load_province(code="42", actor=KEEPER, at=AT)
    parts = Succession.objects.filter(extent="part").order_by("old_id", "new_id")
    old, (one, other) = _codes_of_parts(parts[0].old_id)
    text = f"{LINEAGE}{old},{one},part,0.25\n{old},{other},part,0.75\n"
    assert set(verdicts(text, CHANGE).values()) == {"changed"}
    assert done(text, CHANGE).written == 2
    shares = {kin.area.code: kin.share_per_million for kin in queries.successors(old, date(2025, 6, 30))}
    assert shares == {one: 250_000, other: 750_000}
    assert done(text, CHANGE).written == 0
    assert verdicts(f"{LINEAGE}{old},{one},part,0.5\n", CHANGE)["dòng 2"] == "different"
    assert verdicts(f"{LINEAGE}{old},{one},whole,1\n", CHANGE)["dòng 2"] == "different"
    assert verdicts(f"{LINEAGE}{old},{one},part,\n{old},00097,part,\n", CHANGE)["dòng 3"] == "unknown"


def _codes_of_parts(old_id: int) -> tuple[str, list[str]]:
    old = AreaVersion.objects.get(area_id=old_id, valid_to=date(2025, 6, 30)).code
    return old, [kin.area.code for kin in queries.successors(old, date(2025, 6, 30))]


@pytest.mark.parametrize("line", ["a,b,half,", "a,b,part,1.2", "a,b,part,một", "a,b,whole,0.5", "a,b,part,-1"])
def test_a_wrong_step_blocks(province: Province, line: str):
    assert looked(LINEAGE + line).is_blocked


def test_shares_beyond_the_whole_block(province: Province):
    assert looked(f"{LINEAGE}a,b,part,0.6\na,c,part,0.6\n").of("invalid")[0].note.startswith("tổng tỷ lệ")


VALUES = """code,year,measure,value,source
91001,2025,residents,"12.345",Công an tỉnh
91001,2025,land,"35,5",Sở NNMT
91002,2025,Số hộ,2100,Công an tỉnh
50001,2025,residents,1,Công an tỉnh
"""


def test_yearly_values_are_kept_scaled_and_superseded(province: Province):
    assert [*verdicts(VALUES).values()] == ["new", "new", "new", "unknown"]
    assert done(VALUES).written == 3
    held = {(row.measure, row.value) for row in Denominator.objects.all()}
    assert held == {("residents", 12_345), ("land", 3_550), ("households", 2_100)}
    again = VALUES.replace("12.345", "12.400")
    changed = looked(again).of("changed")
    assert [finding.note for finding in changed] == ["trước đây 12.345"]
    assert done(again).written == 1
    assert Denominator.objects.filter(measure="residents", superseded_at__isnull=True).get().value == 12_400
    assert Denominator.objects.filter(measure="residents").count() == 2, "what was corrected stays"


@pytest.mark.parametrize("value", ["-1", "1,5", "abc", "", "9" * 31, "NaN"])
def test_a_value_that_is_no_count_blocks(province: Province, value: str):
    assert looked(f'code,year,measure,value,source\n91001,2025,residents,"{value}",Nguồn\n').is_blocked


def feature(code: str, rings: object, kind: str = "Polygon") -> dict[str, object]:
    return {"type": "Feature", "properties": {"code": code}, "geometry": {"type": kind, "coordinates": rings}}


def collection(*features: dict[str, object]) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features})


def square(x: float, y: float, side: float = 0.1) -> list[list[float]]:
    return [[x, y], [x, y + side], [x + side, y + side], [x + side, y], [x, y]]


def test_what_the_map_does_not_have_is_told_by_line_and_name(province: Province):
    """A file of the whole nation: other provinces' units by name, and apart from them the codes that nobody bears."""
    far, own = feature("00004", [square(105.8, 21.0)]), feature("99999", [square(105.1, 18.1)])
    own["properties"] = {"code": "99999", "TEN_XA": "  Xã Lạc Lối "}
    shown = looked(collection(feature("91001", [square(105.1, 18.1)]), far, own))
    elsewhere, unknown = shown.of("elsewhere")[0], shown.of("unknown")[0]
    assert (elsewhere.where, elsewhere.code) == ("đường 2", "00004")
    assert elsewhere.name == "Phường Ba Đình, Thành phố Hà Nội"
    assert (unknown.where, unknown.code, unknown.name) == ("đường 3", "99999", "Xã Lạc Lối")
    steps = looked(f"{LINEAGE}00001,00097,whole,1\n00004,91001,whole,1\n77777,00097,whole,1\n", CHANGE)
    assert [(one.verdict, one.where, one.code) for one in steps.findings] == [
        ("elsewhere", "dòng 2", "00001 → 00097"),
        ("unknown", "dòng 3", "00004 → 91001"),
        ("unknown", "dòng 4", "77777 → 00097"),
    ]
    assert steps.findings[0].name.startswith("Phường Phúc Xá, Thành phố Hà Nội → Phường ")
    assert steps.findings[2].name.startswith("77777 → Phường ")
    values = looked("code,year,measure,value,source\n00004,2025,residents,1,Nguồn\n99999,2025,residents,1,Nguồn\n")
    assert [(one.verdict, one.code) for one in values.findings] == [("elsewhere", "00004"), ("unknown", "99999")]


def test_boundaries_get_their_verdicts(province: Province):
    text = collection(
        feature("91001", [square(105.1, 18.1)]),
        feature("91002", [[[lat, lon] for lon, lat in square(105.2, 18.1)]]),
        feature("91003", [[[105, 18], [105.2, 18.2], [105.2, 18], [105, 18.1], [105, 18]]]),
        feature("50001", [square(105.3, 18.1)]),
        feature("", [square(105.3, 18.1)]),
        feature("91005", [square(2.1, 48.1)]),
        feature("91006", [[[105, 18], [105.1, 18.1]]]),
        feature("91007", [[[105 + i / 1e4, 18 + (i * i % 997) / 1e4] for i in range(20_002)]]),
    )
    found = {finding.code: (finding.verdict, finding.note) for finding in looked(text).findings}
    assert found["91001"] == ("matched", "5 điểm")
    assert found["91002"][0] == "swapped"
    assert found["91003"][0] == "invalid"
    assert "tự cắt" in found["91003"][1]
    assert found["50001"][0] == "unknown"
    assert found[""][0] == "invalid"
    assert "ngoài lãnh thổ" in found["91005"][1]
    assert "khép kín" in found["91006"][1]
    assert found["91007"][0] == "oversized"
    assert found["91004"] == ("missing", "")
    with pytest.raises(Refusal, match="đảo kinh độ và vĩ độ"):
        done(text)
    assert not Boundary.objects.exists()


def test_boundaries_are_wound_and_kept_with_their_box(province: Province):
    hole = square(105.12, 18.12, 0.02)
    text = collection(feature("91001", [square(105.1, 18.1), hole]))
    assert done(text, source="Sở NNMT").written == 1
    boundary = Boundary.objects.get()
    outer, inner = json.loads(boundary.rings)[0]
    assert outer == [1051000, 181000, 1052000, 181000, 1052000, 182000, 1051000, 182000, 1051000, 181000]
    assert inner[:4] == [1051200, 181200, 1051200, 181400]
    assert (boundary.west, boundary.south, boundary.east, boundary.north) == (1051000, 181000, 1052000, 182000)
    assert boundary.source == "Sở NNMT"
    assert looked(text).findings[0].note == "đã có như vậy"
    done(collection(feature("91001", [square(105.1, 18.1)])))
    assert Boundary.objects.get().points == 5, "the newer outline takes the older's place"


def test_arcs_of_a_topology_are_followed_both_ways(province: Province):
    topology = {
        "type": "Topology",
        "transform": {"scale": [0.0001, 0.0001], "translate": [105, 18]},
        "arcs": [
            [[1000, 0], [0, 1000]],
            [[1000, 1000], [-1000, 0], [0, -1000], [1000, 0]],
            [[1000, 0], [1000, 0], [0, 1000], [-1000, 0]],
        ],
        "objects": {
            "xa": {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "Polygon", "id": "91001", "arcs": [[0, 1]]},
                    {"type": "MultiPolygon", "properties": {"ma_xa": 91002}, "arcs": [[[2, -1]]]},
                    {"type": "Polygon", "id": "91003", "arcs": [[0, 9]]},
                ],
            }
        },
    }
    found = {one.code: one for one in looked(json.dumps(topology)).findings}
    assert (found["91001"].verdict, found["91002"].verdict) == ("matched", "matched")
    assert "cung không có" in found["91003"].note
    del topology["objects"]["xa"]["geometries"][2]  # type: ignore[index]
    assert done(json.dumps(topology)).written == 2
    boxes = {(row.west, row.east) for row in Boundary.objects.all()}
    assert boxes == {(1050000, 1051000), (1051000, 1052000)}


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"type": "FeatureCollection", "features": [{"geometry": NaN}]}',
        '{"type": "Feature"}',
        "chỉ là lời văn",
        "a,b\n1,2\n",
        '"' * 100_000,
        "\x00code,name,type\n",
    ],
)
def test_what_is_no_file_of_the_map_is_refused(province: Province, text: str):
    with pytest.raises(Refusal) as refused:
        looked(text)
    assert refused.value.remedy


def test_what_was_previewed_is_what_is_written(province: Province):
    shown = looked(UNITS)
    done("code,name,type,parent_code\n91077,Phố Nắng,phường,91\n")
    with pytest.raises(Refusal, match="thay đổi từ lúc xem trước"):
        done(UNITS, previewed=shown.digest)
    assert done(UNITS, previewed=looked(UNITS).digest).written == 3


def test_who_holds_no_grant_sees_and_writes_nothing(province: Province):
    stranger = system_actor("khách")
    with pytest.raises(NotAllowed):
        preview_import(stranger, UNITS.encode(), TODAY, AT)
    with pytest.raises(NotAllowed):
        import_file(data=UNITS.encode(), on=TODAY, actor=stranger, at=AT)


@independent
@pytest.mark.parametrize("name", ["communes/44.geojson", "communes_44_quang_tri_1pct.geojson"])
def test_real_boundaries_are_taken_whole(db: None, name: str):
    load_province(code="44", actor=KEEPER, at=AT)
    data = Path(GEO / name).read_bytes()
    shown = preview_import(KEEPER, data, TODAY, AT)
    assert [(verdict, count) for verdict, _, count in shown.counts] == [("matched", 78)]


@independent
def test_the_independent_lineage_agrees_and_brings_its_shares(db: None):
    load_province(code="01", actor=KEEPER, at=AT)
    data = (GEO / "lineage.csv").read_bytes()
    shown = preview_import(KEEPER, data, CHANGE, AT)
    counts = {verdict: count for verdict, _, count in shown.counts}
    assert not shown.is_blocked
    assert "different" not in counts
    assert import_file(data=data, on=CHANGE, actor=KEEPER, at=AT).written == counts.get("changed", 0)


def test_outlines_follow_a_new_type_but_not_a_merger(province: Province):
    codes = {"91001": 105.1, "91002": 105.2}
    done(collection(*(feature(code, [square(x, 18.1)]) for code, x in codes.items())))
    sen, mua = (province.communes[slug].id for slug in ("sen-hong", "mua-ngau"))
    assert {*queries.outlines([sen, mua], TODAY)} == {sen, mua}
    assert queries.outlines([sen], TODAY)[sen].polygons[0][0][:4] == (1051000, 181000, 1052000, 181000)
    later = TODAY + timedelta(days=30)
    mapper = system_actor("kiểm thử", "areas.revise_area", "areas.close_area")
    revise_area(area_id=sen, valid_from=later, type="phuong", actor=mapper, at=AT)
    assert sen in queries.outlines([sen], later)
    close_area(area_id=mua, last_day=later, successors=[Successor(sen)], basis="NQ", actor=mapper, at=AT)
    assert sen in queries.outlines([sen], later)
    assert sen not in queries.outlines([sen], later + timedelta(days=1)), "it grew; the old line would be wrong"


def test_boundaries_lay_tiles_where_a_province_has_none(db: None):
    done("code,name,type,parent_code\n91,Hoa Mai,tỉnh,\n91001,Một,xã,91\n91002,Hai,xã,91\n")
    done(collection(feature("91001", [square(105.1, 18.1)]), feature("91002", [square(105.5, 18.1)])))
    one, two = (queries.area_by_code(code, TODAY).tile for code in ("91001", "91002"))
    assert one is not None
    assert two is not None
    assert one < two
