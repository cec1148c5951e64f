"""Who may sign in, and which roles they hold for which agency; makes the Actor that every action is given.

Nouns: User, RoleGrant (a role of the rulebook, held for one agency from a day to a day), RoleProposal (a role that two
must agree to), Delegation (what one lets another do for them), Capacity (the post or delegation acted in), Session (one
time of being signed in), Link (by which a person sets their password, once), AuthenticatorApp, Passkey, RecoveryCode,
Identity (who one is at a provider of sign-in), AccessToken (by which a program acts for its owner), SignInCounter.
Verbs: begin, invite, preview_import, import_users, issue_link, issue_links, revoke_link, set_password, change_password,
reset_password, close, reopen; grant_role, propose_role, confirm_role, decline_role, revoke_role, delegate,
end_delegation, discharge; sign_in, enter_code, open_session, continue_session, prove_again, sign_out, end_session,
end_sessions, end_by_provider, forget_sessions; begin_authenticator, confirm_authenticator, remove_authenticator,
make_recovery_codes, add_passkey, use_passkey, remove_passkey, reset_second_factor, begin_identity, confirm_identity,
link_identity, use_identity, remove_identity, issue_token, use_token, revoke_token.
It must never know what a permission does: it names them, the rulebook groups them into roles, policies evaluate them.
"""
