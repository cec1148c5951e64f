"""`pcmt areas`: load a real province with its history, list the units of a day, follow one through a change."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone

from pcmt.accounts.queries import any_account
from pcmt.agencies.actions.found_usual_agencies import found_usual_agencies
from pcmt.areas import queries
from pcmt.areas.actions.import_file import import_file as apply_file
from pcmt.areas.actions.load_province import KNOWN_SINCE, load_province
from pcmt.areas.queries import Kin
from pcmt.cli import area_events
from pcmt.cli.acting import acting
from pcmt.cli.output import AsJson, print_json
from pcmt.cli.tables import make_tables
from pcmt.kernel.actor import system_actor
from vanban.text import format_date, format_percent

app = typer.Typer(help="Administrative units in time: load, list, follow through a change.", no_args_is_help=True)
app.add_typer(area_events.app, name="event")

OnDay = Annotated[datetime, typer.Option("--on", formats=["%Y-%m-%d"], help="The day whose map is meant.")]
UnitCode = Annotated[str, typer.Argument(metavar="CODE", help="Code that the unit bore on that day.")]
START_OF_OLD_MAP = datetime.combine(KNOWN_SINCE, time.min)
A_MILLION = 1_000_000
PER_CENT = 10_000
SHOWN = 20
# Looking a file through writes nothing and shows only the map, which is public.
ONLOOKER = system_actor("xem trước tệp địa bàn", "areas.import_file")
INSTALLER = system_actor("cài đặt", "areas.load_province", "agencies.found_usual_agencies", "agencies.found_agency")
QUIET = {"matched", "elsewhere"}
HEADINGS = ("Mã", "Tên", "Cấp", "Thuộc", "Từ ngày", "Đến ngày")
KIN_HEADINGS = ("Mã", "Tên", "Phần", "Tỷ lệ")
EXTENTS = {"whole": "toàn bộ", "part": "một phần"}


@app.command()
def load(
    *,
    province: Annotated[str, typer.Option(help="Code of one of today's 34 provinces, such as 44.")],
    since: Annotated[
        datetime,
        typer.Option(formats=["%Y-%m-%d"], help="First day on which the units of 30/6/2025 shall stand on the map."),
    ] = START_OF_OLD_MAP,
    agencies: Annotated[
        bool, typer.Option("--agencies", help="Also found the agencies that every commune has, from today on.")
    ] = False,
    username: Annotated[
        str,
        typer.Option("--as", metavar="USER[:CAPACITY]", help="Account that acts; none while there is no account yet."),
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Put a province on the map with its communes, the districts and communes of before, and the succession.

    On a new system, where nobody has an account yet, it needs no --as, and makes the tables where there are none.
    """
    if not username:
        make_tables()
        if any_account():
            raise typer.BadParameter("name who acts", param_hint="--as")
    actor, at = acting(username) if username else (INSTALLER, timezone.now())
    loaded = load_province(code=province, known_since=since.date(), actor=actor, at=at)
    founded = 0
    if agencies:
        today = timezone.localdate(at)
        founded = found_usual_agencies(province_id=loaded.area_id, valid_from=today, actor=actor, at=at)
    if as_json:
        print_json({**asdict(loaded), "agencies": founded} if agencies else loaded)
        return
    if not loaded.versions and not loaded.successions:
        typer.echo("Tỉnh này đã có đủ trên bản đồ; không ghi thêm gì.")
    else:
        typer.echo(
            f"Đã nạp {loaded.areas} đơn vị ({loaded.versions} giai đoạn), {loaded.successions} bước kế thừa; "
            f"mã kiểm tra {loaded.digest[:16]}."
        )
    if agencies:
        typer.echo(f"Đã lập {founded} cơ quan của các xã, phường." if founded else "Các xã, phường đã đủ cơ quan.")


@app.command("list")
def list_areas(
    *,
    on: OnDay,
    province: Annotated[
        str | None, typer.Option(help="Only what hangs under the province that bore this code on that day.")
    ] = None,
    level: Annotated[str | None, typer.Option(help="province, district, commune or hamlet.")] = None,
    as_json: AsJson = False,
) -> None:
    """List the units of a day's map, by code."""
    rows = queries.register(on.date(), province=province, level=level)
    if province is not None:
        _warn_of_another_bearer(province, on.date())
    if as_json:
        print_json(rows)
        return
    table = [
        (
            row.code,
            row.name,
            row.level,
            row.parent or "-",
            format_date(row.valid_from),
            format_date(row.valid_to) if row.valid_to else "nay",
        )
        for row in rows
    ]
    _print_table(HEADINGS, table)


