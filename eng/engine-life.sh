# Sourced after engine-api.sh: starts an engine if none is running, and stops it when its last user exits.
# shellcheck shell=bash
. "$(dirname "${BASH_SOURCE[0]}")/engine-kinds.sh"
. "$(dirname "${BASH_SOURCE[0]}")/engine-fetched.sh"
. "$(dirname "${BASH_SOURCE[0]}")/engine-podman.sh"
. "$(dirname "${BASH_SOURCE[0]}")/engine-remote.sh"

# The pid of the engine that these scripts started; nothing if it is not theirs or has stopped.
own_engine() {
  local pid
  pid=$(cat "$engine_pid" 2>/dev/null) || return 1
  # A pid file may outlive its process, and the number may belong to another one now.
  [[ $(cat "/proc/$pid/comm" 2>/dev/null) == "$engine_program" ]] || return 1
  echo "$pid"
}

# install_engine: what its start needs, where this can be installed.
install_engine() {
  has curl || install_packages curl || return 1
  if is_podman; then
    install_podman
  elif is_default_engine; then
    find_engine || has dockerd || install_packages docker.io
  else
    install_fetched_engine
  fi
}

start_engine() {
  if [[ $(uname -s) != Linux ]]; then
    echo "no container engine is running: install and start Docker Desktop, Colima or Rancher Desktop" >&2
    return 1
  elif ! is_root; then
    echo "no container engine is running: start Docker, or run ./build.sh engine start as root" >&2
    return 1
  elif is_podman; then
    start_podman_engine
    return
  elif ! is_default_engine; then
    start_fetched_engine
    return
  fi
  has dockerd || install_packages docker.io || return 1
  # If a service manager runs, the package has already started the engine.
  if [[ -d /run/systemd/system ]] && wait_for_engine 10; then
    return 0
  fi

  if [[ -n ${DOCKER_HOST:-} ]]; then
    say "DOCKER_HOST=$DOCKER_HOST does not respond; this run starts its own engine"
    export DOCKER_HOST=unix:///var/run/docker.sock
  fi
  launch_engine dockerd
}

# launch_engine COMMAND…: starts that dockerd at the address of DOCKER_HOST, or the usual one, and waits for it.
launch_engine() {
  say "starting dockerd (log: $engine_log)"
  # In its own session: Ctrl+C goes to the caller, which can then still use the engine to clean up.
  setsid "$@" -H "${DOCKER_HOST:-unix:///var/run/docker.sock}" --pidfile "$engine_pid" \
    </dev/null >"$engine_log" 2>&1 8>&- 9>&- &
  if ! wait_for_engine 60 $!; then
    tail -n 20 "$engine_log" >&2
    echo "dockerd did not respond" >&2
    return 1
  fi
}

# wait_for_engine SECONDS [PID]: until it responds; at most until the process exits.
wait_for_engine() {
  local deadline=$((SECONDS + $1))
  until find_engine; do
    ((SECONDS < deadline)) && [[ -z ${2:-} || -e /proc/$2 ]] || return 1
    sleep 0.1
  done
}

stop_engine() {
  local pid
  pid=$(own_engine) || return 0
  say "stopping the engine that was started here (pid $pid)"
  kill -TERM "$pid"
  local deadline=$((SECONDS + 30))
  while [[ $(cat "/proc/$pid/comm" 2>/dev/null) == "$engine_program" ]]; do
    if ((SECONDS >= deadline)); then
      kill -KILL "$pid"
      break
    fi
    sleep 0.1
  done
  rm -f "$engine_pid" "$engine_keep"
  if is_podman; then
    clear_podman_engine
  elif ! is_default_engine; then
    clear_fetched_engine
  fi
}

# in_network COMMAND…: runs it where the ports of the chosen engine's containers are, with that engine's own CLI and
# dockerd first on the path.
in_network() {
  local folder=$artifacts/engines/$engine_docker
  if is_default_engine; then
    "$@"
  else
    PATH=${engine_docker:+$folder/usr/bin:$folder/usr/sbin:}$PATH nsenter "--net=$(engine_network)" "$@"
  fi
}

# Finds or starts an engine. Every user of an engine that was started here holds the lock on descriptor 9, shared, while it
# runs; descriptor 8 protects starting and stopping.
use_engine() {
  has curl || install_packages curl || return 1
  if ! has flock || ! mkdir -p "$engine_state" 2>/dev/null; then
    # No engine can be started here, so there is nothing to share.
    find_engine || start_engine
    return
  fi

  exec 8>"$engine_state/door.lock" 9>"$engine_state/users.lock"
  flock 8
  local found=0
  find_engine || start_engine || found=1
  flock --shared 9
  flock --unlock 8
  return "$found"
}

# The last user stops the engine that one of them started.
leave_engine() {
  [[ -e /proc/self/fd/9 ]] || return 0
  flock 8
  flock --unlock 9
  if [[ ! -e $engine_keep ]] && flock --nonblock 9; then
    stop_engine
  fi
  exec 8>&- 9>&-
}
