"""PostgreSQL appends the events of several deeds in one go: the end of the chain is locked and moved once."""

from django.db import migrations

CREATE = """
CREATE FUNCTION audit_append_all(_events audit_event[], _before text[], _after text[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    _length bigint;
    _hash text;
    _event audit_event;
    _linked audit_event[] := '{}';
BEGIN
    IF cardinality(_events) = 0 THEN
        RETURN;
    END IF;
    SELECT length, hash INTO _length, _hash FROM audit_chainhead WHERE id = 1 FOR UPDATE;
    IF NOT FOUND THEN
        INSERT INTO audit_chainhead (id, length, hash) VALUES (1, 0, repeat('0', 64))
            ON CONFLICT (id) DO NOTHING;
        SELECT length, hash INTO _length, _hash FROM audit_chainhead WHERE id = 1 FOR UPDATE;
    END IF;
    FOR _place IN 1 .. cardinality(_events) LOOP
        _length := _length + 1;
        _event := _events[_place];
        _event.sequence := _length;
        _event.previous_hash := _hash;
        -- The same as in `audit_append`, and as `link` in audit/chain.py, which verifies it.
        _hash := encode(sha256(convert_to(
            _hash || E'\\n' || _before[_place] || _length || _after[_place], 'UTF8')), 'hex');
        _event.hash := _hash;
        _linked := _linked || _event;
    END LOOP;
    INSERT INTO audit_event (sequence, at, actor_id, actor_label, verb, guideline, target, reason,
                             facts, previous_hash, hash)
        SELECT sequence, at, actor_id, actor_label, verb, guideline, target, reason, facts,
               previous_hash, hash FROM unnest(_linked);
    UPDATE audit_chainhead SET length = _length, hash = _hash WHERE id = 1;
END
$$;
"""
DROP = "DROP FUNCTION audit_append_all(audit_event[], text[], text[]);"


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(CREATE, params=None)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DROP, params=None)


class Migration(migrations.Migration):
    dependencies = [('audit', '0003_append_in_one_call')]

    operations = [migrations.RunPython(create, drop)]
