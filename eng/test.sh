#!/usr/bin/env bash
# Sets up all that the tests need, runs them, and ends with one line: "N passed, N failed".
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
. "$here/common.sh"
. "$here/engine-api.sh"
. "$here/engine-life.sh"
results=$artifacts/test-results
engine=0 runs=0

# What the tests call besides dotnet and the engine; a test that can't have its tool says so itself.
tools=()
has ip || tools+=(iproute2)
has openssl || tools+=(openssl)
has h2load || tools+=(nghttp2-client)
has ssh-agent || tools+=(openssh-client)
((${#tools[@]} == 0)) || install_packages "${tools[@]}" || true
HARPOON_TEST_REGISTRY=$("$here/registry.sh") || true
export HARPOON_TEST_REGISTRY

trap leave_engine EXIT
if use_engine; then
  say "engine: $engine_host"
  "$here/base-images.sh" harpoon-test-base harpoon-test-dotnet harpoon-demo-base
  # A test that can't reach its engine fails from here on; it is not skipped.
  export HARPOON_REQUIRE_ENGINE=1
elif [[ ${CI:-} == true ]]; then
  echo "no container engine: CI fails if the engine tier was skipped" >&2
  engine=1
fi

"$here/pack.sh"
export HARPOON_PACKAGES=$packages
say "building the tests"
dotnet build "$root/Harpoon.Build.sln" --configuration Release --nologo --verbosity quiet --disable-build-servers

rm -rf "$results"
for project in "$root"/tests/*/*.csproj; do
  name=$(basename "$project" .csproj)
  say "$name"
  # A test host that dies before it writes its results is known by its exit code alone.
  dotnet test "$project" --configuration Release --no-build --nologo \
    --logger "trx;LogFileName=$name.trx" --results-directory "$results" \
    --blame-hang --blame-hang-timeout 10min --blame-hang-dump-type none "$@" || runs=$?
done

leave_engine
"$here/tally.sh" "$results" "$runs"
exit "$engine"
