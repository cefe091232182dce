"""The whole chain of the example guideline, and the audit chain, on an SQLite in memory."""

import hashlib
import json
from collections.abc import Iterator

from django.apps import apps
from django.conf import settings

from audit.actions import record
from audit.models import Event
from audit.queries import verify
from bench.measure import Case
from guideline.models import Guideline
from publication.bundle.importing import import_guideline
from publication.bundle.opening import open_bundle
from publication.chain import chain_of

FLOORS = ("guideline", "evidence", "voting")
EVENTS = 2_000


def cases() -> Iterator[Case]:
    example = settings.BASE_DIR / "examples" / "liver-metastases-2021" / "guideline.yaml"
    import_guideline(open_bundle(example))
    guideline = Guideline.objects.get()
    yield Case(
        "profile: derive the example guideline (14 questions)",
        lambda: [
            each.derived
            for question in chain_of(guideline).clinical
            for each in question.recommendations
        ],
        "reading its rows from the database",
        _rows,
        aim=10,
    )
    for number in range(EVENTS):
        record("noted", guideline="bench", target=f"q{number}", choice="weak-for")
    yield Case(
        f"ballot: verify an audit chain of {EVENTS:,} events",
        verify,
        "reading and hashing the same rows",
        _hashes,
        aim=5,
    )


def _rows() -> int:
    models = [model for floor in FLOORS for model in apps.get_app_config(floor).get_models()]
    return sum(len(list(model.objects.all())) for model in models)


def _hashes() -> str:
    rows = Event.objects.order_by("sequence").values("sequence", "verb", "target", "facts", "hash")
    return [hashlib.sha256(json.dumps(row).encode()).hexdigest() for row in rows][-1]
