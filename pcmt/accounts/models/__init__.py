"""Tables of accounts: who may sign in, what they hold, and what was tried at the door."""

from pcmt.accounts.models.attempts import SignInCounter
from pcmt.accounts.models.delegations import Delegation, RoleProposal
from pcmt.accounts.models.factors import AuthenticatorApp, Passkey, RecoveryCode
from pcmt.accounts.models.identities import Identity, LogoutHeard
from pcmt.accounts.models.links import Link
from pcmt.accounts.models.sessions import Session
from pcmt.accounts.models.tokens import AccessToken
from pcmt.accounts.models.users import RoleGrant, User, UserManager

__all__ = [
    "AccessToken",
    "AuthenticatorApp",
    "Delegation",
    "Identity",
    "Link",
    "LogoutHeard",
    "Passkey",
    "RecoveryCode",
    "RoleGrant",
    "RoleProposal",
    "Session",
    "SignInCounter",
    "User",
    "UserManager",
]
