"""An agenda names recommendations and rounds, so it belongs to `voting`, one floor up.

The rows stay where they are: the table and the one of who left the room take the names that
`voting` knows them by (voting 0010 takes them over). Nothing is copied, nothing is lost.
"""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('guideline', '0013_names_beside_dissents'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.AlterModelTable(name='AgendaItem', table='voting_agendaitem'),
            ],
            state_operations=[migrations.DeleteModel(name='AgendaItem')],
        ),
    ]
