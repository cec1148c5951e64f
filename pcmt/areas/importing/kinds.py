"""What kind of file is handed in, told by its content: which reader looks it through."""

from collections.abc import Callable

from pcmt.areas.importing.boundaries import plan_boundaries
from pcmt.areas.importing.denominators import plan_denominators
from pcmt.areas.importing.lineage import plan_lineage
from pcmt.areas.importing.plan import Asked, Plan
from pcmt.areas.importing.units import plan_units
from pcmt.areas.rules.columns import columns_of
from pcmt.kernel.refusal import Refusal

LABELS = {
    "units": "Danh sách đơn vị",
    "lineage": "Bảng kế thừa",
    "denominators": "Số liệu dân cư, diện tích theo năm",
    "boundaries": "Ranh giới",
}
# The columns that give a table away; the first that fits counts.
TABLES: tuple[tuple[frozenset[str], Callable[[bytes, Asked], Plan]], ...] = (
    (frozenset({"old", "new"}), plan_lineage),
    (frozenset({"code", "year", "measure", "value"}), plan_denominators),
    (frozenset({"code", "name", "type"}), plan_units),
)


def plan_of(data: bytes, asked: Asked) -> Plan:
    """This will look a file through by the reader of its kind; refuses a file of no known kind."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return plan_boundaries(data, asked)
    columns = columns_of(data)
    for needed, reader in TABLES:
        if needed <= columns:
            return reader(data, asked)
    raise Refusal(
        "Không nhận ra loại tệp.",
        remedy="Dùng bảng CSV hoặc XLSX có cột code, name, type (đơn vị); old_code, new_code (kế thừa); code, year, "
        "measure, value (số liệu theo năm); hoặc ranh giới GeoJSON, TopoJSON.",
    )
