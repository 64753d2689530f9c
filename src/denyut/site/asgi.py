"""The root that a server runs: the live stream raw, everything else to Django."""

from denyut.live.root import Root
from denyut.site.wsgi import application as django

application = Root(django)
