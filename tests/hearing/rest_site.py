"""A hearing's REST interface, called as programs and the public call it."""

import time

from django.conf import settings
from rest_framework.test import APIClient

from hearing.intake import proof


class Site:
    """A hearing's REST interface, with a token for each place and none for the public."""

    def __init__(self, tokens: dict[str, str]) -> None:
        self.public = APIClient()
        self.clients = {"": self.public}
        for place, token in tokens.items():
            self.clients[place] = APIClient()
            self.clients[place].credentials(HTTP_AUTHORIZATION=f"Token {token}")
        self.hearing = 0

    def get(self, path: str, place: str = ""):
        return self.clients[place].get(f"/api/v1/{path}")

    def post(self, path: str, body=None, place: str = "", **headers):
        return self.clients[place].post(f"/api/v1/{path}", body, format="json", **headers)

    def patch(self, path: str, body):
        return self.public.patch(f"/api/v1/{path}", body, format="json")

    def open(self, body=None, place: str = "s", slug: str = "least"):
        opened = self.post(f"guidelines/{slug}/hearings/", body or {}, place)
        self.hearing = opened.json().get("id", self.hearing)
        return opened

    def comment(self, body: str = "For whom?", place: str = "m1", key: str = "", **more):
        keyed = {"HTTP_IDEMPOTENCY_KEY": key} if key else {}
        return self.post(
            f"hearings/{self.hearing}/comments/", {"body": body} | more, place, **keyed
        )

    def solved(self, seconds: float = 4) -> str:
        """The proof of a challenge that was given so long ago: somebody has typed meanwhile."""
        given_at = time.time() - seconds
        return proof.solved(proof.new_challenge(settings.SECRET_KEY, self.hearing, given_at))
