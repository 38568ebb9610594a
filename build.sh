#!/usr/bin/env bash
# The only entry point. It finds or installs everything that it needs besides the .NET SDK (Debian and Ubuntu, as root).
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

usage() {
  cat <<'TEXT'
usage: ./build.sh COMMAND

  demo     pack Harpoon and run samples/Figlet on an engine
  test     pack Harpoon and run every test (--engine NAME: on that engine; more arguments go to dotnet test, as --filter does)
  matrix   run the tests on every engine and print a table of how they ended (--smoke: a part of them; NAME…: these engines)
  fuzz     send nonsense to all that reads an engine's answers (--seconds N, --seed N, --target NAME)
  pack     leave artifacts/packages/Harpoon.Sdk.<version>.nupkg
  bench    measure Harpoon beside the docker CLI (--quick for few rounds, --only TABLE for one table)
  engine   start | stop | status: the local container engine (--engine NAME: one of the others, beside it)
TEXT
}

case "${1:-}" in
  demo | test | matrix | fuzz | pack | bench | engine)
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
