"""Addresses of the pages of agencies."""

from django.urls import path

from pcmt.web.agencies import changing, committees, deciding, holding, person, programmes, usual, views

urlpatterns = [
    path("co-quan/", views.agencies, name="agencies.list"),
    path("co-quan/moi", changing.found, name="agencies.found_agency"),
    path("co-quan/lap-cho-xa", usual.found_usual, name="agencies.found_usual_agencies"),
    path("co-quan/<int:agency_id>/", views.agency, name="agencies.agency"),
    path("co-quan/<int:agency_id>/sua", changing.revise, name="agencies.revise_agency"),
    path("co-quan/<int:agency_id>/ngay-bat-dau", changing.beginning, name="agencies.correct_beginning"),
    path("co-quan/<int:agency_id>/chuyen", changing.move, name="agencies.move_agency"),
    path("co-quan/<int:agency_id>/ket-thuc", changing.close, name="agencies.close_agency"),
    path("co-quan/<int:agency_id>/chuc-vu", holding.appoint, name="agencies.appoint"),
    path("co-quan/<int:agency_id>/giao-ky", holding.order, name="agencies.order_signing"),
    path("co-quan/<int:agency_id>/giao-ky/<int:order_id>/ket-thuc", holding.end_order, name="agencies.end_signing"),
    path("co-quan/<int:agency_id>/bo-ten", holding.forget, name="agencies.forget_alias"),
    path("co-quan/nguoi/<int:person_id>/", person.person, name="agencies.person"),
    path("chuc-vu/<int:post_id>/ket-thuc", holding.relieve, name="agencies.relieve"),
    path("ban-chi-dao/", committees.committees, name="agencies.committees"),
    path("ban-chi-dao/phu-trach/", committees.in_charge, name="agencies.in_charge"),
    path("ban-chi-dao/moi", deciding.found, name="agencies.found_committee"),
    path("ban-chi-dao/<int:committee_id>/", committees.committee, name="agencies.committee"),
    path("ban-chi-dao/<int:committee_id>/kien-toan", deciding.change, name="agencies.change_committee"),
    path("ban-chi-dao/<int:committee_id>/ket-thuc", deciding.end, name="agencies.end_committee"),
    path("phoi-hop/", programmes.programmes, name="agencies.programmes"),
    path("phoi-hop/moi", programmes.found, name="agencies.found_programme"),
    path("phoi-hop/<int:programme_id>/", programmes.programme, name="agencies.programme"),
    path("phoi-hop/<int:programme_id>/gia-han", programmes.extend, name="agencies.extend_programme"),
    path("phoi-hop/<int:programme_id>/cham-dut", programmes.end, name="agencies.end_programme"),
    path("phoi-hop/<int:programme_id>/so-ket", programmes.review, name="agencies.record_review"),
]
