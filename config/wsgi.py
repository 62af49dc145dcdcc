"""What gunicorn serves: `gunicorn config.wsgi`, best with `--config config/gunicorn.py`."""

import os

from django.core.wsgi import get_wsgi_application

from config.body import bounded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = bounded(get_wsgi_application())
