"""A real browser for the tests of the explorer and for its pictures: headless Chromium through its own driver, no network."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.chrome.webdriver import WebDriver

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
DESK, PHONE = (1280, 800), (390, 844)
SWITCHES = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--force-device-scale-factor=1"),
    *("--disable-background-networking", "--disable-component-update", "--no-first-run", "--lang=zh-CN"),
)
REQUIRED = "GANGMU_REQUIRE_BROWSER"
"""Environment variable: when it is 1, a missing browser is a failure."""


def missing() -> str | None:
    """Why no browser can be started, or None."""
    if not any(shutil.which(name) for name in BROWSERS):
        return "no Chromium on the path (Debian, Ubuntu: apt-get install chromium)"
    if not shutil.which("chromedriver"):
        return "no chromedriver on the path (Debian, Ubuntu: apt-get install chromium-driver)"
    return None


def skip_without_browser() -> None:
    """Skip the test and say why; fail where a browser is required."""
    reason = missing()
    if reason and os.environ.get(REQUIRED) == "1":
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)


@contextmanager
def chromium(downloads: Path) -> Iterator[WebDriver]:
    """A browser that keeps its console log and saves downloads into a folder."""
    options = Options()
    options.binary_location = next(path for name in BROWSERS if (path := shutil.which(name)))
    for switch in SWITCHES:
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(downloads)})
        resize(driver, DESK)
        yield driver
    finally:
        driver.quit()


def resize(driver: WebDriver, size: tuple[int, int]) -> None:
    width, height = size
    mobile = width < 600
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile}
    )


def visit(driver: WebDriver, page: Path, address: str) -> None:
    """Load the page anew at an address (the part after #), so that nothing is left of what was shown before."""
    driver.get("about:blank")
    driver.get(f"{page.resolve().as_uri()}#{address}")


def complaints(driver: WebDriver) -> list[str]:
    """What the browser's console has said since the last call."""
    return [entry["message"] for entry in driver.get_log("browser")]  # type: ignore[no-untyped-call]
