#!/usr/bin/env bash
# Fuzzes what reads an engine's answers, for a minute or --seconds N; ends with 1 where an input did not end as it may, and says how to try that again.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
. "$here/common.sh"

dotnet run --project "$root/tests/Harpoon.Fuzz" --configuration Release --disable-build-servers -- fuzz "$@"
