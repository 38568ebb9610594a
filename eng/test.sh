#!/usr/bin/env bash
# Sets up all that the tests need, runs them, and ends with one line: "N passed, N failed".
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
. "$here/common.sh"
results=$artifacts/test-results
engine=20 status=0
if [[ ${1:-} == --engine ]]; then
  engine=${2:-}
  shift 2 || fail "usage: ./build.sh test [--engine 20|26|28] [dotnet test option…]"
fi

# What the tests call besides dotnet and the engine; a test that can't have its tool says so itself.
tools=()
has ip || tools+=(iproute2)
has openssl || tools+=(openssl)
has h2load || tools+=(nghttp2-client)
has ssh-agent || tools+=(openssh-client)
((${#tools[@]} == 0)) || install_packages "${tools[@]}" || true
HARPOON_TEST_REGISTRY=$("$here/registry.sh") || true
export HARPOON_TEST_REGISTRY

"$here/pack.sh"
say "building the tests"
dotnet build "$root/Harpoon.Build.sln" --configuration Release --nologo --verbosity quiet --disable-build-servers

rm -rf "$results"
"$here/test-engine.sh" "$engine" "$results" "$@" || status=$?
if [[ ${CI:-} == true && $engine == 20 && $# == 0 ]]; then
  # Newer engines: what they may do differently, by each builder.
  for newer in 26 28; do
    "$here/test-engine.sh" "$newer" "$results" --filter Tier=Smoke || status=$?
  done
fi
"$here/tally.sh" "$results" "$status"
