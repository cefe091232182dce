"""Load and permit: who gets a page, who is sent to sign in, and who learns nothing."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory
from rest_framework.views import APIView

from accounts.access import PUBLIC, SIGNED_IN, DeniedUnlessDeclared, page, verb
from accounts.permits import require
from guideline.models import Guideline

pytestmark = pytest.mark.django_db
EDIT, SEE = "guideline.edit_guideline", "guideline.view_guideline"


def by_slug(slug: str) -> Guideline:
    try:
        return Guideline.objects.get(slug=slug)
    except Guideline.DoesNotExist:
        raise Http404 from None


@page(EDIT, load=by_slug, unseen=SEE)
def edit(request, guideline):
    return HttpResponse(f"editing {guideline.slug}")


@page(PUBLIC)
def front(request):
    return HttpResponse("welcome")


@page(SIGNED_IN)
def own(request):
    return HttpResponse(f"yours, {request.user.username}")


@page(EDIT)
def without_object(request):
    return HttpResponse("never")


@verb(PUBLIC)
def act(request):
    return HttpResponse("done")


def ask(view, user=None, method="GET", **kwargs):
    request = RequestFactory().generic(method, "/somewhere/?page=2")
    request.user = user or AnonymousUser()
    return view(request, **kwargs)


def test_page_gives_the_object_to_whoever_may(chair, guideline):
    assert ask(edit, chair, slug="livers").content == b"editing livers"


def test_page_refuses_a_role_without_the_permission(observer, guideline):
    with pytest.raises(PermissionDenied):
        ask(edit, observer, slug="livers")


def test_page_tells_a_stranger_the_same_as_for_what_does_not_exist(stranger, guideline):
    with pytest.raises(Http404) as hidden:
        ask(edit, stranger, slug="livers")
    with pytest.raises(Http404) as missing:
        ask(edit, stranger, slug="lungs")

    assert str(hidden.value) == str(missing.value)


def test_page_sends_nobody_to_sign_in_and_back(guideline):
    answer = ask(edit, slug="livers")

    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        "/account/login/?next=/somewhere/%3Fpage%3D2",
    )


def test_page_sends_nobody_to_sign_in_before_it_looks_whether_the_object_exists():
    assert ask(edit, slug="no-such").status_code == 302


def test_public_page_is_open_to_nobody():
    assert ask(front).content == b"welcome"


def test_page_for_the_signed_in_asks_for_no_place(stranger):
    assert ask(own, stranger).content == b"yours, stranger"


def test_permission_asked_of_nothing_is_refused(chair):
    with pytest.raises(PermissionDenied):
        ask(without_object, chair)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_page_to_read_refuses_to_change(method):
    assert ask(front, method=method).status_code == 405


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE"])
def test_verb_takes_nothing_but_post(method):
    assert ask(act, method=method).status_code == 405
    assert ask(act, method="POST").content == b"done"


def test_require_gives_a_superuser_no_shortcut(stranger, chair, guideline):
    stranger.is_superuser = True
    stranger.save()

    require(chair, EDIT, guideline)
    with pytest.raises(PermissionDenied):
        require(stranger, EDIT, guideline)


class Undeclared(APIView):
    def get(self, request):
        raise AssertionError("never reached")


class ByMethod(APIView):
    permission = {"GET": PUBLIC, "POST": EDIT}

    def get(self, request):
        return Response()

    post = delete = get


def permitted(view_class, method: str, user, target=None) -> bool:
    request = APIRequestFactory().generic(method, "/")
    request.user = user
    view, permission = view_class(), DeniedUnlessDeclared()
    return permission.has_permission(request, view) and (
        target is None or permission.has_object_permission(request, view, target)
    )


def test_rest_view_without_declaration_is_refused_to_everybody(chair, guideline):
    assert permitted(Undeclared, "GET", chair) is False
    assert permitted(Undeclared, "GET", chair, guideline) is False


def test_rest_view_declares_by_method(chair, observer, guideline):
    nobody = AnonymousUser()

    assert [permitted(ByMethod, "GET", user, guideline) for user in (nobody, observer)] == [
        True,
        True,
    ]
    assert [permitted(ByMethod, "POST", user, guideline) for user in (nobody, observer, chair)] == [
        False,
        False,
        True,
    ]
    assert permitted(ByMethod, "DELETE", chair, guideline) is False
    with pytest.raises(MethodNotAllowed):
        permitted(ByMethod, "PATCH", chair, guideline)
