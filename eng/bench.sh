#!/usr/bin/env bash
# Measures Harpoon beside the docker CLI and beside Exec: ./build.sh bench [--engine NAME] [--quick] [--rounds N] [--only work|parity|uploads|session|waits|additions|ssh|memory]…
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
. "$here/common.sh"
. "$here/engine-api.sh"
. "$here/engine-life.sh"

if [[ ${1:-} == --engine ]]; then
  choose_engine "${2:-}"
  shift 2
fi
trap leave_engine EXIT
use_engine || fail "the benchmarks need a container engine"
if [[ -n $engine_docker ]]; then
  # The CLI of the same release, with its buildx; it is not here yet when another checkout started the engine.
  "$here/engine-fetch.sh" "$engine_docker"
  export PATH=$artifacts/engines/$engine_docker/usr/bin:$PATH DOCKER_CONFIG=$artifacts/engines/$engine_docker/config
fi
has docker || fail "the benchmarks measure against the docker CLI, which is not on PATH"
"$here/base-images.sh" harpoon-test-base
# One table logs in to this machine.
HARPOON_TEST_SSHD=$("$here/sshd.sh") || true
export HARPOON_TEST_SSHD
"$here/pack.sh"
NUGET_PACKAGES=$HARPOON_RESTORED dotnet run --project "$root/bench/Harpoon.Bench" --configuration Release \
  --disable-build-servers -- "$@"
