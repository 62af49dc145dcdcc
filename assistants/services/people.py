"""What belongs to a person alone, in whatever organization."""

from django.db import transaction
from django.utils.crypto import get_random_string

from assistants.models import User

_PASSWORD_LENGTH = 20


def set_password(user: User, password: str) -> None:
    """Set the password of a person, who knows it."""
    user.set_password(password)
    user.save(update_fields=["password"])


@transaction.atomic
def first_password(user: User) -> str | None:
    """A new password for a person who has none yet, to be shown once; None where they have one."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.has_usable_password() and user.password:
        return None
    password = get_random_string(_PASSWORD_LENGTH)
    set_password(user, password)
    return password
