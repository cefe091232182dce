"""Which comments stand beneath a sample on another part, so that a part's own page finds them by an index."""

from django.db import migrations, models
from django.db.models import F


def mark_elsewhere(apps, schema_editor):
    comments = apps.get_model("hearing", "Comment").objects
    beneath = comments.filter(answered_with__isnull=False).exclude(part=F("answered_with__part"))
    comments.filter(pk__in=beneath.order_by().values("pk")).update(sample_elsewhere=True)


class Migration(migrations.Migration):
    dependencies = [("hearing", "0017_guests_once_in_any_case")]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="sample_elsewhere",
            field=models.BooleanField(
                db_default=False, default=False, verbose_name="answered as one on another part"
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("published_at__isnull", False), ("sample_elsewhere", True)),
                fields=["hearing", "part", "number"],
                name="hearing_published_elsewhere",
            ),
        ),
        migrations.RunPython(mark_elsewhere, migrations.RunPython.noop),
    ]
