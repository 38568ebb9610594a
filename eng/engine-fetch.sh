#!/usr/bin/env bash
# engine-fetch.sh 26 | 28: unpacks that Docker, of a later Debian than this machine's, into artifacts/engines/VERSION.
# Nothing is installed, and the machine's own package lists are not changed. Its CLI finds buildx if
# DOCKER_CONFIG is artifacts/engines/VERSION/config.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
. "$here/common.sh"

case "${1:-}" in
  26) suite=trixie init=tini ;;
  28) suite=sid init=tini-static ;;
  *) fail "usage: engine-fetch.sh 26 | 28" ;;
esac
folder=$artifacts/engines/$1
apt=$artifacts/engines/apt-$suite

# The mirror from which this machine gets the packages of its own suite.
mirror() {
  local codename
  codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
  # shellcheck disable=SC2016  # The variables are apt's.
  apt-get indextargets --format '$(RELEASE) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' |
    sed -n "s/^$codename main //p" | head -n 1
}

# apt with its own lists, cache and sources.
configure_apt() {
  local uri
  uri=$(mirror)
  [[ -n $uri ]] || return 1
  mkdir -p "$apt"/{lists,cache}/partial
  echo "deb $uri $suite main" >"$apt/sources.list"
  cat >"$apt/apt.conf" <<CONF
Dir::Etc::SourceList "$apt/sources.list";
Dir::Etc::SourceParts "/dev/null";
Dir::State::Lists "$apt/lists";
Dir::Cache "$apt/cache";
Acquire::Retries "3";
Acquire::Languages "none";
Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
APT::Sandbox::User "root";
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
CONF
}

# Fresh lists each time: sid drops a version on the day that it gets a newer one.
download() {
  rm -rf "$folder"
  mkdir -p "$folder/packages"
  apt-get --config-file "$apt/apt.conf" update -qq >&2 &&
    (cd "$folder/packages" &&
      apt-get --config-file "$apt/apt.conf" download -qq docker.io docker-cli docker-buildx containerd "$init" >&2)
}

unpack() {
  local package
  for package in "$folder"/packages/*.deb; do
    dpkg -x "$package" "$folder"
  done
  # The engine looks for its init by this name.
  [[ -e $folder/usr/bin/docker-init ]] || ln -s "$init" "$folder/usr/bin/docker-init"
  mkdir -p "$folder/config/cli-plugins"
  ln -s "$(find "$folder/usr" -path '*/cli-plugins/docker-buildx' | head -n 1)" "$folder/config/cli-plugins/docker-buildx"
  rm -rf "$folder/packages" "$apt"
}

[[ ! -e $folder/version ]] || exit 0
has apt-get || fail "Docker $1 is unpacked from Debian's packages, and apt-get was not found"
configure_apt || fail "apt has no mirror for this machine's own Debian suite, so the mirror for $suite is not known"
say "fetching Docker $1 of Debian $suite"
for wait in 5 20 0; do
  ! download || break
  ((wait > 0)) || fail "Docker $1 could not be fetched from Debian $suite, in three attempts"
  sleep "$wait"
done
unpack
# Written last: a folder with a version is complete. This also checks that the programs run on this machine.
"$folder/usr/sbin/dockerd" --version >"$folder/version.part" || fail "the dockerd of Debian $suite can't run on this machine"
mv "$folder/version.part" "$folder/version"
cat "$folder/version" >&2
