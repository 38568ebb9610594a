#!/usr/bin/env bash
# ./build.sh matrix [--smoke] [NAME…]: runs the tests on each engine and prints a table of the results, in Markdown, which
# is also in artifacts/test-results/matrix.md. --smoke: only the smoke tests.
set -euo pipefail
shopt -s nullglob
here=$(dirname "${BASH_SOURCE[0]}")
. "$here/common.sh"
. "$here/engine-kinds.sh"
. "$here/test-setup.sh"
. "$here/results.sh"
options=() status=0
if [[ ${1:-} == --smoke ]]; then
  options=(--smoke)
  shift
fi
(($# > 0)) || set -- "${engine_names[@]}"
for engine in "$@"; do
  (choose_engine "$engine")
done

set_up_tests
table=$results/matrix.md
mkdir -p "$results"
printf '%s\n' '| engine | is | passed | failed | skipped | time |' '|---|---|---|---|---|---|' >"$table"
for engine in "$@"; do
  started=$SECONDS ending=0
  "$here/test-engine.sh" "$engine" "$results" "${options[@]}" || ending=$?
  sum_up "$results"/*"-$engine.trx"
  # A test host that crashed, or an engine that is not available.
  ((ending == 0 || failed > 0)) || failed="?"
  ((ending == 0)) || status=$ending
  # shellcheck disable=SC2016  # Markdown's quotes.
  printf '| `%s` | %s | %s | %s | %s | %d min %02d s |\n' "$engine" "$(cat "$results/$engine.txt" 2>/dev/null || echo 'not available')" \
    "$passed" "$failed" "$skipped" $(((SECONDS - started) / 60)) $(((SECONDS - started) % 60)) >>"$table"
done

printf '\n%s\n' "$(<"$table")"
"$here/tally.sh" "$results" "$status"
