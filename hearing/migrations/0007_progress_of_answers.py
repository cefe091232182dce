"""What was answered before answers were proposed and approved stays answered."""

from django.db import migrations


def mark_answered(apps, schema_editor):
    comments = apps.get_model("hearing", "Comment").objects
    comments.filter(answer__isnull=False).update(progress="answered")


class Migration(migrations.Migration):
    dependencies = [("hearing", "0006_answering")]

    operations = [migrations.RunPython(mark_answered, migrations.RunPython.noop)]
