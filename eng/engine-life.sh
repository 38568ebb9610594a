# Sourced after engine-api.sh: starts an engine where none answers, and stops what was started when its last user leaves.
# shellcheck shell=bash
. "$(dirname "${BASH_SOURCE[0]}")/engine-kinds.sh"
. "$(dirname "${BASH_SOURCE[0]}")/engine-fetched.sh"
. "$(dirname "${BASH_SOURCE[0]}")/engine-podman.sh"
. "$(dirname "${BASH_SOURCE[0]}")/engine-remote.sh"

# The pid of the engine that these scripts started; nothing when it is not theirs or is gone.
own_engine() {
  local pid
  pid=$(cat "$engine_pid" 2>/dev/null) || return 1
  # A pid file may outlive its process, and the number may have been given to another one.
  [[ $(cat "/proc/$pid/comm" 2>/dev/null) == "$engine_program" ]] || return 1
  echo "$pid"
}

start_engine() {
  if [[ $(uname -s) != Linux ]]; then
    echo "no container engine answers: install and start Docker Desktop, Colima or Rancher Desktop" >&2
    return 1
  elif ! is_root; then
    echo "no container engine answers: start Docker, or run ./build.sh engine start as root" >&2
    return 1
  elif is_podman; then
    start_podman_engine
    return
  elif ! is_default_engine; then
    start_fetched_engine
    return
  fi
  has dockerd || install_packages docker.io || return 1
  # Where a service manager runs, the package has started the engine by itself.
  if [[ -d /run/systemd/system ]] && wait_for_engine 10; then
    return 0
  fi

  if [[ -n ${DOCKER_HOST:-} ]]; then
    say "DOCKER_HOST=$DOCKER_HOST does not answer; this run uses an engine of its own"
    export DOCKER_HOST=unix:///var/run/docker.sock
  fi
  launch_engine dockerd
}

# launch_engine COMMAND…: starts that dockerd at the address of DOCKER_HOST, or the usual one, and waits for its answer.
launch_engine() {
  say "starting dockerd (log: $engine_log)"
  # In a session of its own: Ctrl+C is for the caller, who then still has an engine to clean up with.
  setsid "$@" -H "${DOCKER_HOST:-unix:///var/run/docker.sock}" --pidfile "$engine_pid" \
    </dev/null >"$engine_log" 2>&1 8>&- 9>&- &
  if ! wait_for_engine 60 $!; then
    tail -n 20 "$engine_log" >&2
    echo "dockerd did not answer" >&2
    return 1
  fi
}

# wait_for_engine SECONDS [PID]: until it answers; no longer than the process lives.
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

# Finds or starts an engine. Every user of an engine of ours holds the lock on descriptor 9, shared, for as long as it
# works; descriptor 8 guards coming and going.
use_engine() {
  has curl || install_packages curl || return 1
  if ! has flock || ! mkdir -p "$engine_state" 2>/dev/null; then
    # Not a place where an engine can be started, so there's nothing to be shared.
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

# The last user out stops what one of them started.
leave_engine() {
  [[ -e /proc/self/fd/9 ]] || return 0
  flock 8
  flock --unlock 9
  if [[ ! -e $engine_keep ]] && flock --nonblock 9; then
    stop_engine
  fi
  exec 8>&- 9>&-
}
