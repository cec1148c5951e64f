"""Addresses for everybody, and of the pages that deal with what is public."""

from django.urls import path

from pcmt.web.public import managing, views

urlpatterns = [
    path("cong-khai/", views.public_page, name="public.page"),
    path("cong-khai/<str:code>/", views.public_indicator, name="public.indicator"),
    path("cong-khai/<str:code>.csv", views.public_data, name="public.data"),
    path("cong-khai/<str:code>.csv-metadata.json", views.public_metadata, name="public.metadata"),
    path("quan-tri/cong-khai/", managing.propose_public_page, name="indicators.manage_public"),
    path("quan-tri/cong-khai/<int:page_id>/", managing.public_proposal, name="indicators.public_proposal"),
    path("quan-tri/cong-khai/<int:page_id>/mo", managing.open_public_page, name="indicators.open_public_page"),
    path("quan-tri/cong-khai/<int:page_id>/dung", managing.close_public_page, name="indicators.close_public_page"),
]
