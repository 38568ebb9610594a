# Sourced by engine-life.sh: the names of --engine.
# shellcheck shell=bash
# shellcheck disable=SC2034  # Read by the scripts beside it.

# This machine's Docker, or another running engine; the others are started beside it, each in its own network.
default_engine=20
engine_names=(20 26 28 28-containerd 28-floor tls ssh podman podman-rootless)

engine_name=
engine_docker=    # the release that engine-fetch.sh fetches for it; empty for this machine's own, and for Podman
engine_program=   # what its process is called
engine_state=     # its folder, short-lived
engine_pid=
engine_log=
engine_keep=      # there after './build.sh engine start': no one stops it but 'engine stop'

# choose_engine NAME: selects the engine for the functions of the other scripts.
choose_engine() {
  engine_name=$1 engine_docker='' engine_program=dockerd engine_state=/run/harpoon-engine-$1
  case $1 in
    20) engine_state=/run/harpoon-engine ;;
    26 | 28) engine_docker=$1 ;;
    28-containerd | 28-floor | tls | ssh) engine_docker=28 ;;
    podman | podman-rootless) engine_program=podman ;;
    *) fail "--engine must be one of ${engine_names[*]}, not '$1'" ;;
  esac
  engine_pid=$engine_state/$engine_program.pid
  engine_log=$engine_state/$engine_program.log
  engine_keep=$engine_state/keep
  case $1 in
    20) ;;
    # Its folder has to be its user's.
    podman-rootless) export DOCKER_HOST=unix://$engine_state/u/docker.sock ;;
    *) export DOCKER_HOST=unix://$engine_state/docker.sock ;;
  esac
}

# smoke_filter: which tests run on the chosen engine if not all do. The last three are the dockerd of 28, so a test whose result varies
# by the daemon, not by the way to it, has run on that one.
smoke_filter() {
  case $engine_name in
    28-floor | tls | ssh) echo 'Tier=Smoke&Varies!=Daemon' ;;
    *) echo Tier=Smoke ;;
  esac
}

is_default_engine() { [[ $engine_name == "$default_engine" ]]; }

# The network of an engine beside the default one.
engine_network() { echo "/run/netns/harpoon-engine-$engine_name"; }

is_podman() { [[ $engine_program == podman ]]; }

choose_engine "$default_engine"
