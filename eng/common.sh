# Sourced by the scripts beside it: folders, settings for dotnet, and messages.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
artifacts=$root/artifacts
packages=$artifacts/packages
# Projects that use the packed SDK restore into here: NuGet serves a version that it has seen from its folder, so
# each pack empties the SDK's place in it.
export HARPOON_RESTORED=$artifacts/restored

: "${HOME:=$artifacts/home}"
export HOME
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
# A node that outlives its build keeps the task assembly locked; no one would stop a compiler server but compiler.sh's own.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0
[[ -n ${SharedCompilationId:-} ]] || export UseSharedCompilation=false

# Put before a command whose processes, or whose containers' processes, get signals from tests. A background process ignores SIGINT, and its
# children inherit that; CI may be one.
# shellcheck disable=SC2034
signals=()
! env --default-signal true 2>/dev/null || signals=(env --default-signal)

say() { printf '\n==> %s\n' "$*" >&2; }

fail() {
  printf '\nerror: %s\n' "$*" >&2
  exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

is_root() { [[ $(id -u) == 0 ]]; }

# alone COMMAND…: runs it while no other script does: tests run on two engines at once, and apt and the files in artifacts are shared.
alone() (
  if has flock; then
    mkdir -p "$artifacts"
    exec 7>"$artifacts/alone.lock"
    flock 7
  fi
  "$@" 7>&-
)

# Installs Debian packages; returns 1, with a message that says what to do, if it can't.
install_packages() {
  if ! has apt-get; then
    echo "apt-get was not found; install the equivalent of: $*" >&2
    return 1
  elif ! is_root; then
    echo "run this once as root: apt-get install --no-install-recommends $*" >&2
    return 1
  fi
  say "installing $*"
  alone apt_install "$@"
}

apt_install() {
  apt-get update -qq >&2 || return 1
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
}

has dotnet || fail "the .NET SDK 10 is not on PATH: https://dotnet.microsoft.com/download"
