"""What every change of a coordination programme asks first."""

from pcmt.agencies.models import Programme, ProgrammeParty
from pcmt.kernel.refusal import NotFound


def locked_programme(programme_id: int) -> Programme:
    """This will give a programme, locked; raises NotFound."""
    row = Programme.objects.select_for_update().filter(pk=programme_id).first()
    if row is None:
        raise NotFound("Không tìm thấy quy chế, chương trình phối hợp này.")
    return row


def lead_of(programme: Programme) -> int:
    """This will give the agency that leads, the first named where several do: whose people keep the programme."""
    return (
        ProgrammeParty.objects.filter(programme=programme, leads=True)
        .order_by("pk")
        .values_list("agency", flat=True)[0]
    )
