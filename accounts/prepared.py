"""Reads that every request repeats: the statement is kept prepared by the database, its rows are mapped plainly.

To build and to plan such a statement anew costs several times what it costs to run: a session, an account, a
voter's line. Everything else stays with the ORM.
"""

from functools import cached_property
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Field, Model


def one_row(statement: str, values: list[Any]) -> list[Any] | None:
    """The first row of a statement, None where there is none."""
    try:
        rows = all_rows(statement, values)
    except OverflowError:
        # SQLite knows no such number: it is no row's. PostgreSQL compares it and finds none.
        return None
    return list(rows[0]) if rows else None


def all_rows(statement: str, values: list[Any]) -> list[tuple]:
    """The rows of a statement, which has `%s` for each value."""
    held = connections[DEFAULT_DB_ALIAS]
    if held.vendor == "postgresql":
        return held.rows_of(statement, values)
    with held.cursor() as cursor:
        cursor.execute(statement, values)
        rows: list[tuple] = cursor.fetchall()
    return rows


class Columns:
    """What a statement reads of one model, as `alias.column`; all of it where no names are given.

    Columns that are left out are loaded when they are asked for.
    """

    def __init__(self, model: type[Model], alias: str, names: str = "") -> None:
        self.model, self.alias, self.names = model, alias, names.split()

    def __len__(self) -> int:
        return len(self._fields)

    def __str__(self) -> str:
        return ", ".join(f"{self.alias}.{field.column}" for field in self._fields)

    def row(self, values: list[Any]) -> Any:
        """The model's row of the values, which are used up; None for one without a key."""
        own = values[: len(self)]
        del values[: len(self)]
        if own[self._key] is None:
            return None
        for place, convert in self._converters:
            own[place] = convert(own[place], None, connection)
        return self.model.from_db(connection.alias, self._attributes, own)

    @cached_property
    def _fields(self) -> list[Field]:
        """In the order of the model: so `from_db` takes them."""
        fields = self.model._meta.concrete_fields
        return [field for field in fields if not self.names or field.attname in self.names]

    @cached_property
    def _attributes(self) -> list[str]:
        return [field.attname for field in self._fields]

    @cached_property
    def _key(self) -> int:
        return self._attributes.index(self.model._meta.pk.attname)

    @cached_property
    def _converters(self) -> list[tuple[int, Any]]:
        """Where the database gives something else than Django has."""
        columns = [field.get_col(self.alias) for field in self._fields]
        return [
            (place, convert)
            for place, column in enumerate(columns)
            for convert in (
                *connection.ops.get_db_converters(column),
                *column.get_db_converters(connection),
            )
        ]
