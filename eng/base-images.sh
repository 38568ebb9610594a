#!/usr/bin/env bash
# base-images.sh NAME…: makes sure that the engine has these local base images, without a registry if apt is available:
#   harpoon-test-base      busybox
#   harpoon-test-dotnet    busybox and the .NET runtime of this machine's SDK
#   harpoon-demo-base      busybox and figlet, instead of alpine
#   harpoon-test-postgres  busybox and Debian's PostgreSQL, with the variables of Docker's own image
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/common.sh"
. "$here/engine-api.sh"
parts=$artifacts/base-images
find_engine || fail "no container engine is running: ./build.sh engine start"

# unpack PACKAGE FOLDER: extracts a Debian package, without installing it.
unpack() {
  local folder=$parts/deb/$1 deb
  mkdir -p "$folder"
  if ! compgen -G "$folder/*.deb" >/dev/null; then
    (cd "$folder" && apt-get download -qq "$1" 2>/dev/null) || {
      apt-get update -qq >&2
      (cd "$folder" && apt-get download -qq "$1")
    }
  fi
  for deb in "$folder"/*.deb; do
    dpkg -x "$deb" "$2"
  done
}

# with_libraries FILE… FOLDER: copies the libraries that these files load to FOLDER, at the same paths.
with_libraries() {
  local folder=${*: -1} library
  for library in $(ldd "${@:1:$#-1}" 2>/dev/null | sed -n 's/^\t\(.* => \)\?\(\/[^ ]*\) (.*/\2/p' | sort -u); do
    # The runtime's own libraries are already there.
    [[ $library == "$folder"/* ]] || cp --parents --dereference "$library" "$folder"
  done
}

add_busybox() {
  unpack busybox-static "$parts/busybox"
  local busybox=$parts/busybox/bin/busybox applet
  [[ -x $busybox ]] || busybox=$parts/busybox/usr/bin/busybox
  mkdir -p "$1"/{bin,etc,home,proc,root,sys,tmp,var,usr/bin}
  chmod 1777 "$1/tmp"
  cp "$busybox" "$1/bin/busybox"
  for applet in $("$busybox" --list); do
    [[ $applet == busybox ]] || ln -s /bin/busybox "$1/bin/$applet"
  done
  printf '%s\n' 'root:x:0:0:root:/root:/bin/sh' 'nobody:x:65534:65534:nobody:/:/bin/false' >"$1/etc/passwd"
  printf '%s\n' 'root:x:0:' 'nogroup:x:65534:' >"$1/etc/group"
}

add_dotnet() {
  local home=$1/usr/share/dotnet crypto
  mkdir -p "$home/host/fxr" "$home/shared/Microsoft.NETCore.App"
  cp "$DOTNET_ROOT/dotnet" "$home"
  cp -r "$DOTNET_ROOT/host/fxr/$runtime" "$home/host/fxr"
  cp -r "$DOTNET_ROOT/shared/Microsoft.NETCore.App/$runtime" "$home/shared/Microsoft.NETCore.App"
  # OpenSSL is loaded by name, so nothing links to it.
  mapfile -t crypto < <(ldconfig -p | sed -n 's/.*=> \(.*lib\(ssl\|crypto\)\.so\.3\)$/\1/p')
  with_libraries "$DOTNET_ROOT/dotnet" "$home/shared/Microsoft.NETCore.App/$runtime"/*.so "${crypto[@]}" "$1"
  ((${#crypto[@]} == 0)) || cp --parents --dereference "${crypto[@]}" "$1"
  ln -s /usr/share/dotnet/dotnet "$1/usr/bin/dotnet"
}

add_figlet() {
  unpack figlet "$1"
  with_libraries "$1/usr/bin/figlet-figlet" "$1"
  ln -sf figlet-figlet "$1/usr/bin/figlet"
  # The sample's RUN line installs figlet with apk; here it is already installed.
  cat >"$1/bin/apk" <<'APK'
#!/bin/sh
for word; do case $word in add | -*) ;; *) command -v "$word" >/dev/null || { echo "local base image: no $word in it" >&2; exit 1; } ;; esac; done
echo "local base image: nothing to install"
APK
  chmod +x "$1/bin/apk"
}

add_postgres() {
  local package home
  # The libraries that a minimal Debian lacks; the others come from this machine.
  for package in postgresql-15 postgresql-client-15 libpq5 libxml2 libicu72 libldap-2.5-0 libsasl2-2 libgssapi-krb5-2 libkrb5-3 \
    libk5crypto3 libkrb5support0 libcom-err2 libkeyutils1 tzdata; do
    unpack "$package" "$1"
  done
  home=$1/usr/lib/postgresql/15
  rm -rf "$home/lib/bitcode" "$home"/lib/llvmjit* "$1"/usr/share/{doc,lintian,locale,man}
  LD_LIBRARY_PATH=$(compgen -G "$1/usr/lib/*-linux-gnu"):$(compgen -G "$1/lib/*-linux-gnu") \
    with_libraries "$home"/bin/{postgres,initdb,pg_isready} "$1"
  ln -s /usr/lib/postgresql/15/bin/pg_isready "$1/usr/bin/pg_isready"
  printf '%s\n' 'postgres:x:999:999:PostgreSQL:/var/lib/postgresql:/bin/sh' >>"$1/etc/passwd"
  printf '%s\n' 'postgres:x:999:' >>"$1/etc/group"
  cat >"$1/bin/start-postgres" <<'START'
#!/bin/sh
# As in Docker's own image: a new cluster with POSTGRES_USER, POSTGRES_PASSWORD and POSTGRES_DB.
set -e
if [ "$(id -u)" = 0 ]; then
  mkdir -p /var/lib/postgresql /var/run/postgresql
  chown -R postgres:postgres /var/lib/postgresql /var/run/postgresql
  exec su postgres -c 'exec /bin/start-postgres'
fi
export PGDATA=/var/lib/postgresql/data PATH=/usr/lib/postgresql/15/bin:$PATH
user=${POSTGRES_USER:-postgres}
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  printf '%s' "$POSTGRES_PASSWORD" >/tmp/password
  initdb --no-locale --encoding UTF8 --no-sync --username "$user" --pwfile /tmp/password --auth scram-sha-256 >/dev/null
  rm /tmp/password
  echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
  [ "${POSTGRES_DB:-$user}" = postgres ] || echo "CREATE DATABASE \"${POSTGRES_DB:-$user}\"" | postgres --single -j postgres >/dev/null
fi
exec postgres -c listen_addresses='*'
START
  chmod +x "$1/bin/start-postgres"
}

# import NAME TAG ARCHIVE [CHANGE]: the tar becomes the image NAME:latest, and NAME:TAG. Podman imports only with the tag latest.
import() {
  local query="fromSrc=-&repo=$1"
  [[ -z ${4:-} ]] || query+="&changes=${4// /%20}"
  engine_call POST "/images/create?$query" --upload-file - --output /dev/null <"$3"
  engine_call POST "/images/$1:latest/tag?repo=$1&tag=$2"
}

# pull NAME TAG IMAGE: for machines without apt.
pull() {
  engine_call POST "/images/create?fromImage=${3%:*}&tag=${3##*:}" --output /dev/null
  engine_call POST "/images/$3/tag?repo=$1&tag=$2"
  engine_call POST "/images/$3/tag?repo=$1&tag=latest"
}

DOTNET_ROOT=$(dirname "$(readlink -f "$(command -v dotnet)")")
runtime=$(dotnet --list-runtimes | sed -n 's/^Microsoft\.NETCore\.App \(10\.[^ ]*\) .*/\1/p' | tail -n 1)

# archive NAME FILE: what the image contains. It is kept for the next engine.
archive() {
  local folder=$parts/$1
  rm -rf "$folder"
  add_busybox "$folder"
  case $1 in
    *-test-base) ;;
    *-test-dotnet) add_dotnet "$folder" ;;
    *-test-postgres) add_postgres "$folder" ;;
    *-demo-base) add_figlet "$folder" ;;
    *) fail "no recipe for $1" ;;
  esac
  tar --create --numeric-owner --owner=0 --group=0 --directory "$folder" --file "$2.part" .
  mv "$2.part" "$2"
  rm -rf "$folder"
}

make_images() {
  local name tag file change
  for name in "$@"; do
    tag=1 change=
    [[ $name != *-dotnet ]] || tag=$runtime
    if image_exists "$name:$tag"; then
      continue
    fi

    say "making the image $name:$tag"
    if ! has apt-get; then
      case $name in
        *-postgres) pull "$name" "$tag" postgres:16 ;;
        *-dotnet) pull "$name" "$tag" mcr.microsoft.com/dotnet/runtime:10.0 ;;
        *) pull "$name" "$tag" alpine:3.22 ;;
      esac
      continue
    fi

    case $name in
      *-test-dotnet) change="ENV DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1" ;;
      *-test-postgres) change="CMD /bin/start-postgres" ;;
    esac
    file=$parts/$name-$tag.tar
    [[ $file -nt ${BASH_SOURCE[0]} ]] || archive "$name" "$file"
    import "$name" "$tag" "$file" "$change"
  done
}

# The setup of another engine uses the same files.
alone make_images "$@"
