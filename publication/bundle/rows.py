"""Rows made of a bundle's mappings, and saved in as few statements as there are tables."""

from typing import Any, TypeVar

from django.db.models import Model

from publication.bundle.columns import Columns, pairs

Row = TypeVar("Row", bound=Model)
Data = dict[str, Any]

# SQLite takes a limited number of values in a statement.
ROWS_AT_ONCE = 500


def row(model: type[Row], data: Data, columns: Columns, **more: Any) -> Row:
    """An unsaved row with what the mapping says; what it leaves out is the column's default."""
    values = {column: data[key] for key, column in pairs(columns) if key in data}
    return model(**values, **more)


class Batch:
    """Rows to be saved together, table by table in the order given: a row may point at earlier tables."""

    def __init__(self, *tables: type[Model]) -> None:
        self.tables: dict[type[Model], list[Model]] = {table: [] for table in tables}

    def add(self, item: Row) -> Row:
        """Keep a row for later; returns it, so that others can point at it."""
        self.tables[type(item)].append(item)
        return item

    def save(self) -> None:
        """Save every row."""
        for table, items in self.tables.items():
            table._default_manager.bulk_create(items, batch_size=ROWS_AT_ONCE)
