"""Who may sign in, and which roles they hold for which agency; makes the Actor that every action is given.

Nouns: User, RoleGrant (a role of the rulebook, held for one agency from a day to a day), RoleProposal (a role that two
must agree to), Delegation (what one lets another do for them), Capacity (the post or delegation acted in), sign-in
counters.
Verbs: begin, invite, grant_role, propose_role, confirm_role, decline_role, revoke_role, delegate, end_delegation,
discharge, sign_in, sign_out, change_password, reset_password.
It must never know what a permission does: it names them, the rulebook groups them into roles, policies evaluate them.
"""
