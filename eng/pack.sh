#!/usr/bin/env bash
# Leaves artifacts/packages/Harpoon.Sdk.<version>.nupkg.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
. "$here/common.sh"

# The package's files carry the time of the commit, so that the same commit makes the same package.
if epoch=$(git -C "$root" log -1 --format=%ct 2>/dev/null); then
  export SOURCE_DATE_EPOCH=$epoch
fi

say "packing Harpoon.Sdk"
rm -rf "$packages" "$HARPOON_RESTORED/harpoon.sdk"
dotnet pack "$root/src/Harpoon.Sdk" --configuration Release --output "$packages" --nologo --verbosity quiet
ls "$packages"/Harpoon.Sdk.*.nupkg
