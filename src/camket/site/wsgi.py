"""The WSGI application that `camket serve` hands to gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "camket.site.settings")
application = get_wsgi_application()
