"""The one place that knows every room and door: settings from the environment, addresses, start-up.

`environment.py` names every key that may be set; `settings.py` is Django's one settings file; `console.py` is the
`camket` command. May read: everything. Start with `environment.py`.
"""
