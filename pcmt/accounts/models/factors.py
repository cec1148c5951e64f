"""Tables of what proves a person beside the password: authenticator apps, recovery codes, passkeys."""

from django.db import models

from pcmt.accounts.models.users import User


class AuthenticatorApp(models.Model):
    """The secret shared with an authenticator app, sealed; not confirmed until a first code has shown that it arrived.

    last_step: the last 30-second step whose code was taken; that code and all before it are spent.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="authenticators")
    sealed_secret = models.BinaryField()
    last_step = models.BigIntegerField(default=0)
    begun_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(confirmed_at__isnull=True), name="accounts_one_app_begun"
            ),
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(confirmed_at__isnull=False), name="accounts_one_app_confirmed"
            ),
        )

    def __str__(self) -> str:
        return f"authenticator app of {self.user_id}"


class RecoveryCode(models.Model):
    """One of ten codes on paper, each good once; its first sign says which, the rest is kept as passwords are."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="recovery_codes")
    sign = models.CharField(max_length=1)
    hash = models.CharField(max_length=128)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["user", "sign"], name="accounts_recovery_code_once"),)

    def __str__(self) -> str:
        return f"recovery code of {self.user_id}"


class Passkey(models.Model):
    """A key pair that lives in a person's device; we hold the public half.

    handle: what the device calls the account (random, the same for all keys of one account). sign_count: the device's
    own counter at its last use; one that falls back betrays a copy.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="passkeys")
    name = models.CharField(max_length=60)
    credential_id = models.CharField(max_length=1400, unique=True)
    handle = models.CharField(max_length=90)
    public_key = models.BinaryField()
    sign_count = models.BigIntegerField()
    transports = models.CharField(max_length=80, blank=True)
    is_backed_up = models.BooleanField()
    added_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["user", "name"], name="accounts_passkey_named_once"),)

    def __str__(self) -> str:
        return f"passkey of {self.user_id}"
