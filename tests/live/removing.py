"""Removes members in a process of its own, as a page of another worker would: one for each line that it is sent."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.live.databases import ROOT

_SCRIPT = """
import sys, django
django.setup()
from assistants.caller import Caller
from assistants.choices import MembershipLevel, SharingPolicy, Source
from assistants.problems import OwnsAssistants, Refused
from assistants.services.organization import remove_member
ann = Caller("usr_ann", "org_acme", MembershipLevel.OWNER, frozenset(), SharingPolicy.MEMBERS, SharingPolicy.ADMINS,
    Source.COMMAND)
print("ready", flush=True)
for line in sys.stdin:
    try:
        remove_member(line.strip(), caller=ann)
    except OwnsAssistants:
        print("owns", flush=True)
    except Refused:
        print("refused", flush=True)
    else:
        print("removed", flush=True)
"""


class Remover:
    """Asks the process; the answer is `removed`, `owns` for a member who owns assistants, or `refused`."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def read(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline().strip()

    def remove(self, user_id: str) -> str:
        assert self._process.stdin
        self._process.stdin.write(f"{user_id}\n")
        self._process.stdin.flush()
        return self.read()


@contextmanager
def remover(database_url: str) -> Iterator[Remover]:
    """A process that removes members of Acme, until the block ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", _SCRIPT],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": "config.settings"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        one = Remover(process)
        assert one.read() == "ready"
        yield one
        assert process.stdin
        process.stdin.close()
