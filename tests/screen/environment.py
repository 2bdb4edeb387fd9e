"""What programs of the desktop are told about where they are."""

import os
from pathlib import Path


def environment(home: Path) -> dict[str, str]:
    """A clean environment: of the caller's own session only the search path is kept."""
    rooms = {
        "HOME": home,
        "XDG_CONFIG_HOME": home / "config",
        "XDG_DATA_HOME": home / "data",
        "XDG_CACHE_HOME": home / "cache",
        "XDG_STATE_HOME": home / "state",
        "XDG_RUNTIME_DIR": home / "run",
        "TMPDIR": home / "tmp",
    }
    for room in (*rooms.values(), home / "log"):
        room.mkdir(mode=0o700, exist_ok=True)
    fonts = home / "config" / "fontconfig" / "fonts.conf"
    fonts.parent.mkdir()
    fonts.write_text(_FONTS)
    return {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "NO_AT_BRIDGE": "1",
        "GSETTINGS_BACKEND": "keyfile",
        **{name: str(room) for name, room in rooms.items()},
    }


def bus_configuration(socket: Path) -> str:
    """A message bus that knows no services, so it starts none."""
    return _BUS.format(socket=socket)


_BUS = """<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""

# Without this the Japanese forms of Hanzi come first.
_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <alias><family>sans-serif</family><prefer>
    <family>DejaVu Sans</family><family>Noto Sans CJK SC</family></prefer></alias>
  <alias><family>monospace</family><prefer>
    <family>DejaVu Sans Mono</family><family>Noto Sans Mono CJK SC</family></prefer></alias>
</fontconfig>
"""
