"""The demo accounts, for the pages on which a visitor may take one."""

from django import template

from accounts.demo import demo_accounts
from accounts.models import User

register = template.Library()

# All members vote alike; the first stands for them, the others are folded away.
FIRST_MEMBER = "member-01"


@register.inclusion_tag("accounts/_demo_accounts.html", takes_context=True)
def demo_sign_in(context) -> dict[str, object]:
    """Buttons to sign in as each demo account; nothing on a real site."""
    accounts = list(demo_accounts())
    return {
        "roles": [account for account in accounts if not _is_further_member(account)],
        "members": [account for account in accounts if _is_further_member(account)],
        "csrf_token": context.get("csrf_token"),
    }


def _is_further_member(account: User) -> bool:
    return account.username.startswith("member-") and account.username != FIRST_MEMBER
