#!/usr/bin/env bash
# Compares Harpoon with the docker CLI and with Exec: ./build.sh bench [--engine NAME] [--quick] [--rounds N] [--only work|parity|uploads|buildx|cache|session|waits|additions|ssh|graph|unchanged|memory]…
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
  # The CLI of the same release, with its buildx; it is missing here if another checkout started the engine.
  "$here/engine-fetch.sh" "$engine_docker"
  export PATH=$artifacts/engines/$engine_docker/usr/bin:$PATH DOCKER_CONFIG=$artifacts/engines/$engine_docker/config
fi
has docker || fail "the benchmarks compare with the docker CLI, which is not in PATH"
"$here/base-images.sh" harpoon-test-base
# One table logs in to this machine.
HARPOON_TEST_SSHD=$("$here/sshd.sh") || true
export HARPOON_TEST_SSHD
# One table keeps a build's cache in a registry.
HARPOON_TEST_REGISTRY=$("$here/registry.sh") || true
export HARPOON_TEST_REGISTRY
"$here/pack.sh"
dotnet build "$root/bench/Harpoon.Bench" --configuration Release --nologo --verbosity quiet --disable-build-servers
# Where the engine reaches the registry.
NUGET_PACKAGES=$HARPOON_RESTORED in_network dotnet "$root/bench/Harpoon.Bench/bin/Release/net10.0/Harpoon.Bench.dll" "$@"
