"""Pictures: which are made, that they are the same bytes every time, that words of a plan are only words, that Chinese letters are drawn."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.errors import UserError
from pipeline.facts import Facts
from pipeline.report import style as looks
from pipeline.report.material import Material
from pipeline.report.plots import changes, figures, write_plots
from tests.report_sample import material

NAMES = ("targets", "coverage", "commitments", "projects")


@pytest.fixture(scope="module")
def sample() -> Material:
    return material()


def test_every_picture_twice_and_always_the_same(sample: Material, tmp_path: Path) -> None:
    first, second = (write_plots(sample, tmp_path / name) for name in ("a", "b"))
    assert [path.name for path in first] == [f"{name}.{suffix}" for name in NAMES for suffix in ("svg", "png")]
    for one, other in zip(first, second, strict=True):
        assert one.read_bytes() == other.read_bytes(), one.name
    assert b"<dc:date>" not in (tmp_path / "a" / "targets.svg").read_bytes()


def test_chinese_is_drawn_and_not_left_as_boxes(sample: Material, recwarn: pytest.WarningsRecorder, tmp_path: Path) -> None:
    write_plots(sample, tmp_path)
    assert [str(warning.message) for warning in recwarn if "Glyph" in str(warning.message)] == []


def test_targets_stand_beside_their_baseline(sample: Material) -> None:
    growth, points = changes(sample)
    assert growth == []
    found = {said: (name, round(change, 2), attribute) for name, change, said, attribute in points}
    assert found == {
        "2020 58.36% → 2025 58.5%": ("森林覆盖率", 0.14, "约束性"),
        "2020 58.36% → 2025 57%": ("森林覆盖率", -1.36, ""),  # the second target finds the baseline that the plan states elsewhere
    }


def test_words_of_a_plan_are_no_formulas(sample: Material) -> None:
    titled = replace(sample, doc=replace(sample.doc, title="$\\frac{某市}$规划"))
    with looks.style():
        drawn = [figure.get_suptitle() for _, figure in figures(titled)]
        for _, figure in figures(titled):
            figure.canvas.draw()
    assert set(drawn) == {"$\\frac{某市}$规划"}


def test_no_chinese_font_is_one_clear_line(monkeypatch: pytest.MonkeyPatch, sample: Material, tmp_path: Path) -> None:
    monkeypatch.setattr(looks, "installed", lambda: {"DejaVu Sans"})
    with pytest.raises(UserError, match=r"no Chinese font found.*fonts-noto-cjk"):
        write_plots(sample, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_new_fonts_are_found_although_the_list_is_old(monkeypatch: pytest.MonkeyPatch) -> None:
    from matplotlib import font_manager

    manager = SimpleNamespace(ttflist=[])
    manager.addfont = lambda path: manager.ttflist.append(SimpleNamespace(name=Path(path).stem, fname=path))
    monkeypatch.setattr(font_manager, "fontManager", manager)
    monkeypatch.setattr(font_manager, "findSystemFonts", lambda: ["/fonts/SimHei.ttf"])
    assert looks.chinese_font() == "SimHei"


def test_nothing_to_draw_is_said(sample: Material, tmp_path: Path) -> None:
    from pipeline.graph import build

    empty = Facts(sample.doc.sha256)
    with pytest.raises(UserError, match="nothing to draw"):
        write_plots(Material(sample.doc, empty, build(sample.doc, empty), [], []), tmp_path / "plots")
    assert not (tmp_path / "plots").exists()
