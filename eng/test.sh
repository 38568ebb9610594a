#!/usr/bin/env bash
# Sets up everything that the tests need, runs them, and ends with one line: "N passed, N failed".
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
. "$here/common.sh"
. "$here/engine-api.sh"
. "$here/engine-life.sh"
. "$here/test-setup.sh"
engine=$default_engine status=0 beside=
if [[ ${1:-} == --engine ]]; then
  engine=${2:-}
  shift 2 || fail "usage: ./build.sh test [--engine NAME] [dotnet test option…]"
  (choose_engine "$engine")
fi

# CI runs on the others too: what may differ, with each builder.
others=()
if [[ ${CI:-} == true && $engine == "$default_engine" && $# == 0 ]]; then
  for other in "${engine_names[@]}"; do
    [[ $other == "$default_engine" ]] || others+=("$other")
  done
fi

end_others() {
  [[ -z $beside ]] || kill -- "-$beside" 2>/dev/null || true
}

if ((${#others[@]} == 0)); then
  set_up_tests
  "$here/test-engine.sh" "$engine" "$results" "$@" || status=$?
else
  # Side by side: a test on an engine mostly waits for it. Each engine has its own network and data, and one runs at a time beside the default.
  set_up_tests "${engine_names[@]}"
  mkdir -p "$results"
  # In a session of its own, so that all of it ends with this script.
  setsid "${signals[@]}" "$here/test-others.sh" "$results" "${others[@]}" </dev/null >"$results/others.log" 2>&1 &
  beside=$!
  trap 'end_others; stop_compiler' EXIT
  "$here/test-engine.sh" "$engine" "$results" || status=$?
  say "the other engines"
  tail --lines=+1 --follow --pid="$beside" "$results/others.log"
  wait "$beside" || status=$?
  beside=
fi
"$here/tally.sh" "$results" "$status"
