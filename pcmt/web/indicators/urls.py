"""Addresses of the pages of indicators."""

from django.urls import path

from pcmt.web.indicators import arranging, changed, dashboards, differences, files, frames, pivot, views

urlpatterns = [
    path("bao-cao-so-lieu/doi-chieu/", differences.differences, name="indicators.differences"),
    path("bao-cao-so-lieu/doi-chieu/ghi-nhan", differences.record_finding, name="indicators.record_finding"),
    path("chi-so/", views.list_indicators, name="indicators.list"),
    path("chi-so/bang-dieu-khien/", dashboards.list_dashboards, name="indicators.dashboards"),
    path("chi-so/bang-dieu-khien/moi/", arranging.save_dashboard, name="indicators.begin_dashboard"),
    path("chi-so/bang-dieu-khien/<int:dashboard_id>/", dashboards.show_dashboard, name="indicators.dashboard"),
    path("chi-so/bang-dieu-khien/<int:dashboard_id>/sua/", arranging.save_dashboard, name="indicators.save_dashboard"),
    path(
        "chi-so/bang-dieu-khien/<int:dashboard_id>/tep.<str:file_kind>",
        dashboards.dashboard_file,
        name="indicators.dashboard_file",
    ),
    path(
        "chi-so/bang-dieu-khien/<int:dashboard_id>/chia-se",
        arranging.share_dashboard,
        name="indicators.share_dashboard",
    ),
    path(
        "chi-so/bang-dieu-khien/<int:dashboard_id>/thoi-chia-se",
        arranging.unshare_dashboard,
        name="indicators.unshare_dashboard",
    ),
    path(
        "chi-so/bang-dieu-khien/<int:dashboard_id>/bo", arranging.discard_dashboard, name="indicators.discard_dashboard"
    ),
    path("chi-so/bang-tong-hop/", pivot.pivot, name="indicators.pivot"),
    path("chi-so/bang-tong-hop/luu", pivot.save, name="indicators.save_table"),
    path("chi-so/bang-tong-hop/tep.<str:file_kind>", pivot.pivot_file, name="indicators.pivot_file"),
    path("chi-so/bang-tong-hop/<int:table_id>/bo", pivot.drop, name="indicators.drop_table"),
    path("chi-so/thay-doi/", changed.list_causes, name="indicators.causes"),
    path("chi-so/thay-doi/quy-tac/<int:release_id>/", changed.by_rules, name="indicators.changed_by_rules"),
    path("chi-so/thay-doi/dia-gioi/<int:event_id>/", changed.by_map, name="indicators.changed_by_map"),
    path("chi-so/<str:code>/", views.show_indicator, name="indicators.show"),
    path("chi-so/<str:code>/ban-do", frames.frames, name="indicators.frames"),
    path("chi-so/<str:code>/tep.<str:file_kind>", files.indicator_file, name="indicators.file"),
]
