"""Names that any file system takes, and files that never take the place of another."""

from __future__ import annotations

import os
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from feeds.errors import FileUnwritable
from feeds.saving.files import name_of, write


@given(st.text(max_size=300))
@example("a" * 500)
@example("كلمة " * 100)
@example("aux.md")
@example("..")
def test_any_title_makes_a_name_for_any_file_system(title: str) -> None:
    name = name_of(title, "nashra-1")
    assert name
    assert len(name.encode()) <= 121
    assert name == normalize("NFC", name)
    assert not set(name) & set('<>:"/\\|?*\x00\n\u202e\u200f')
    assert name == name.strip(" .")
    assert not name.startswith(("-", "."))
    assert name.split(".")[0].lower() not in ("con", "aux", "nul", "prn", "com1")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("طريق النخيل: يعود؟", "طريق النخيل يعود؟"),
        ("../../etc/passwd", "etc passwd"),
        ("-rf *", "rf"),
        ("\u202egpj.exe", "gpj.exe"),
        ("می‌شود", "می‌شود"),
        ("CON", "_CON"),
        ("???", "nashra-7"),
        ("نهاية...", "نهاية"),
    ],
)
def test_a_name_is_the_title_without_what_is_unsafe(title: str, name: str) -> None:
    assert name_of(title, "nashra-7") == name


def test_a_long_name_ends_with_a_whole_word_and_no_letter_loses_its_marks() -> None:
    assert name_of("كلمة " * 50, "x").split(" ")[-1] == "كلمة"
    assert name_of("ab" + "مُّ" * 60, "x").endswith("مُّ")


def test_no_file_is_ever_written_over(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    paths = [write(folder, "خبر", "md", text) for text in (b"1", b"2", b"3")]
    assert [path.name for path in paths] == ["خبر.md", "خبر (2).md", "خبر (3).md"]
    assert [path.read_bytes() for path in paths] == [b"1", b"2", b"3"]


def test_a_link_that_leads_nowhere_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to(tmp_path / "elsewhere")
    assert write(tmp_path, "a", "md", b"1").name == "a (2).md"
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_that_can_not_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FileUnwritable) as caught:
        write(tmp_path / "file", "a", "md", b"1")
    assert caught.value.args_["path"].startswith(os.fspath(tmp_path / "file"))


def test_of_a_full_disk_no_half_a_file_is_left() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with pytest.raises(FileUnwritable):
        write(Path("/dev/full"), "a", "md", b"1")
