"""Fixtures of the browser's walk: a real server with the sample province, and people at Chromium.

`server`  `pcmt serve` in a data folder of its own, on SQLite, its calendar at 21/11/2026, with a copy of the sample:
          of the folder that PCMT_BROWSER_SAMPLE names, else of the one built once for the run (`tests.sample_once`).
`sit`     sit("thuongtruc"): that person at a browser of their own, signed in, at 1366×768
Whatever a browser complains of on any page (console, content security policy, a failed answer) fails the test.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.person import Person
from tests.sample_once import ROOT, environment

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START = 240.0  # seconds: static files are laid out first, on a machine that may be busy


@dataclass(frozen=True)
class Server:
    """Where the server answers, the folder of sample documents for trying, and a way to end it and start it anew."""

    address: str
    papers: Path
    stop: Callable[[], None]
    start: Callable[[], None]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("browser")
    data = folder / "data"
    shutil.copytree(os.environ.get("PCMT_BROWSER_SAMPLE") or request.getfixturevalue("built_sample"), data)
    port, began = free_port(), str(time.time())
    served = environment(data, PCMT_STATIC=str(folder / "static"), BROWSER_TEST_BEGAN=began)
    command = [sys.executable, "-m", "pcmt", "serve", "--port", str(port)]
    running: list[subprocess.Popen[bytes]] = []

    def start() -> None:
        with (folder / "server.log").open("ab") as log:
            running.append(subprocess.Popen(command, cwd=ROOT, env=served, stdout=log, stderr=log))
        wait_for(port, running[-1], folder / "server.log")

    def stop() -> None:
        running[-1].terminate()
        running.pop().wait(timeout=30)

    start()
    try:
        yield Server(f"http://127.0.0.1:{port}", data / "sample", stop, start)
    finally:
        if running:
            stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + START
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    pytest.fail(f"the server did not start:\n{log.read_text()}")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One Chromium for a file of tests; ended with it, since its loop must not run beside tests of the database."""
    if not CHROMIUM.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{CHROMIUM} is missing, and continuous integration must not skip the browser")
        pytest.skip(f"{CHROMIUM} is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def sit(server: Server, chromium: Browser) -> Iterator[Callable[[str], Person]]:
    people: dict[str, Person] = {}
    complaints: list[str] = []

    def sit_down(username: str) -> Person:
        if username not in people:
            context = chromium.new_context(
                base_url=server.address,
                viewport={"width": 1366, "height": 768},
                locale="vi-VN",
                color_scheme="light",
                reduced_motion="reduce",
            )
            context.set_default_timeout(20_000)
            people[username] = Person(context.new_page(), complaints)
            people[username].signs_in(username)
        return people[username]

    yield sit_down
    for person in people.values():
        person.page.context.close()
    assert not complaints
