"""Tiles: each unit a square of its own, near to where it lies, the same every time."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from pcmt.areas.rules.tiles import lay_tiles
from pcmt.areas.shipped import shipped_facts

PLACES = st.dictionaries(
    st.text("abcdefgh", min_size=1, max_size=4),
    st.tuples(st.integers(-1000, 1000), st.integers(-1000, 1000)),
    max_size=24,
)


@given(places=PLACES)
def test_each_unit_has_a_square_of_its_own_without_empty_lines(places: dict[str, tuple[int, int]]):
    tiles = lay_tiles(places)
    assert set(tiles) == set(places)
    assert len(set(tiles.values())) == len(places)
    for line in (0, 1):
        used = {tile[line] for tile in tiles.values()}
        assert used == set(range(1, len(used) + 1))


@given(places=PLACES)
def test_the_order_in_which_units_come_changes_nothing(places: dict[str, tuple[int, int]]):
    assert lay_tiles(dict(reversed(places.items()))) == lay_tiles(places)


def test_a_lattice_keeps_its_order():
    places = {f"{column}{row}": (Fraction(column * 10), Fraction(-row * 10)) for column in range(5) for row in range(4)}
    tiles = lay_tiles(places)
    for name, (column, row) in tiles.items():
        for other, (other_column, other_row) in tiles.items():
            assert not (name[0] < other[0] and name[1] == other[1] and column >= other_column)
            assert not (name[1] < other[1] and name[0] == other[0] and row >= other_row)


def test_an_island_far_off_leaves_the_rest_its_room():
    places = {f"{column}{row}": (column, -row) for column in range(6) for row in range(6)}
    tiles = lay_tiles({**places, "island": (400, -3)})
    assert max(column for column, _ in tiles.values()) <= 8
    assert tiles["island"][0] == max(column for column, _ in tiles.values())


def test_the_table_of_facts_has_a_square_for_every_commune_of_today():
    since = shipped_facts().since
    for province in (code for code, fact in since.items() if fact.level == "province"):
        tiles = [fact.tile for fact in since.values() if fact.parent == province]
        assert None not in tiles
        assert len(set(tiles)) == len(tiles)
