"""Topics: the chapters in which a guideline arranges its questions."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from guideline.changes import change
from guideline.models import Guideline, Topic
from guideline.order import change_places
from guideline.queries import next_position, take_turns
from guideline.refs import free_ref
from guideline.text import Text, localized

PERMISSION = "guideline.edit_question"


@transaction.atomic
def add_topic(*, by: Any, guideline: Guideline, title: Text) -> Topic:
    """Add a chapter after the others; its id comes from its title."""
    require(by, PERMISSION, guideline)
    refuse_if(_blockers_to_title(title))
    take_turns(guideline)
    topic = Topic.objects.create(
        guideline=guideline,
        ref=free_ref(localized(title), guideline.topics.values_list("ref", flat=True)),
        title=title,
        position=next_position(guideline.topics.all()),
    )
    record("topic-added", by=by, **_about(topic))
    return topic


@transaction.atomic
def rename_topic(*, by: Any, topic: Topic, title: Text) -> Topic:
    """Give a chapter another title; its id stays."""
    require(by, PERMISSION, topic)
    refuse_if(_blockers_to_title(title))
    changes = change(topic, {"title": title})
    if changes:
        record("topic-renamed", by=by, changes=changes, **_about(topic))
    return topic


@transaction.atomic
def move_topic(*, by: Any, topic: Topic, up: bool) -> Topic:
    """Take a chapter one place up or down; at the end of the list it stays."""
    require(by, PERMISSION, topic)
    take_turns(topic.guideline)
    moved = change_places(topic.guideline.topics, topic, up=up)
    if moved:
        record("topic-moved", by=by, to=moved[1], **_about(topic))
    return topic


def blockers_to_deleting(topic: Topic) -> list[Blocker]:
    """A chapter that holds questions stays."""
    held = topic.questions.count()
    if not held:
        return []
    sentence = _("It holds {n} questions; give them another topic first.")
    return [Blocker(sentence.format(n=held))]


@transaction.atomic
def delete_topic(*, by: Any, topic: Topic) -> None:
    """Take an empty chapter out."""
    require(by, PERMISSION, topic)
    take_turns(topic.guideline)
    refuse_if(blockers_to_deleting(topic))
    record("topic-deleted", by=by, **_about(topic))
    topic.delete()


def _blockers_to_title(title: Text) -> list[Blocker]:
    return [] if localized(title).strip() else [Blocker(_("A topic has a title."))]


def _about(topic: Topic) -> dict[str, str]:
    return {"guideline": topic.guideline.slug, "target": topic.ref, "title": str(topic)}
