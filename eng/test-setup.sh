# Sourced by test.sh and matrix.sh: gets the tools of the tests, packs, and builds the tests. $results is the folder for results.
# shellcheck shell=bash
# shellcheck disable=SC2154  # What common.sh sets.
. "$root/eng/compiler.sh"
results=$artifacts/test-results
trap stop_compiler EXIT

# set_up_tests: a test without its tool reports that itself.
set_up_tests() {
  local tools=()
  has ip || tools+=(iproute2)
  has openssl || tools+=(openssl)
  has h2load || tools+=(nghttp2-client)
  { has ssh-agent && has ssh && has ssh-keygen; } || tools+=(openssh-client)
  ((${#tools[@]} == 0)) || install_packages "${tools[@]}" || true
  HARPOON_TEST_REGISTRY=$("$root/eng/registry.sh") || true
  HARPOON_TEST_SSHD=$("$root/eng/sshd.sh") || true
  HARPOON_TEST_SKOPEO=$("$root/eng/skopeo.sh") || true
  export HARPOON_TEST_REGISTRY HARPOON_TEST_SSHD HARPOON_TEST_SKOPEO

  start_compiler
  "$root/eng/pack.sh"
  say "building the tests"
  dotnet build "$root/Harpoon.Build.sln" --configuration Release --nologo --verbosity quiet
  rm -rf "$results"
}
