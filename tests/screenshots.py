"""Pictures of the explorer for the READMEs: `python -m tests.screenshots OUTPUT_DIR docs/screenshots`, from a run of the Fuzhou plan."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image
from selenium.webdriver.chrome.webdriver import WebDriver

from tests.browser import DESK, PHONE, chromium, complaints, resize, visit

FACT = """const base = new Set(BASES.keys()), due = DATA.doc.period ? DATA.doc.period[1] : 0;
const found = STATEMENTS.filter((fact) => base.has(fact.id) && !fact.table && fact.by === due);
return (found[0] || STATEMENTS[0]).id"""
FINDING = """const alike = ({ evidence: [one, two] }) => [...two.quote].filter((letter) => one.quote.includes(letter)).length / Math.max(one.quote.length, two.quote.length);
const worth = (finding) => alike(finding) - SEVERITIES.indexOf(finding.severity);
const pairs = FINDINGS.filter((finding) => finding.evidence.length === 2 && finding.evidence.every((item) => !cellAt(item.start)) && finding.evidence[0].page !== finding.evidence[1].page);
return (pairs.sort((a, b) => worth(b) - worth(a))[0] || FINDINGS[0]).id"""
DISTRICT = """const count = (node) => node.edges.filter((edge) => edge.from.label === "Project").length;
return NODES.filter((node) => node.label === "District").sort((a, b) => count(b) - count(a))[0].id"""
CELL = """const matrix = DATA.coverage[0], [key] = Object.entries(matrix.cells).sort((a, b) => b[1].length - a[1].length)[0];
const [row, column] = key.split(",").map(Number);
return [matrix.id, matrix.rows[row][0], matrix.columns[column][0]].join("/")"""


def shots(driver: WebDriver) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """Name, address and size of each picture; the page must be loaded."""
    fact, finding, district, cell = (driver.execute_script(script) for script in (FACT, FINDING, DISTRICT, CELL))
    name = driver.execute_script("return NODE.get(arguments[0]).name", district)
    yield "document", f"fact={fact}", DESK
    yield "targets", "view=targets", DESK
    yield "findings", f"finding={finding}", DESK
    yield "graph", f"node={district}", DESK
    yield "coverage", f"cell={cell}", DESK
    yield "map", f"view=map&district={name}", DESK
    yield "timeline", "view=timeline&year=2025", DESK
    yield "phone", f"finding={finding}", PHONE


def take(page: Path, folder: Path) -> list[Path]:
    """Photograph every view. Raises RuntimeError when the browser complains."""
    folder.mkdir(parents=True, exist_ok=True)
    taken = []
    with tempfile.TemporaryDirectory() as downloads, chromium(Path(downloads)) as driver:
        visit(driver, page, "view=document")
        for name, address, size in list(shots(driver)):
            resize(driver, size)
            visit(driver, page, address)
            driver.execute_async_script(
                "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100)))"
            )
            taken.append(save(driver.get_screenshot_as_png(), folder / f"{name}.png"))
        if said := complaints(driver):
            raise RuntimeError("\n".join(said))
    return taken


def save(picture: bytes, path: Path) -> Path:
    """With 128 colours, which are enough for a page and take a third of the bytes."""
    Image.open(BytesIO(picture)).convert("RGB").quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)
    return path


if __name__ == "__main__":
    for path in take(Path(sys.argv[1]) / "explorer.html", Path(sys.argv[2])):
        print(path, path.stat().st_size)
