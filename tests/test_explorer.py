"""The explorer in a real browser: everything that a reader does, on a small plan that means harm, and a first look at the whole Fuzhou plan."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select, WebDriverWait

from pipeline.facts import Target
from pipeline.judgements import apply, load
from pipeline.report.explorer import write_explorer
from pipeline.report.material import Material
from pipeline.run import Result
from tests.browser import DESK, PHONE, chromium, complaints, resize, skip_without_browser, visit
from tests.report_sample import FORMULA, HOSTILE, LONG, material

VIEWS = ("document", "targets", "findings", "graph", "coverage", "map", "timeline")


@pytest.fixture(scope="module")
def sample() -> Material:
    return material()


@pytest.fixture(scope="module")
def page(sample: Material, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("explorer") / "explorer.html"
    write_explorer(sample, path)
    return path


@pytest.fixture(scope="module")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="module")
def started(downloads: Path) -> Iterator[WebDriver]:
    skip_without_browser()
    with chromium(downloads) as driver:
        yield driver


@pytest.fixture
def browser(started: WebDriver) -> Iterator[WebDriver]:
    """The browser at desk width; after the test nothing is stored, the console has said nothing and no script of the plan has run."""
    resize(started, DESK)
    complaints(started)
    yield started
    assert complaints(started) == []
    assert started.execute_script("return window.harmed") is None
    started.execute_script("localStorage.clear()")


def one(browser: WebDriver, selector: str) -> WebElement:
    return WebDriverWait(browser, 5).until(lambda driver: driver.find_element(By.CSS_SELECTOR, selector))


def many(browser: WebDriver, selector: str) -> list[WebElement]:
    return browser.find_elements(By.CSS_SELECTOR, selector)


def wait_for(browser: WebDriver, condition: Any) -> None:
    WebDriverWait(browser, 5).until(lambda driver: condition())


def target(sample: Material, words: str) -> str:
    return next(fact.id for fact in sample.facts.of(Target) if words in sample.doc.quote(fact.anchor))


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens_and_fits(browser: WebDriver, page: Path, view: str, size: tuple[int, int]) -> None:
    resize(browser, size)
    visit(browser, page, f"view={view}")
    assert one(browser, "#tabs [aria-current]").get_attribute("data-view") == view
    assert one(browser, "#view").text.strip()
    assert browser.execute_script("return document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"
    nameless = browser.execute_script(
        "return [...document.querySelectorAll('button, a[href], select, input, [role=button]')].filter(e => !(e.textContent.trim() || e.getAttribute('aria-label') || e.closest('label'))).map(e => e.outerHTML)"
    )
    assert nameless == []


def test_words_of_the_plan_stay_words(browser: WebDriver, page: Path) -> None:
    visit(browser, page, "view=document")
    text = one(browser, ".text").text
    assert HOSTILE.strip("\u2028") in text.replace("\u2028", "") and FORMULA in text and LONG in text.replace("\n", "")
    assert many(browser, ".text img, .text script") == []
    visit(browser, page, "view=findings")
    assert FORMULA in one(browser, ".finding.warning .message").text
    assert many(browser, ".finding img, .finding script") == []


def test_search_the_text_and_jump(browser: WebDriver, page: Path) -> None:
    visit(browser, page, "view=targets")
    one(browser, "body").send_keys("/")
    assert browser.switch_to.active_element.get_attribute("type") == "search"
    box = one(browser, "#tools .search")
    box.send_keys("滨海植物园")
    one(browser, ".hits a").click()
    wait_for(browser, lambda: one(browser, ".text .now").text == "滨海植物园")
    assert "at=" in browser.current_url


def test_open_a_fact_by_its_address_and_by_click(browser: WebDriver, page: Path, sample: Material) -> None:
    visit(browser, page, f"fact={target(sample, '58.5%以上')}")
    card = one(browser, ".card.fact")
    assert "≥ 58.5 %" in card.text and "2025" in card.text and "约束性" in card.text and "sample" in card.text
    assert "58.36" in card.text, "the link to the baseline"
    assert many(browser, ".sheet .hit"), "the box on the page"
    next(piece for piece in many(browser, ".text .f") if "58.36" in piece.text).click()
    wait_for(browser, lambda: "58.36 %" in one(browser, ".card.fact .big").text)
    link = next(link for link in many(browser, ".card.fact .link a") if "58.5" in link.text)
    link.click()
    wait_for(browser, lambda: "58.5 %" in one(browser, ".card.fact .big").text)
    browser.execute_script("document.activeElement.blur()")
    one(browser, "body").send_keys("j")
    wait_for(browser, lambda: target(sample, "58.5%以上") not in browser.current_url)
    one(browser, "body").send_keys(Keys.ESCAPE)
    wait_for(browser, lambda: not many(browser, ".text .now"))


def test_kinds_and_unexplained_numbers_are_switched(browser: WebDriver, page: Path) -> None:
    visit(browser, page, "view=document")
    assert not many(browser, ".text .k-unexplained") and many(browser, ".text .k-quantity")
    one(browser, ".toggle.k-quantity input").click()
    assert not many(browser, ".text .k-quantity")
    many(browser, ".outline a")[-1].click()
    one(browser, ".toggle.k-unexplained input").click()
    assert [piece.text for piece in many(browser, ".text .k-unexplained")] == ["7777"]


def test_targets_are_searched_filtered_sorted_and_copied(browser: WebDriver, page: Path) -> None:
    visit(browser, page, "view=targets")
    assert len(many(browser, ".targets tbody tr")) == 2
    Select(one(browser, "select[aria-label='性质']")).select_by_visible_text("全部")
    assert len(many(browser, ".targets tbody tr")) == 3
    Select(one(browser, "select[aria-label='属性']")).select_by_visible_text("约束性")
    assert [cell.text for cell in many(browser, ".targets .value")] == ["≥ 58.5 %"]
    assert many(browser, ".targets .way .tick"), "the way from the baseline"
    Select(one(browser, "select[aria-label='属性']")).select_by_visible_text("全部")
    one(browser, ".sheetview .search").send_keys("保持在")
    wait_for(browser, lambda: [cell.text for cell in many(browser, ".targets .value")] == ["≈ 57 %"])
    browser.execute_script(
        "window.copied = null; document.execCommand = () => { window.copied = document.querySelector('textarea.away').value; return true; }; Object.defineProperty(window, 'isSecureContext', { value: false })"
    )
    next(button for button in many(browser, ".filters button") if "CSV" in button.text).click()
    rows = list(csv.DictReader(io.StringIO(browser.execute_script("return window.copied"))))
    assert [(row["indicator"], row["value"], row["by"]) for row in rows] == [("森林覆盖率", "57", "2025")]


def test_copied_tables_hold_no_formulas(browser: WebDriver, page: Path) -> None:
    visit(browser, page, "view=targets")
    script = "targetsView.shown = [{ indicator: arguments[0], value: -1.5, start: 0, end: 1, id: '@x' }]; return targetsView.csv()"
    head, row = list(csv.reader(io.StringIO(browser.execute_script(script, FORMULA))))
    told = dict(zip(head, row, strict=True))
    assert told["indicator"] == "'" + FORMULA and told["value"] == "-1.5" and told["id"] == "'@x"


def test_findings_show_both_quotes_and_the_difference(browser: WebDriver, page: Path) -> None:
    visit(browser, page, "view=findings")
    card = one(browser, ".finding.error")
    quotes = card.find_elements(By.CSS_SELECTOR, "blockquote")
    assert len(quotes) == 2 and quotes[0].location["y"] == quotes[1].location["y"], "side by side"
    assert [mark.text for mark in card.find_elements(By.CSS_SELECTOR, "mark")][:1] != []
    assert "应为 ≥58.5% 所列 57%左右" in " ".join(card.find_element(By.CSS_SELECTOR, ".sums").text.split())


def test_a_decision_is_kept_exported_and_replayed(browser: WebDriver, page: Path, sample: Material, downloads: Path) -> None:
    finding = sample.findings[0]
    visit(browser, page, f"finding={finding.id}")
    one(browser, ".who").send_keys("王")
    card = one(browser, ".finding.now")
    card.find_element(By.CSS_SELECTOR, ".reason").send_keys("两处口径不同")
    card.find_element(By.CSS_SELECTOR, ".dismiss").click()
    wait_for(browser, lambda: "驳回" in one(browser, ".finding.dismissed .verdict").text)
    visit(browser, page, "view=findings")
    assert "两处口径不同" in one(browser, ".finding.dismissed footer").text, "kept in the browser"
    next(button for button in many(browser, ".filters button") if "judgements" in button.text).click()
    path = downloads / "judgements.jsonl"
    wait_for(browser, path.exists)
    judgements = load(path)
    assert [(item.id, item.status, item.who, item.why) for item in judgements] == [(finding.id, "dismissed", "王", "两处口径不同")]
    assert [item.status for item in apply(sample.findings, judgements)] == ["dismissed", "open", "open"]


def test_the_graph_grows_from_one_node(browser: WebDriver, page: Path) -> None:
    visit(browser, page, "view=graph")
    assert not many(browser, ".net"), "never the hairball first"
    one(browser, ".welcome .search").send_keys("生态文明")
    one(browser, ".suggest button").click()
    before = len(many(browser, ".node"))
    assert before > 1 and many(browser, ".edge.structural")
    next(node for node in many(browser, ".node") if "城乡绿化工程" in (node.get_attribute("aria-label") or "")).click()
    wait_for(browser, lambda: len(many(browser, ".node")) >= before and "城乡绿化工程" in one(browser, ".side h2").text)
    assert many(browser, ".edge.stated"), "the project stands in its district"
    dashes = {
        name: browser.execute_script(f"return getComputedStyle(document.querySelector('.link.{name} .line')).borderTopStyle")
        for name in ("stated", "inferred")
    }
    assert dashes == {"stated": "solid", "inferred": "dashed"}


def test_a_coverage_cell_opens_its_evidence(browser: WebDriver, page: Path) -> None:
    visit(browser, page, "view=coverage")
    cell = one(browser, ".heat button")
    count = int(cell.text)
    cell.click()
    wait_for(browser, lambda: len(many(browser, ".side .entry")) == count)
    visit(browser, page, browser.current_url.partition("#")[2])
    wait_for(browser, lambda: len(many(browser, ".side .entry")) == count)


def test_map_and_timeline_open_their_evidence(browser: WebDriver, page: Path) -> None:
    visit(browser, page, "view=map")
    one(browser, ".tile[data-district='闽侯县']").click()
    wait_for(browser, lambda: "城乡绿化工程" in one(browser, ".side").text)
    visit(browser, page, "view=timeline")
    one(browser, ".yearcolumn[data-year='2025']").click()
    wait_for(browser, lambda: len(many(browser, ".side .entry")) == 3)


def test_language_is_switched_and_remembered(browser: WebDriver, page: Path) -> None:
    visit(browser, page, "view=findings")
    one(browser, "#language").click()
    wait_for(browser, lambda: "Findings" in one(browser, "#tabs").text)
    visit(browser, page, "view=targets")
    assert "Targets" in one(browser, "#tabs").text and one(browser, "html").get_attribute("lang") == "en"
    assert "森林覆盖率" in one(browser, ".targets").text, "the plan itself is never translated"


def test_a_fact_on_the_phone(browser: WebDriver, page: Path, sample: Material) -> None:
    resize(browser, PHONE)
    visit(browser, page, f"fact={target(sample, '58.5%以上')}")
    sheet = one(browser, ".side.open")
    assert "58.5 %" in sheet.text and sheet.rect["y"] + sheet.rect["height"] <= PHONE[1] + 1
    one(browser, ".side .closer").click()
    wait_for(browser, lambda: not one(browser, ".side").is_displayed())


def test_the_whole_plan_is_one_light_file(browser: WebDriver, fuzhou: Result) -> None:
    path = fuzhou.folder / "explorer.html"
    assert path.stat().st_size < 12_000_000
    visit(browser, path, "view=document")
    paint = "return performance.getEntriesByType('paint').map(entry => entry.startTime)"
    wait_for(browser, lambda: browser.execute_script(paint))
    assert min(browser.execute_script(paint)) < 1000
    for view in VIEWS:
        started = time.monotonic()
        browser.execute_script("location.hash = 'view=' + arguments[0]", view)
        wait_for(browser, lambda: one(browser, "#tabs [aria-current]").get_attribute("data-view") == view)  # noqa: B023
        assert time.monotonic() - started < 3, view
