# Sourced by test-setup.sh: one compiler server for all that a test run builds. Started cold for each build, the compiler takes
# longer than all else in it.
# shellcheck shell=bash

# start_compiler: scripts that source common.sh from here on, and what they call, use it.
start_compiler() {
  local home server
  home=$(dirname "$(readlink -f "$(command -v dotnet)")")
  server=$home/sdk/$(cd "$root" && dotnet --version)/Roslyn/bincore/VBCSCompiler
  # Elsewhere each build goes on without.
  [[ -x $server ]] || return 0
  # A name of its own: no one else's builds use it, and it is known which one to stop.
  export SharedCompilationId=harpoon-tests-$$-$RANDOM UseSharedCompilation=true
  DOTNET_ROOT=$home "$server" "-pipename:$SharedCompilationId" </dev/null >/dev/null 2>&1 &
}

# stop_compiler: also one that a build has started because this one ended after ten idle minutes.
stop_compiler() {
  local pid
  [[ -n ${SharedCompilationId:-} ]] || return 0
  while read -r pid; do
    kill "$pid" 2>/dev/null || true
  done < <(ps -A -o pid= -o args= | awk -v name="-pipename:$SharedCompilationId" '$NF == name { print $1 }')
}
