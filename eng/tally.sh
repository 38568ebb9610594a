#!/usr/bin/env bash
# tally.sh FOLDER STATUS: lists the skipped and the failed tests of the .trx files in FOLDER with their messages, and
# closes with "N passed, N failed". STATUS is the exit code of the test runs.
set -euo pipefail
shopt -s nullglob
. "$(dirname "${BASH_SOURCE[0]}")/results.sh"
files=("$1"/*.trx)
status=$2

sum_up "${files[@]}"
# Each engine has the same message for a test; once is enough.
list_tests NotExecuted skipped "${files[@]}" | sort --unique
list_tests Failed failed "${files[@]}"
# A test host that crashed counts as a failure.
if ((failed == 0 && status != 0)); then
  failed=1
fi
((passed > 0)) || status=1
((failed == 0)) || status=1

line="$passed passed, $failed failed"
((skipped == 0)) || line+=", $skipped skipped"
printf '\n%s\n' "$line"
exit "$status"
