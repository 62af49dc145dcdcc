from django.db import models


class AssistantSearch(models.Model):
    """What a search looks at: an assistant's name and description under their keys, a line each (spec/text.py).

    A table of its own, narrow enough to be read whole where a word is common, with what decides whether a found
    assistant is listed and where.
    """

    assistant = models.OneToOneField("Assistant", models.CASCADE, primary_key=True, related_name="search")
    organization = models.ForeignKey("Organization", models.PROTECT, related_name="+", db_index=False)
    name_key = models.TextField()
    is_active = models.BooleanField()
    deleted_at = models.DateTimeField(null=True)
    # On PostgreSQL with an index of its trigrams within the organization (migrations, search_index).
    text = models.TextField()

    class Meta:
        db_table = "assistant_search"

    def __str__(self) -> str:
        return self.name_key
