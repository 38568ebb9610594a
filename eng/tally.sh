#!/usr/bin/env bash
# tally.sh FOLDER STATUS: names the skipped tests of the .trx files in FOLDER with their reasons, and closes with
# "N passed, N failed". STATUS is what the test runs themselves ended with.
set -euo pipefail
shopt -s nullglob
results=("$1"/*.trx)
status=$2

# sum ATTRIBUTE: over the <Counters …> of all files.
sum() {
  local total=0 value
  while read -r value; do
    total=$((total + value))
  done < <(cat /dev/null "${results[@]}" | sed -n "s/.*<Counters .*\b$1=\"\([0-9]*\)\".*/\1/p")
  echo "$total"
}

# Of each skipped test: its name, and the message that follows it.
skips() {
  awk '
    /<UnitTestResult / { name = ""; if ($0 ~ /outcome="NotExecuted"/) { name = $0; sub(/.* testName="/, "", name); sub(/".*/, "", name) } }
    name != "" && /<Message>|<StdOut>/ {
      reason = $0; gsub(/<[^>]*>/, "", reason); sub(/^ +/, "", reason)
      print "skipped: " name ": " reason; name = ""
    }' "${results[@]}" </dev/null
}

passed=$(sum passed)
failed=$(sum failed)
skipped=$(($(sum total) - $(sum executed)))

skips
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
