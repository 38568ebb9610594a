# Sourced by test.sh and matrix.sh: gets the tools of the tests, packs, and builds the tests. $results is the folder for results.
# shellcheck shell=bash
# shellcheck disable=SC2154  # What common.sh sets.
. "$root/eng/compiler.sh"
results=$artifacts/test-results
trap stop_compiler EXIT

# set_up_tests [ENGINE…]: also installs these engines. A test without its tool reports that itself, and so does an engine that is not there.
set_up_tests() {
  local tools=() engine engines=
  has ip || tools+=(iproute2)
  has openssl || tools+=(openssl)
  has h2load || tools+=(nghttp2-client)
  { has ssh-agent && has ssh && has ssh-keygen; } || tools+=(openssh-client)
  ((${#tools[@]} == 0)) || install_packages "${tools[@]}" || true
  HARPOON_TEST_REGISTRY=$("$root/eng/registry.sh") || true
  HARPOON_TEST_SSHD=$("$root/eng/sshd.sh") || true
  HARPOON_TEST_SKOPEO=$("$root/eng/skopeo.sh") || true
  export HARPOON_TEST_REGISTRY HARPOON_TEST_SSHD HARPOON_TEST_SKOPEO

  # Mostly waits for a mirror. Complete before the first test: none runs on a machine that changes.
  if (($# > 0)); then
    mkdir -p "$artifacts"
    for engine in "$@"; do
      (choose_engine "$engine" && install_engine) || true
    done </dev/null >"$artifacts/engines.log" 2>&1 &
    engines=$!
  fi
  start_compiler
  "$root/eng/pack.sh"
  say "building the tests"
  dotnet build "$root/Harpoon.Build.sln" --configuration Release --nologo --verbosity quiet
  rm -rf "$results"
  if [[ -n $engines ]]; then
    wait "$engines" || true
    cat "$artifacts/engines.log" >&2
  fi
}
