
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('hearing', '0011_fewer_indexes'),
    ]

    operations = [
        migrations.AlterField(
            model_name='comment',
            name='dispute_note',
            field=models.TextField(blank=True, db_default='', default='', verbose_name='what came of the dispute'),
        ),
    ]
