"""Dashboards of the made-up province: arranged by those who would, and shared."""

from datetime import datetime

from pcmt.cli.sample.data import read
from pcmt.cli.sample.hands import hand
from pcmt.cli.sample.registers import Province
from pcmt.indicators.actions.save_dashboard import save_dashboard
from pcmt.indicators.actions.share_dashboard import share_dashboard
from pcmt.indicators.queries import PanelView


def build_dashboards(province: Province, at: datetime) -> None:
    """This will save the dashboards of `sample/dashboards.yaml` in the hands that it names, and share them."""
    for row in read("dashboards.yaml")["dashboards"]:
        actor = hand(province.posts[row["owner"]], row["role"])
        panels = [PanelView(*panel) for panel in row["panels"]]
        saved = save_dashboard(name=row["name"], panels=panels, area_id=province.id, actor=actor, at=at)
        share_dashboard(dashboard_id=saved, actor=actor, at=at)
