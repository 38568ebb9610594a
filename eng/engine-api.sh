# Sourced after common.sh: finds an engine, and makes the few calls of its HTTP API that the setup needs, without the docker
# CLI: an engine may be on another machine.
# shellcheck shell=bash

# The endpoint that responded; set by find_engine.
engine_host=

# engine_call METHOD PATH [curl option...]
engine_call() {
  local method=$1 path=$2 certificates base
  shift 2
  local options=(--silent --show-error --fail-with-body --noproxy '*' --request "$method")
  case $engine_host in
    unix://*)
      options+=(--unix-socket "${engine_host#unix://}")
      base=http://localhost
      ;;
    tcp://*)
      base=http://${engine_host#tcp://}
      if [[ -n ${DOCKER_TLS_VERIFY:-} ]]; then
        certificates=${DOCKER_CERT_PATH:-$HOME/.docker}
        options+=(--cacert "$certificates/ca.pem" --cert "$certificates/cert.pem" --key "$certificates/key.pem")
        base=https://${engine_host#tcp://}
      fi
      ;;
    *)
      echo "the setup scripts can't connect to $engine_host: they support unix:// and tcp://" >&2
      return 1
      ;;
  esac
  curl "${options[@]}" "$@" "$base$path"
}

engine_answers() { [[ $(engine_call GET /_ping --max-time 5 2>/dev/null) == OK ]]; }

# describe_engine: "28.5.2, API 1.24 to 1.51".
describe_engine() {
  # The versions of the engine's parts come before its own.
  engine_call GET /version | sed -n 's/.*"Version":"\([^"]*\)","ApiVersion":"\([^"]*\)","MinAPIVersion":"\([^"]*\)".*/\1, API \3 to \2/p'
}

image_exists() { engine_call GET "/images/$1/json" --output /dev/null 2>/dev/null; }

# Where an engine may be, most likely first.
engine_candidates() {
  if [[ -n ${DOCKER_HOST:-} ]]; then
    echo "$DOCKER_HOST"
    return
  fi
  if has docker; then
    docker context inspect --format '{{.Endpoints.docker.Host}}' 2>/dev/null || true
  fi
  echo unix:///var/run/docker.sock
  echo "unix://${XDG_RUNTIME_DIR:-/run/user/$(id -u)}/docker.sock"
  echo "unix://$HOME/.docker/run/docker.sock"
}

find_engine() {
  local candidate
  while read -r candidate; do
    engine_host=$candidate
    if engine_answers; then
      return 0
    fi
  done < <(engine_candidates)
  engine_host=
  return 1
}
