from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DRIVER = shutil.which("chromedriver")
PATIENCE = 10.0
"""Seconds that are waited for what a page does by itself after a click."""
ARGUMENTS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-component-update",
    "--disable-background-networking", "--disable-sync", "--disable-dev-shm-usage", "--window-size=1280,800",
)  # fmt: skip


class Browser:
    """A headless Chromium, driven through chromedriver by the W3C WebDriver protocol."""

    def __init__(self, port: int) -> None:
        self.connection = HTTPConnection("127.0.0.1", port)
        options = {"binary": CHROMIUM, "args": ARGUMENTS}
        wanted = {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}
        self.session = ""
        self.session = "/session/" + self.call("POST", "/session", capabilities={"alwaysMatch": wanted})["sessionId"]

    def call(self, method: str, path: str, **body: Any) -> Any:
        text = None if method in ("GET", "DELETE") else json.dumps(body)
        self.connection.request(method, self.session + path, text, {"Content-Type": "application/json"})
        answer = json.loads(self.connection.getresponse().read())["value"]
        if isinstance(answer, dict) and "error" in answer:
            raise AssertionError(answer["message"])
        return answer

    def close(self) -> None:
        self.call("DELETE", "")
        self.connection.close()

    def open(self, page: Path) -> None:
        """Load a page, with nothing left in the logs of what came before."""
        self.call("POST", "/url", url="about:blank")
        self.logged("browser")
        self.logged("performance")
        self.call("POST", "/url", url=page.as_uri())

    def run(self, script: str, *arguments: object) -> Any:
        return self.call("POST", "/execute/sync", script=script, args=arguments)

    def texts(self, selector: str) -> list[str]:
        """Give the text of each element that is found."""
        found = "return [...document.querySelectorAll(arguments[0])].map((element) => element.textContent)"
        texts: list[str] = self.run(found, selector)
        return texts

    def texts_in_time(self, selector: str) -> list[str]:
        """Give the texts as soon as there are any: what a fold holds is made a moment after the click that opens it."""
        end = time.monotonic() + PATIENCE
        while not (texts := self.texts(selector)) and time.monotonic() < end:
            time.sleep(0.02)
        return texts

    def click(self, x: float, y: float) -> None:
        """Click at a point of the window, with a real pointer."""
        move = {"type": "pointerMove", "x": round(x), "y": round(y), "duration": 0}
        steps = [move, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self.call("POST", "/actions", actions=[{"type": "pointer", "id": "mouse", "actions": steps}])

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        moves = [{"type": "pointerMove", "x": round(x), "y": round(y), "duration": 80} for x, y in (start, middle, end)]
        steps = [moves[0], {"type": "pointerDown", "button": 0}, *moves[1:], {"type": "pointerUp", "button": 0}]
        self.call("POST", "/actions", actions=[{"type": "pointer", "id": "mouse", "actions": steps}])

    def click_on(self, selector: str) -> None:
        """Click on an element as a reader does."""
        found = self.call("POST", "/element", using="css selector", value=selector)
        (element,) = found.values()
        self.call("POST", f"/element/{element}/click")

    def type(self, selector: str, text: str) -> None:
        (element,) = self.call("POST", "/element", using="css selector", value=selector).values()
        self.call("POST", f"/element/{element}/value", text=text)

    def resize(self, width: int, height: int) -> None:
        self.call("POST", "/window/rect", width=width, height=height)

    def logged(self, kind: str) -> list[dict[str, Any]]:
        """Give the log of the console (browser) or of the inspector (performance) since it was last asked for."""
        log: list[dict[str, Any]] = self.call("POST", "/se/log", type=kind)
        return log

    def requested(self) -> list[str]:
        """Give the addresses of all that was asked for since the page was opened."""
        events = [json.loads(entry["message"])["message"] for entry in self.logged("performance")]
        sent = [event["params"] for event in events if event["method"] == "Network.requestWillBeSent"]
        return [request["request"]["url"] for request in sent]

    def picture(self) -> bytes:
        """Give what is seen, as PNG."""
        return base64.b64decode(self.call("GET", "/screenshot"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not (CHROMIUM and DRIVER):
        lacking = "needs Chromium and chromedriver (Debian: apt install chromium chromium-driver)"
        if os.environ.get("DISPUTES_NEED_BROWSER"):
            pytest.fail(lacking)
        pytest.skip(lacking)
    process = subprocess.Popen([DRIVER, "--port=0"], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    with process:
        started = next(
            filter(None, (re.search(r"started successfully on port (\d+)", line) for line in process.stdout))
        )
        browser = Browser(int(started[1]))
        yield browser
        browser.close()
        process.terminate()


@pytest.fixture
def browser(chromium: Browser) -> Browser:
    """A browser in a window of 1280 by 800."""
    chromium.resize(1280, 800)
    return chromium
