"""The frame around a page is drawn once for the same values; nobody sees another's, each answer has its own token."""

import gzip
import re
from collections.abc import Callable

import pytest
from django.test import Client, RequestFactory

from pcmt.web.packing import pack
from pcmt.web.templatetags import frame
from tests.province import Province

Visit = Callable[..., Client]
TOKENS = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def top_of(text: str) -> str:
    return text[text.index('<header class="top">') : text.index("</header>")]


def test_each_reader_sees_their_own_frame_however_often_it_is_drawn(province: Province, visit: Visit) -> None:
    frame._top.cache_clear()
    one, two = visit("planner"), visit("sen-hong.reporter")
    tops = {name: [top_of(who.get("/").text) for _ in range(2)] for name, who in (("one", one), ("two", two))}
    names = {name: [re.findall(r"<p><b>([^<]+)</b></p>", top)[0] for top in drawn] for name, drawn in tops.items()}
    assert len(set(names["one"])) == len(set(names["two"])) == 1
    assert names["one"][0] != names["two"][0]
    assert frame._top.cache_info().hits >= 2, "the second page of each is not drawn anew"


def test_the_token_is_that_of_the_answer_and_never_the_kept_one(province: Province, visit: Visit) -> None:
    reader = visit("planner")
    texts = [reader.get("/").text for _ in range(2)]
    tokens = [set(TOKENS.findall(top_of(text))) for text in texts]
    assert all(len(found) == 1 for found in tokens), "one token for all forms of a page"
    assert tokens[0] != tokens[1]
    assert frame.PLACEHOLDER not in "".join(texts)


def test_a_theme_is_part_of_the_frame(province: Province, visit: Visit) -> None:
    reader = visit("planner")
    assert 'value="auto" aria-pressed="true"' in reader.get("/").text
    reader.cookies["giao_dien"] = "dark"
    assert 'value="dark" aria-pressed="true"' in reader.get("/").text


@pytest.mark.parametrize("content", [b"", b"a", "Báo cáo số liệu. ".encode() * 9_000])
def test_what_is_packed_unpacks_and_its_length_varies(content: bytes) -> None:
    packed = [pack(content, noise=100) for _ in range(40)]
    assert {gzip.decompress(one) for one in packed} == {content}
    assert len({len(one) for one in packed}) > 5, "a secret cannot be guessed by lengths"


def test_a_browser_that_takes_nothing_packed_gets_it_plain(client: Client, rf: RequestFactory, db: None) -> None:
    plain = client.get("/dang-nhap")
    packed = client.get("/dang-nhap", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in plain.headers["Vary"]
    assert b"<h1" in gzip.decompress(packed.content)
