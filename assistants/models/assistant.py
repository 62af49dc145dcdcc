from django.db import models
from django.db.models import Q

from assistants import choices, limits
from assistants.ids import Prefix
from assistants.models.constraints import between, one_of
from assistants.models.fields import OrderedJSON, choice, identifier


class Assistant(models.Model):
    """An assistant's definition: one column for each field of the spec that is not a list of other rows.

    Lists of references, grants, tools and servers have tables of their own. The spec says what the columns
    mean and checks them first; a drift test holds the two together.
    """

    id = identifier(Prefix.ASSISTANT)
    organization = models.ForeignKey("Organization", models.PROTECT, related_name="assistants", db_index=False)
    created_by = models.ForeignKey("User", models.PROTECT, related_name="assistants", db_index=False)
    version = models.IntegerField(default=1)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True, blank=True)

    name = models.CharField(max_length=limits.NAME_LENGTH)
    # Text without a limit: one legal name can fold to a key of 4,608 characters.
    name_key = models.TextField()
    description = models.CharField(max_length=limits.DESCRIPTION_LENGTH, null=True, blank=True)
    icon_type = choice(choices.IconType, null=True, blank=True)
    icon = models.ForeignKey("Icon", models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    icon_data = models.BinaryField(null=True, blank=True)
    avatar = models.ForeignKey("Avatar", models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    metadata = OrderedJSON(default=dict, blank=True)
    is_active = models.BooleanField(default=True)
    is_default = models.BooleanField(default=False)

    default_model_key = models.ForeignKey(
        "LanguageModel",
        models.PROTECT,
        related_name="assistants",
        default="gpt-4o",
        db_column="default_model_key",
    )
    allowed_model_providers = OrderedJSON(default=list, blank=True)
    instructions = models.CharField(max_length=limits.INSTRUCTIONS_LENGTH, null=True, blank=True)
    instructions_thread = models.ForeignKey(
        "Thread", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    system_message = OrderedJSON(default=list, blank=True)
    temperature = models.FloatField(default=0.7)
    top_p = models.FloatField(default=1.0)
    frequency_penalty = models.FloatField(null=True, blank=True)
    presence_penalty = models.FloatField(null=True, blank=True)
    max_completion_tokens = models.BigIntegerField(null=True, blank=True)
    context_window = models.BigIntegerField(null=True, blank=True)
    seed = models.BigIntegerField(null=True, blank=True)
    stop_sequences = OrderedJSON(default=list, blank=True)
    logit_bias = OrderedJSON(default=dict, blank=True)
    top_logprobs = models.IntegerField(null=True, blank=True)
    reasoning = OrderedJSON(null=True, blank=True)
    service_tier = choice(choices.ServiceTier, default=choices.ServiceTier.AUTO)

    memory_enabled = models.BooleanField(default=False)
    context_strategy = choice(choices.ContextStrategy, default=choices.ContextStrategy.AUTO)
    truncation = models.BooleanField(default=True)

    max_tool_calls = models.IntegerField(default=10)
    parallel_tool_calls = models.BooleanField(default=False)

    access_mode = choice(choices.AccessMode, default=choices.AccessMode.PRIVATE)
    api_enabled = models.BooleanField(default=False)
    public_enabled = models.BooleanField(default=False)

    output_mode = choice(choices.OutputMode, null=True, blank=True)
    response_format = OrderedJSON(null=True, blank=True)
    json_schemas = OrderedJSON(default=list, blank=True)
    text_config = OrderedJSON(null=True, blank=True)
    streaming = models.BooleanField(default=True)
    store_responses = models.BooleanField(default=True)
    moderation_enabled = models.BooleanField(default=True)
    safety_level = choice(choices.SafetyLevel, default=choices.SafetyLevel.MEDIUM)

    class Meta:
        db_table = "assistant"
        constraints = [
            # Decides who gets a name.
            models.UniqueConstraint(
                fields=["organization", "name_key"], condition=Q(deleted_at=None), name="assistant_name_unique"
            ),
            models.UniqueConstraint(
                fields=["organization"], condition=Q(deleted_at=None, is_default=True), name="assistant_one_default"
            ),
            models.CheckConstraint(
                condition=Q(public_enabled=False) | Q(access_mode=choices.AccessMode.PUBLIC.value),
                name="assistant_public_page_is_public",
            ),
            models.CheckConstraint(condition=~Q(name_key=""), name="assistant_name_key_not_empty"),
            models.CheckConstraint(condition=Q(version__gte=1), name="assistant_version_from_one"),
            one_of("assistant", "icon_type", choices.IconType),
            one_of("assistant", "service_tier", choices.ServiceTier),
            one_of("assistant", "context_strategy", choices.ContextStrategy),
            one_of("assistant", "access_mode", choices.AccessMode),
            one_of("assistant", "output_mode", choices.OutputMode),
            one_of("assistant", "safety_level", choices.SafetyLevel),
            between("assistant", "temperature", *limits.TEMPERATURE),
            between("assistant", "top_p", *limits.TOP_P),
            between("assistant", "frequency_penalty", *limits.PENALTY),
            between("assistant", "presence_penalty", *limits.PENALTY),
            between("assistant", "max_completion_tokens", 1, limits.INTEGER_MAX),
            between("assistant", "context_window", 1, limits.INTEGER_MAX),
            between("assistant", "top_logprobs", *limits.TOP_LOGPROBS),
            between("assistant", "max_tool_calls", *limits.TOOL_CALLS),
        ]
        indexes = [
            # The lists of an owner or admin in each of their orders.
            models.Index(
                fields=["organization", "is_active", column, "id"],
                condition=Q(deleted_at=None),
                name=f"assistant_by_{column}",
            )
            for column in ("name_key", "created_at", "updated_at")
        ]

    def __str__(self) -> str:
        return self.name
