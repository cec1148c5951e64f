"""Every address as people of the communes see it, and as those who are not signed in."""

from collections.abc import Mapping

import pytest

from tests.province import Province
from tests.web.addresses import BROKEN, OPEN, acting_as, addresses, answered, path_of, walk


@pytest.mark.usefixtures("who_is_asked_once")
@pytest.mark.parametrize("who", ["sen-hong.reporter", "sen-hong.chairman", "mua-ngau.reporter"])
def test_every_address_answers_the_communes_as_the_matrix_says(
    province: Province, world: Mapping[str, object], visit, who: str
):
    walk(visit(who), acting_as(who), world)


def test_whoever_is_not_signed_in_is_led_to_the_door(province: Province, world: Mapping[str, object], visit):
    client = visit()
    for address in addresses():
        path = path_of(address, world)
        for method in ("get", "post"):
            answer = answered(client, method, path)
            assert answer.status_code < BROKEN, (method, path)
            if address.name not in OPEN:
                assert answer.status_code == 302, (method, path, answer.status_code)
                assert answer.headers["Location"].startswith("/dang-nhap"), (method, path)
