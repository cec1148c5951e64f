"""What cannot be written is refused with its reason and what to do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from written_gallery import GALLERY
from written_samples import document

from vanban.write.model import Annex, Article, Column, OfficialDocument, Signature, Table
from vanban.write.refusal import WriteRefused
from vanban.write.text import write_text

PLAN = document("KH")
COPIED = GALLERY["copied"]
FLAWED: dict[str, tuple[str, OfficialDocument]] = {
    "a kind that no law knows": ("unknown_kind", replace(PLAN, kind="XYZ")),
    "no issuer": ("missing_part", replace(PLAN, issuer=" ")),
    "no place": ("missing_part", replace(PLAN, place="")),
    "no title": ("missing_part", replace(PLAN, title="")),
    "no body": ("missing_part", replace(PLAN, body=())),
    "a number without symbol": ("number_form", replace(PLAN, number="18")),
    "a number of the Party on a State document": ("number_form", replace(PLAN, number="18-KH/TU")),
    "a number of the State on a Party document": ("number_form", replace(PLAN, layout="party", number="07/KH-UBND")),
    "a number of another kind": ("number_kind", replace(PLAN, number="18/QĐ-UBND")),
    "a stamp of secrecy": ("secret", replace(PLAN, urgency="Mật")),
    "a stamp of secrecy as circulation": ("secret", replace(PLAN, circulation="Tối mật")),
    "an urgency that no law knows": ("unknown_urgency", replace(PLAN, urgency="Rất gấp")),
    "nobody's office": ("missing_office", replace(PLAN, signature=Signature((), (), "Trần Bình Minh"))),
    "a deputy without office": ("missing_office", replace(PLAN, signature=Signature(("KT. CHỦ TỊCH",), (), "Lê An"))),
    "a power of the Party on a State document": ("unknown_power", replace(PLAN, signature=Signature(("T/M UBND",)))),
    "a power that no law knows": ("unknown_power", replace(PLAN, signature=Signature(("TX. CHỦ TỊCH",)))),
    "a joint document with one signature": ("missing_signature", replace(PLAN, partners=("Sở Y tế",))),
    "two annexes of one number": (
        "repeated_annex",
        replace(PLAN, annexes=(Annex("A", PLAN.body, "Phụ lục"), Annex("B", PLAN.body, "PHỤ LỤC"))),
    ),
    "an annex without title": ("missing_part", replace(PLAN, annexes=(Annex("", PLAN.body, "Phụ lục"),))),
    "a table that no page holds": (
        "table_too_wide",
        replace(PLAN, body=(Table(tuple(Column(str(at)) for at in range(19)), ()),)),
    ),
    "a copy of no known form": ("unknown_copy", replace(COPIED, copy=replace(COPIED.copy, form="Photo"))),
}


@pytest.mark.parametrize("flaw", FLAWED)
def test_it_is_refused_with_a_reason_and_a_remedy(flaw: str) -> None:
    code, written = FLAWED[flaw]

    with pytest.raises(WriteRefused) as refused:
        write_text(written)
    assert refused.value.code == code
    assert refused.value.message.endswith(".")
    assert refused.value.remedy.endswith((".", "”."))


@pytest.mark.parametrize("number", ["7/KH-UBND", "07/KHLT-CAT-SYT", "123a/KH-UBND"])
def test_a_number_that_is_in_use_is_written_as_it_is(number: str) -> None:
    assert f"Số: {number}\n" in write_text(replace(PLAN, number=number))


def test_words_that_hold_a_power_within_are_no_power() -> None:
    written = replace(PLAN, body=(Article("1", "Nội dung."),), signature=Signature(("Q. CHỦ TỊCH",), (), "Lê An"))

    assert "Q. CHỦ TỊCH" in write_text(written)
