"""Why may somebody, or not: the same answer as the action's own, with the grant, and who else could."""

import json

import pytest

from pcmt.accounts.actions.delegate import delegate
from pcmt.cli.main import run
from pcmt.kernel.actor import system_actor
from pcmt.kernel.refusal import NotFound
from pcmt.trace.queries import BadQuestion, why
from tests.province import AT, Province

ASKER = system_actor("kiểm thử", "accounts.manage")


def asked(username: str, action: str, reference: str):
    return why(ASKER, username, action, reference, AT)


def test_an_allowed_action_names_role_and_reach(province: Province):
    told = asked("sen-hong.chairman", "reporting.sign", f"agency:{province.communes['sen-hong'].agencies['ubnd_xa']}")
    assert told.allowed
    assert told.answers[0].reason == "Vai trò “Thủ trưởng đơn vị” cho quyền này trong phạm vi cơ quan mình."
    assert "Vai trò đang dùng" not in told.rule


def test_outside_of_the_reach_says_so_and_who_could(province: Province):
    told = asked("sen-hong.chairman", "reporting.sign", f"agency:{province.communes['hoa-ban'].agencies['ubnd_xa']}")
    assert not told.allowed
    assert "ngoài phạm vi" in told.answers[0].reason
    assert told.holders == ("Chủ tịch, UBND phường Hoa Ban (vai trò Thủ trưởng đơn vị)",)


def test_posts_are_named_and_never_persons(province: Province):
    told = asked("sen-hong.reporter", "reporting.accept", f"area:{province.id}")
    assert told.holders == ("Chuyên viên Phòng PC04, Công an tỉnh (vai trò Cơ quan thường trực Ban Chỉ đạo)",)
    assert "Nguyễn Thu Lan" not in f"{told.rule}{told.holders}"
    assert "Không giữ vai trò nào" in told.answers[0].reason


def test_each_capacity_answers_for_itself(province: Province, actor):
    delegate(
        receiver_id=province.users["health-reporter"],
        kind="delegation",
        permissions=["reporting.sign"],
        basis="Giấy ủy quyền số 1",
        valid_from=AT.date(),
        valid_to=AT.date(),
        actor=actor("health-head"),
        at=AT,
    )
    told = asked("health-reporter", "reporting.sign", f"agency:{province.agencies['health']}")
    assert [one.allowed for one in told.answers] == [False, True]
    assert told.allowed
    assert "thực hiện thay theo văn bản ủy quyền" in told.answers[1].reason


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (("planner", "reporting.acept", "area:1"), "Có phải là “reporting.accept”"),
        (("planner", "reporting.accept", "moon:1"), "submission:SỐ"),
        (("planner", "reporting.accept", "submission:0"), "submission:SỐ"),
        (("planner", "reporting.accept", "document:1"), "Chọn việc khác"),
    ],
)
def test_a_wrong_question_is_explained(province: Province, question: tuple[str, str, str], words: str):
    with pytest.raises(BadQuestion) as refused:
        asked(*question)
    assert words in str(refused.value)


@pytest.mark.parametrize("reference", ["submission:99", "document:99", "task:99", "plan:99", "report:99", "user:9999"])
def test_what_is_not_there_is_not_found(province: Province, reference: str):
    package = {"submission": "reporting", "document": "documents", "report": "publications", "user": "accounts"}
    action = f"{package.get(reference.partition(':')[0], 'plans')}.view"
    with pytest.raises(NotFound):
        asked("planner", action if "accounts" not in action else "accounts.manage", reference)


def test_only_who_keeps_the_accounts_asks(province: Province, actor):
    question = ("planner", "reporting.accept", f"area:{province.id}", AT)
    assert why(actor("admin"), *question).allowed
    with pytest.raises(NotFound):
        why(actor("chairman"), *question)
    with pytest.raises(NotFound):
        asked("nobody", "reporting.accept", f"area:{province.id}")


def test_the_command_says_the_same(province: Province, capsys: pytest.CaptureFixture[str]):
    def called(*arguments: str) -> int:
        with pytest.raises(SystemExit) as left:
            run(("accounts", "why", *arguments))
        return int(left.value.code or 0)

    place = f"area:{province.id}"
    assert called("planner", "reporting.accept", place) == 0
    assert "ĐƯỢC" in capsys.readouterr().out
    assert called("sen-hong.reporter", "reporting.accept", place, "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert told["allowed"] is False
    assert told["holders"]
    assert called("sen-hong.reporter", "reporting.acept", place) == 1
    assert called("sen-hong.reporter") == 2
