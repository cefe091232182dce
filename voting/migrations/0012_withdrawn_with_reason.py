from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('voting', '0011_reasons_of_withdrawals'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'withdrawn'), models.Q(models.Q(('withdrawn_because', ''), _negated=True), ('imported', True), _connector='OR')), models.Q(models.Q(('status', 'withdrawn'), _negated=True), ('withdrawn_because', '')), _connector='OR'), name='voting_withdrawn_with_reason'),
        ),
    ]
