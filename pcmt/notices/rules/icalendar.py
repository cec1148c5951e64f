"""Writes a calendar (iCalendar, RFC 5545) of whole days: titles and dates, nothing else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LONGEST_LINE = 75  # octets, the break not counted (RFC 5545, 3.1)
PRODUCT = "-//PCMT//Lich viec phai lam//VI"
ESCAPED = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}


@dataclass(frozen=True)
class Entry:
    """A day of the calendar: `uid` stays the same when the title or the day changes."""

    uid: str
    title: str
    day: date


def calendar(entries: Iterable[Entry], *, name: str, at: datetime) -> bytes:
    """This will write the calendar; each entry takes its whole day and blocks no time."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines += [f"X-WR-CALNAME:{text(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT6H", "X-PUBLISHED-TTL:PT6H"]
    stamp = at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    for entry in entries:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{text(entry.uid)}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{entry.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{text(entry.title)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def text(value: str) -> str:
    """This will escape a text value; other control characters become spaces (RFC 5545, 3.3.11)."""
    plain = "".join(sign if sign == "\n" or sign.isprintable() else " " for sign in value.replace("\r\n", "\n"))
    return "".join(ESCAPED.get(sign, sign) for sign in plain)


def folded(line: str) -> bytes:
    """This will break a line into pieces of at most 75 octets, never within a letter."""
    return b"\r\n ".join(_pieces(line)) + b"\r\n"


def _pieces(line: str) -> Iterator[bytes]:
    piece, room = bytearray(), LONGEST_LINE
    for sign in line:
        octets = sign.encode()
        if len(piece) + len(octets) > room:
            yield bytes(piece)
            # The blank that begins a continued line counts too.
            piece, room = bytearray(), LONGEST_LINE - 1
        piece += octets
    yield bytes(piece)
