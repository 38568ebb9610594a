#!/usr/bin/env bash
# Measures Harpoon beside the docker CLI and beside Exec; arguments go to bench/Harpoon.Bench (--quick, --rounds N).
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
. "$here/common.sh"
. "$here/engine-api.sh"
. "$here/engine-life.sh"

trap leave_engine EXIT
use_engine || fail "the benchmarks need a container engine"
has docker || fail "the benchmarks measure against the docker CLI, which is not on PATH"
"$here/base-images.sh" harpoon-test-base
"$here/pack.sh"
NUGET_PACKAGES=$HARPOON_RESTORED dotnet run --project "$root/bench/Harpoon.Bench" --configuration Release \
  --disable-build-servers -- "$@"
