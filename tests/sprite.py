"""The sprite of icons: `python -m tests.sprite FOLDER` makes it of those that the pages name.

The folder is `icons` of the npm package bootstrap-icons (MIT), whose version the sprite tells.
"""

import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SPRITE = ROOT / "static" / "icons.svg"

_NAMED = re.compile(r"""\bicon(?: |=|\()"([a-z0-9-]+)\"""")
_DRAWING = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


def named() -> set[str]:
    """Every icon that a template or a module names: `icon "search"`, `icon="search"`, `icon("search")`."""
    sources = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "assistants").rglob("*.py")]
    return {name for path in sources for name in _NAMED.findall(path.read_text())}


def drawn() -> set[str]:
    """Every icon that the sprite holds."""
    return set(re.findall(r'<symbol id="([^"]+)"', SPRITE.read_text()))


def make(folder: Path) -> str:
    """The sprite of the named icons, from a folder with a file each."""
    version = json.loads((folder.parent / "package.json").read_text())["version"]
    symbols = []
    for name in sorted(named()):
        drawing = _DRAWING.search((folder / f"{name}.svg").read_text())
        assert drawing, name
        inner = re.sub(r"\s*\n\s*", "", drawing[1])
        symbols.append(f'<symbol id="{name}" viewBox="0 0 16 16">{inner}</symbol>')
    notice = f"<!-- Bootstrap Icons {version}, copyright The Bootstrap Authors, MIT; made by tests/sprite.py -->"
    return "\n".join(['<svg xmlns="http://www.w3.org/2000/svg">', notice, *symbols, "</svg>", ""])


if __name__ == "__main__":
    SPRITE.write_text(make(Path(sys.argv[1])))
