"""A browser for tests: Chromium without a window, over its DevTools protocol, where there is one."""

from __future__ import annotations

import asyncio
import base64
import shutil
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-port=0",
]


def program() -> str:
    """The path of Chromium or Chrome; where there is none, the test is skipped."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    pytest.skip("no Chromium on this machine")


class Tab:
    """One page. ``asked`` are the addresses that it has fetched or tried to."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self.asked: list[str] = []
        self._listening = asyncio.ensure_future(self._listen())

    async def _listen(self) -> None:
        async for message in self._socket:
            told = message.json()
            if told.get("id") in self._answers:
                self._answers.pop(told["id"]).set_result(told)
            elif told.get("method") in ("Network.requestWillBeSent", "Network.webSocketCreated"):
                params = told["params"]
                self.asked.append(params.get("url") or params["request"]["url"])

    async def do(self, method: str, **params: Any) -> dict[str, Any]:
        """What a method of the protocol gives; AssertionError where it fails."""
        number = len(self._answers) + time.monotonic_ns() % 1_000_000_000
        self._answers[number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": number, "method": method, "params": params})
        answer = await asyncio.wait_for(self._answers[number], 20)
        assert "error" not in answer, answer
        result: dict[str, Any] = answer["result"]
        return result

    async def tell(self, script: str) -> Any:
        """The value of a JavaScript expression."""
        result = await self.do("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    async def until(self, script: str, seconds: float = 30) -> None:
        """Wait until an expression is true."""
        end = time.monotonic() + seconds
        while not await self.tell(script):
            assert time.monotonic() < end, f"never true: {script}"
            await asyncio.sleep(0.1)

    async def type(self, keys: str) -> None:
        for key in keys:
            await self.do("Input.dispatchKeyEvent", type="char", text=key)

    async def picture(self) -> bytes:
        """The page as PNG."""
        return base64.b64decode((await self.do("Page.captureScreenshot"))["data"])

    def close(self) -> None:
        self._listening.cancel()


@asynccontextmanager
async def tab(home: Path, url: str, *, width: int = 1200, height: int = 700) -> AsyncIterator[Tab]:
    """Chromium with its profile in ``home`` and one page of so many pixels, at ``url``."""
    child = await asyncio.create_subprocess_exec(
        program(),
        *_FLAGS,
        f"--user-data-dir={home}",
        f"--window-size={width},{height}",
        "about:blank",
        stderr=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.DEVNULL,
    )
    try:
        assert child.stderr is not None
        async for line in child.stderr:
            if b"DevTools listening on " in line:
                break
        port = line.decode().split("127.0.0.1:")[1].split("/")[0]
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{port}/json/list") as answer:
                at = next(one for one in await answer.json() if one["type"] == "page")["webSocketDebuggerUrl"]
            async with session.ws_connect(at, max_msg_size=0) as socket:
                opened = Tab(socket)
                try:
                    await opened.do("Network.enable")
                    await opened.do("Page.enable")
                    await opened.do("Page.navigate", url=url)
                    await opened.until("location.href !== 'about:blank' && document.readyState === 'complete'")
                    yield opened
                finally:
                    opened.close()
    finally:
        child.terminate()
        await child.wait()
