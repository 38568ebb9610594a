#!/usr/bin/env bash
# test-engine.sh ENGINE FOLDER [--smoke] [dotnet test option…]: runs the built tests on that engine, with --smoke those whose result may differ there;
# the results go to FOLDER, and the engine's description to FOLDER/ENGINE.txt.
# Exits with 0 if all passed. In CI a missing engine is a failure: a skipped tier proves nothing.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
. "$here/common.sh"
. "$here/engine-api.sh"
. "$here/engine-life.sh"
choose_engine "$1"
results=$2
shift 2
is_smoke=
if [[ ${1:-} == --smoke ]]; then
  shift
  is_smoke=1
  set -- --filter "$(smoke_filter)" "$@"
fi
status=0

trap leave_engine EXIT
if use_engine; then
  mkdir -p "$results"
  describe_engine >"$results/$engine_name.txt"
  say "engine $engine_name: $(<"$results/$engine_name.txt"), at $engine_host"
  if [[ -n $engine_docker ]]; then
    # The tests use its CLI and dockerd too; they are missing here if another checkout started the engine.
    "$here/engine-fetch.sh" "$engine_docker"
    # The installed CLI can't read everything that newer engines send.
    HARPOON_TEST_BUILDX=$(readlink -f "$artifacts/engines/$engine_docker/config/cli-plugins/docker-buildx")
    export HARPOON_TEST_BUILDX
  fi
  # Its network ends at this machine.
  is_default_engine || export HARPOON_TEST_OFFLINE=1
  "$here/base-images.sh" harpoon-test-base harpoon-test-dotnet harpoon-demo-base
  # The test with a database needs packages too.
  ! is_default_engine || "$here/base-images.sh" harpoon-test-postgres
  # The engine's socket for what can't connect in another way: the remote side of an ssh server, BuildKit's sessions.
  [[ $engine_host != unix://* ]] || export HARPOON_TEST_SOCKET=${engine_host#unix://}
  reach_engine
  # A test that can't reach its engine fails from here on; it is not skipped.
  export HARPOON_REQUIRE_ENGINE=1 HARPOON_TEST_ENGINE=$engine_name
elif ! is_default_engine; then
  fail "the engine $engine_name is not available"
elif [[ ${CI:-} == true ]]; then
  echo "no container engine: CI fails if the engine tier was skipped" >&2
  status=1
fi

# run ASSEMBLY NAME [dotnet test option…]: the results go to NAME.trx. The locks stay here: a test host that hangs may outlive
# its run, and would keep the next from starting. In a subshell, because a signal would find this shell without them.
run() {
  local assembly=$1 name=$2
  shift 2
  (
    in_network "${signals[@]}" dotnet test "$assembly" --nologo \
      --logger "trx;LogFileName=$name.trx" --results-directory "$results" \
      --blame-hang --blame-hang-timeout 10min --blame-hang-dump-type none "$@"
  ) 8>&- 9>&-
}

export HARPOON_PACKAGES=$packages
for project in "$root"/tests/*/*.csproj; do
  name=$(basename "$project" .csproj)
  # The built file: MSBuild would be started only to find it.
  assembly=$(dirname "$project")/bin/Release/net10.0/$name.dll
  # Not every project here contains tests.
  [[ -e $(dirname "$assembly")/xunit.v3.core.dll ]] || continue
  # A test host that starts and finds no smoke tests costs seconds, on each engine.
  if [[ -n $is_smoke ]] && ! grep --quiet --recursive --include='*.cs' 'Trait("Tier", "Smoke")' "$(dirname "$project")"; then
    continue
  fi
  say "$name"
  # A test host that crashes before it writes its results is only detected by its exit code.
  run "$assembly" "$name-$engine_name" "$@" || status=$?
done
grep --quiet --no-messages "<UnitTestResult " "$results"/*"-$engine_name.trx" || fail "no test ran on the engine $engine_name"
say "engine $engine_name: $((SECONDS / 60)) min $((SECONDS % 60)) s"
exit "$status"
