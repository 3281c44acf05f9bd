#!/usr/bin/env bash
# Compile pyproject.toml into requirements*.lock: exact versions and hashes, no index host, good for 3.11 and later.
# `tools/lock.sh --upgrade` takes the newest versions; without it, what is locked stays.
set -euo pipefail
cd "$(dirname "$0")/.."

compile() {
    local out=$1
    shift
    CUSTOM_COMPILE_COMMAND="make lock" .venv/bin/uv pip compile pyproject.toml --extra all --group build "$@" \
        --python-version 3.11 --universal --generate-hashes --no-strip-markers \
        --no-header --no-emit-index-url --no-emit-find-links --no-annotate --quiet --output-file "$out"
}

compile requirements.lock "$@"
compile requirements-dev.lock --group dev --constraint requirements.lock "$@"
