"""/notices: what the caller is told of, and how they want to be told."""

from django.db.models import QuerySet
from ninja import Router

from denyut.gateway.notice_shapes import Notice, NoticeWish, Post, ready_notices
from denyut.gateway.operations import offer_deed, offer_list, offer_one
from denyut.gateway.resource import Resource
from denyut.gateway.values import Text
from denyut.inbox import models
from denyut.inbox.actions import choose_digest_hour, choose_how, read_all, read_notice
from denyut.people.models import Person


def visible(caller: Person) -> QuerySet[models.Notice]:
    """One's own, nobody else's."""
    return models.Notice.objects.visible_to(caller).select_related("person", "event__actor", "event__words")


def visible_wishes(caller: Person) -> QuerySet[models.NoticeWish]:
    """One's own."""
    return models.NoticeWish.objects.filter(person=caller)


def visible_post(caller: Person) -> QuerySet[models.Post]:
    """One's own."""
    return models.Post.objects.filter(person=caller)


NOTICES = Resource(
    "notices",
    Notice,
    visible,
    {"kind": (Text, "kind"), "is_unread": (bool, "read_at__isnull")},
    prepare=ready_notices,
)
WISHES = Resource("notice-wishes", NoticeWish, visible_wishes)
POST = Resource("post", Post, visible_post)
router = Router()
offer_list(router, NOTICES)
offer_one(router, NOTICES)
offer_deed(router, "POST", "/notices/{int:id}/reading", read_notice, answers=NOTICES, subject=NOTICES)
offer_deed(router, "POST", "/notices/reading", read_all, answers=NOTICES, example={"kind": "mention"})
offer_list(router, WISHES)
offer_deed(router, "PUT", "/notice-wishes", choose_how, answers=WISHES, example={"kind": "mention", "how": "digest"})
offer_deed(router, "PUT", "/notice-wishes/hour", choose_digest_hour, answers=POST, example={"hour": 8})
