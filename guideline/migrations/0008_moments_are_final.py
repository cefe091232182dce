"""A moment of the evidence is final: the database itself refuses to change one.

PostgreSQL refuses to delete one as well. SQLite does not: a trigger would hinder Django's own `flush`,
which deletes row by row there; a moment that is gone leaves a gap, which the history's verification
names (`evidence/changes/verifying.py`).
"""

from django.db import migrations

POSTGRESQL = """
CREATE FUNCTION guideline_moment_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A moment of the evidence is never changed or deleted (moment %).', OLD.sequence
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER guideline_moment_is_final BEFORE UPDATE OR DELETE ON guideline_moment
FOR EACH ROW EXECUTE FUNCTION guideline_moment_is_final();
"""
POSTGRESQL_BACK = """
DROP TRIGGER guideline_moment_is_final ON guideline_moment;
DROP FUNCTION guideline_moment_is_final();
"""
SQLITE = """
CREATE TRIGGER guideline_moment_is_final BEFORE UPDATE ON guideline_moment
BEGIN SELECT RAISE(ABORT, 'A moment of the evidence is never changed.'); END;
"""
SQLITE_BACK = "DROP TRIGGER guideline_moment_is_final;"


def forbid(apps, schema_editor):
    _run(schema_editor, POSTGRESQL, SQLITE)


def allow(apps, schema_editor):
    _run(schema_editor, POSTGRESQL_BACK, SQLITE_BACK)


def _run(schema_editor, postgresql, sqlite):
    sql = postgresql if schema_editor.connection.vendor == "postgresql" else sqlite
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [('guideline', '0007_keep_moments_of_evidence')]

    operations = [migrations.RunPython(forbid, allow)]
