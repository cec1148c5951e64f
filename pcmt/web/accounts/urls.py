"""Addresses of the pages of accounts."""

from django.urls import path

from pcmt.web.accounts import capacity, door, managing

urlpatterns = [
    path("dang-nhap", door.sign_in, name="accounts.sign_in"),
    path("dang-xuat", door.sign_out, name="accounts.sign_out"),
    path("doi-mat-khau", door.change_password, name="accounts.change_password"),
    path("chuc-vu", capacity.choose_capacity, name="accounts.choose_capacity"),
    path("quan-tri/tai-khoan/", managing.accounts, name="accounts.list"),
    path("quan-tri/tai-khoan/moi/<int:person_id>", managing.invite, name="accounts.invite"),
    path("quan-tri/tai-khoan/<int:user_id>/", managing.account, name="accounts.account"),
    path("quan-tri/tai-khoan/<int:user_id>/vai-tro", managing.grant_role, name="accounts.grant_role"),
    path("quan-tri/tai-khoan/<int:user_id>/mat-khau", managing.reset_password, name="accounts.reset_password"),
    path(
        "quan-tri/tai-khoan/<int:user_id>/vai-tro/<int:grant_id>/thu-hoi",
        managing.revoke_role,
        name="accounts.revoke_role",
    ),
]
