#!/usr/bin/env bash
# Sets up everything that the tests need, runs them, and ends with one line: "N passed, N failed".
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
. "$here/common.sh"
. "$here/engine-kinds.sh"
. "$here/test-setup.sh"
engine=$default_engine status=0
if [[ ${1:-} == --engine ]]; then
  engine=${2:-}
  shift 2 || fail "usage: ./build.sh test [--engine NAME] [dotnet test option…]"
  (choose_engine "$engine")
fi

set_up_tests
"$here/test-engine.sh" "$engine" "$results" "$@" || status=$?
if [[ ${CI:-} == true && $engine == "$default_engine" && $# == 0 ]]; then
  # The others: what may differ, with each builder.
  for other in "${engine_names[@]}"; do
    [[ $other == "$default_engine" ]] || "$here/test-engine.sh" "$other" "$results" --filter Tier=Smoke || status=$?
  done
fi
"$here/tally.sh" "$results" "$status"
