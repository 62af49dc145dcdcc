"""How gunicorn serves Atelier: `gunicorn --config config/gunicorn.py config.wsgi`."""

worker_class = "gthread"
workers = 2
threads = 8
control_socket_disable = True
# TRUSTED_PROXIES says whom to believe; config.middleware reads it.
forwarded_allow_ips = ""
