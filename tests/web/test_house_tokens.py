"""The colours of the house style hold WCAG 2.2 AA contrast in both themes, computed from the style sheets."""

import re
from itertools import product
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2] / "pcmt" / "web" / "static" / "house"
STATES = ("met", "on", "late", "risk", "void")
TEXT_PAIRS = [
    *product(("ink", "ink-2", "ink-3", "accent"), ("paper", "sheet", "sheet-2")),
    *(("ink", ground) for ground in ("accent-soft", "target", "duty", "cite", "due", "line-2")),
    *(("ink", f"{state}-soft") for state in STATES),
    *((state, f"{state}-soft") for state in STATES),
    *(("risk", ground) for ground in ("sheet", "paper", "risk-soft")),
    *((f"{state}-fill-ink", f"{state}-fill") for state in STATES),
    *((f"class-{place}-ink", f"class-{place}") for place in range(1, 6)),
    ("met-tint-ink", "met-tint"),
    ("met-tint-ink", "on-tint"),
    ("on-accent", "accent"),
    ("on-accent", "accent-2"),
    ("accent", "accent-soft"),
    ("accent", "line-2"),
    ("ink-2", "line-2"),
    ("ink-2", "accent-soft"),
]
SHAPE_PAIRS = [
    *product(("edge", "focus"), ("sheet", "paper")),
    *((f"series-{place}", "sheet") for place in range(1, 6)),
    *((state, "sheet") for state in STATES),
]


def tokens(*names):
    found = {}
    for name in names:
        sheet = re.sub(r"/\*.*?\*/", "", (HOUSE / name).read_text(), flags=re.DOTALL)
        found |= dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6})\s*;", sheet))
    return found


def luminance(colour):
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


THEMES = {"light": tokens("tokens.css"), "dark": tokens("tokens.css", "dark.css")}


def test_the_measure_itself():
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_reads(theme, text, ground):
    assert contrast(THEMES[theme][text], THEMES[theme][ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("shape", "ground"), SHAPE_PAIRS)
def test_shapes_and_edges_stand_out(theme, shape, ground):
    assert contrast(THEMES[theme][shape], THEMES[theme][ground]) >= 3


def test_dark_gives_every_colour_a_value_of_its_own():
    assert set(tokens("tokens.css")) == set(tokens("dark.css"))


def test_every_token_in_use_is_defined():
    names = set(re.findall(r"--([\w-]+):", (HOUSE / "tokens.css").read_text()))
    for sheet in HOUSE.glob("*.css"):
        used = set(re.findall(r"var\(--([\w-]+)", sheet.read_text()))
        assert used <= names, f"{sheet.name}: {used - names}"
