"""Seats of a committee: who is put in one, what is checked before, and how they are written down."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pcmt.agencies.models import AgencyVersion, Committee, CommitteeMember, MemberArea, Person, Post
from pcmt.agencies.queries.directory import on_day
from pcmt.agencies.queries.holders import in_office
from pcmt.agencies.rules.seats import COMMITTEE_LABELS, SEAT_LABELS, flaw_of_roles
from pcmt.areas import queries as areas
from pcmt.kernel.refusal import NotFound, Refusal
from vanban.text import normalise


@dataclass(frozen=True)
class Seat:
    """A seat to be filled: by a post, a person or an office; its role, the field and the areas that it answers for.

    role: head, deputy_standing, deputy, member, secretary. An office is `office_agency_id` with a title ("Chủ tịch"),
    "" for whoever heads the agency; it follows its holder. A person may bear the title that the decision gives.
    """

    post_id: int | None
    role: str
    field: str = ""
    person_id: int | None = None
    office_agency_id: int | None = None
    title: str = ""
    area_ids: tuple[int, ...] = ()

    @property
    def holder(self) -> tuple[int | None, int | None, int | None, str]:
        """What tells two seats' holders apart."""
        return self.post_id, self.person_id, self.office_agency_id, self.title.casefold()


def check_seats(seats: Sequence[Seat], on: date) -> None:
    """This will refuse a seat without exactly one holder, a holder or an area that is not there that day, a double."""
    if any(sum(one is not None for one in seat.holder[:3]) != 1 for seat in seats):
        raise Refusal(
            "Mỗi thành viên phải là một chức vụ, một người hoặc một chức danh của cơ quan.",
            remedy="Chọn một trong ba cho từng dòng.",
        )
    posts = {seat.post_id for seat in seats if seat.post_id is not None}
    people = {seat.person_id for seat in seats if seat.person_id is not None}
    offices = {seat.office_agency_id for seat in seats if seat.office_agency_id is not None}
    places = {area_id for seat in seats for area_id in seat.area_ids}
    if (
        in_office(Post.objects.filter(pk__in=posts), on).count() != len(posts)
        or Person.objects.filter(pk__in=people).count() != len(people)
        or on_day(AgencyVersion.objects.filter(agency_id__in=offices), on).count() != len(offices)
    ):
        raise NotFound("Có thành viên không tìm thấy trong danh bạ vào ngày quyết định có hiệu lực.")
    if len(areas.areas_by_id(places, on)) != len(places):
        raise NotFound("Có địa bàn phụ trách không có trên bản đồ vào ngày quyết định có hiệu lực.")


def refuse_roles(kind: str, roles: Iterable[str], holders: Sequence[object]) -> None:
    """This will refuse a committee without exactly one head, an unknown role, and a holder seated twice."""
    if kind not in COMMITTEE_LABELS:
        raise Refusal(f"Không có loại “{kind}”.", remedy="Chọn Ban Chỉ đạo hoặc Tổ giúp việc.")
    if len(set(holders)) != len(holders):
        raise Refusal("Có thành viên được nêu hai lần.", remedy="Mỗi người, chức vụ, chức danh chỉ có một vai trò.")
    if flaw := flaw_of_roles(kind, roles):
        raise Refusal(flaw, remedy=f"Kiểm tra lại vai trò của từng thành viên: {', '.join(SEAT_LABELS.values())}.")


def seat_them(committee: Committee, seats: Sequence[Seat], on: date) -> list[int]:
    """This will write seats down from a day on and give their identifiers."""
    made = []
    for seat in seats:
        member = CommitteeMember.objects.create(
            committee=committee,
            post_id=seat.post_id,
            person_id=seat.person_id,
            agency_id=seat.office_agency_id,
            title=normalise(seat.title).strip(),
            role=seat.role,
            field=normalise(seat.field).strip(),
            valid_from=on,
        )
        MemberArea.objects.bulk_create(MemberArea(member=member, area_id=area_id) for area_id in set(seat.area_ids))
        made.append(member.pk)
    return made


def seat_of(member: CommitteeMember) -> Seat:
    """This will give what a seat that is held says; its areas are expected to be loaded."""
    return Seat(
        post_id=member.post_id,
        role=member.role,
        field=member.field,
        person_id=member.person_id,
        office_agency_id=member.agency_id,
        title=member.title,
        area_ids=tuple(one.area_id for one in member.areas.all()),
    )
