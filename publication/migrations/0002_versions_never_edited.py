"""A published version is frozen by the database itself: whoever tries to change one is refused."""

from django.db import migrations

POSTGRESQL = """
CREATE FUNCTION publication_version_refuse_edit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a published version is never edited' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER publication_version_never_edited BEFORE UPDATE ON publication_version
FOR EACH ROW EXECUTE FUNCTION publication_version_refuse_edit();
"""
POSTGRESQL_BACK = """
DROP TRIGGER publication_version_never_edited ON publication_version;
DROP FUNCTION publication_version_refuse_edit();
"""
SQLITE = """
CREATE TRIGGER publication_version_never_edited BEFORE UPDATE ON publication_version
BEGIN SELECT RAISE(ABORT, 'a published version is never edited'); END;
"""
SQLITE_BACK = "DROP TRIGGER publication_version_never_edited;"


def freeze(apps, schema_editor):
    _run(schema_editor, POSTGRESQL, SQLITE)


def thaw(apps, schema_editor):
    _run(schema_editor, POSTGRESQL_BACK, SQLITE_BACK)


def _run(schema_editor, postgresql, sqlite):
    sql = postgresql if schema_editor.connection.vendor == "postgresql" else sqlite
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [('publication', '0001_initial')]

    operations = [migrations.RunPython(freeze, thaw)]
