"""What an access token looks like, what it may be given, and from where it is taken.

Source of the form: GitHub's tokens, a prefix by which scanners find one that leaked and a checksum by which they know
it from chance. The random part has 238 bits; the checksum adds none and proves nothing but that no sign is wrong.
"""

import re
import zlib
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from pcmt.kernel.refusal import Refusal

PREFIX = "pcmt_pat_"
SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
RANDOM_SIGNS, CHECK_SIGNS = 40, 6
SHOWN_SIGNS = 4
SHAPE = re.compile(rf"{PREFIX}[0-9A-Za-z]{{{RANDOM_SIGNS + CHECK_SIGNS}}}")
LONGEST_NAME = 60
MOST_NETWORKS = 20
MOST_HELD = 10
MOST_ADDRESSES = 20
LOOKING = ".view"

# Why a token that is ours is not taken, in one word for the journal.
EXPIRED, REVOKED, ELSEWHERE, NO_POST, OWED, NOTHING_LEFT = (
    "token_expired",
    "token_revoked",
    "token_elsewhere",
    "token_no_post",
    "token_owner_owes",
    "token_nothing_left",
)


class CannotIssueToken(Refusal):
    """This will say why a token cannot be issued so."""

    code = "cannot_issue_token"


def written(random_part: str) -> str:
    """This will write a token out: prefix, random part, checksum."""
    return f"{PREFIX}{random_part}{_checksum(random_part)}"


def is_whole(token: str) -> bool:
    """This will tell whether a text is a token of ours with no sign wrong, before anything is asked of the database."""
    if SHAPE.fullmatch(token) is None:
        return False
    return token == written(token[len(PREFIX) : -CHECK_SIGNS])


def first_signs(token: str) -> str:
    """This will give the beginning by which an owner knows a token again: "pcmt_pat_Ab3d"."""
    return token[: len(PREFIX) + SHOWN_SIGNS]


def is_reading(permissions: Iterable[str]) -> bool:
    """This will tell whether a token can only look."""
    return all(name.endswith(LOOKING) for name in permissions)


def read_networks(text: str) -> tuple[str, ...]:
    """This will read addresses and ranges, parted by spaces, commas or lines, into CIDR; refuses what is none.

    A range with signs of a single machine is refused with the range that was probably meant, never widened silently.
    """
    told = re.split(r"[\s,;]", text)
    words = [word for word in told if word]
    if len(words) > MOST_NETWORKS:
        raise _wrong("networks", f"Nhiều nhất {MOST_NETWORKS} dải địa chỉ.", "Gộp các dải liền nhau.")
    return tuple(dict.fromkeys(_network(word) for word in words))


def is_inside(address: str, networks: Iterable[str]) -> bool:
    """This will tell whether an address lies in one of the ranges; anywhere does where there are none."""
    ranges = [ip_network(one) for one in networks]
    if not ranges:
        return True
    here = _address(address)
    return here is not None and any(here.version == one.version and here in one for one in ranges)


def check_permissions(wanted: Collection[str], held: Collection[str], personal: Collection[str]) -> None:
    """This will refuse a token for nothing, one for a person's or administrator's own affairs, and one for too much.

    held: what the owner holds in the capacity acted in. personal: what is never let go of (accounts, journal).
    """
    if not wanted:
        raise _wrong("permissions", "Chưa chọn việc nào cho mã kết nối.", "Chọn chỉ đọc, hoặc ít nhất một việc.")
    if kept := sorted(set(wanted) & set(personal)):
        raise _wrong(
            "permissions",
            f"Việc không được làm bằng mã kết nối: {', '.join(kept)}.",
            "Việc về tài khoản, quyền và nhật ký chỉ làm khi tự đăng nhập.",
        )
    if missing := sorted(set(wanted) - set(held)):
        raise _wrong(
            "permissions",
            f"Anh/chị không giữ quyền: {', '.join(missing)}.",
            "Mã kết nối chỉ được một phần quyền của chính người cấp, theo chức vụ đang dùng.",
        )


def check_term(expires_on: date, day: date, longest: timedelta) -> None:
    """This will refuse a last day that is past, or further off than the installation allows (none: no tokens)."""
    if not longest:
        raise CannotIssueToken(
            "Hệ thống này không dùng mã kết nối.", remedy="Người vận hành máy chủ mở bằng PCMT_TOKEN_DAYS."
        )
    if expires_on < day:
        raise _wrong("expires_on", "Ngày cuối đã qua.", "Chọn ngày từ hôm nay trở đi.")
    if expires_on > day + longest:
        raise _wrong(
            "expires_on",
            f"Thời hạn dài nhất là {longest.days} ngày.",
            "Chọn ngày gần hơn; sắp hết hạn thì cấp mã mới thay.",
        )


def remembered(sightings: dict[str, str], address: str, day: date) -> dict[str, str]:
    """This will add an address seen on a day; beyond twenty the one not seen for longest is forgotten."""
    others = {one: told for one, told in sightings.items() if one != address}
    newest_first = sorted(others.items(), key=lambda one: one[1], reverse=True)[: MOST_ADDRESSES - 1]
    return dict(newest_first) | {address: day.isoformat()}


def _checksum(text: str) -> str:
    number, signs = zlib.crc32(text.encode()), ""
    for _ in range(CHECK_SIGNS):
        number, place = divmod(number, len(SIGNS))
        signs = SIGNS[place] + signs
    return signs


def _network(word: str) -> str:
    try:
        return str(ip_network(word))
    except ValueError:
        pass
    try:
        meant = ip_network(word, strict=False)
    except ValueError:
        told = word[:45]
        raise _wrong(
            "networks", f"“{told}” không phải địa chỉ mạng.", "Ghi như 203.0.113.7, 10.20.0.0/16 hoặc 2001:db8::/32."
        ) from None
    raise _wrong("networks", f"“{word}” không phải dải địa chỉ trọn vẹn.", f"Có lẽ là {meant}.")


def _address(text: str) -> IPv4Address | IPv6Address | None:
    """An address; one of IPv4 that is written in IPv6 counts as what it is."""
    try:
        found = ip_address(text)
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found


def _wrong(field: str, message: str, remedy: str) -> CannotIssueToken:
    return CannotIssueToken(message, remedy=remedy, fields={field: f"{message} {remedy}"})
