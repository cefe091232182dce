"""An index that is built while votes come in."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("voting", "later_0001_column")]
    operations = [
        AddIndexConcurrently("ballot", models.Index(fields=["cast_at"], name="voting_added_later")),
    ]
