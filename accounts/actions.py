"""Accounts come into being when somebody is invited."""

from accounts.models import User


def account_for(email: str, *, name: str = "") -> User:
    """The account with this address, made without a password when there is none.

    Called inside the transaction of the invitation.
    """
    email = User.objects.normalize_email(email.strip())
    known = User.objects.filter(email__iexact=email).order_by("pk").first()
    if known:
        return known
    # Two invitations at once: the username is unique, so the second finds the first one's account.
    user, created = User.objects.get_or_create(
        username=email.lower()[:150], defaults={"email": email, "first_name": name[:150]}
    )
    if created:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user
