#!/usr/bin/env bash
# tally.sh FOLDER STATUS: names the skipped and the failed tests of the .trx files in FOLDER with what they said, and
# closes with "N passed, N failed". STATUS is what the test runs themselves ended with.
set -euo pipefail
shopt -s nullglob extglob
. "$(dirname "${BASH_SOURCE[0]}")/results.sh"
first=("$1"/!(*.again).trx)
status=$2

sum_up "${first[@]}"
# What failed at first stands beside what it did when it ran again.
still=()
for file in "${first[@]}"; do
  again=${file%.trx}.again.trx
  if [[ -e $again ]]; then
    tell Failed "failed at first, ran again" "$file"
    still+=("$again")
  else
    still+=("$file")
  fi
done

# Each engine says the same of a test; once is enough.
tell NotExecuted skipped "${first[@]}" | sort --unique
tell Failed failed "${still[@]}"
# A test host that died counts as one that failed.
if ((failed == 0 && status != 0)); then
  failed=1
fi
((passed > 0)) || status=1
((failed == 0)) || status=1

line="$passed passed, $failed failed"
((skipped == 0)) || line+=", $skipped skipped"
printf '\n%s\n' "$line"
exit "$status"
