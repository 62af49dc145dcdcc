"""Organizations made or updated from a description, in one transaction."""

from assistants.services.provisioning.provision import provision

__all__ = ["provision"]
