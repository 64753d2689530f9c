"""Deeds on how people want to be told. They are their own affair, so none is recorded."""

from django.utils.translation import gettext as _

from denyut.inbox.kinds import BY_NAME
from denyut.inbox.models import How, NoticeWish, Post
from denyut.people.models import Person
from denyut.spine.access import Conflict, Invalid
from denyut.spine.deeds import deed


@deed("inbox.choose_how")
def choose_how(actor: Person, *, kind: str, how: str) -> NoticeWish:
    """Choose how one is told of a kind of thing: "app", "mail", "digest" or "nothing".

    Raises Invalid for a kind or a way that is none, Conflict for "nothing" where somebody waits for an answer.
    """
    if kind not in BY_NAME:
        raise Invalid(_("There is no such kind of notice."), code="unknown_kind", field="kind")
    if how not in How.values:
        raise Invalid(_("There is no such way to be told."), code="unknown_way", field="how")
    if BY_NAME[kind].is_urgent and how == How.NOTHING:
        raise Conflict(
            _("Somebody waits for your answer to these, so they always reach the inbox."), code="urgent", field="how"
        )
    wish, _is_new = NoticeWish.objects.update_or_create(person=actor, kind=kind, defaults={"how": how})
    return wish


@deed("inbox.choose_digest_hour")
def choose_digest_hour(actor: Person, *, hour: int) -> Post:
    """Choose at which hour (0 to 23, by one's own clock) the daily letter comes. Raises Invalid."""
    if not 0 <= hour <= 23:
        raise Invalid(_("Choose an hour from 0 to 23."), code="out_of_range", field="hour")
    post, _is_new = Post.objects.update_or_create(person=actor, defaults={"digest_hour": hour})
    return post
