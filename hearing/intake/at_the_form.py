"""How a comment came by the form: what the hidden fields say of its sender."""

from django.conf import settings
from django.http import HttpRequest

from accounts.allowances import network_of, take
from hearing.intake.proof import Shown, age_of, new_challenge, shown_by
from hearing.intake.suspicion import Manner, held_because
from hearing.models import Hearing

# Comments of one network in a quarter of an hour that are not looked at first.
PER_NETWORK = 20


def new_key(hearing: Hearing) -> str:
    """What a form carries: its key, which is its challenge and says when it was given."""
    return new_challenge(settings.SECRET_KEY, hearing.pk)


def shown_in(hearing: Hearing, proof: str) -> Shown | None:
    """What the proof that came with a comment shows."""
    return shown_by(settings.SECRET_KEY, hearing.pk, proof)


def within_budget(request: HttpRequest) -> bool:
    """Count one comment of this network; False when it has sent too many."""
    return take("comment", network_of(request), PER_NETWORK)


def why_held(request: HttpRequest, hearing: Hearing, sent: dict, shown: Shown | None) -> str:
    """Why the comment waits for a look, empty for none; the sender is told the same in any case."""
    if request.user.is_authenticated:
        return ""
    return held_because(
        Manner(
            baited=bool(sent["website"]),
            seconds=_age(hearing, sent["key"], shown),
            typed=bool(sent["body"].strip()) or not sent["support"],
            proven=shown is not None,
            within_budget=within_budget(request),
            left_address=bool(sent.get("email")),
        )
    )


def _age(hearing: Hearing, key: str, shown: Shown | None) -> float | None:
    """Seconds since the form was given; where it came without its key, since the challenge was."""
    age = age_of(settings.SECRET_KEY, hearing.pk, key)
    return shown.age() if age is None and shown else age
