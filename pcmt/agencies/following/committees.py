"""Committees and programmes: what ends with its area, and which seats and parties go over to a successor."""

from django.db.models import Q

from pcmt.agencies.following.work import Work
from pcmt.agencies.models import Committee, CommitteeMember, MemberArea, ProgrammeParty


def end_committees(work: Work) -> None:
    """This will end the committees of ended areas, with their seats; a new unit founds its own by its own decision."""
    still = Q(valid_to__isnull=True) | Q(valid_to__gt=work.eve)
    for committee in Committee.objects.filter(still, area_id__in=work.course.ended).order_by("pk"):
        for seat in committee.members.filter(still).order_by("pk"):
            work.memento.change(committee.name, seat, valid_to=max(work.eve, seat.valid_from))
        work.memento.change(committee.name, committee, valid_to=max(work.eve, committee.valid_from))
        told = "kết thúc; đơn vị mới ban hành quyết định thành lập"
        work.tell(f"committee:{committee.pk}", committee.name, told, warning=True)


def pass_seats(work: Work) -> None:
    """This will let seats in other committees follow their post, their office, or the areas that they answer for."""
    concerned = CommitteeMember.objects.filter(
        Q(post_id__in=work.new_posts.keys())
        | Q(agency_id__in=work.heir_of.keys())
        | Q(areas__area_id__in=work.course.ended)
    )
    rows = CommitteeMember.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=work.eve), pk__in=concerned.values("pk"), valid_from__lte=work.eve
    ).exclude(committee__area_id__in=work.course.ended)
    for seat in rows.select_related("committee").order_by("pk"):
        _pass_seat(work, seat)


def pass_programmes(work: Work) -> None:
    """This will let successors take part in the programmes of ended agencies, which stay in them as they were."""
    rows = ProgrammeParty.objects.filter(agency_id__in=work.heir_of.keys(), programme__valid_to__isnull=True)
    for party in rows.select_related("programme").order_by("pk"):
        programme, successor = party.programme, work.heir_of[party.agency_id]
        if programme.parties.filter(agency_id=successor).exists():
            continue
        fresh = ProgrammeParty.objects.create(programme=programme, agency_id=successor, leads=party.leads)
        work.memento.made(programme.name, fresh)
        work.tell(f"programme:{programme.pk}", programme.name, "cơ quan kế thừa tham gia tiếp")


def _pass_seat(work: Work, seat: CommitteeMember) -> None:
    last, area_ids = seat.valid_to, seat.areas.order_by("pk").values_list("area_id", flat=True)
    name, now = seat.committee.name, [*dict.fromkeys(work.course.heir(area_id) or area_id for area_id in area_ids)]
    work.memento.change(name, seat, valid_to=work.eve)
    fresh = CommitteeMember.objects.create(
        committee_id=seat.committee_id,
        post_id=work.new_posts.get(seat.post_id or 0, seat.post_id),
        person_id=seat.person_id,
        agency_id=work.heir_of.get(seat.agency_id or 0, seat.agency_id),
        title=seat.title,
        role=seat.role,
        field=seat.field,
        valid_from=work.on,
        valid_to=last,
    )
    work.memento.made(name, fresh)
    work.memento.made(name, *(MemberArea.objects.create(member=fresh, area_id=area_id) for area_id in now))
    work.tell(f"committee:{seat.committee_id}", name, "thành viên và địa bàn phụ trách đi theo")
