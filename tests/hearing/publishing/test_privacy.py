"""Every field of a hearing says what it is for and how long it is kept."""

from django.apps import apps

from hearing.publishing.privacy import FIELDS, lines


def test_every_field_of_every_model_of_a_hearing_has_a_row_and_no_row_is_of_nothing():
    kept = {
        model.__name__: sorted(field.name for field in model._meta.get_fields() if field.concrete)
        for model in apps.get_app_config("hearing").get_models()
    }

    assert {model: sorted(rows) for model, rows in FIELDS.items()} == kept


def test_every_row_names_a_purpose_and_a_time():
    empty = [
        (model, name)
        for model, rows in FIELDS.items()
        for name, use in rows.items()
        if not all(use)
    ]

    assert empty == []
    assert len(list(lines())) > sum(map(len, FIELDS.values()))
