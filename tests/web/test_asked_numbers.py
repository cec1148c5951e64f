"""Numbers that an address or a form names: read where they are plain, passed over where they are none."""

from collections.abc import Callable

import pytest
from django.test import Client

from pcmt.web.asked import number_of


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("12", 12), ("007", 7), ("9" * 18, 10**18 - 1)])
def test_plain_digits_are_a_number(text: str, number: int) -> None:
    assert number_of(text) == number


@pytest.mark.parametrize("text", ["", " 1", "-1", "1.0", "1e3", "١٢", "１２", "²", "9" * 19, "9" * 5000])
def test_all_else_is_none(text: str) -> None:
    assert number_of(text) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/van-ban/di/du-thao?tra-loi={}",
        "/van-ban/dang-ky?can={}",
        "/van-ban/tim?q=ma&trang={}",
        "/ban-chi-dao/hop/?ban={}",
        "/ke-hoach/nhiem-vu/?ke_hoach={}&co_quan={}",
    ],
)
def test_an_address_with_a_number_beyond_all_bounds_still_answers(address: str, visit: Callable[..., Client]) -> None:
    assert visit("planner").get(address.replace("{}", "9" * 5000)).status_code == 200
