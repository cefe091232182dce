"""What every verb of a hearing shares over REST: find it, do it or refuse it, tell what it is now."""

from collections.abc import Callable
from typing import Any, ClassVar

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from accounts.rest import ObjectView, received, refusals


class DeedView(ObjectView):
    """Verbs about one thing of a hearing, which has a number there.

    `about` is what their actions call the thing.
    """

    about: ClassVar[str]

    def found(self, request: Request, address: str, number: int) -> Any:
        """The thing with this number, if this person may do that to it; else Http404 or a refusal."""
        raise NotImplementedError

    def told(self, thing: Any) -> Response:
        """The thing as it stands now."""
        raise NotImplementedError

    def done(
        self,
        request: Request,
        address: str,
        number: int,
        action: Callable[..., Any],
        asks: type[Serializer] | None = None,
    ) -> Response:
        """Do it, with what `asks` reads from the request; 409 and 422 as the action refuses it."""
        thing = self.found(request, address, number)
        given = received(asks, request) if asks else {}
        with refusals():
            action(by=request.user, **{self.about: thing}, **given)
        return self.told(thing)
