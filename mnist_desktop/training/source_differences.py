"""What differs between what two trainings got beside their plans."""

from __future__ import annotations

from collections.abc import Sequence

from mnist_desktop.training.differences import DATA, Difference
from mnist_desktop.training.sources import Source, Sources


def source_differences(sources_a: Sources, sources_b: Sources) -> tuple[Difference, ...]:
    """All that differs, the sets first, then in the order of the fields of `Sources`.

    Sets and files are told apart by their content; of sets the names are given.
    """
    found = []
    if sources_a.data.identifier != sources_b.data.identifier:
        found.append(Difference(DATA, sources_a.data.name, sources_b.data.name))
    if _contents(sources_a.ink) != _contents(sources_b.ink):
        found.append(Difference("ink", sources_a.ink, sources_b.ink))
    if set(sources_a.held_out) != set(sources_b.held_out):
        found.append(Difference("held_out", sources_a.held_out, sources_b.held_out))
    if _contents(_one(sources_a.start)) != _contents(_one(sources_b.start)):
        found.append(Difference("start", sources_a.start, sources_b.start))
    if sources_a.deterministic != sources_b.deterministic:
        found.append(Difference("deterministic", sources_a.deterministic, sources_b.deterministic))
    return tuple(found)


def _one(source: Source | None) -> tuple[Source, ...]:
    return () if source is None else (source,)


def _contents(files: Sequence[Source]) -> list[str]:
    return [file.sha256 for file in files]
