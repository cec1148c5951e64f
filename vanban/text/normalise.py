"""One spelling for Vietnamese text, with the way back to what was written.

NFC; the tone on the first letter of the open pairs oa, oe, uy (hòa, khỏe, túy: the placement that laws print); plain
spaces, line ends, hyphens and bullets; Đ for the Icelandic Ð that some keyboards give; stray marks and HTML
entities mended.
"""

import html
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

# Length-preserving replacements: the position in the text does not move.
_LETTERS = str.maketrans(
    {
        "\u00d0": "Đ",  # Icelandic Eth, looks like Đ
        "\u0189": "Đ",  # African D
        "\u01f6": "ỳ",  # what some fonts of gazettes leave of it
        "\u00a0": " ",
        "\u202f": " ",
        "\u2007": " ",
        "\u2028": "\n",
        "\u2029": "\n",
        "\x0b": "\n",
        "\x0c": "\n",
        "\x85": "\n",
        "\r": "\n",
        "\u2010": "-",
        "\u2011": "-",  # a hyphen that does not break: "36‑CT/TW"
        "\u2212": "-",
        "\u2012": "–",
        "\u2015": "–",
        # Bullets of many kinds, and those of symbol fonts that lost their font.
        **dict.fromkeys("●○■▪▫◦⁃►▶➢❖✓✔\uf0b7\uf0a7\uf0d8\uf0fc\uf02d", "•"),
    }
)

_REPLACED = re.compile(f"[{re.escape(''.join(map(chr, _LETTERS)))}]")
_TONES = {"\u0300": 0, "\u0301": 1, "\u0309": 2, "\u0303": 3, "\u0323": 4}
_MARKED = {vowel: "".join(unicodedata.normalize("NFC", vowel + tone) for tone in _TONES) for vowel in "aeouy"}


def _misplaced() -> re.Pattern[str]:
    """This will match oa, oe, uy with the tone on the second letter at the end of a syllable (not after q)."""
    pairs = [("o", "a"), ("o", "e"), ("u", "y")]
    options = "|".join(f"[{a}{a.upper()}][{_MARKED[b]}{_MARKED[b].upper()}]" for a, b in pairs)
    return re.compile(rf"(?<![qQ])(?:{options})(?![^\W\d_])")


_MISPLACED = _misplaced()
_BARE = {marked: (vowel, index) for vowel, row in _MARKED.items() for index, marked in enumerate(row)}
_BARE |= {marked.upper(): (vowel.upper(), index) for marked, (vowel, index) in list(_BARE.items())}

_ENTITY = r"&(?:[a-zA-Z]{2,8}|#\d{2,7}|#x[0-9a-fA-F]{2,6});"
_CLUSTER = r"[^\W\d_][\u0300-\u036f]+"
_DROPPED = r"[\u200b-\u200f\u2060\ufeff\ufffe\u00ad\u0300-\u036f]"
_LITERAL_BREAK = r"\\r\\n|\\n(?![a-z])"
_REWRITTEN = re.compile(f"{_ENTITY}|{_LITERAL_BREAK}|\r\n|{_CLUSTER}|{_DROPPED}")
_MAYBE_REWRITTEN = re.compile("[&\\\\\r\u0300-\u036f\u200b-\u200f\u2060\ufeff\ufffe\u00ad]")


@dataclass(frozen=True, slots=True)
class Surface:
    """A text with the way back to the text it was made of.

    Pieces ascend: piece i of `text` starts at `starts[i]` and comes from position `origins[i]` of the original.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def origin(self, offset: int) -> int:
        """This will tell where the character at `offset` stood in the original text."""
        piece = max(bisect_right(self.starts, offset) - 1, 0)
        if not self.starts:
            return offset
        return self.origins[piece] + (offset - self.starts[piece])

    def offset(self, origin: int) -> int:
        """This will tell where in `text` what stood at `origin` is, or the first that was kept of what follows it."""
        piece = bisect_right(self.origins, origin) - 1
        if piece < 0:
            return 0
        following = self.starts[piece + 1] if piece + 1 < len(self.starts) else len(self.text)
        return min(self.starts[piece] + origin - self.origins[piece], following)

    def origin_span(self, start: int, end: int) -> tuple[int, int]:
        """This will tell the stretch of the original that gave `text[start:end]`."""
        if end <= start:
            return self.origin(start), self.origin(start)
        return self.origin(start), self.origin(end - 1) + 1


def place_tones(text: str) -> str:
    """This will move tones to the first letter of oa, oe, uy: hoà → hòa, tuý → túy, uỷ → ủy; same length."""
    return _MISPLACED.sub(_move_tone, text)


def _move_tone(found: re.Match[str]) -> str:
    first, second = tuple(found.group())
    vowel, tone = _BARE[second]
    row = _MARKED[first.lower()]
    moved = row[tone] if first.islower() else row[tone].upper()
    return moved + vowel


def _with_letters(text: str) -> str:
    """This will replace look-alikes one by one; most texts have none, and looking for them is much the cheaper."""
    return text.translate(_LETTERS) if _REPLACED.search(text) else text


def normalise_surface(text: str) -> Surface:
    """This will give the text in one spelling together with the way back to every position of the original."""
    if unicodedata.is_normalized("NFC", text) and not _MAYBE_REWRITTEN.search(text):
        return Surface(place_tones(_with_letters(text)), (0,), (0,))
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length = last = 0

    def keep(piece: str, origin: int) -> None:
        nonlocal length
        if piece:
            pieces.append(piece)
            starts.append(length)
            origins.append(origin)
            length += len(piece)

    for found in _REWRITTEN.finditer(text):
        keep(_same_length_nfc(text[last : found.start()]), last)
        keep(_rewrite(found.group()), found.start())
        last = found.end()
    keep(_same_length_nfc(text[last:]), last)
    joined = place_tones(_with_letters("".join(pieces)))
    return Surface(joined, tuple(starts) or (0,), tuple(origins) or (0,))


def _rewrite(raw: str) -> str:
    if raw.startswith("\\") or raw == "\r\n":
        return "\n"
    if raw.startswith("&"):
        plain = unicodedata.normalize("NFC", html.unescape(raw))
        return raw if plain in {raw, "\r"} else plain
    composed = unicodedata.normalize("NFC", raw)
    kept = composed[0] if len(composed) > 1 else composed
    return "" if unicodedata.combining(kept) or unicodedata.category(kept) in {"Cf", "Cn"} else kept


def _same_length_nfc(text: str) -> str:
    """This will compose characters one by one where the result is one character; others stay (rare compatibility)."""
    if unicodedata.is_normalized("NFC", text):
        return text
    out = []
    for char in text:
        composed = unicodedata.normalize("NFC", char)
        out.append(composed if len(composed) == 1 else char)
    return "".join(out)


def normalise(text: str) -> str:
    """This will give the text in one spelling (see the module); doing it twice changes nothing."""
    before, after = text, normalise_surface(text).text
    while before != after:
        before, after = after, normalise_surface(after).text
    return after
