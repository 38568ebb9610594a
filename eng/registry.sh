#!/usr/bin/env bash
# Prints the path of a docker-registry: the installed one, or Debian's, unpacked into artifacts. It is not installed:
# if a service manager runs, that would start a registry without access control.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
. "$here/common.sh"

folder=$artifacts/registry
program=$folder/usr/bin/docker-registry

download() (
  cd "$folder"
  apt-get -o APT::Sandbox::User=root download -qq docker-registry >&2
)

if has docker-registry; then
  program=$(command -v docker-registry)
elif [[ ! -x $program ]]; then
  has apt-get || fail "apt-get was not found; install the equivalent of: docker-registry"
  say "fetching docker-registry"
  mkdir -p "$folder"
  # A machine that has installed nothing yet may have no package lists.
  download || { is_root && apt-get update -qq >&2 && download; } || fail "docker-registry could not be fetched"
  dpkg -x "$folder"/docker-registry_*.deb "$folder"
fi
"$program" --version >/dev/null || fail "docker-registry can't run on this machine"
echo "$program"
