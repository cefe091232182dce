
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('guideline', '0015_total_order'),
        ('hearing', '0010_groups_answered'),
    ]

    operations = [
        migrations.AlterField(
            model_name='comment',
            name='campaign',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='comments', to='hearing.campaign'),
        ),
        migrations.AlterField(
            model_name='comment',
            name='dispute_note',
            field=models.TextField(blank=True, db_default='', default='', verbose_name='what came of the dispute'),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(fields=['campaign', 'number'], name='hearing_comment_in_group'),
        ),
    ]
