#!/usr/bin/env bash
# Fuzzes the readers of an engine's responses, for a minute or --seconds N; exits with 1 if an input had an unexpected result, and prints how to repeat it.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
. "$here/common.sh"

dotnet run --project "$root/tests/Harpoon.Fuzz" --configuration Release --disable-build-servers -- fuzz "$@"
