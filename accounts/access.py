"""Load and permit: the two things no view may forget, in one decorator.

A page says which permission it needs and how its object is found. Everything is denied unless so
declared: `tests/test_every_url.py` walks the URL configuration and fails on a view without a
declaration, and `DeniedUnlessDeclared` refuses an API view that names no permission.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.permissions import BasePermission

from accounts.by_reading import led_to_its_page
from accounts.guesses import UnknownSecret, may_guess_on, opens_nothing, too_many_guesses
from accounts.typed import sign_in_first, typed_in

PUBLIC = "public"
SIGNED_IN = "signed-in"
VERB = ("POST",)


def page(
    permission: str,
    *,
    load: Callable[..., Any] | None = None,
    load_for: Callable[..., Any] | None = None,
    methods: tuple[str, ...] = ("GET", "HEAD"),
    unseen: str | None = None,
    why: Callable[[Any, Any], str] | None = None,
    signed_out: Callable[[HttpRequest, dict[str, Any]], HttpResponse] | None = None,
    read_at: str = "",
):
    """Declare a page: its object, who may use it, and by which methods.

    `load(**url_kwargs)` returns the object that the view receives in place of the URL's keywords;
    `load_for(user, **url_kwargs)` does so together with how that person stands to it.
    `permission` is `app.verb_noun`, `PUBLIC` or `SIGNED_IN`. Somebody who is not signed in is sent
    to sign in, and gets back to copy what was typed. Somebody who may not even see the object
    (permission `unseen`) gets the same 404 as for one that does not exist, so that nobody learns from
    the answer what there is.
    `why(user, object)` says to somebody who is refused what refuses them. `signed_out(request,
    url_kwargs)` answers what somebody posts whose session has ended where more can be done for it.
    `read_at` names the page with the form of a verb: whoever reads the verb's own address is led there.
    A `load` that raises `UnknownSecret` has that counted; too often is answered 429.
    """

    find = load_for or (load and (lambda _user, **kwargs: load(**kwargs)))

    def declare(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        def admit(user: Any, target: Any) -> None:
            """Let the person through to the object; Http404 or PermissionDenied for who may not."""
            if unseen and not user.has_perm(unseen, target):
                raise Http404
            _permit(user, permission, target, why)

        @wraps(view)
        def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            if methods == VERB:
                # A page with a form says itself what is wrong with it.
                _refuse_nul(request)
            if permission != PUBLIC and not request.user.is_authenticated:
                return _not_signed_in(request, kwargs, signed_out)
            if find is None:
                admit(request.user, None)
                return view(request, **kwargs)
            try:
                target = find(request.user, **kwargs)
            except UnknownSecret as unknown:
                if may_guess_on(request):
                    return opens_nothing(request, unknown)
                return too_many_guesses(request)
            admit(request.user, target)
            return view(request, target)

        wrapped = led_to_its_page(require_http_methods(methods)(guarded), read_at)
        wrapped.permission = permission
        wrapped.methods = methods
        wrapped.find = find
        wrapped.admit = admit
        wrapped.read_at = read_at
        return wrapped

    return declare


def _not_signed_in(
    request: HttpRequest,
    kwargs: dict[str, Any],
    signed_out: Callable[[HttpRequest, dict[str, Any]], HttpResponse] | None,
) -> HttpResponse:
    if signed_out and request.method == "POST":
        return signed_out(request, kwargs)
    if request.method == "POST" and typed_in(request):
        return sign_in_first(request)
    return redirect_to_login(request.get_full_path())


def _refuse_nul(request: HttpRequest) -> None:
    """BadRequest for a form with NUL in it: nobody can type it, and PostgreSQL keeps no text with it."""
    if any("\x00" in said for _name, sent in request.POST.lists() for said in sent):
        raise BadRequest("NUL")


def verb(permission: str, **options: Any):
    """Declare a POST-only page that does one thing and redirects; `options` are those of a page."""
    return page(permission, methods=VERB, **options)


def _permit(
    user: Any, permission: str, target: Any, why: Callable[[Any, Any], str] | None = None
) -> None:
    if permission in {PUBLIC, SIGNED_IN}:
        return
    if not user.has_perm(permission, target):
        raise PermissionDenied(why(user, target) if why else "")


class DeniedUnlessDeclared(BasePermission):
    """Refuses an API view unless it declares `permission` (a name, `PUBLIC` or `SIGNED_IN`).

    A view with an object calls `self.check_object_permissions`, which asks the same permission of
    that object.
    """

    def has_permission(self, request, view) -> bool:
        if not hasattr(view, request.method.lower()):
            # Nobody may: that is no question of who asks.
            raise MethodNotAllowed(request.method)
        declared = self._declared(request, view)
        if declared is None:
            return False
        return declared == PUBLIC or bool(request.user and request.user.is_authenticated)

    def has_object_permission(self, request, view, obj) -> bool:
        declared = self._declared(request, view)
        if declared is None:
            return False
        if declared in {PUBLIC, SIGNED_IN}:
            return True
        return request.user.has_perm(declared, obj)

    @staticmethod
    def _declared(request, view) -> str | None:
        """`permission` is one name for the view, or a mapping from method to name."""
        declared = getattr(view, "permission", None)
        if isinstance(declared, dict):
            return declared.get("GET" if request.method in {"HEAD", "OPTIONS"} else request.method)
        return declared
