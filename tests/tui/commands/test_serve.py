"""``nashra serve``: a page with the reader, on this machine alone, and what it looks like in a browser."""

from __future__ import annotations

import io
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest
from PIL import Image

from tests.chromium import tab
from tests.tui.conftest import nashra


@pytest.fixture
def page(edition: Path) -> Iterator[str]:
    """The address of a page with the reader on the sample edition, in Arabic."""
    words = ("--lang", "ar", "--library", str(edition), "serve", "--port", "0")
    server = subprocess.Popen([sys.executable, "-m", "tui", *words], stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    server.stdout.readline()
    yield server.stdout.readline().strip()
    server.send_signal(signal.SIGINT)
    assert server.wait(20) == 130
    server.stdout.close()


def readers(library: Path) -> list[str]:
    """The processes that have the reader open on ``library`` for a page."""
    found = []
    for command in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = command.read_bytes().split(b"\0")
        except OSError:
            continue
        if str(library).encode() in words and b"--terminal" in words:
            found.append(command.parent.name)
    return found


async def first_screen(session: aiohttp.ClientSession, address: str) -> str:
    """What a page is sent until the first rows are there."""
    drawn = ""
    async with session.ws_connect(f"{address}ws?width=100&height=30") as socket:
        while "ﻡﺎﺴﻗﻷﺍ" not in drawn:
            drawn += (await socket.receive_bytes(timeout=20)).decode()
    return drawn


async def test_each_tab_has_a_reader_of_its_own_that_ends_with_it(page: str, edition: Path) -> None:
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(f"{page}ws") as one, session.ws_connect(f"{page}ws") as other:
            await one.receive_bytes(timeout=20)
            await other.receive_bytes(timeout=20)
            assert len(readers(edition)) == 2
        end = time.monotonic() + 20
        while readers(edition):
            assert time.monotonic() < end


async def test_cells_are_sent_joined_and_in_the_order_in_which_they_stand(page: str) -> None:
    async with aiohttp.ClientSession() as session:
        assert "ﻡﺎﺴﻗﻷﺍ" in await first_screen(session, page)


async def test_only_who_knows_the_address_is_let_in_and_no_other_site(page: str) -> None:
    root = re.sub(r"[^/]+/$", "", page)
    async with aiohttp.ClientSession() as session:
        for address in (root, f"{root}ws", f"{root}x/ws"):
            async with session.get(address) as answer:
                assert answer.status == 404
        with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
            await session.ws_connect(f"{page}ws", headers={"Origin": "https://evil.example"})
        async with session.get(page) as answer:
            assert 'dir="rtl"' in await answer.text()
            assert answer.headers["Content-Security-Policy"].startswith("default-src 'self';")


async def test_in_a_browser_letters_touch_in_their_order_and_no_other_host_is_asked(page: str, tmp_path: Path) -> None:
    async with tab(tmp_path / "profile", page) as browser:
        await browser.until("document.body.classList.contains('-first-byte')")
        heading: list[int] = []
        end = time.monotonic() + 20
        while len(heading) != 4:
            assert time.monotonic() < end, heading
            heading = ink(await browser.picture())
        assert all(one.partition("//")[2].startswith(page.partition("//")[2]) for one in browser.asked), browser.asked
        assert any("woff2" in one for one in browser.asked)
    # The heading of the sections, «الأقسام», from the left: م, the joined قسا, the ligature لأ, and the bare alef.
    assert heading[1] > 2 * max(heading[0], heading[2])
    assert heading[3] < 5


def ink(picture: bytes) -> list[int]:
    """The widths, in pixels, of what is drawn without a gap in the right end of the first row of a page."""
    image = Image.open(io.BytesIO(picture)).convert("L")
    row = image.crop((image.width - 100, 0, image.width - 4, 16))
    ground = row.getpixel((0, 0))
    columns = [row.crop((x, 0, x + 1, row.height)).getextrema() for x in range(row.width)]
    drawn = "".join("x" if max(high - ground, ground - low) > 15 else " " for low, high in columns)  # type: ignore[operator]
    return [len(part) for part in drawn.split()]


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "nowhere.example"])
def test_other_machines_are_let_in_only_by_a_flag_that_says_what_it_means(host: str) -> None:
    refused = nashra("--lang", "en", "serve", "--host", host)
    assert refused.returncode == 2
    assert "reads and changes your library" in refused.stderr
    assert "--expose" in refused.stderr


def test_an_address_that_cant_be_had_is_told_with_the_reason() -> None:
    refused = nashra("--lang", "en", "serve", "--host", "192.0.2.1", "--expose", "--port", "0")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == "192.0.2.1:0 can't be listened on: Cannot assign requested address\n"
