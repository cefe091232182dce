"""PostgreSQL takes a comment in one call: its hearing's row is locked for no round trip."""

from django.db import migrations

CREATE = """
CREATE FUNCTION hearing_enter_comment(
    _comment jsonb, _work jsonb, _at timestamptz, _actor_label text, _verb text, _guideline text,
    _target text, _facts jsonb, _before text, _after text,
    OUT new_id bigint, OUT new_number integer, OUT entered_at timestamptz, OUT is_late boolean
) LANGUAGE plpgsql AS $$
DECLARE
    _row hearing_comment;
    _opens timestamptz;
    _closes timestamptz;
    _imported boolean;
    _now timestamptz;
BEGIN
    _row := jsonb_populate_record(NULL::hearing_comment, _comment);
    SELECT opens_at, closes_at, imported INTO _opens, _closes, _imported
        FROM hearing_hearing WHERE id = _row.hearing_id FOR NO KEY UPDATE;
    -- The moment itself: a comment that had to wait for a close is as late as it enters.
    _now := clock_timestamp();
    IF NOT FOUND OR _imported OR _opens > _now THEN
        RETURN;
    END IF;
    SELECT coalesce(max(number), 0) + 1 INTO new_number
        FROM hearing_comment WHERE hearing_id = _row.hearing_id;
    is_late := coalesce(_closes <= _now, FALSE);
    _row.id := nextval(pg_get_serial_sequence('hearing_comment', 'id'));
    _row.number := new_number;
    _row.received_at := _now;
    _row.late := is_late;
    _row.held_at := CASE WHEN _row.held_because <> '' THEN _now END;
    INSERT INTO hearing_comment VALUES (_row.*);
    INSERT INTO outbox_delivery (kind, key, payload, due, attempts, last_error)
        SELECT kind, key, payload, _now + make_interval(secs => seconds), 0, ''
        FROM jsonb_to_recordset(_work) AS asked (kind text, key text, payload jsonb, seconds integer)
        ON CONFLICT (key) DO NOTHING;
    -- The number and lateness as the event's hash covers them (hearing/intake/desk.py).
    PERFORM audit_append(
        _at, NULL, _actor_label, _verb, _guideline, _target, '',
        _facts || jsonb_build_object('number', new_number, 'late', is_late),
        replace(replace(_before, '"number":0', '"number":' || new_number),
                '"late":false', '"late":' || is_late),
        _after);
    new_id := _row.id;
    entered_at := _now;
END
$$;
"""
DROP = """
DROP FUNCTION hearing_enter_comment(jsonb, jsonb, timestamptz, text, text, text, text, jsonb, text, text);
"""


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(CREATE, params=None)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DROP, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ('hearing', '0004_intake'),
        ('audit', '0003_append_in_one_call'),
        ('outbox', '0001_initial'),
    ]

    operations = [migrations.RunPython(create, drop)]
