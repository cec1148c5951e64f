"""The signature block of a report follows the signer's power in the directory on the day of signing."""

from collections.abc import Callable

from pcmt.agencies import queries as agencies
from pcmt.agencies.actions.appoint import appoint
from pcmt.agencies.models import CommitteeMember
from pcmt.kernel.actor import Actor, system_actor
from pcmt.publications.actions.sign import sign
from pcmt.publications.models import Report
from pcmt.publications.queries import ReportView, document_of
from tests.province import AT, SINCE, Province
from tests.publications.test_publications_sign import report

__all__ = ["report"]
COMMITTEE = "Ban Chỉ đạo phòng, chống ma túy tỉnh Hoa Mai"
TODAY = AT.date()


def test_the_head_of_the_committee_signs_for_it(
    province: Province, actor: Callable[[str], Actor], report: ReportView
) -> None:
    sign(report_id=report.row.id, actor=actor("chairman"), at=AT)
    signature = document_of(Report.objects.get(pk=report.row.id)).signature
    assert signature.authority == ("TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN")
    assert signature.title == ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HOA MAI",)
    assert signature.name == "Trần Văn Đông"


def test_where_the_directory_does_not_say_the_layout_holds(
    province: Province, actor: Callable[[str], Actor], report: ReportView
) -> None:
    CommitteeMember.objects.filter(post_id=province.posts["chairman"]).update(valid_to=SINCE)
    sign(report_id=report.row.id, actor=actor("chairman"), at=AT)
    row = Report.objects.get(pk=report.row.id)
    assert row.signed_as == {}
    assert document_of(row).signature.title == ("PHÓ CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH",)


def test_who_signs_by_which_power(province: Province) -> None:
    def block(issuer: str, post_id: int) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        found = agencies.signature_block(issuer, province.id, post_id, TODAY)
        return None if found is None else (found.authority, found.title)

    posts, ubnd = province.posts, "Ủy ban nhân dân tỉnh Hoa Mai"
    assert block(COMMITTEE, posts["police-chief"]) == (
        ("TM. BAN CHỈ ĐẠO", "KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN THƯỜNG TRỰC"),
        ("GIÁM ĐỐC CÔNG AN TỈNH HOA MAI",),
    )
    assert block(COMMITTEE, posts["health-head"]) is None, "a member does not sign"
    assert block("Ban Chỉ đạo khác", posts["chairman"]) is None
    deputy = appoint(
        agency_id=province.agencies["ubnd"], person_name="Kiều Thu", title="Phó Chủ tịch", is_head=False, powers="KT.",
        valid_from=SINCE, actor=system_actor("kiểm thử", "agencies.appoint"), at=AT,
    )  # fmt: skip
    assert block(ubnd, deputy) == (("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"), ("PHÓ CHỦ TỊCH",))
    assert block(ubnd, posts["chairman"]) == (("TM. ỦY BAN NHÂN DÂN",), ("CHỦ TỊCH",))
    assert block(ubnd, posts["planner"]) is None
