"""No index for searches by the beginning of a hash, which Django makes for every unique text: there are none.

It was written with every event, at a place of its own each time.
"""

from django.db import migrations

DROP = "DROP INDEX IF EXISTS audit_event_hash_254485c8_like"
CREATE = "CREATE INDEX audit_event_hash_254485c8_like ON audit_event (hash varchar_pattern_ops)"


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DROP, params=None)


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(CREATE, params=None)


class Migration(migrations.Migration):
    dependencies = [('audit', '0004_append_several')]

    operations = [migrations.RunPython(drop, create)]
