#!/usr/bin/env bash
# Set up what `make run` (argument "run") or `make test` ("test") needs. Does nothing, quickly, when nothing changed.
set -euo pipefail
cd "$(dirname "$0")/.."

want=${1:-run}
python=${PYTHON:-python3}
lock=requirements.lock
[ "$want" = test ] && lock=requirements-dev.lock

say() { echo "samsyn: $*" >&2; }
has() { command -v "$1" >/dev/null 2>&1; }

# --- system packages: installed when we may, else named in one line ---------------------------------------------
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_install() {
    has apt-get && { [ "$(id -u)" = 0 ] || { has sudo && sudo -n true 2>/dev/null; }; }
}

install() {
    say "installing $*"
    local options=(-y -qq --no-install-recommends -o DPkg::Lock::Timeout=120)
    export DEBIAN_FRONTEND=noninteractive
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install "${options[@]}" "$@" >/dev/null 2>&1 && return
    as_root timeout 300 apt-get update -qq >/dev/null 2>&1 || true
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install "${options[@]}" "$@" >/dev/null 2>&1
}

has_swedish() {
    local folder
    for folder in "${TESSDATA_PREFIX:-/nowhere}" /usr/share/tesseract-ocr/*/tessdata /usr/share/tessdata \
        /usr/local/share/tessdata; do
        [ -e "$folder/swe.traineddata" ] && return
    done
    return 1
}

has_postgresql() {
    has initdb || compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null
}

missing_packages() {
    has tesseract || echo tesseract-ocr
    has_swedish || echo tesseract-ocr-swe
    if [ "$want" = test ]; then
        has chromium || has chromium-browser || has google-chrome || echo chromium
        has_postgresql || echo postgresql
        has msgfmt || echo gettext
    fi
}

mapfile -t missing < <(missing_packages)
if [ ${#missing[@]} -gt 0 ]; then
    if ! may_install || ! install "${missing[@]}"; then
        say "these system packages are missing and could not be installed: ${missing[*]}" \
            "(without tesseract-ocr and tesseract-ocr-swe scanned pages are kept but not read)"
    fi
fi

# --- the virtual environment ------------------------------------------------------------------------------------
if [ ! -x .venv/bin/python ]; then
    has "$python" || { say "no $python here; install Python 3.11 or later, or name it: make PYTHON=python3.12"; exit 1; }
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        { say "$("$python" --version) is too old; 3.11 or later is needed: make PYTHON=python3.11"; exit 1; }
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        may_install && install python3-venv ||
            { say "Python's venv module is missing; install it first: sudo apt install python3-venv"; exit 1; }
    fi
    say "making a virtual environment in .venv"
    rm -rf .venv
    "$python" -m venv .venv
fi

# --- locked dependencies and Samsyn itself ----------------------------------------------------------------------
stamp=.venv/.samsyn-$want
state=$(cat "$lock" pyproject.toml .venv/pyvenv.cfg | sha256sum)
if [ "$(cat "$stamp" 2>/dev/null || true)" != "$state" ]; then
    say "installing what $lock names (a minute or two the first time)"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
    # The full set holds the small one, so either stamp is true after it.
    [ "$want" = test ] && cat requirements.lock pyproject.toml .venv/pyvenv.cfg | sha256sum >.venv/.samsyn-run
    echo "$state" >"$stamp"
fi
