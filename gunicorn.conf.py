"""How gunicorn serves Atelier, whoever starts it: `gunicorn config.wsgi` finds this file in its directory."""

worker_class = "gthread"
workers = 2
threads = 8
control_socket_disable = True
