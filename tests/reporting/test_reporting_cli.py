"""`pcmt period`: data on stdout, refusals with status 1, wrong use with 2."""

import json

import pytest
from typer.testing import CliRunner

from pcmt.cli.main import app, run
from pcmt.reporting.actions.close_period import close_period
from tests.reporting.walk import OCTOBER, Walk

pytestmark = pytest.mark.django_db
runner = CliRunner()


def test_opening_and_the_status_as_json(walk: Walk):
    opened = runner.invoke(app, ["period", "open", "xa-thang", "2026-11@nd09", "--as", "planner", "--json"])
    assert json.loads(opened.stdout) == {"form": "xa-thang", "period": "2026-11@nd09", "duties": 4}
    status = runner.invoke(app, ["period", "status", "xa-thang", "2026-11@nd09", "--as", "planner", "--json"])
    rows = json.loads(status.stdout)
    assert [row["area"] for row in rows] == ["Xã Chân Mây", "Phường Hoa Ban", "Xã Mưa Ngâu", "Xã Sen Hồng"]
    assert {row["state"] for row in rows} == {"draft"}


def test_how_a_period_stands_form_by_form(walk: Walk):
    walk.close("sen-hong")
    close_period(form_code="xa-thang", period=OCTOBER, actor=walk.actor("planner"), at=walk.at)
    asked = ["reporting", "status", "--period", OCTOBER.id, "--as", "planner"]
    told = json.loads(runner.invoke(app, [*asked, "--json"]).stdout)
    (form,) = [one for one in told["forms"] if one["form"] == "xa-thang"]
    assert (form["owed"], form["sent"], form["accepted"]) == (4, 1, 1)
    assert form["states"] == {"draft": 3, "accepted": 1}
    assert form["period_closed_at"]
    assert {row["state"] for row in form["reports"]} == {"draft", "accepted"}
    assert "1/4 đã gửi, 1 đã chốt, kỳ đã đóng" in runner.invoke(app, asked).stdout
    one_form = json.loads(runner.invoke(app, [*asked, "--form", "xa-thang", "--json"]).stdout)
    assert [one["form"] for one in one_form["forms"]] == ["xa-thang"]


def test_a_refusal_leaves_with_one_and_wrong_use_with_two(walk: Walk, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as left:
        run(["period", "open", "xa-thang", "2026-Q4", "--as", "planner"])
    assert left.value.code == 1
    assert "không phải kỳ" in capsys.readouterr().err
    with pytest.raises(SystemExit) as left:
        run(["period", "open", "xa-thang", "2026-13", "--as", "planner"])
    assert left.value.code == 2
