#!/usr/bin/env bash
# Prints the path of a program that is sshd: the installed one, or Debian's, unpacked into artifacts. It is not installed:
# where a service manager runs, that would let everybody knock at this machine.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
. "$here/common.sh"

folder=$artifacts/sshd
program=$folder/sshd

download() (
  cd "$folder"
  apt-get -o APT::Sandbox::User=root download -qq openssh-server libwrap0 >&2
)

# sshd refuses to start without a user of its own, which the package makes. A copy of the list of users has it, for this
# sshd and what it starts alone.
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
  has apt-get || fail "apt-get is not here; install the equivalent of: openssh-server"
  say "fetching openssh-server"
  mkdir -p "$folder"
  # A machine that installed nothing yet may not know what there is.
  download || { is_root && apt-get update -qq >&2 && download; } || fail "openssh-server could not be fetched"
  for package in "$folder"/*.deb; do
    dpkg -x "$package" "$folder"
  done
  write_program
fi
# A service manager makes this folder at each start; sshd wants it.
! is_root || mkdir -p /run/sshd
# It has no option that only says that it runs: it says its version when it is asked for a file that isn't there.
[[ $("$program" -t -f /nowhere 2>&1) == *nowhere* ]] || fail "sshd does not run on this machine"
echo "$program"
