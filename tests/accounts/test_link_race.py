"""One link pressed by many at once: one browser is in."""

from functools import partial

import pytest

from accounts.models import SignInLink
from accounts.sign_in_links import new_link, press
from tests import factories
from tests.voting.test_race import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_link_pressed_in_eight_browsers_at_once_lets_one_in():
    token = new_link(factories.make_user(), about="livers", leads_to="/").split("/")[-2]

    presses = at_once([partial(press, token, f"browser-{n}") for n in range(8)])

    states = sorted(pressed.state for pressed in presses)
    assert states == ["foreign"] * 7 + ["ready"]
    winner = next(n for n, pressed in enumerate(presses) if pressed.state == "ready")
    assert SignInLink.objects.get().browser_hash == f"browser-{winner}"


def test_link_pressed_twice_in_one_browser_at_once_is_used_up_once():
    token = new_link(factories.make_user(), about="livers", leads_to="/").split("/")[-2]

    presses = at_once([partial(press, token, "my-browser")] * 8)

    states = sorted((pressed.state, pressed.next or "") for pressed in presses)
    assert states == [("ready", "sign-in")] + [("used", "")] * 7
