"""How static files are stored: under names that change with what they hold, and compressed."""

from collections.abc import Iterable, Iterator
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]


class Storage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # a library without types
    """Whitenoise's, which leaves the references inside of files as they are, and does no work twice.

    The style sheets and scripts of ours name no other file; what others wrote names maps of its source that are not
    collected, at which this would fail.
    """

    patterns: Any = ()
    keep_only_hashed_files = True

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        # A name stands for one content, so what has been compressed once is good for ever.
        return super().compress_files(path for path in paths if not self.exists(f"{path}.gz"))  # type: ignore[no-any-return]
