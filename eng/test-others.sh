#!/usr/bin/env bash
# test-others.sh FOLDER ENGINE…: runs the smoke tests on these engines, one after the other; the results go to FOLDER.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
results=$1 status=0
shift
for engine in "$@"; do
  "$here/test-engine.sh" "$engine" "$results" --smoke || status=$?
done
exit "$status"
