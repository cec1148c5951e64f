"""What the address of a list of tasks asks for, on table, board and calendar alike."""

from collections.abc import Mapping
from datetime import date, timedelta

from pcmt.kernel.actor import Actor
from pcmt.plans import queries as plans
from pcmt.web.asked import number_of

SPANS = {"": "Mọi thời hạn", "hom-nay": "Đến hạn hôm nay", "tuan": "Trong 7 ngày", "thang": "Trong 30 ngày"}
DAYS = {"hom-nay": 0, "tuan": 7, "thang": 30}
IN_CHARGE = {"": "Mọi người phụ trách", "toi": "Tôi phụ trách", "chua": "Chưa có người phụ trách"}
CHARGES = {"toi": "mine", "chua": "nobody"}
KEPT = ("tat_ca", "han", "ke_hoach", "phu_trach", "co_quan", "tim")
"""What the links of a page keep; how tasks stand is chosen beside."""
LONGEST_WORDS = 80


def wish_of(asked: Mapping[str, str], actor: Actor, on: date) -> tuple[plans.Wish, dict[str, str]]:
    """This will give what an address asks for, and the part of it that other links of the page keep.

    What is no such choice is passed over.
    """
    everyone = bool(asked.get("tat_ca"))
    span, charge, standing = asked.get("han", ""), asked.get("phu_trach", ""), asked.get("trang_thai", "")
    plan_id, agency_id = number_of(asked.get("ke_hoach", "")), number_of(asked.get("co_quan", ""))
    words = " ".join(asked.get("tim", "").split())[:LONGEST_WORDS]
    whose = None if everyone else actor.own_agencies
    wish = plans.Wish(
        standing=standing if standing in plans.STANDINGS else "",
        agency_ids=frozenset({agency_id}) if agency_id and everyone else whose,
        plan_id=plan_id,
        until=on + timedelta(days=DAYS[span]) if span in DAYS else None,
        in_charge=CHARGES.get(charge, ""),
        words=words,
    )
    told = {
        "tat_ca": "1" if everyone else "",
        "han": span if span in DAYS else "",
        "ke_hoach": str(plan_id or ""),
        "phu_trach": charge if charge in CHARGES else "",
        "co_quan": str(agency_id or "") if everyone else "",
        "tim": words,
    }
    return wish, {name: value for name, value in told.items() if value}
