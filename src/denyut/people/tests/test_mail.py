"""The letter of an invitation."""

import pytest
from django.core import mail

from denyut.people.actions import accept_invitation, invite, withdraw_invitation
from denyut.people.jobs import send_invitation
from denyut.people.links import link_of, secret_of
from denyut.people.passwords import Password
from denyut.spine.models import Job
from denyut.spine.outlets import catch_up
from tests.world import World


def test_invitation_is_queued_once_and_its_secret_is_not_stored(world: World) -> None:
    invitation = invite(world.ada, email="eka@example.com")
    catch_up()
    catch_up()
    job = Job.objects.get()
    assert (job.task, job.args) == ("denyut.people.jobs.send_invitation", [invitation.pk])


def test_letter_has_the_link_as_text_and_page(world: World) -> None:
    invitation = invite(world.ada, email="eka@example.com", name="Eka", language="en")
    send_invitation.call(invitation.pk)
    (letter,) = mail.outbox
    assert letter.to == ["eka@example.com"]
    assert letter.subject == "Ada Pratiwi invites you to Nusa Niaga on Denyut"
    page, kind = letter.alternatives[0]
    assert kind == "text/html"
    assert link_of(invitation) in letter.body
    assert link_of(invitation) in page
    assert "Hello Eka," in letter.body


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("th", "ltr")])
def test_letter_is_in_the_reader_s_language(world: World, language: str, direction: str) -> None:
    send_invitation.call(invite(world.ada, email="eka@example.com", language=language).pk)
    page = mail.outbox[0].alternatives[0][0]
    assert f'<html lang="{language}" dir="{direction}">' in page


def test_letter_is_not_sent_when_the_invitation_is_over(world: World) -> None:
    withdrawn = invite(world.ada, email="eka@example.com")
    withdraw_invitation(world.ada, withdrawn)
    accepted = invite(world.ada, email="fay@example.com")
    accept_invitation(None, secret_of(accepted), name="Fay", password=Password("hashed"))
    for number in (withdrawn.pk, accepted.pk, 10_000):
        send_invitation.call(number)
    assert mail.outbox == []


def test_letter_keeps_its_subject_on_one_line(world: World) -> None:
    world.ada.name = "Ada\nBcc: everybody@example.com"
    world.ada.save()
    send_invitation.call(invite(world.ada, email="eka@example.com", language="en").pk)
    assert mail.outbox[0].subject == "Ada Bcc: everybody@example.com invites you to Nusa Niaga on Denyut"
