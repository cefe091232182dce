from accounts.models.sign_in_link import Allowance, KnownBrowser, SignInLink
from accounts.models.user import User

__all__ = ["Allowance", "KnownBrowser", "SignInLink", "User"]
