#!/usr/bin/env bash
# Leaves artifacts/packages/Harpoon.Sdk.<version>.nupkg.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
. "$here/common.sh"

say "packing Harpoon.Sdk"
rm -rf "$packages" "$HARPOON_RESTORED/harpoon.sdk"
dotnet pack "$root/src/Harpoon.Sdk" --configuration Release --output "$packages" --nologo --verbosity quiet \
  --disable-build-servers
ls "$packages"/Harpoon.Sdk.*.nupkg
