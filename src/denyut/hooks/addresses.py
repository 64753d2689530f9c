"""The whole address of a way in, as it is shown once."""

from django.http import HttpRequest
from django.urls import reverse

from denyut.hooks.models import Incoming


def whole_address(request: HttpRequest, hook: Incoming) -> str:
    """What a program is told to post to. Only right after the secret was made: later nobody knows it."""
    return request.build_absolute_uri(path_of(hook))


def path_of(hook: Incoming) -> str:
    """The address within this installation."""
    if hook.kind == Incoming.Format.SLACK:
        return reverse("hooks:slack", args=["TDENYUT", f"B{hook.pk}", hook.token])
    if hook.kind == Incoming.Format.DINGTALK:
        return f"{reverse('hooks:dingtalk')}?access_token={hook.token}"
    return reverse("hooks:plain", args=[hook.token])
