"""A column that must not be empty, as a new version brings it while the old one still runs."""

from pkgutil import iter_modules

from django.db import migrations, models

from voting.migrations import __path__ as known

LAST = max(module.name for module in iter_modules(known))


class Migration(migrations.Migration):
    dependencies = [("voting", LAST)]
    operations = [
        migrations.AddField("ballot", "added_later", models.TextField(db_default="not asked")),
    ]
