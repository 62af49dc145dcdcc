from django.db import models

from assistants.ids import Prefix
from assistants.models.fields import OrderedJSON, identifier


class ApiKey(models.Model):
    """Lets a program act as one user in one organization; only the digest of the key is kept."""

    id = identifier(Prefix.API_KEY)
    organization = models.ForeignKey("Organization", models.CASCADE, related_name="api_keys")
    user = models.ForeignKey("User", models.CASCADE, related_name="api_keys")
    name = models.CharField(max_length=256)
    prefix = models.CharField(max_length=8)
    # Authentication looks a key up by its digest.
    digest = models.CharField(max_length=64, unique=True)
    scopes = OrderedJSON()
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "api_key"
        constraints = [
            models.UniqueConstraint(fields=["organization", "user", "name"], name="api_key_name_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"
