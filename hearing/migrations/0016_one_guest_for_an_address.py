"""Who was invited twice, under an address in capitals and in small letters, is one guest."""

from django.db import migrations
from django.db.models.functions import Lower


def merge(apps, _schema_editor):
    guest = apps.get_model("hearing", "Guest")
    comment = apps.get_model("hearing", "Comment")
    last = {}
    for each in guest.objects.annotate(folded=Lower("email")).order_by("-invited_at", "-pk"):
        kept = last.setdefault((each.hearing_id, each.folded), each)
        if kept is not each:
            comment.objects.filter(guest=each).update(guest=kept)
            each.delete()


class Migration(migrations.Migration):
    dependencies = [("hearing", "0015_log_several_at_once")]

    operations = [migrations.RunPython(merge, migrations.RunPython.noop)]
