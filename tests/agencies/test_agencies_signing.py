"""Who signs: four powers with four grounds."""

from datetime import date, timedelta

import pytest

from pcmt.agencies import queries
from pcmt.agencies.actions.appoint import appoint
from pcmt.agencies.actions.close_agency import close_agency
from pcmt.agencies.actions.end_signing import end_signing
from pcmt.agencies.actions.order_signing import order_signing
from pcmt.agencies.actions.relieve import relieve
from pcmt.agencies.rules.signing import House, block, flaw_of_post
from pcmt.kernel.actor import system_actor
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from tests.province import AT, SINCE, Province

CLERK = system_actor(
    "kiểm thử",
    "agencies.appoint",
    "agencies.relieve",
    "agencies.close_agency",
    "agencies.order_signing",
    "agencies.end_signing",
)
TODAY = AT.date()
COMMITTEE = House("Chủ tịch", "Ủy ban nhân dân")
COMMUNE = House("Chủ tịch UBND", "Ủy ban nhân dân", name="Ủy ban nhân dân xã Sen Hồng")
OFFICE = House("Giám đốc")
PARTY = House("Bí thư", "Ban Thường vụ", party=True)


@pytest.mark.parametrize(
    ("power", "title", "house", "lines"),
    [
        ("", "Chủ tịch", COMMITTEE, ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        ("KT.", "Phó Chủ tịch", COMMITTEE, ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("Q.", "Chủ tịch", COMMITTEE, ("TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH")),
        ("", "Chủ tịch UBND", COMMUNE, ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        ("", "Chủ tịch Ủy ban nhân dân xã Sen Hồng", COMMUNE, ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        ("KT.", "Phó Chủ tịch UBND xã", COMMUNE, ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("Q.", "Chủ tịch UBND", COMMUNE, ("TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH")),
        ("TL.", "Chánh Văn phòng UBND", COMMUNE, ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG UBND")),
        ("", "Chủ tịch UBND tỉnh", COMMUNE, ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH UBND TỈNH")),
        ("", "Trưởng Công an", House("Trưởng Công an", name="Công an xã Sen Hồng"), ("TRƯỞNG CÔNG AN",)),
        ("TL.", "Chánh Văn phòng", COMMITTEE, ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
        ("TUQ.", "Giám đốc Sở Y tế", COMMITTEE, ("TUQ. CHỦ TỊCH", "GIÁM ĐỐC SỞ Y TẾ")),
        ("", "Giám đốc", OFFICE, ("GIÁM ĐỐC",)),
        ("KT.", "Phó Giám đốc", OFFICE, ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")),
        ("KT.", "Phó Bí thư", PARTY, ("T/M BAN THƯỜNG VỤ", "K/T BÍ THƯ", "PHÓ BÍ THƯ")),
        ("TL.", "Chánh Văn phòng", PARTY, ("T/L BÍ THƯ", "CHÁNH VĂN PHÒNG")),
    ],
)
def test_what_stands_above_a_name(power: str, title: str, house: House, lines: tuple[str, ...]):
    assert block(power, title, house) == lines


@pytest.mark.parametrize(
    ("power", "is_head", "says"),
    [
        ("TL.", False, "văn bản giao"),
        ("TUQ.", True, "văn bản giao"),
        ("KT.", True, "không ký thay chính mình"),
        ("Q.", False, "quyền cấp trưởng"),
        ("TM.", True, "Không có thẩm quyền"),
    ],
)
def test_what_a_post_cannot_carry(power: str, is_head: bool, says: str):
    assert says in flaw_of_post(power, is_head=is_head)


@pytest.mark.parametrize(("power", "is_head"), [("", True), ("", False), ("KT.", False), ("Q.", True)])
def test_what_a_post_may_carry(power: str, is_head: bool):
    assert flaw_of_post(power, is_head=is_head) == ""


def order(province: Province, **changes: object) -> int:
    values: dict[str, object] = {
        "agency_id": province.agencies["ubnd"],
        "post_id": province.posts["health-head"],
        "power": "TUQ.",
        "matters": "Giấy phép về dược",
        "basis": "Văn bản ủy quyền số 9/GUQ-UBND",
        "valid_from": TODAY,
        "valid_to": TODAY + timedelta(days=30),
    }
    return order_signing(**{**values, **changes}, actor=CLERK, at=AT)  # type: ignore[arg-type]


def test_an_authorised_head_of_a_department_signs_for_the_chairman(province: Province):
    order(province)
    signer = queries.signers(province.agencies["ubnd"], TODAY)[-1]
    assert (signer.power, signer.post.person_name) == ("TUQ.", "Phạm Ngọc Quế")
    assert signer.block == ("TUQ. CHỦ TỊCH", "GIÁM ĐỐC")
    assert signer.basis == "Văn bản ủy quyền số 9/GUQ-UBND"
    assert queries.signers(province.agencies["ubnd"], TODAY - timedelta(days=1))[-1].power == ""
    assert queries.signers(province.agencies["ubnd"], TODAY + timedelta(days=31))[-1].power == ""


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"valid_to": None}, "phải có thời hạn"),
        ({"valid_to": date(2026, 1, 1)}, "ngày đầu"),
        ({"basis": " "}, "văn bản giao"),
        ({"matters": ""}, "nội dung được giao"),
        ({"power": "KT."}, "theo chức vụ cấp phó"),
    ],
)
def test_an_authorisation_needs_its_paper_matters_and_term(province: Province, changes: dict[str, object], says: str):
    with pytest.raises(Refusal) as refused:
        order(province, **changes)
    assert says in refused.value.message


@pytest.mark.parametrize("who", ["chairman", "health-reporter", "sen-hong.police-head"])
def test_only_who_heads_a_unit_of_the_agency_is_let_sign(province: Province, who: str):
    with pytest.raises(Refusal, match="người đứng đầu đơn vị"):
        order(province, post_id=province.posts[who])


def test_an_order_ends_early_and_with_the_post(province: Province):
    made = order(province)
    end_signing(order_id=made, last_day=TODAY + timedelta(days=1), reason="", actor=CLERK, at=AT)
    powers = [one.power for one in queries.signers(province.agencies["ubnd"], TODAY + timedelta(days=2))]
    assert "TUQ." not in powers
    with pytest.raises(Refusal, match="Không thể kết thúc"):
        end_signing(order_id=made, last_day=TODAY + timedelta(days=9), actor=CLERK, at=AT)
    again = order(province, valid_from=TODAY + timedelta(days=5))
    relieve(post_id=province.posts["health-head"], last_day=TODAY + timedelta(days=6), actor=CLERK, at=AT)
    on = TODAY + timedelta(days=7)
    assert again not in [one.order_id for one in queries.signers(province.agencies["ubnd"], on)]


def test_a_deputy_signs_for_the_head_and_an_acting_head_as_such(province: Province):
    health = province.agencies["health"]
    relieve(post_id=province.posts["health-head"], last_day=TODAY - timedelta(days=1), actor=CLERK, at=AT)
    for title, powers, head in (("Phó Giám đốc", "KT.", False), ("Giám đốc", "Q.", True)):
        appoint(
            agency_id=health,
            person_name=title,
            title=title,
            is_head=head,
            powers=powers,
            valid_from=TODAY,
            actor=CLERK,
            at=AT,
        )
    blocks = {one.power: one.block for one in queries.signers(health, TODAY)}
    assert blocks == {"Q.": ("Q. GIÁM ĐỐC",), "KT.": ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")}


def test_nobody_signs_for_a_closed_agency(province: Province):
    order(province)
    close_agency(agency_id=province.agencies["health"], last_day=TODAY, basis="QĐ", actor=CLERK, at=AT)
    after = TODAY + timedelta(days=1)
    assert [one.power for one in queries.signers(province.agencies["ubnd"], after)] == [""]


def test_orders_are_the_administrators(province: Province, actor):
    for who in ("planner", "chairman", "health-head"):
        with pytest.raises(NotAllowed):
            order_signing(
                agency_id=province.agencies["ubnd"],
                post_id=province.posts["health-head"],
                power="TL.",
                matters="Công văn",
                basis="QC",
                valid_from=TODAY,
                actor=actor(who),
                at=AT,
            )
    with pytest.raises(NotFound):
        end_signing(order_id=10**6, last_day=SINCE, actor=actor("admin"), at=AT)
