#!/usr/bin/env bash
# Prints the path of a skopeo, which reads the archives that the tests write: the installed one, or Debian's, unpacked into artifacts.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
. "$here/common.sh"

folder=$artifacts/skopeo
program=$folder/usr/bin/skopeo

download() (
  cd "$folder"
  apt-get -o APT::Sandbox::User=root download -qq skopeo >&2
)

if has skopeo; then
  program=$(command -v skopeo)
elif [[ ! -x $program ]]; then
  has apt-get || fail "apt-get was not found; install the equivalent of: skopeo"
  say "fetching skopeo"
  mkdir -p "$folder"
  # A machine that has installed nothing yet may have no package lists.
  download || { is_root && apt-get update -qq >&2 && download; } || fail "skopeo could not be fetched"
  dpkg -x "$folder"/skopeo_*.deb "$folder"
fi
"$program" --version >/dev/null || fail "skopeo can't run on this machine"
echo "$program"
