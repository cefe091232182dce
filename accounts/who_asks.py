"""Who asks, found anew with every request: a session, an account, or the account of a token.

Django, allauth and DRF decide as ever; only what they read is read by prepared statements.
"""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.authentication import TokenAuthentication
from rest_framework.authtoken.models import Token
from rest_framework.exceptions import AuthenticationFailed

from accounts.models import User
from accounts.prepared import Columns, one_row

_SESSION = Columns(Session, "s")
_USER = Columns(User, "u")
_TOKEN = Columns(Token, "t")
_BY_KEY = f"SELECT {_SESSION} FROM django_session s WHERE s.session_key = %s AND s.expire_date > %s"  # noqa: S608 - our own words
_BY_NUMBER = f"SELECT {_USER} FROM accounts_user u WHERE u.id = %s"  # noqa: S608 - our own words
_BY_TOKEN = f"""SELECT {_TOKEN}, {_USER}
    FROM authtoken_token t JOIN accounts_user u ON u.id = t.user_id WHERE t.key = %s"""  # noqa: S608 - our own words


class SessionStore(DatabaseSessions):
    """Sessions in the database."""

    def _get_session_from_db(self) -> Session | None:
        found = one_row(
            _BY_KEY, [self.session_key, connection.ops.adapt_datetimefield_value(timezone.now())]
        )
        if found is None:
            self._session_key = None
            return None
        return _SESSION.row(found)


class AccountBackend(AuthenticationBackend):
    """Accounts as allauth has them."""

    def get_user(self, user_id: Any) -> User | None:
        found = one_row(_BY_NUMBER, [user_id])
        user = found and _USER.row(found)
        return user if user and self.user_can_authenticate(user) else None


class TokenInDatabase(TokenAuthentication):
    """Tokens as DRF has them."""

    def authenticate_credentials(self, key: str) -> tuple[User, Token]:
        found = one_row(_BY_TOKEN, [key])
        if found is None:
            raise AuthenticationFailed(_("Invalid token."))
        token = _TOKEN.row(found)
        token.user = _USER.row(found)
        if not token.user.is_active:
            raise AuthenticationFailed(_("The account is closed."))
        return token.user, token
