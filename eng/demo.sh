#!/usr/bin/env bash
# Packs Harpoon and runs samples/Figlet: the banner is figlet's, in a container.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
. "$here/common.sh"
. "$here/engine-api.sh"
. "$here/engine-life.sh"

trap leave_engine EXIT
use_engine || fail "the demo needs a container engine"
say "engine: $engine_host"
"$here/pack.sh"

options=()
if ! engine_call GET /distribution/alpine:3.22/json --max-time 10 --output /dev/null 2>/dev/null; then
  "$here/base-images.sh" harpoon-demo-base
  say "the engine can't reach a registry: instead of alpine:3.22 this uses harpoon-demo-base:latest," \
    "made of this machine's Debian packages busybox-static and figlet"
  options+=(-property:BaseImage=harpoon-demo-base:latest)
fi

say "dotnet build samples/Figlet -t:DockerRun ${options[*]}"
NUGET_PACKAGES=$HARPOON_RESTORED dotnet build "$root/samples/Figlet" -t:DockerRun --disable-build-servers "${options[@]}"
