"""Parts of the main job on the Fuzhou plan, in one process: `make bench` runs this with pytest-benchmark.

Each extractor is given what those before it found, as in the main job; lexicons are warm.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from extractors import NAMES
from pipeline.checks import check
from pipeline.document import Document
from pipeline.extract import extract
from pipeline.facts import Facts
from pipeline.graph import build
from pipeline.graph.export import export
from pipeline.read import read
from pipeline.resolve import resolve
from tests.conftest import PLAN


@pytest.fixture(scope="module")
def doc() -> Document:
    return read(PLAN)


@pytest.fixture(scope="module")
def facts(doc: Document) -> Facts:
    return resolve(doc, extract(doc))


def test_read(benchmark: BenchmarkFixture) -> None:
    assert benchmark(read, PLAN).pages


@pytest.mark.parametrize("name", NAMES)
def test_extractor(benchmark: BenchmarkFixture, doc: Document, name: str) -> None:
    before = Facts(doc.sha256)
    for earlier in NAMES[: NAMES.index(name)]:
        for fact in list(import_module(f"extractors.{earlier}").extract(doc, before)):
            before.add(fact)
    rules = import_module(f"extractors.{name}").extract
    assert benchmark(lambda: list(rules(doc, before))) is not None


def test_resolve(benchmark: BenchmarkFixture, doc: Document) -> None:
    found = extract(doc)
    assert len(benchmark(resolve, doc, found)) == len(found)


def test_graph(benchmark: BenchmarkFixture, doc: Document, facts: Facts) -> None:
    assert benchmark(build, doc, facts).number_of_edges()


def test_export(benchmark: BenchmarkFixture, doc: Document, facts: Facts, tmp_path: Path) -> None:
    graph = build(doc, facts)
    benchmark(export, graph, tmp_path)
    assert (tmp_path / "graph.graphml").exists()


def test_check(benchmark: BenchmarkFixture, doc: Document, facts: Facts) -> None:
    assert benchmark(check, doc, facts)
