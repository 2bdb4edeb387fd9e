"""The file in which ibus writes where it listens; fcitx5 writes it where it stands in for ibus."""

from collections.abc import Mapping
from pathlib import Path


def ibus_address(environ: Mapping[str, str], display: str) -> str | None:
    """Where ibus, or fcitx5 in its place, listens for this screen; None if neither has ever run here."""
    if address := environ.get("IBUS_ADDRESS"):
        return address
    file = ibus_file(environ, display)
    lines = file.read_text("utf-8", "replace").splitlines() if file else []
    return next((line.partition("=")[2] for line in lines if line.startswith("IBUS_ADDRESS=")), None)


def ibus_file(environ: Mapping[str, str], display: str) -> Path | None:
    """Where that is written; the newest, if the machine had other names."""
    number = display.rpartition(":")[2].partition(".")[0]
    files = sorted(_folder(environ).glob(f"*-unix-{number}"), key=lambda file: file.stat().st_mtime)
    return files[-1] if files else None


def _folder(environ: Mapping[str, str]) -> Path:
    config = environ.get("XDG_CONFIG_HOME") or Path(environ.get("HOME", "/"), ".config")
    return Path(config, "ibus", "bus")
