#!/usr/bin/env bash
# The only entry. Everything it needs besides the .NET SDK, it finds or installs (Debian and Ubuntu, as root).
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

usage() {
  cat <<'TEXT'
usage: ./build.sh COMMAND

  demo     pack Harpoon and run samples/Figlet on an engine
  test     pack Harpoon and run every test (--engine 20|26|28: on that Docker; more arguments go to dotnet test, as --filter does)
  fuzz     send nonsense to all that reads an engine's answers (--seconds N, --seed N, --target NAME)
  pack     leave artifacts/packages/Harpoon.Sdk.<version>.nupkg
  bench    measure Harpoon beside the docker CLI (--quick for few rounds, --only TABLE for one table)
  engine   start | stop | status: the local container engine (--engine 26|28: one of those beside it)
TEXT
}

case "${1:-}" in
  demo | test | fuzz | pack | bench | engine)
    command=$1
    shift
    exec "$here/eng/$command.sh" "$@"
    ;;
  help | -h | --help) usage ;;
  *)
    usage >&2
    exit 64
    ;;
esac
