"""What a message can become in rooms themselves."""

from django.utils.translation import gettext_lazy as _

from denyut.talk.turning import turn

turn("ding", _("DING…"), icon="zap", url_name="chat:line_ding", place=80)
turn("reminder", _("Remind me"), icon="bell", url_name="chat:remind_me", place=20)
