"""Events are final: PostgreSQL itself refuses to change or delete one.

SQLite has no users to guard against (whoever has the file has everything), and its triggers would
stand in the way of later migrations; there the chain alone shows what was altered.
"""

from django.db import migrations

FORBID = """
CREATE FUNCTION audit_event_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'An audit event is never changed or deleted (event %).', OLD.sequence;
END
$$;
CREATE TRIGGER audit_event_is_final BEFORE UPDATE OR DELETE ON audit_event
    FOR EACH ROW EXECUTE FUNCTION audit_event_is_final();
"""
ALLOW = """
DROP TRIGGER audit_event_is_final ON audit_event;
DROP FUNCTION audit_event_is_final();
"""


def forbid(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(FORBID, params=None)


def allow(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(ALLOW, params=None)


class Migration(migrations.Migration):
    dependencies = [('audit', '0001_initial')]

    operations = [migrations.RunPython(forbid, allow)]
