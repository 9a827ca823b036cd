"""Functional models by hand: layers, who calls whom, and a `.keras` file without arrays."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

Config = dict[str, Any]
Node = list[list[Any]]


def given(shape: list[int | None] | None = None, name: str = "given") -> Config:
    settings = {"batch_input_shape": shape or [None, 784], "name": name}
    return {"class_name": "InputLayer", "name": name, "config": settings, "inbound_nodes": []}


def layer(kind: str, name: str, *nodes: Node, **settings: Any) -> Config:
    return {
        "class_name": kind,
        "name": name,
        "config": {"name": name, **settings},
        "inbound_nodes": list(nodes),
    }


def calls(*names: str, number: int = 0) -> Node:
    """One call with the first answers of these."""
    return [[name, number, 0, {}] for name in names]


def model(layers: list[Config], first: Any = None, last: Any = None, **entry: Any) -> Config:
    settings = {
        "name": "model",
        "layers": layers,
        "input_layers": first or [["given", 0, 0]],
        "output_layers": last or [[layers[-1]["name"], 0, 0]],
    }
    return {"class_name": "Functional", "config": settings, **entry}


def inner_model(layers: list[Config], name: str, *nodes: Node) -> Config:
    made = model(layers)
    made["config"]["name"] = name
    return {**made, "name": name, "inbound_nodes": list(nodes)}


def write_configuration(path: Path, configuration: Config) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("metadata.json", json.dumps({"keras_version": "3.8.0"}))
        archive.writestr("config.json", json.dumps(configuration))
    return path
