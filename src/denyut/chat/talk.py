"""What a message can become in rooms themselves."""

from django.utils.translation import gettext_lazy as _

from denyut.chat.actions.calling import tell_reworded
from denyut.chat.models import Ding, Reminder
from denyut.talk.offspring import Offspring, offspring
from denyut.talk.turning import turn

turn("ding", _("DING…"), icon="zap", url_name="chat:line_ding", place=80)
turn("reminder", _("Remind me"), icon="bell", url_name="chat:remind_me", place=20)
# Where a reminder or a call goes was chosen when it was asked for: it does not move with the message.
offspring(Offspring(Reminder, ("text",), follows_room=False))
offspring(Offspring(Ding, ("text",), follows_room=False, tell=tell_reworded))
