"""PostgreSQL appends an event in one call: the end of the chain is locked for no round trip longer."""

from django.db import migrations

CREATE = """
CREATE FUNCTION audit_append(
    _at timestamptz, _actor bigint, _actor_label text, _verb text, _guideline text, _target text,
    _reason text, _facts jsonb, _before text, _after text,
    OUT new_id bigint, OUT new_sequence bigint, OUT last_hash text, OUT new_hash text
) LANGUAGE plpgsql AS $$
BEGIN
    SELECT length + 1, hash INTO new_sequence, last_hash FROM audit_chainhead WHERE id = 1 FOR UPDATE;
    IF NOT FOUND THEN
        INSERT INTO audit_chainhead (id, length, hash) VALUES (1, 0, repeat('0', 64))
            ON CONFLICT (id) DO NOTHING;
        SELECT length + 1, hash INTO new_sequence, last_hash FROM audit_chainhead
            WHERE id = 1 FOR UPDATE;
    END IF;
    -- The same as `link` in audit/chain.py, which verifies it.
    new_hash := encode(
        sha256(convert_to(last_hash || E'\\n' || _before || new_sequence || _after, 'UTF8')), 'hex');
    INSERT INTO audit_event (sequence, at, actor_id, actor_label, verb, guideline, target, reason,
                             facts, previous_hash, hash)
        VALUES (new_sequence, _at, _actor, _actor_label, _verb, _guideline, _target, _reason,
                _facts, last_hash, new_hash)
        RETURNING id INTO new_id;
    UPDATE audit_chainhead SET length = new_sequence, hash = new_hash WHERE id = 1;
END
$$;
"""
DROP = """
DROP FUNCTION audit_append(timestamptz, bigint, text, text, text, text, text, jsonb, text, text);
"""


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(CREATE, params=None)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DROP, params=None)


class Migration(migrations.Migration):
    dependencies = [('audit', '0002_events_are_final')]

    operations = [migrations.RunPython(create, drop)]
