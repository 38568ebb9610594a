#!/usr/bin/env bash
# Prints the path of a program that is sshd: the installed one, or Debian's, unpacked into artifacts. It is not installed:
# if a service manager runs, that would open this machine to ssh connections.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
. "$here/common.sh"

folder=$artifacts/sshd
program=$folder/sshd

download() (
  cd "$folder"
  apt-get -o APT::Sandbox::User=root download -qq openssh-server libwrap0 >&2
)

# sshd refuses to start without its own user, which the package creates. A copy of the list of users has it, only for this
# sshd and its child processes.
write_program() {
  local libraries
  libraries=$(dirname "$(find "$folder/usr/lib" "$folder/lib" -name 'libwrap.so.0' 2>/dev/null | head -n 1)")
  cat >"$program.part" <<SH
#!/bin/sh
export LD_LIBRARY_PATH="$libraries"
if getent passwd sshd >/dev/null; then
  exec "$folder/usr/sbin/sshd" "\$@"
fi
{ cat /etc/passwd; echo 'sshd:x:74:65534::/run/sshd:/usr/sbin/nologin'; } >"$folder/passwd"
exec unshare --mount sh -c 'mount --bind "\$0/passwd" /etc/passwd && exec "\$0/usr/sbin/sshd" "\$@"' "$folder" "\$@"
SH
  chmod +x "$program.part"
  mv "$program.part" "$program"
}

if [[ -x /usr/sbin/sshd ]]; then
  program=/usr/sbin/sshd
elif [[ ! -x $program ]]; then
  has apt-get || fail "apt-get was not found; install the equivalent of: openssh-server"
  say "fetching openssh-server"
  mkdir -p "$folder"
  # A machine that has installed nothing yet may have no package lists.
  download || { is_root && apt-get update -qq >&2 && download; } || fail "openssh-server could not be fetched"
  for package in "$folder"/*.deb; do
    dpkg -x "$package" "$folder"
  done
  write_program
fi
# A service manager creates this folder at each start; sshd requires it.
! is_root || mkdir -p /run/sshd
# It has no option that only checks that it runs: it prints its version if its configuration file does not exist.
[[ $("$program" -t -f /nowhere 2>&1) == *nowhere* ]] || fail "sshd can't run on this machine"
echo "$program"
