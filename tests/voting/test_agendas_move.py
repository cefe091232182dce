"""Agendas moved a floor up: an installation that held meetings keeps every item of every agenda."""

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from tests import factories
from voting import guards

BEFORE = [("guideline", "0013_names_beside_dissents"), ("voting", "0009_order_without_joins")]
MOVE = ("guideline", "0014_agendas_belong_to_voting")


def rows(items: str, left: str) -> list[list[tuple]]:
    with connection.cursor() as cursor:
        kept = []
        for asked in (
            f"SELECT id, meeting_id, title, minutes, position, question_id, recommendation_id, round_id FROM {items}",
            f"SELECT agendaitem_id, panelmember_id FROM {left}",
        ):
            cursor.execute(asked)
            kept.append(cursor.fetchall())
        return kept


def test_every_item_keeps_what_it_is_about_its_minutes_and_who_left(transactional_db):
    held = factories.make_round()
    guideline = held.guideline
    item = factories.make_agenda_item(
        meeting=factories.make_meeting(guideline=guideline),
        question=held.question,
        recommendation=held.recommendation,
        round=held,
        minutes="They were for it.",
    )
    item.left.add(factories.make_member(guideline=guideline))
    kept = rows("voting_agendaitem", "voting_agendaitem_left")
    loader = MigrationLoader(connection)
    move = loader.get_migration(*MOVE)

    guards.drop()
    with connection.schema_editor() as editor:
        move.unapply(loader.project_state(BEFORE), editor)
    back = rows("guideline_agendaitem", "guideline_agendaitem_left")
    with connection.schema_editor() as editor:
        move.apply(loader.project_state(BEFORE), editor)
    guards.set_up()

    assert [len(each) for each in kept] == [1, 1]
    assert back == kept
    assert rows("voting_agendaitem", "voting_agendaitem_left") == kept
