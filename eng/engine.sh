#!/usr/bin/env bash
# ./build.sh engine start | stop | status [--engine NAME]
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
. "$here/common.sh"
. "$here/engine-api.sh"
. "$here/engine-life.sh"

status() {
  has curl || fail "curl was not found: ./build.sh engine start installs what is needed"
  find_engine || fail "no container engine is running: ./build.sh engine start"
  local owner="it was running before"
  own_engine >/dev/null && owner="started here: ./build.sh engine stop$(is_default_engine || echo " --engine $engine_name")"
  echo "$engine_host is running ($owner)"
  is_default_engine && return
  echo "its ports are in a separate network: nsenter --net=$(engine_network) COMMAND"
  (
    reach_engine
    [[ $DOCKER_HOST == unix://* ]] || echo "the tests connect to it there at $DOCKER_HOST"
  )
}

[[ ${2:-} != --engine ]] || choose_engine "${3:-}"
case "${1:-status}" in
  start)
    use_engine || fail "no container engine could be started"
    own_engine >/dev/null && touch "$engine_keep"
    status
    ;;
  stop)
    own_engine >/dev/null || fail "no engine that was started here is running"
    stop_engine
    ;;
  status) status ;;
  *) fail "usage: ./build.sh engine start | stop | status [--engine NAME]" ;;
esac
