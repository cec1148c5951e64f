"""Who may sign in, and which roles they hold for which agency; makes the Actor that every action is given.

Nouns: User, RoleGrant (a role of the rulebook, held for one agency from a day to a day), sign-in counters.
Verbs: begin, invite, grant_role, revoke_role, sign_in, sign_out, change_password, reset_password.
It must never know what a permission does: it names them, the rulebook groups them into roles, policies evaluate them.
"""
