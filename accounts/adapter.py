"""Accounts come from invitations: nobody signs up by themselves."""

from allauth.account.adapter import DefaultAccountAdapter


class InvitedOnlyAdapter(DefaultAccountAdapter):
    """Closes self-registration; everything else is allauth's own behaviour."""

    def is_open_for_signup(self, request) -> bool:
        return False
