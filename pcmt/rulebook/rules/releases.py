"""What a release may bring: new files of some folders, and an end for a version that stands; pure, texts in and out."""

import hashlib
from collections.abc import Mapping

import yaml

OPEN = ("elements", "forms", "indicators", "schemes", "scorecards", "checklists", "reports", "unit-reports", "examples")
"""Folders that a release may add to. Roles, lifecycles and kinds of agency decide who may do what: they come with the
system, so that nobody grants themselves anything by a rule."""
ENDS = ("version_to", "valid_to")
LARGEST = 512 * 1024


class NotReleasable(ValueError):
    """This will say, in Vietnamese, why a file cannot be part of a release."""


def digest_of(files: Mapping[str, str]) -> str:
    """This will give the SHA-256 over names and texts, in order of name."""
    total = hashlib.sha256()
    for name in sorted(files):
        content = files[name].encode()
        total.update(f"{name}\0{len(content)}\0".encode() + content)
    return total.hexdigest()


def check_files(files: Mapping[str, str], standing: Mapping[str, str]) -> None:
    """This will refuse, as NotReleasable, what a release may not bring.

    standing: the texts that hold now, by name. A version that stands may only be given its last day: a period that was
    asked by it must be read by it for ever.
    """
    if not files:
        raise NotReleasable("Chưa có tệp quy tắc nào.")
    if sum(len(text) for text in files.values()) > LARGEST:
        raise NotReleasable(f"Các tệp quy tắc dài quá {LARGEST // 1024} KB.")
    for name, text in files.items():
        folder, _, rest = name.partition("/")
        if folder not in OPEN or "/" in rest or not rest.endswith(".yaml") or rest.startswith("."):
            raise NotReleasable(f"Tệp “{name}” không thuộc các thư mục được bổ sung: {', '.join(OPEN)} (đuôi .yaml).")
        if name in standing and not _only_ends(standing[name], text):
            raise NotReleasable(
                f"Tệp “{name}” đã có: chỉ được ghi thêm ngày hết hiệu lực; nội dung mới là một tệp mới từ ngày hôm sau."
            )


def _only_ends(old: str, new: str) -> bool:
    try:
        before, after = yaml.safe_load(old), yaml.safe_load(new)
    except yaml.YAMLError:
        return False
    if not isinstance(before, dict) or not isinstance(after, dict):
        return False
    if any(before.get(key) not in (None, after.get(key)) for key in ENDS):
        return False  # an end that was set stays
    return _without_end(before) == _without_end(after)


def _without_end(table: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in table.items() if key not in ENDS}
