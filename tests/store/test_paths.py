import os
import socket
import stat
from pathlib import Path

import pytest

from quickreply.core.words import Refusal
from quickreply.store.paths import places, private_folder, resource, write_private, write_whole


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_home_holds_everything(tmp_path: Path):
    where = places({"QUICKREPLY_HOME": str(tmp_path / "home")})

    everything = (where.database, where.settings, where.backups, where.log, Path(where.socket))
    assert {path.parent for path in everything} == {tmp_path / "home"}


def test_to_ask_for_places_creates_nothing(tmp_path: Path):
    places({"QUICKREPLY_HOME": str(tmp_path / "home")})

    assert not (tmp_path / "home").exists()


def test_a_home_may_be_relative_or_begin_with_a_tilde(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "me"))

    assert places({"QUICKREPLY_HOME": "here"}).database == tmp_path / "here" / "quickreply.db"
    assert places({"QUICKREPLY_HOME": "~/there"}).database == tmp_path / "me" / "there" / "quickreply.db"


def test_without_a_home_each_system_has_its_own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))

    where = places({"QUICKREPLY_HOME": ""})

    assert where.database == tmp_path / "data" / "quickreply" / "quickreply.db"
    assert where.backups == tmp_path / "data" / "quickreply" / "backups"
    assert where.settings == tmp_path / "config" / "quickreply" / "settings.toml"


def test_the_socket_is_where_the_system_has_sockets(tmp_path: Path):
    where = places({"XDG_RUNTIME_DIR": str(tmp_path)})

    assert where.socket == str(tmp_path / "quickreply" / "quickreply.sock")


def test_a_long_home_has_a_short_socket_that_can_be_bound(tmp_path: Path):
    first, second = (places({"QUICKREPLY_HOME": str(tmp_path / ("x" * 120) / name)}) for name in "ab")

    assert first.socket != second.socket
    path = Path(first.socket)
    assert len(os.fsencode(path)) <= 100
    private_folder(path.parent)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(first.socket)
    path.unlink()


def test_where_there_are_no_such_sockets_a_pipe_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delattr(socket, "AF_UNIX")

    first, second = (places({"QUICKREPLY_HOME": str(tmp_path / name)}).socket for name in "ab")

    assert first.startswith("\\\\.\\pipe\\quickreply-")
    assert first != second


def test_folders_are_for_the_user_alone(tmp_path: Path):
    folder = private_folder(tmp_path / "a" / "b")

    assert mode(folder) == 0o700
    assert mode(folder.parent) == 0o700


def test_a_file_where_a_folder_should_be_is_told(tmp_path: Path):
    (tmp_path / "a").write_text("in the way")

    with pytest.raises(Refusal, match="cannot be written"):
        private_folder(tmp_path / "a" / "b")


@pytest.mark.parametrize("made", ["open to all", "a link"])
def test_in_a_public_place_somebody_elses_folder_is_not_taken(tmp_path: Path, made: str):
    public = tmp_path / "public"
    public.mkdir()
    public.chmod(0o1777)
    ours = public / "quickreply-0"
    if made == "a link":
        (tmp_path / "elsewhere").mkdir(mode=0o700)
        ours.symlink_to(tmp_path / "elsewhere")
    else:
        ours.mkdir()
        ours.chmod(0o777)

    with pytest.raises(Refusal, match="belongs to somebody else"):
        private_folder(ours)


def test_our_own_folder_in_a_public_place_is_fine(tmp_path: Path):
    tmp_path.chmod(0o1777)

    assert private_folder(tmp_path / "quickreply-0") == private_folder(tmp_path / "quickreply-0")


def test_a_written_file_is_for_the_user_alone_and_replaces_the_old_one(tmp_path: Path):
    path = tmp_path / "new" / "settings.toml"

    write_private(path, "old")
    write_private(path, "好\r\n")

    assert path.read_bytes() == "好\r\n".encode()
    assert mode(path) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_a_link_to_a_file_elsewhere_stays_one(tmp_path: Path):
    (tmp_path / "dotfiles").write_text("old")
    link = tmp_path / "settings.toml"
    link.symlink_to(tmp_path / "dotfiles")

    write_private(link, "new")

    assert link.is_symlink()
    assert (tmp_path / "dotfiles").read_text() == "new"


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path):
    path = tmp_path / "settings.toml"
    path.mkdir()

    with pytest.raises(Refusal, match="cannot be written"):
        write_whole(path, "text")

    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["phrases/ecommerce-zh.yaml", "assets/apps.toml"])
def test_what_comes_with_the_program_is_found(name: str):
    assert resource(name).is_file()
