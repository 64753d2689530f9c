from django.core.wsgi import get_wsgi_application

from denyut.live.root import Root

application = Root(get_wsgi_application())
