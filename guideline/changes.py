"""Changing a row so that the record can say what it was before."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Model

# What changed: field -> [before, after], as plain data.
Changes = dict[str, list[Any]]


def changes_to(row: Model, values: Mapping[str, Any]) -> Changes:
    """What these values would change, without changing it."""
    return {
        field: [plain(getattr(row, field)), plain(after)]
        for field, after in values.items()
        if plain(getattr(row, field)) != plain(after)
    }


def change(row: Model, values: Mapping[str, Any]) -> Changes:
    """Set and save what differs; returns it, empty when nothing does.

    The row is locked and read again first, so that 'before' is what the last change left and not
    what a page showed.
    """
    locked = type(row)._default_manager.select_for_update(of=("self",), no_key=True)
    row.refresh_from_db(fields=list(values), from_queryset=locked)
    changes = changes_to(row, values)
    for field in changes:
        setattr(row, field, values[field])
    if changes:
        row.save(update_fields=list(changes))
    return changes


def plain(value: Any) -> Any:
    """A value as the record keeps it: JSON, rows and dates by their words."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Model):
        return getattr(value, "ref", None) or str(value)
    return value


def named(changes: Changes) -> str:
    """The fields that changed, as a sentence lists them."""
    return ", ".join(field.replace("_", " ") for field in changes)
