"""Where the program's own files are: models, data, icons, desktop files."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource_path(*parts: str) -> Path:
    """Path of a resource, e.g. `resource_path("icons", "pencil.svg")`.

    An installed wheel and the frozen program carry `resources/` inside the package; a source checkout
    has it beside the package. The path is not checked for existence.
    """
    inside = _PACKAGE / "resources"
    root = inside if inside.is_dir() else _PACKAGE.parent / "resources"
    return root.joinpath(*parts)


def licence_texts() -> tuple[str, ...]:
    """The program's licence and the notices of everything in it.

    They stand beside `resources/`, from source as well as in a wheel and in the frozen program.
    """
    folder = resource_path().parent
    return tuple((folder / name).read_text(encoding="utf-8") for name in ("LICENSE", "NOTICE"))
