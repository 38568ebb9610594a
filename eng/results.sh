# Sourced by tally.sh and matrix.sh: reads .trx files.
# shellcheck shell=bash

# count ATTRIBUTE FILE.trx…: the sum over their <Counters …>.
count() {
  local attribute=$1 total=0 value
  shift
  while read -r value; do
    total=$((total + value))
  done < <(cat /dev/null "$@" | sed -n "s/.*<Counters .*\b$attribute=\"\([0-9]*\)\".*/\1/p")
  echo "$total"
}

# sum_up FILE.trx…: sets passed, failed and skipped.
sum_up() {
  passed=$(count passed "$@")
  failed=$(count failed "$@")
  skipped=$(($(count total "$@") - $(count executed "$@")))
}

# list_tests OUTCOME LABEL FILE.trx…: "LABEL: name: message" of each test with that outcome, at most 30 lines of it.
list_tests() {
  local outcome=$1 label=$2
  shift 2
  awk -v outcome="outcome=\"$outcome\"" -v label="$label" '
    function unescape(text) {
      gsub(/&#xD;/, "", text); gsub(/&quot;/, "\"", text); gsub(/&apos;/, "\047", text)
      gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text); gsub(/&amp;/, "\\&", text)
      return text
    }
    function close_message() { if (name != "") print label ": " unescape(name ": " message); name = message = ""; inside = lines = 0 }
    /<UnitTestResult / {
      name = ""
      if (index($0, outcome)) { name = $0; sub(/.* testName="/, "", name); sub(/".*/, "", name) }
    }
    name != "" && /<Message>|<StdOut>/ { inside = 1 }
    inside {
      line = $0; gsub(/<[^>]*>/, "", line); sub(/^ +/, "", line)
      if (++lines <= 30) message = message (lines == 1 ? "" : "\n  ") line
      if (/<\/Message>|<\/StdOut>/) close_message()
    }
    /<\/UnitTestResult>/ { close_message() }' "$@" </dev/null
}
