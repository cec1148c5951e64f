"""Spaces that pages lose between words are found again, each with its way back."""

import pytest

import vanban
from vanban.read.glued import glued_at


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("Căn cứLuật Viên chức", "Căn cứ Luật Viên chức"),
        ("BANHÀNH QUYĐỊNH", "BAN HÀNH QUY ĐỊNH"),
        ("vềviệc quản lý", "về việc quản lý"),
        ("Sở Kế hoạchvà Đầu tư", "Sở Kế hoạch và Đầu tư"),
        ("VIỆT NAMĐộc lập", "VIỆT NAM Độc lập"),
        ("Sự nghiệp, cơ hội, cơnghiệp", "Sự nghiệp, cơ hội, cơ nghiệp"),
        ("internet, logistics, Krông Nô, Êđê, nghiêng, QUYÉT", "internet, logistics, Krông Nô, Êđê, nghiêng, QUYÉT"),
    ],
)
def test_two_syllables_without_a_space(printed: str, meant: str) -> None:
    shown = printed
    for place in reversed(glued_at(printed)):
        shown = f"{shown[:place]} {shown[place:]}"
    assert shown == meant


def test_a_finding_in_a_mended_text_leads_back_to_what_was_printed() -> None:
    text = "KẾ HOẠCH\n\nVỀ TRẺ EM\n\nCăn cứLuật Trẻ em ngày05/4/2016 của Quốchội;\n"
    reading = vanban.read(text)
    found = reading.citations[0]
    first, last = reading.surface.origin_span(found.spans[0].start, found.spans[0].end)
    assert text[first:last].startswith("Luật Trẻ em ngày05/4/2016")


def test_the_interchange_form_has_titles_and_headings_as_printed() -> None:
    text = "KẾ HOẠCH\n\nBANHÀNH QUY CHẾ TRẺ EM\n\nI. Mục đích,yêucầu chung\n\nNội dung.\n"
    reading = vanban.read(text)
    assert reading.metadata.title == "BAN HÀNH QUY CHẾ TRẺ EM"
    form = vanban.interchange_form(reading, "a.txt")
    assert form["metadata"]["title"] == "BANHÀNH QUY CHẾ TRẺ EM"
    assert form["outline"][0]["heading"] == "Mục đích,yêucầu chung"
