#!/usr/bin/env bash
# tally.sh FOLDER STATUS: names the skipped and the failed tests of the .trx files in FOLDER with what they said, and
# closes with "N passed, N failed". STATUS is what the test runs themselves ended with.
set -euo pipefail
shopt -s nullglob extglob
. "$(dirname "${BASH_SOURCE[0]}")/results.sh"
first=("$1"/!(*.again).trx)
status=$2

# Of the files whose failed tests ran again: how many failed at first, and how many then.
mended=0
still=()
for file in "${first[@]}"; do
  again=${file%.trx}.again.trx
  if [[ -e $again ]]; then
    tell Failed "failed at first, ran again" "$file"
    mended=$((mended + $(count failed "$file") - $(count failed "$again")))
    still+=("$again")
  else
    still+=("$file")
  fi
done

passed=$(($(count passed "${first[@]}") + mended))
failed=$(($(count failed "${first[@]}") - mended))
skipped=$(($(count total "${first[@]}") - $(count executed "${first[@]}")))

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
