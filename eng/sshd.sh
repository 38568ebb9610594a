#!/usr/bin/env bash
# Prints the path of a program that is sshd: the installed one, or Debian's, unpacked into artifacts. It is not installed:
# if a service manager runs, that would open this machine to ssh connections.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
. "$here/common.sh"

folder=$(readlink -f "$artifacts/sshd" || echo "$artifacts/sshd")
program=$folder/sshd

download() (
  cd "$folder"
  apt-get -o APT::Sandbox::User=root download -qq openssh-server libwrap0 >&2
)

# sshd refuses to start without its own user, which the package creates. A copy of the list of users has it, only for this
# sshd and its child processes. The copy's folder is laid over /etc: a mount on the file itself is gone as soon as this machine's users change.
write_program() {
  local libraries
  libraries=$(dirname "$(find "$folder/usr/lib" "$folder/lib" -name 'libwrap.so.0' 2>/dev/null | head -n 1)")
  mkdir -p "$folder/users"
  { cat /etc/passwd; echo 'sshd:x:74:65534::/run/sshd:/usr/sbin/nologin'; } >"$folder/passwd.part"
  replace "$folder/passwd.part" "$folder/users/passwd"
  cat >"$program.part" <<SH
#!/bin/sh
export LD_LIBRARY_PATH="$libraries"
if getent passwd sshd >/dev/null; then
  exec "$folder/usr/sbin/sshd" "\$@"
fi
exec unshare --mount sh -c '
  { mount -t overlay -o "lowerdir=\$0/users:/etc" overlay /etc 2>/dev/null || mount --bind "\$0/users/passwd" /etc/passwd; } &&
    exec "\$0/usr/sbin/sshd" "\$@"' "$folder" "\$@"
SH
  chmod +x "$program.part"
  replace "$program.part" "$program"
}

# replace NEW OLD: leaves a file that is the same, which another sshd may use.
replace() {
  if cmp --quiet "$1" "$2"; then
    rm "$1"
  else
    mv "$1" "$2"
  fi
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
fi
[[ $program == /usr/sbin/sshd ]] || write_program
# A service manager creates this folder at each start; sshd requires it.
! is_root || mkdir -p /run/sshd
# It has no option that only checks that it runs: it prints its version if its configuration file does not exist.
[[ $("$program" -t -f /nowhere 2>&1) == *nowhere* ]] || fail "sshd can't run on this machine"
echo "$program"
