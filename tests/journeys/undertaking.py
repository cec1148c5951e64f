"""What people of the walk do with the tasks of a plan and with its reviews: every step is a form of a page."""

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from tests.journeys.office import Officer, Person
from tests.journeys.pages import Fields, Page, label_words, words_of

USUAL = {"Đánh giá": "Đang thực hiện, đúng tiến độ", "Kết quả": "Đang thực hiện theo kế hoạch của cơ quan."}
"""What is answered of a task of which nothing stands there yet."""

A_TASK = re.compile(r"/ke-hoach/nhiem-vu/\d+/")


def learns_names(officer: Officer, meant: Mapping[str, str]) -> Page:
    """Say whom names of the document mean, on the page that confirms many."""
    labels = {words_of(one): f"#{one.attributes['for']}" for one in officer.page.main.css("label[for^=ten-]")}
    return officer.presses("Nhớ các tên đã chọn", {labels[name]: agency for name, agency in meant.items()})


def task_of(person: Person, plan: str, words: str) -> str:
    """The address of the only task of a plan that holds these words."""
    person.goes(f"/ke-hoach/nhiem-vu/?{urlencode({'tat_ca': 1, 'ke_hoach': plan, 'tim': words})}")
    ways = {str(link.attributes["href"]) for link in person.page.main.css("th a[href]")}
    found = {one for one in ways if A_TASK.fullmatch(one)}
    assert len(found) == 1, f"{len(found)} tasks with “{words}”:\n{person.page.text[:3000]}"
    return found.pop()


def sets_day(officer: Officer, plan: str, tasks: Sequence[str], day: str, reason: str) -> Page:
    """Give one day to tasks by their addresses, all at once, looked at before."""
    officer.goes(f"/ke-hoach/nhiem-vu/?tat_ca=1&ke_hoach={plan}")
    keys = {one.strip("/").split("/")[-1] for one in tasks}
    boxes = [one for one in officer.page.main.css("input[name=nv]") if one.attributes["value"] in keys]
    named = {str(one.attributes["aria-label"]): True for one in boxes}
    assert len(named) == len(tasks), f"boxes that cannot be told apart: {list(named)}"
    officer.presses("Sửa các nhiệm vụ đã chọn", named).says(f"Sửa {len(tasks)} nhiệm vụ một lần")
    officer.presses("Xem trước", {"Hạn mới": day, "Lý do, căn cứ": reason}).says("Sẽ sửa", day)
    return officer.presses(f"Sửa {len(tasks)} nhiệm vụ").says(f"Đã sửa {len(tasks)} nhiệm vụ")


def reports_done(person: Person, task: str, words: str, more: Fields | None = None) -> Page:
    person.goes(task)
    return person.presses("Báo cáo hoàn thành", {"#xong-words": words, **(more or {})}).says("chờ cơ quan giao việc")


def accepts(person: Person, task: str) -> Page:
    person.goes(task)
    return person.presses("Nghiệm thu").says("Đã nghiệm thu")


def returns(person: Person, task: str, reason: str) -> Page:
    person.goes(task)
    return person.presses("Trả lại để làm tiếp", {"#nghiem-thu-reason": reason})


def asks_time(person: Person, task: str, day: str, reason: str) -> Page:
    person.goes(task)
    return person.presses("Gửi đề nghị gia hạn", {"Xin gia hạn đến": day, "#gia-han-reason": reason})


def answers_review(person: Person, review: str, said: Mapping[str, Mapping[str, str]], words: Fields) -> Page:
    """Answer for the own agency: of some tasks, by how they begin, what is said; the rest stays as it was filled in."""
    person.goes(review)
    person.follows("Báo cáo của cơ quan tôi")
    fields: dict[str, object] = dict(words)
    for block in person.page.main.css("fieldset.judged"):
        legend = words_of(block.css_first("legend"))
        labels = {label_words(one): f"#{one.attributes['for']}" for one in block.css("label[for]")}
        told = next((told for begins, told in said.items() if begins in legend), {})
        usual = {name: text for name, text in USUAL.items() if not person.page.value(labels[name])}
        fields |= {labels[name]: text for name, text in (usual | dict(told)).items()}
    return person.presses("Gửi báo cáo", fields)  # type: ignore[arg-type]
