"""The events of comments of one moment are appended in one go; work that is asked for already is left out."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("hearing.migrations.0014_enter_several_at_once")
CREATE = """
CREATE OR REPLACE FUNCTION hearing_enter_comments(_hearing bigint, _sent jsonb)
RETURNS TABLE (
    place integer, new_id bigint, new_number integer, entered_at timestamptz, is_late boolean
) LANGUAGE plpgsql AS $$
DECLARE
    _opens timestamptz;
    _closes timestamptz;
    _imported boolean;
    _stamp text;
    _who text;
    -- The account that was found last: in one moment most come from the same program.
    _vouched text := '';
    _one jsonb;
    _row hearing_comment;
    _rows hearing_comment[] := '{}';
    _event audit_event;
    _events audit_event[] := '{}';
    _before text[] := '{}';
    _after text[] := '{}';
    _work jsonb := '[]';
BEGIN
    SELECT h.opens_at, h.closes_at, h.imported,
           h.xmin::text || h.ctid::text || (
               SELECT g.xmin::text || g.ctid::text FROM guideline_guideline g WHERE g.id = h.guideline_id)
        INTO _opens, _closes, _imported, _stamp
        FROM hearing_hearing h WHERE h.id = _hearing FOR NO KEY UPDATE;
    -- The moment itself: a comment that had to wait for a close is as late as it enters.
    entered_at := clock_timestamp();
    IF NOT FOUND OR _imported OR _opens > entered_at THEN
        RETURN;
    END IF;
    is_late := coalesce(_closes <= entered_at, FALSE);
    new_number := coalesce((SELECT max(number) FROM hearing_comment WHERE hearing_id = _hearing), 0);
    FOR _at IN 0 .. jsonb_array_length(_sent) - 1 LOOP
        place := _at;
        _one := _sent->_at;
        IF _one ? 'stamp' THEN
            CONTINUE WHEN _one->>'stamp' IS DISTINCT FROM _stamp;
            _who := concat(_one->>'token', ' ', _one->>'account');
            IF _who <> _vouched THEN
                CONTINUE WHEN NOT EXISTS (
                    SELECT FROM authtoken_token t JOIN accounts_user u ON u.id = t.user_id
                    WHERE t.key = _one->>'token' AND u.id = (_one->>'account')::bigint AND u.is_active);
                _vouched := _who;
            END IF;
        END IF;
        new_number := new_number + 1;
        new_id := nextval('hearing_comment_id_seq');
        _row := jsonb_populate_record(NULL::hearing_comment, _one->'comment');
        _row.id := new_id;
        _row.hearing_id := _hearing;
        _row.number := new_number;
        _row.received_at := entered_at;
        _row.late := is_late;
        _row.held_at := CASE WHEN _row.held_because <> '' THEN entered_at END;
        _rows := _rows || _row;
        _work := _work || (_one->'work');
        -- The number and lateness as the event's hash covers them (hearing/intake/desk.py).
        _event := jsonb_populate_record(NULL::audit_event, _one->'event');
        _event.reason := '';
        _event.facts := _event.facts || jsonb_build_object('number', new_number, 'late', is_late);
        _events := _events || _event;
        _before := _before || replace(
            replace(_one->>'before', '"number":0', '"number":' || new_number),
            '"late":false', '"late":' || is_late);
        _after := _after || (_one->>'after');
        RETURN NEXT;
    END LOOP;
    INSERT INTO hearing_comment SELECT * FROM unnest(_rows);
    PERFORM audit_append_all(_events, _before, _after);
    IF _work <> '[]' THEN
        INSERT INTO outbox_delivery (kind, key, payload, due, attempts, last_error)
            SELECT kind, key, payload, entered_at + make_interval(secs => seconds), 0, ''
            FROM jsonb_to_recordset(_work)
                AS asked (kind text, key text, payload jsonb, seconds integer)
            ON CONFLICT (key) DO NOTHING;
    END IF;
END
$$;
"""


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(CREATE, params=None)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(BEFORE.DROP, params=None)
        schema_editor.execute(BEFORE.CREATE, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ('hearing', '0014_enter_several_at_once'),
        ('audit', '0004_append_several'),
    ]

    operations = [migrations.RunPython(create, drop)]