@app.command()
def successors(code: UnitCode, on: OnDay, as_json: AsJson = False) -> None:
    """Tell what a unit became by the next change after that day; nothing where it did not change."""
    _print_kin(queries.successors(code, on.date()), as_json)


@app.command()
def predecessors(code: UnitCode, on: OnDay, as_json: AsJson = False) -> None:
    """Tell what a unit was made of by the last change up to that day."""
    _print_kin(queries.predecessors(code, on.date()), as_json)


@app.command("import")
def import_file(
    *,
    path: Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="CSV, XLSX, GeoJSON.")],
    on: Annotated[
        datetime | None,
        typer.Option("--on", formats=["%Y-%m-%d"], help="Day whose map is meant; today where left out."),
    ] = None,
    source: Annotated[str, typer.Option(help="Where the file comes from; kept with boundaries and values.")] = "",
    apply: Annotated[bool, typer.Option("--apply", help="Write it; without this, only look.")] = False,
    username: Annotated[str, typer.Option("--as", metavar="USER", help="Account that acts; needed to write.")] = "",
    as_json: AsJson = False,
) -> None:
    """Look through units, lineage, yearly values or boundaries from a file, and write them whole with --apply.

    units.csv: code,name,type,parent_code[,level,valid_from,valid_to,basis]; lineage.csv: old_code,new_code,extent,
    pop_share, with --on the first day of the new map; values: code,year,measure,value[,source]; GeoJSON, TopoJSON.
    """
    if apply and not username:
        raise typer.BadParameter("name who acts", param_hint="--as")
    actor, at = acting(username) if username else (ONLOOKER, timezone.now())
    data, day = path.read_bytes(), on.date() if on else timezone.localdate(at)
    preview = queries.preview_import(actor, data, day, at, source)
    if as_json and not apply:
        print_json(preview)
        return
    if not as_json:
        _print_preview(preview)
    if apply:
        done = apply_file(data=data, on=day, source=source, previewed=preview.digest, actor=actor, at=at)
        if as_json:
            print_json(done)
        else:
            typer.echo(f"Đã ghi {done.written} dòng.")
    else:
        typer.echo("Mới xem trước, chưa ghi gì; thêm --apply để ghi.", err=True)


def _print_preview(preview: queries.Preview) -> None:
    typer.echo(f"{preview.kind_label}: " + "; ".join(f"{label.lower()}: {count}" for _, label, count in preview.counts))
    for verdict, label, count in preview.counts:
        if verdict in QUIET:
            continue
        typer.echo(f"{label} ({count}):")
        for finding in preview.of(verdict)[:SHOWN]:
            typer.echo(
                "  " + " · ".join(part for part in (finding.where, finding.code, finding.name, finding.note) if part)
            )
        if count > SHOWN:
            typer.echo(f"  … và {count - SHOWN} trường hợp khác (--json để xem hết)")


def _warn_of_another_bearer(code: str, on: date) -> None:
    """Codes are used again: on 30/6/2025 another province bore the code of today's Quảng Trị."""
    then = queries.area_by_code(code, on)
    heirs = [heir.area for heir in queries.successors(code, on) if heir.area.id != then.id]
    for heir in heirs:
        typer.echo(
            f"Ngày {format_date(on)}, mã {code} là {then.full_name}, sau đó nhập vào {heir.full_name} ({heir.code}); "
            "bỏ --province để xem mọi đơn vị đã nạp.",
            err=True,
        )


def _print_kin(kin: Sequence[Kin], as_json: bool) -> None:
    if as_json:
        print_json(
            [
                {
                    "code": each.area.code,
                    "name": each.area.full_name,
                    "extent": each.extent,
                    "share": _share(each.share_per_million),
                }
                for each in kin
            ]
        )
        return
    table = [(each.area.code, each.area.full_name, EXTENTS[each.extent], _percent(each)) for each in kin]
    _print_table(KIN_HEADINGS, table)


def _share(per_million: int | None) -> int | float | None:
    """The share as programs read it: 1 for the whole, null where nobody counted. Printed only, never stored."""
    if per_million is None:
        return None
    return per_million // A_MILLION if per_million % A_MILLION == 0 else per_million / A_MILLION


def _percent(kin: Kin) -> str:
    return "chưa rõ" if kin.share_per_million is None else format_percent(Decimal(kin.share_per_million) / PER_CENT)


def _print_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    if not rows:
        typer.echo("Không có đơn vị nào.")
        return
    widths = [max(len(row[column]) for row in (headings, *rows)) for column in range(len(headings))]
    for row in (headings, *rows):
        typer.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
