"""Tables of accounts and of the roles granted to them. `valid_to` is the last day included."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class UserManager(BaseUserManager["User"]):
    """Finds users by name; making them is `accounts.invite`, and nothing else."""


class User(AbstractBaseUser):
    """An account by which one person signs in; what it may do stands in its grants, never here."""

    # Django would write this at each sign-in through a signal; the journal and `signed_in_at` hold it instead.
    last_login = None

    username = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, related_name="+")
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=True)
    invited_at = models.DateTimeField()
    signed_in_at = models.DateTimeField(null=True, blank=True)
    # Since when an authenticator app or a passkey stands beside the password; none while empty.
    second_factor_since = models.DateTimeField(null=True, blank=True)
    # When a role of theirs first asked for one: the days of grace count from here.
    second_factor_asked_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    def __str__(self) -> str:
        return self.username


class RoleGrant(models.Model):
    """A role of the rulebook held by an account for one agency; the role's scope says how far from there it reaches.

    A revocation holds from its instant, not from the end of its day.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=32)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["user", "role", "agency"],
                condition=models.Q(revoked_at__isnull=True),
                name="accounts_role_granted_once",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="accounts_grant_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id}: {self.role}"
