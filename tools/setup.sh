#!/bin/sh
# Makes this folder ready. `make` calls it; a second run has nothing to do and takes no time.
#
#   setup.sh packages run|demo|test    the system packages for that target
#   setup.sh python                    .venv with the program and its tools
#
# Packages are installed where that needs no password; else the command to do it is printed.
set -eu
cd "$(dirname "$0")/.."

# What the wheels of PySide6 load from the system, and a compiler for evdev, which comes as source only.
run='
    libdbus-1-3 libegl1 libfontconfig1 libgl1 libglib2.0-0 libgssapi-krb5-2 libx11-xcb1
    libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0
    libxcb-render0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-util1 libxcb-xfixes0 libxcb-xkb1
    libxkbcommon-x11-0
    gcc libc6-dev linux-libc-dev python3-dev python3-venv
    fonts-noto-cjk fonts-noto-color-emoji xclip'

# A screen without a screen, and an editor on it.
demo="$run
    dbus-daemon fonts-dejavu-core imagemagick libglib2.0-bin mousepad openbox tint2 xdotool xvfb"

# The windows the tests type into, what tells where their caret is, Chinese input methods for them (Wubi comes with
# fcitx5-table), and the clipboard histories they run beside. Some of these start with the next session of a desktop:
# a machine somebody works at may want them out of its autostart.
test="$demo
    at-spi2-core chromium i3lock metacity pidgin prosody twm x11-xkb-utils x11-xserver-utils xfwm4 xserver-xephyr xterm
    fcitx5 fcitx5-frontend-gtk3 fcitx5-pinyin fcitx5-rime fcitx5-table ibus ibus-gtk3 ibus-libpinyin
    rime-data-luna-pinyin
    copyq diodon parcellite xfce4-clipman xfconf"

say() { printf "%s\n" "$@"; }
fail() {
    say "$@" >&2
    exit 1
}

# One name a line, also what a package stands in for: libglib2.0-0t64 provides libglib2.0-0.
installed() {
    dpkg-query -W -f '${db:Status-Status}, ${Package}, ${Provides}\n' |
        sed -n 's/^installed, //p' | tr ',' '\n' | sed 's/^ *//; s/ .*//'
}

missing() {
    present=$(installed)
    for package in $1; do
        say "$present" | grep -qxF "$package" || printf '%s ' "$package"
    done
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

apt() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -q -y "$@"
}

# Debian starts a server when it is installed. Ours is started by the tests alone, on a port of its own.
install() {
    apt update
    apt install --no-install-recommends "$@"
    case " $* " in *' prosody '*)
        [ ! -d /run/systemd/system ] || as_root systemctl disable --now prosody
        ;;
    esac
}

packages() {
    if ! command -v dpkg-query >/dev/null; then
        say "This is no Debian. What is needed, by Debian's names:" "$1"
        return
    fi
    lacking=$(missing "$1")
    [ -n "$lacking" ] || return 0
    as_root true 2>/dev/null || fail "Packages are missing. Install them, then start again:" \
        "    sudo apt-get install --no-install-recommends ${lacking% }"
    # shellcheck disable=SC2086 # one word a package
    install $lacking
}

python() {
    python=${PYTHON:-python3}
    command -v "$python" >/dev/null || fail "Python 3.11 or newer is needed; there is no $python."
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        fail "Python 3.11 or newer is needed; $python is $("$python" -V). Another one: make PYTHON=/path/to/python3"
    .venv/bin/python -c '' 2>/dev/null || "$python" -m venv --clear .venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
}

case "${1-} ${2-}" in
'packages run') packages "$run" ;;
'packages demo') packages "$demo" ;;
'packages test') packages "$test" ;;
'python ') python ;;
*) fail "Usage: $0 packages run|demo|test, or $0 python" ;;
esac
