"""The built app: complete without a network, and nothing in it that the browser's policy would refuse."""

import re
from pathlib import Path

import pytest

from script.tooling.app import build_app
from script.tooling.paths import BUILT_APP

FOREIGN = re.compile(r"""(?:src|href)\s*=\s*["'](?:https?:)?//""")


@pytest.fixture(scope="module")
def built() -> Path:
    """The app as it is served; built first where it is not up to date."""
    build_app()
    return BUILT_APP


def test_the_page_has_no_inline_script_or_style(built: Path) -> None:
    """The Content-Security-Policy allows neither."""
    page = (built / "index.html").read_text()

    assert [] == re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", page)
    assert [] == re.findall(r"<style|\sstyle=|\son\w+=", page)


def test_the_page_asks_no_other_server_for_anything(built: Path) -> None:
    """No third-party origin at all."""
    assert [] == FOREIGN.findall((built / "index.html").read_text())


def test_the_service_worker_keeps_every_file_that_the_page_may_ask_for(built: Path) -> None:
    """The app starts, and every screen of it opens, with no network."""
    worker = (built / "service_worker.js").read_text()
    asked = [
        str(path.relative_to(built))
        for path in sorted(built.rglob("*"))
        if path.is_file() and path.name != "service_worker.js" and ".vite" not in path.parts
    ]

    assert "index.html" in asked
    assert [] == [name for name in asked if f'"url":"{name}"' not in worker]
    assert "__WB_MANIFEST" not in worker


def test_the_build_is_named_in_the_app(built: Path) -> None:
    """Every change says by which build it was made."""
    texts = "".join(path.read_text() for path in built.rglob("*.js"))

    assert re.search(r"\d+\.\d+\.\d+\+[0-9a-f]{8}", texts)


def test_only_the_vaults_files_may_compile_web_assembly(built: Path) -> None:
    """Outside `vault/` nothing needs more than the page's own policy."""
    users = {
        path.relative_to(built).parts[0] for path in built.rglob("*.js") if "WebAssembly" in path.read_text()
    }

    assert users <= {"vault"}


def test_what_a_first_record_needs_is_compiled_whole_while_it_is_loaded(built: Path) -> None:
    """V8 reads this hint on the first line of a file alone, and Vite puts a line of its own first."""
    needed = [
        path
        for name in ("index", "svelte", "shown", "RecordPage")
        for path in built.glob(f"assets/{name}-????????.js")
    ]

    assert len(needed) == 4
    assert {path.read_text().partition("\n")[0] for path in needed} == {"//# allFunctionsCalledOnLoad"}
