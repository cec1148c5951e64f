"""Addresses of the pages of accounts."""

from django.urls import path

from pcmt.web.accounts import capacity, delegating, door, factors, links, managing, one, own, passkeys, rights

OWN, ONE = "tai-khoan-cua-toi", "quan-tri/tai-khoan/<int:user_id>"

urlpatterns = [
    path("dang-nhap", door.sign_in, name="accounts.sign_in"),
    path("dang-nhap/buoc-hai", door.enter_code, name="accounts.enter_code"),
    path("dang-nhap/khoa-truy-cap", passkeys.use_passkey, name="accounts.use_passkey"),
    path("dang-nhap/khoa-truy-cap/de-bai", passkeys.ask_for_key, name="accounts.ask_for_key"),
    path("dang-xuat", door.sign_out, name="accounts.sign_out"),
    path("dat-mat-khau", links.set_password, name="accounts.set_password"),
    path("dat-mat-khau/<str:token>", links.open_link, name="accounts.open_link"),
    path("doi-mat-khau", own.change_password, name="accounts.change_password"),
    path("xac-nhan-lai", own.prove_again, name="accounts.prove_again"),
    path("xac-nhan-lai/khoa-truy-cap", passkeys.prove_by_passkey, name="accounts.prove_by_passkey"),
    path(f"{OWN}/", own.mine, name="accounts.mine"),
    path(f"{OWN}/con-day", own.still_here, name="accounts.still_here"),
    path(f"{OWN}/phien/ket-thuc", own.end_sessions, name="accounts.end_other_sessions"),
    path(f"{OWN}/phien/<int:session_id>/ket-thuc", own.end_session, name="accounts.end_session"),
    path(f"{OWN}/buoc-hai", factors.second_factor_due, name="accounts.second_factor_due"),
    path(f"{OWN}/ung-dung-xac-thuc/cai", factors.begin_authenticator, name="accounts.begin_authenticator"),
    path(f"{OWN}/ung-dung-xac-thuc", factors.confirm_authenticator, name="accounts.confirm_authenticator"),
    path(f"{OWN}/ung-dung-xac-thuc/ma.svg", factors.authenticator_picture, name="accounts.authenticator_picture"),
    path(f"{OWN}/ung-dung-xac-thuc/bo", factors.remove_authenticator, name="accounts.remove_authenticator"),
    path(f"{OWN}/ma-du-phong", factors.make_recovery_codes, name="accounts.make_recovery_codes"),
    path("chuc-vu", capacity.choose_capacity, name="accounts.choose_capacity"),
    path(f"{OWN}/khoa-truy-cap", passkeys.add_passkey, name="accounts.add_passkey"),
    path(f"{OWN}/khoa-truy-cap/de-bai", passkeys.ask_for_new_key, name="accounts.ask_for_new_key"),
    path(f"{OWN}/khoa-truy-cap/<int:passkey_id>/bo", passkeys.remove_passkey, name="accounts.remove_passkey"),
    path("uy-quyen/", delegating.delegations, name="accounts.delegations"),
    path("uy-quyen/<int:delegation_id>/cham-dut", delegating.end_delegation, name="accounts.end_delegation"),
    path("quan-tri/quyen/", rights.holdings, name="accounts.holdings"),
    path("quan-tri/quyen/vi-sao", rights.why, name="accounts.why"),
    path("quan-tri/quyen/de-nghi/<int:proposal_id>/xac-nhan", rights.confirm_role, name="accounts.confirm_role"),
    path("quan-tri/quyen/de-nghi/<int:proposal_id>/bo", rights.decline_role, name="accounts.decline_role"),
    path("quan-tri/tai-khoan/", managing.accounts, name="accounts.list"),
    path("quan-tri/tai-khoan/moi/<int:person_id>", managing.invite, name="accounts.invite"),
    path("quan-tri/tai-khoan/lien-ket", managing.issue_links, name="accounts.issue_links"),
    path(f"{ONE}/", one.account, name="accounts.account"),
    path(f"{ONE}/lien-ket", one.issue_link, name="accounts.issue_link"),
    path(f"{ONE}/lien-ket/huy", one.revoke_link, name="accounts.revoke_link"),
    path(f"{ONE}/mat-khau", one.reset_password, name="accounts.reset_password"),
    path(f"{ONE}/buoc-hai", one.reset_second_factor, name="accounts.reset_second_factor"),
    path(f"{ONE}/phien", one.end_sessions, name="accounts.end_sessions"),
    path(f"{ONE}/khoa", one.close, name="accounts.close"),
    path(f"{ONE}/mo-lai", one.reopen, name="accounts.reopen"),
    path(f"{ONE}/vai-tro", managing.grant_role, name="accounts.grant_role"),
    path(f"{ONE}/vai-tro/<int:grant_id>/thu-hoi", managing.revoke_role, name="accounts.revoke_role"),
]
