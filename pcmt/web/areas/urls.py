"""Addresses of the pages of areas."""

from django.urls import path

from pcmt.web.areas import blank_tables, changing, events, importing, proposing, unit, views, zones

urlpatterns = [
    path("dia-ban/", views.areas, name="areas.list"),
    path("dia-ban/<int:area_id>/", unit.area, name="areas.area"),
    path("dia-ban/<int:area_id>/phan/<slug:named>/", unit.part, name="areas.part"),
    path("dia-ban/<int:area_id>/so-lieu/", changing.record_denominator, name="areas.record_denominator"),
    path("dia-ban/<int:area_id>/them/", changing.open_area, name="areas.open_area"),
    path("dia-ban/thay-doi/", events.events, name="areas.events"),
    path("dia-ban/thay-doi/moi/", proposing.propose_event, name="areas.propose_event"),
    path("dia-ban/thay-doi/<int:event_id>/", events.event, name="areas.event"),
    path("dia-ban/thay-doi/<int:event_id>/ap-dung", events.apply_event, name="areas.apply_event"),
    path("dia-ban/thay-doi/<int:event_id>/bo", events.drop_event, name="areas.drop_event"),
    path("dia-ban/thay-doi/<int:event_id>/hoan-tac", events.undo_event, name="areas.undo_event"),
    path("dia-ban/khu-vuc/", zones.zones, name="areas.zones"),
    path("dia-ban/khu-vuc/them/", zones.define_zone, name="areas.define_zone"),
    path("dia-ban/khu-vuc/<int:zone_id>/", zones.zone, name="areas.zone"),
    path("dia-ban/khu-vuc/<int:zone_id>/thay-doi", zones.change_zone, name="areas.change_zone"),
    path("dia-ban/khu-vuc/<int:zone_id>/ket-thuc", zones.close_zone, name="areas.close_zone"),
    path("dia-ban/nhap/mau/<slug:table>", blank_tables.blank_table, name="areas.blank_table"),
    path("dia-ban/nhap/", importing.handed_in, name="areas.hand_in_file"),
    path("dia-ban/nhap/<slug:token>/", importing.imported, name="areas.import_file"),
]
