"""Those that were kept held are found by an index, however many others are held."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('guideline', '0015_total_order'),
        ('hearing', '0018_samples_on_other_parts'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(condition=models.Q(('kept_held_at__isnull', False)), fields=['hearing', 'number'], name='hearing_inbox_kept_held'),
        ),
    ]
