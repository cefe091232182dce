"""A committee with many open rounds, for the measurements; run in a process with the database's address.

`python -m bench.seed ROUNDS MEMBERS` migrates, fills, and prints what the clients need as JSON.
"""

import json
import os
import sys


def main(rounds: int, members: int) -> None:
    """Print `{"chair": token, "members": [{"token", "session"}], "rounds": [pk], "hearing": pk}`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE IF NOT EXISTS bench_ballot (id bigserial PRIMARY KEY, voter text UNIQUE, choice text)"
        )
    print(json.dumps(_committee(rounds, members)))  # noqa: T201 - a command's output


def _committee(rounds: int, members: int) -> dict:
    from tests import factories

    question = factories.make_question(guideline=factories.make_guideline(slug="bench"))
    places = [
        factories.make_member(
            guideline=question.guideline,
            user=factories.make_user(),
            role="member" if position else "chair",
            position=position,
        )
        for position in range(members + 1)
    ]
    return {
        "chair": _token(places[0].user),
        "members": [
            {"token": _token(place.user), "session": _session(place.user)} for place in places[1:]
        ],
        "rounds": _rounds(question, places, rounds),
        "hearing": factories.make_hearing(guideline=question.guideline, draft={}).pk,
    }


def _rounds(question, places, number: int) -> list[int]:
    from django.utils import timezone

    from voting.models import Recommendation, Round, Voter
    from voting.rules.rule import PRESETS

    drafts = Recommendation.objects.bulk_create(
        Recommendation(
            guideline=question.guideline, question=question, ref=f"r{n}", statement="We suggest it."
        )
        for n in range(number)
    )
    held = Round.objects.bulk_create(
        Round(
            recommendation=draft,
            number=1,
            rule=PRESETS["over-70"].as_data(),
            statement="We suggest it.",
            opened_at=timezone.now(),
        )
        for draft in drafts
    )
    Voter.objects.bulk_create(
        [Voter(round=each, member=place) for each in held for place in places], batch_size=2000
    )
    return [each.pk for each in held]


def _token(user) -> str:
    from rest_framework.authtoken.models import Token

    return Token.objects.create(user=user).key


def _session(user) -> str:
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client.cookies[settings.SESSION_COOKIE_NAME].value


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
