"""Asking for a permission inside an action, where nobody gets a shortcut."""

from typing import Any

import rules
from django.core.exceptions import PermissionDenied


def require(by: Any, permission: str, target: Any) -> None:
    """Raise PermissionDenied unless the person's place carries the permission for this target.

    Django lets a superuser do everything; here the table of roles decides alone, for whoever runs
    the server has no place on a panel.
    """
    if not rules.has_perm(permission, by, target):
        raise PermissionDenied
