"""What the pages of a plan offer: only what this actor may do with this plan, whatever they may do with their own."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from pcmt.kernel.actor import Actor
from pcmt.plans import queries as plans
from pcmt.plans.actions.add_task import add_task
from pcmt.plans.actions.ask_extension import ask_extension
from pcmt.plans.actions.begin_plan_from import begin_plan_from
from pcmt.plans.actions.finish_task import finish_task
from pcmt.plans.actions.pause_task import pause_task
from pcmt.plans.queries import Evidence, TaskInput
from tests.province import Province

Visit = Callable[[str], Client]
SENT = re.compile(r'<form[^>]*method="post"[^>]*action="([^"]+)"|formaction="([^"]+)"')
OF_THE_PLAN = re.compile(r'href="(/ke-hoach/[^"]*/(?:sua|phan-viec|them-[a-z-]+|dan-nhiem-vu|excel|gan-ten|giao))"')
OWN_TO_SAY = ("/tien-do", "/hoan-thanh", "/gia-han", "/phu-trach")


@pytest.fixture
def tasks(plan_id: int, province: Province, planner: Actor, clerk: Actor, at: datetime) -> tuple[int, int, int]:
    """Tasks of the province for Sen Hồng: one with more time asked for, one reported as done, one put off."""
    own = province.communes["sen-hong"].agencies["ubnd_xa"]
    asked, done, off = (
        add_task(
            plan_id=plan_id,
            said=TaskInput(title=title, leads=(own,), due_on=date(2026, 12, 20)),
            actor=planner,
            at=at,
        )
        for title in ("Rà soát", "Tuyên truyền", "Ký cam kết")
    )
    later = date(2026, 12, 30)
    ask_extension(task_id=asked, wanted_on=later, reason="Chờ kinh phí", actor=clerk, at=at)
    finish_task(task_id=done, words="Đã xong", evidence=Evidence(), actor=clerk, at=at + timedelta(hours=1))
    pause_task(task_id=off, reason="Chờ hướng dẫn", actor=planner, at=at)
    return asked, done, off


def offered(browser: Client, address: str) -> Iterator[str]:
    """The addresses to which a page would send a form, and those of its pages that change the plan."""
    page = browser.get(address).text
    yield from (first or second for first, second in SENT.findall(page))
    yield from OF_THE_PLAN.findall(page)


def test_who_plans_for_a_commune_is_offered_nothing_of_the_provinces_plan(
    plan_id: int, target_id: int, tasks: tuple[int, int, int], clerk: Actor, visit: Visit
) -> None:
    browser = visit("sen-hong.reporter")
    pages = [f"/ke-hoach/{plan_id}/", f"/ke-hoach/chi-tieu/{target_id}/", f"/ke-hoach/chi-tieu/{target_id}/giao-xa"]
    pages += [f"/ke-hoach/chi-tieu/{target_id}/dang-ky", *(f"/ke-hoach/nhiem-vu/{one}/" for one in tasks)]
    found = [one for page in pages for one in offered(browser, page) if one.startswith("/ke-hoach/")]
    assert [one for one in found if not one.endswith(OWN_TO_SAY)] == []


def test_the_keeper_is_offered_each_of_them(
    plan_id: int, target_id: int, tasks: tuple[int, int, int], visit: Visit
) -> None:
    browser = visit("planner")
    asked, done, off = tasks
    found = {one for task in tasks for one in offered(browser, f"/ke-hoach/nhiem-vu/{task}/")}
    assert f"/ke-hoach/nhiem-vu/{done}/nghiem-thu" in found
    assert f"/ke-hoach/nhiem-vu/{off}/lam-tiep" in found
    assert any(one.startswith(f"/ke-hoach/nhiem-vu/{asked}/gia-han/") for one in found)
    assert f"/ke-hoach/chi-tieu/{target_id}/chu-tri" in set(offered(browser, f"/ke-hoach/chi-tieu/{target_id}/"))


def test_the_desk_leaves_verdicts_to_the_keeper(tasks: tuple[int, int, int], clerk: Actor, visit: Visit) -> None:
    mine, keepers = visit("sen-hong.reporter").get("/").text, visit("planner").get("/").text
    for chore in ("Nghiệm thu: Tuyên truyền", "Quyết định gia hạn: Rà soát"):
        assert chore in keepers
        assert chore not in mine


def test_many_agencies_are_folded_and_names_lead_to_where_they_are_matched(
    plan_id: int, province: Province, planner: Actor, at: datetime, visit: Visit
) -> None:
    browser = visit("planner")
    address, matrix = f"/ke-hoach/{plan_id}/", f"/ke-hoach/{plan_id}/ai-lam-gi"
    few = (province.agencies["health"], province.agencies["police"])
    add_task(plan_id=plan_id, said=TaskInput(title="Rà soát", leads=few), actor=planner, at=at)
    assert "<summary>Ai làm gì" not in browser.get(address).text
    assert "Gán tên cơ quan" not in browser.get(matrix).text
    many = tuple(one.agencies[kind] for one in province.communes.values() for kind in one.agencies)
    said = TaskInput(title="Tuyên truyền", leads=many, lead_words=("Đoàn liên ngành",))
    add_task(plan_id=plan_id, said=said, actor=planner, at=at)
    assert f"<summary>Ai làm gì: {len(many) + len(few)} cơ quan" in browser.get(address).text
    assert "<summary>Ai làm gì" not in browser.get(f"{address}?co_quan={few[0]}").text
    assert "Gán tên cơ quan" in browser.get(matrix).text


def test_a_units_own_plan_offers_what_its_role_holds(
    plan_id: int, tasks: tuple[int, int, int], clerk: Actor, visit: Visit, at: datetime
) -> None:
    own = begin_plan_from(parent_id=plan_id, title="", besides=[], actor=clerk, at=at)
    browser = visit("sen-hong.reporter")
    task = plans.tasks(clerk, plan_id=own, on=at.date())[0].id
    found = [one for one in offered(browser, f"/ke-hoach/nhiem-vu/{task}/") if "/nhiem-vu/" in one]
    assert f"/ke-hoach/nhiem-vu/{task}/rut" in found
    for address in (one for one in found if not one.endswith("/sua")):
        assert browser.post(address, {}).status_code not in (403, 404), address


def test_an_empty_plan_tells_each_reader_what_is_theirs_to_do(plan_id: int, clerk: Actor, visit: Visit) -> None:
    address = f"/ke-hoach/{plan_id}/"
    assert "Đọc và xác nhận" in visit("planner").get(address).text
    mine = visit("sen-hong.reporter").get(address).text
    assert "Đọc và xác nhận" not in mine
    assert "Cơ quan giữ kế hoạch xác nhận chỉ tiêu từ văn bản." in mine
