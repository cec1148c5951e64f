"""Documents kept as YAML are read strictly: what is not understood is refused with its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from vanban.write.from_yaml import load_document
from vanban.write.model import Article, Band, Heading, Item, Paragraph, Signature, Table
from vanban.write.refusal import WriteRefused

SOURCE = """
kind: KH
issuer: Ủy ban nhân dân tỉnh Hoa Mai
number: 18/KH-UBND
place: Hoa Mai
issued_on: 2026-02-12
title: Phòng, chống ma túy
body:
  - h1: I. MỤC ĐÍCH
  - h1: Chương II QUY ĐỊNH
  - p: Một đoạn văn.
  - item: a) Chủ trì thực hiện
    ref: task:1
  - article: 2. Hiệu lực
  - table:
      columns: [{title: TT, align: center}, {title: Số, weight: 2, kind: number}]
      rows: [[1, 1.234]]
signature: {authority: [CHỦ TỊCH], name: Trần Bình Minh}
"""

JOINT = """
kind: KH
type_word: KẾ HOẠCH LIÊN TỊCH
issuer: Công an tỉnh Hoa Mai
partners: [Sở Y tế]
number: 05/KHLT-CAT-SYT
place: Hoa Mai
title: Phối hợp quản lý
circulation: LƯU HÀNH NỘI BỘ
body:
  - table:
      columns: [{title: Đơn vị}, {title: Nam, under: Số người}, {title: Nữ, under: Số người}]
      rows: [{band: Khu vực miền núi}, [Xã Sen Hồng, 12, 3]]
signature: {authority: [GIÁM ĐỐC CÔNG AN TỈNH], name: Bùi Đức Thành}
cosignatures: [{authority: [GIÁM ĐỐC SỞ Y TẾ], name: Vũ Thu Thảo}]
annexes:
  - {kind: QC, title: Phối hợp, body: [{p: Nội dung.}], signature: {authority: [CHỦ TỊCH]}}
copy:
  {form: SAO Y, issuer: Sở Y tế, number: 05/SY-SYT, place: Hoa Mai, copied_on: 2026-03-02,
   signature: {authority: [GIÁM ĐỐC], name: Vũ Thu Thảo}}
"""


def load(tmp_path: Path, source: str) -> object:
    path = tmp_path / "mau.yaml"
    path.write_text(source, encoding="utf-8")
    return load_document(path)


def test_the_model_is_read_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "mau.yaml"
    path.write_text(SOURCE, encoding="utf-8")
    document = load_document(path)

    assert document.issued_on == date(2026, 2, 12)
    assert document.body[:5] == (
        Heading("I.", "MỤC ĐÍCH", 1),
        Heading("Chương II", "QUY ĐỊNH", 1),
        Paragraph("Một đoạn văn."),
        Item("a)", "Chủ trì thực hiện", "task:1"),
        Article("2.", "Hiệu lực"),
    )
    table = document.body[5]
    assert isinstance(table, Table)
    assert table.rows == (("1", "1.234"),)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("kind: KH", "kind: KH\nkind: QĐ", "khóa “kind” lặp lại ở dòng 3"),
        ("number:", "nummer:", "không có khóa “nummer”"),
        ("2026-02-12", "12/02/2026", "cần ngày dạng 2026-02-12"),
        ("place: Hoa Mai\n", "", "thiếu khóa “place”"),
        ("- p: Một", "- para: Một", r"văn bản.body\[2\]: không có khóa “para”"),
        ("weight: 2", "weight: hai", r"columns\[1\].weight: cần số nguyên"),
        ("authority: [CHỦ TỊCH]", "authority: CHỦ TỊCH", "cần một danh sách"),
        ("align: center", "align: giữa", "chỉ nhận left, center, right"),
        ("item: a) Chủ", "item: Chủ", "“Chủ” không phải số thứ tự"),
        ("body:", "body: {}\nx: &a [*a]\nb:", "mau.yaml"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_place(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(WriteRefused, match=message):
        load(tmp_path, SOURCE.replace(old, new))


def test_a_file_that_is_no_yaml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WriteRefused, match=r"mau\.yaml"):
        load(tmp_path, "kind: [")


def test_a_joint_document_with_its_copy_is_read_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "lien-tich.yaml"
    path.write_text(JOINT, encoding="utf-8")
    document = load_document(path)
    table = document.body[0]

    assert (document.partners, document.type_word) == (("Sở Y tế",), "KẾ HOẠCH LIÊN TỊCH")
    assert document.cosignatures == (Signature(("GIÁM ĐỐC SỞ Y TẾ",), (), "Vũ Thu Thảo"),)
    assert isinstance(table, Table)
    assert [column.under for column in table.columns] == [None, "Số người", "Số người"]
    assert table.rows == (Band("Khu vực miền núi"), ("Xã Sen Hồng", "12", "3"))
    assert document.annexes[0].signature == Signature(("CHỦ TỊCH",))
    assert document.copy is not None
    assert (document.copy.form, document.copy.copied_on) == ("SAO Y", date(2026, 3, 2))
