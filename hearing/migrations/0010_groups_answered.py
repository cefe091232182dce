

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('guideline', '0015_total_order'),
        ('hearing', '0009_details_published'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='comment',
            name='hearing_comment_ungrouped',
        ),
        migrations.AddField(
            model_name='comment',
            name='answered_with',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='alike', to='hearing.comment'),
        ),
        migrations.AddField(
            model_name='comment',
            name='dispute_note',
            field=models.TextField(blank=True, db_default='', verbose_name='what came of the dispute'),
        ),
        migrations.AddField(
            model_name='comment',
            name='dispute_noted_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='dispute looked at'),
        ),
        migrations.AddField(
            model_name='comment',
            name='joined_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='answered with its group since'),
        ),
        migrations.AddField(
            model_name='comment',
            name='taken_out_of',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='taken_out', to='hearing.campaign'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='campaign',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='proposals', to='hearing.campaign'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='sample',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='hearing.comment'),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(condition=models.Q(('campaign', None), ('erased_at', None), ('taken_out_of', None)), fields=['hearing', 'id'], name='hearing_comment_ungrouped'),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(condition=models.Q(('taken_out_of__isnull', False)), fields=['taken_out_of', 'number'], name='hearing_comment_taken_out'),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(condition=models.Q(('answered_with__isnull', False)), fields=['answered_with', 'number'], name='hearing_comment_alike'),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(condition=models.Q(('answered_with', None), ('published_at__isnull', False)), fields=['hearing', 'number'], name='hearing_published_rows'),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(condition=models.Q(('answered_with', None), ('published_at__isnull', False)), fields=['hearing', 'part', 'number'], name='hearing_published_part_rows'),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(condition=models.Q(('joined_at__isnull', False)), fields=['hearing', 'number'], name='hearing_inbox_joined'),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(condition=models.Q(('disputed_at__isnull', False)), fields=['hearing', 'number'], name='hearing_inbox_disputed'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(('taken_out_of', None), ('campaign', None), _connector='OR'), name='hearing_taken_out_of_its_group'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(('joined_at', None), models.Q(('progress', 'unanswered'), _negated=True), _connector='OR'), name='hearing_joined_is_answered'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('dispute_note', ''), ('dispute_noted_at', None)), models.Q(('dispute_noted_at__isnull', False), ('disputed_at__isnull', False), models.Q(('dispute_note', ''), _negated=True)), _connector='OR'), name='hearing_dispute_noted_with_a_note'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('campaign', None), ('sample', None)), models.Q(('campaign__isnull', False), ('sample__isnull', False)), _connector='OR'), name='hearing_group_has_its_sample'),
        ),
    ]
