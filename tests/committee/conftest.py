"""A meeting of the made-up province's committee, in each of its states, and a plan for its conclusions."""

from collections.abc import Callable
from datetime import date, datetime, time

import pytest

from pcmt.committee import queries as committee
from pcmt.committee.actions.add_conclusion import add_conclusion
from pcmt.committee.actions.call_meeting import call_meeting
from pcmt.committee.actions.record_attendance import record_attendance
from pcmt.committee.queries import AgendaLine, ConclusionInput, MeetingInput, Presence
from pcmt.documents.actions.register_document import register_document
from pcmt.kernel.actor import Actor
from pcmt.plans.actions.adopt_plan import adopt_plan
from tests.documents import papers
from tests.province import Province

HELD_ON = date(2026, 11, 20)
HEALTH = "Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh mở điểm tư vấn tại các xã vùng cao trước ngày 31/12/2026"
PRAISE = "Các địa phương đã hoàn thành đợt rà soát đúng tiến độ"
ANNOUNCEMENT = f"""BAN CHỈ ĐẠO PHÒNG, CHỐNG MA TÚY
TỈNH HOA MAI
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 15/TB-BCĐ
Hoa Mai, ngày 20 tháng 11 năm 2026

THÔNG BÁO
Kết luận phiên họp quý IV năm 2026

Ngày 20/11/2026, Trưởng Ban Chỉ đạo chủ trì phiên họp quý IV năm 2026 và kết luận như sau:

1. {PRAISE}.

2. {HEALTH}.

3. Giao Công an tỉnh theo dõi, đôn đốc việc thực hiện Thông báo này, báo cáo trước ngày 15/01/2027.

Ban Chỉ đạo thông báo để các cơ quan, đơn vị biết, thực hiện./.
"""


@pytest.fixture
def planner(actor: Callable[[str], Actor]) -> Actor:
    """The standing office's planner."""
    return actor("planner")


@pytest.fixture
def meeting_input(province: Province) -> MeetingInput:
    """An invitation for yesterday, with two points."""
    return MeetingInput(
        title="Phiên họp quý IV năm 2026",
        held_on=HELD_ON,
        begins_at=time(14, 0),
        place="Phòng họp số 2, trụ sở UBND tỉnh",
        agenda=(
            AgendaLine("Tình hình mười tháng đầu năm", province.agencies["police"]),
            AgendaLine("Thảo luận, kết luận"),
        ),
    )


@pytest.fixture
def meeting_id(province: Province, planner: Actor, meeting_input: MeetingInput, at: datetime) -> int:
    """A meeting that was called."""
    return call_meeting(committee_id=province.committee, said=meeting_input, actor=planner, at=at)


@pytest.fixture
def held_id(meeting_id: int, planner: Actor, at: datetime) -> int:
    """A meeting whose attendance was recorded: the head chaired, the police sent somebody, the health was excused."""
    head, police, health = (seat.id for seat in committee.seats_of(planner, meeting_id))
    said = [
        Presence(head, "present"),
        Presence(police, "deputy", "Trần Văn Thử, Phó Trưởng phòng"),
        Presence(health, "excused", "đi công tác"),
    ]
    record_attendance(meeting_id=meeting_id, said=said, chair_id=head, actor=planner, at=at)
    return meeting_id


@pytest.fixture
def charging(province: Province) -> ConclusionInput:
    """A conclusion that charges the health department."""
    return ConclusionInput(
        words=HEALTH,
        leads=(province.agencies["health"],),
        supports=(province.agencies["police"],),
        due_on=date(2026, 12, 31),
    )


@pytest.fixture
def concluded_id(held_id: int, charging: ConclusionInput, planner: Actor, at: datetime) -> int:
    """A meeting with an assessment and a charge."""
    add_conclusion(meeting_id=held_id, said=ConclusionInput(words=PRAISE), actor=planner, at=at)
    add_conclusion(meeting_id=held_id, said=charging, actor=planner, at=at)
    return held_id


@pytest.fixture
def announcement_id(planner: Actor, at: datetime) -> int:
    """The announcement as it was issued and registered."""
    return register_document(data=ANNOUNCEMENT.encode(), name="tb.txt", actor=planner, at=at)


@pytest.fixture
def plan_id(planner: Actor, at: datetime) -> int:
    """A plan of the province."""
    document_id = register_document(data=papers.PLAN.encode(), name="kh.txt", actor=planner, at=at)
    horizon = (date(2026, 1, 1), date(2030, 12, 31))
    return adopt_plan(document_id=document_id, title="Kế hoạch năm 2026", horizon=horizon, actor=planner, at=at)
