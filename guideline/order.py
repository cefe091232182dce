"""Rows that people put into order: one changes places with its neighbour."""

from django.db.models import Model, QuerySet


def change_places(rows: QuerySet, row: Model, *, up: bool) -> tuple[int, int] | None:
    """Let a row change places with the one before or after it; its place before and now, from 1.

    None at the end of the list, where it stays. Whoever calls this has taken their turn.
    """
    ordered = list(rows.order_by("position", "id"))
    at = ordered.index(row)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(ordered):
        return None
    ordered[at], ordered[to] = ordered[to], ordered[at]
    for position, each in enumerate(ordered):
        each.position = position
    type(row)._default_manager.bulk_update(ordered, ["position"])
    return at + 1, to + 1
