"""Builds the whole sample, all or nothing."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from pcmt.areas import queries as areas
from pcmt.classification.actions.decide_class import decide_class
from pcmt.cli.sample.briefings import build_briefings
from pcmt.cli.sample.cascades import build_cascades
from pcmt.cli.sample.committees import build_committees
from pcmt.cli.sample.dashboards import build_dashboards
from pcmt.cli.sample.data import read
from pcmt.cli.sample.departments import department_forms, tell_departments
from pcmt.cli.sample.hands import builder, hand, moment
from pcmt.cli.sample.inspections import build_inspections
from pcmt.cli.sample.library import build_library, written_folder
from pcmt.cli.sample.meetings import build_meetings
from pcmt.cli.sample.opinions import build_opinions
from pcmt.cli.sample.progress import Tell, in_silence
from pcmt.cli.sample.registers import Commune, Province, build_registers, slug
from pcmt.cli.sample.reviews import build_reviews
from pcmt.cli.sample.story import months, tell
from pcmt.jobs.sealing import seal_journal
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import Refusal
from pcmt.reporting.actions.record_decided import record_decided

ARRANGED = "2026-11-19T10:00:00+07:00"
FOUNDED = "2025-01-02T08:00:00+07:00"


@transaction.atomic
def build_sample(at: datetime, tell_part: Tell = in_silence) -> None:
    """This will build Hoa Mai with its documents and eighteen months of figures; refuses where a province stands.

    tell_part: hears of each of the `parts()` when it begins.
    """
    if areas.province(timezone.localdate(at)) is not None:
        raise Refusal(
            "Hệ thống đã có tỉnh, không dựng tỉnh mẫu vào chung.",
            remedy="Dùng thư mục dữ liệu khác: ./run --data THU-MUC.",
            code="not_empty",
        )
    tell_part("địa bàn, cơ quan, con người")
    province = build_registers(moment(FOUNDED))
    build_committees(province, moment(FOUNDED))
    tell(province, tell_part)
    _residents(province)
    tell_departments(province, tell_part)
    tell_part("văn bản, kế hoạch, nhật ký")
    _decide(province)
    build_dashboards(province, moment(ARRANGED))
    build_library(province)
    build_cascades(province)
    build_meetings(province)
    build_briefings(province)
    build_reviews(province)
    build_inspections(province)
    build_opinions(province)
    seal_journal(at)


def parts() -> int:
    """This will count the parts that the building tells of: registers, months, forms of departments, papers."""
    return 1 + len(months()) + len(department_forms()) + 1


def sign_ins() -> list[str]:
    """This will list the sample's sign-ins, for the one who starts it; empty where no sample was built."""
    if not written_folder().is_dir():
        return []
    people = read("people.yaml")
    first = people["signed_in"][0]
    rows = [(row["user"], row["note"]) for row in people["province"] if "user" in row]
    rows += [(f"{slug(first)}.{row['suffix']}", f"xã {first}: {row['note']}") for row in people["commune"]]
    others = ", ".join(slug(name) for name in people["signed_in"][1:])
    return [
        f"Mật khẩu của mọi tài khoản mẫu: {people['sign_in']['password']}",
        *(f"{username:<20} {note}" for username, note in rows),
        f"Các xã khác có cùng đuôi tài khoản: {others}",
        f"Văn bản để thử: {written_folder()}",
    ]


def _residents(province: Province) -> None:
    for row in read("story.yaml")["residents"]:
        period = Period.parse(row["period"])
        for commune in province.communes_on(period.last_day):
            record_decided(
                area_id=commune.id,
                period=period,
                element="residents",
                scaled=int(commune.residents * Decimal(row["factor"])),
                scale=0,
                basis=row["basis"],
                actor=builder(),
                at=moment(f"{period.last_day}T08:00:00+07:00"),
            )


def _decide(province: Province) -> None:
    whole, part = read("story.yaml")["decision"], read("story.yaml")["first_part"]
    communes = province.communes_on(Period.parse(whole["period"]).last_day)
    for class_code, chosen in _classes(communes, whole["class"]).items():
        _decide_for(chosen, class_code, whole, province)
    communes = province.communes_on(Period.parse(part["period"]).last_day)
    first = [one.id for one in communes if one.course in part["courses"] or one.name in part["communes"]]
    _decide_for(first, part["class"], part, province)


def _decide_for(area_ids: list[int], class_code: str, row: dict[str, Any], province: Province) -> None:
    decided_on = date.fromisoformat(row["decided_on"])
    decide_class(
        area_ids=area_ids,
        period=Period.parse(row["period"]),
        class_code=class_code,
        decision_number=row["number"],
        decided_on=decided_on,
        actor=hand(province.posts["lanhdao"], "leader"),
        at=moment(f"{decided_on}T16:00:00+07:00"),
    )


def _classes(communes: Iterable[Commune], recognised: str) -> dict[str, list[int]]:
    """What the decision says of each commune, by how it has fared."""
    names = {
        "recognised": recognised,
        "clear": "khac",
        "away": "khac",
        "silent": "khac",
        "light": "trong_diem_3",
        "heavy": "trong_diem_2",
    }
    found: dict[str, list[int]] = {}
    for commune in communes:
        found.setdefault(names[commune.course], []).append(commune.id)
    return found
