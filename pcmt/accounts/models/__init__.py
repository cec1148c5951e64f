"""Tables of accounts: who may sign in, what they hold, and what was tried at the door."""

from pcmt.accounts.models.attempts import SignInCounter
from pcmt.accounts.models.delegations import Delegation, RoleProposal
from pcmt.accounts.models.users import RoleGrant, User, UserManager

__all__ = ["Delegation", "RoleGrant", "RoleProposal", "SignInCounter", "User", "UserManager"]
