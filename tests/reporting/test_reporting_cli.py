"""`pcmt period`: data on stdout, refusals with status 1, wrong use with 2."""

import json

import pytest
from typer.testing import CliRunner

from pcmt.cli.main import app, run
from tests.reporting.walk import Walk

pytestmark = pytest.mark.django_db
runner = CliRunner()


def test_opening_and_the_status_as_json(walk: Walk):
    opened = runner.invoke(app, ["period", "open", "xa-thang", "2026-11@nd09", "--as", "planner", "--json"])
    assert json.loads(opened.stdout) == {"form": "xa-thang", "period": "2026-11@nd09", "duties": 4}
    status = runner.invoke(app, ["period", "status", "xa-thang", "2026-11@nd09", "--as", "planner", "--json"])
    rows = json.loads(status.stdout)
    assert [row["area"] for row in rows] == ["Xã Chân Mây", "Phường Hoa Ban", "Xã Mưa Ngâu", "Xã Sen Hồng"]
    assert {row["state"] for row in rows} == {"draft"}


def test_a_refusal_leaves_with_one_and_wrong_use_with_two(walk: Walk, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as left:
        run(["period", "open", "xa-thang", "2026-Q4", "--as", "planner"])
    assert left.value.code == 1
    assert "không phải kỳ" in capsys.readouterr().err
    with pytest.raises(SystemExit) as left:
        run(["period", "open", "xa-thang", "2026-13", "--as", "planner"])
    assert left.value.code == 2
