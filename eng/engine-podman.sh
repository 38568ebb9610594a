# Sourced by engine-life.sh: this machine's Podman, as root (podman) or as a user created for it (podman-rootless). Each has its
# own network, storage and settings, separate from other engines' bridges and firewall rules, and from the Podman of
# this machine's users.
# shellcheck shell=bash
# shellcheck disable=SC2154  # What common.sh and engine-life.sh set.

# The user of podman-rootless; created for it, and removed with it.
podman_user=harpoon-podman

# Not below /var/lib for the rootless one: in the namespace of its networks Podman puts an empty folder over that.
podman_data() {
  if [[ $engine_name == podman-rootless ]]; then
    echo "/var/tmp/harpoon-engine-$engine_name"
  else
    echo "/var/lib/harpoon-engine-$engine_name"
  fi
}

# The runtime folder of the rootless one, with its socket: it belongs to the user. Podman appends
# "/containers", and the cleanup of a stopped container fails with more than 50 characters: each wait took 20 s then.
podman_runtime() { echo "$engine_state/u"; }

# in_podman COMMAND…: runs it in the network of that Podman, with its settings and as its user. It replaces the
# calling shell.
in_podman() {
  local as=()
  local variables=("PATH=$PATH" "CONTAINERS_CONF=$engine_state/containers.conf" "CONTAINERS_STORAGE_CONF=$engine_state/storage.conf"
    "CONTAINERS_REGISTRIES_CONF=$engine_state/registries.conf")
  if [[ $engine_name == podman-rootless ]]; then
    as=(setpriv "--reuid=$podman_user" "--regid=$podman_user" --init-groups)
    variables+=("HOME=$(podman_data)/home" "XDG_RUNTIME_DIR=$(podman_runtime)" "USER=$podman_user")
  else
    variables+=("HOME=/root")
  fi
  cd / && exec nsenter "--net=$(engine_network)" "${as[@]}" env --ignore-environment "${variables[@]}" "$@"
}

start_podman_engine() {
  install_podman || return 1
  clear_podman_engine
  configure_podman || return 1
  ip netns add "harpoon-engine-$engine_name" && ip -n "harpoon-engine-$engine_name" link set lo up || return 1
  say "starting podman (log: $engine_log)"
  (in_podman setsid podman system service --time 0 "$DOCKER_HOST") </dev/null >"$engine_log" 2>&1 8>&- 9>&- &
  echo $! >"$engine_pid"
  if ! wait_for_engine 60 $!; then
    tail -n 20 "$engine_log" >&2
    echo "podman did not respond" >&2
    return 1
  fi
}

install_podman() {
  local needs=()
  has podman || needs+=(podman catatonit)
  has runc || needs+=(runc)
  has ip || needs+=(iproute2)
  has iptables || needs+=(iptables)
  [[ -x /usr/lib/podman/netavark ]] || needs+=(netavark)
  [[ -x /usr/lib/podman/aardvark-dns ]] || needs+=(aardvark-dns)
  if [[ $engine_name == podman-rootless ]]; then
    has newuidmap || needs+=(uidmap)
    has slirp4netns || needs+=(slirp4netns)
  fi
  ((${#needs[@]} == 0)) || install_packages "${needs[@]}"
}

configure_podman() {
  mkdir -p "$engine_state" "$(podman_data)/networks"
  if [[ $engine_name == podman-rootless ]]; then
    has useradd || install_packages passwd || return 1
    useradd --create-home --home-dir "$(podman_data)/home" "$podman_user" || return 1
    install --directory --owner "$podman_user" --group "$podman_user" --mode 700 "$(podman_runtime)"
    # As udev sets it: slirp4netns, which connects a rootless container, opens it.
    chmod 666 /dev/net/tun
  fi

  # Debian's crun does not support cgroups version 1; a container can't have more files than the hard limit; networks need
  # netavark for DNS. Locks are in files, because those in shared memory are shared by everything that root runs.
  cat >"$engine_state/containers.conf" <<CONF
[containers]
default_ulimits = ["nofile=$(hard_limit -n 20000):$(hard_limit -n 20000)", "nproc=$(hard_limit -u 32768):$(hard_limit -u 32768)"]
log_driver = "k8s-file"
[network]
network_backend = "netavark"
$([[ $engine_name == podman-rootless ]] || echo "network_config_dir = \"$(podman_data)/networks\"")
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
$([[ $engine_name == podman-rootless ]] || printf '%s\n' 'lock_type = "file"' "tmp_dir = \"$engine_state/tmp\"")
[engine.runtimes]
runc = ["$(command -v runc)"]
CONF
  # The tests' registries have no TLS. Docker accepts one on this machine.
  cat >"$engine_state/registries.conf" <<CONF
[[registry]]
location = "127.0.0.1"
insecure = true
[[registry]]
location = "localhost"
insecure = true
CONF
  cat >"$engine_state/storage.conf" <<CONF
[storage]
driver = "overlay"
$(if [[ $engine_name == podman-rootless ]]; then
    echo "rootless_storage_path = \"$(podman_data)/home/storage\""
    # "podman commit" by the API reads only this one.
    echo "graphroot = \"$(podman_data)/home/storage\""
  else
    echo "graphroot = \"$(podman_data)/storage\""
  fi)
runroot = "$([[ $engine_name == podman-rootless ]] && podman_runtime || echo "$engine_state")/run"
CONF
}

# hard_limit OPTION MOST: ulimit's hard limit, MOST at most.
hard_limit() {
  local limit
  limit=$(ulimit -H "$1")
  if [[ $limit == unlimited ]] || ((limit > $2)); then
    limit=$2
  fi
  echo "$limit"
}

# Removes the leftovers of an engine that has stopped in any way: containers (which outlive the service), mounts, files, the
# user and the network.
clear_podman_engine() {
  local mount pid wait
  if [[ -e $(engine_network) && -e $engine_state/containers.conf ]]; then
    (in_podman timeout 60 podman rm --all --force --time 0) >/dev/null 2>&1 || true
  fi
  # One DNS server serves all networks of root's Podman, and stays in the network where it was started: the next engine
  # would use a leftover one.
  while read -r pid; do
    [[ $(cat "/proc/$pid/comm" 2>/dev/null) != aardvark-dns ]] || kill "$pid"
  done < <([[ ! -e $(engine_network) ]] || ip netns pids "harpoon-engine-$engine_name")
  if [[ $engine_name == podman-rootless ]] && id "$podman_user" >/dev/null 2>&1; then
    # All processes of the user were started here: the one that keeps its namespace, and any that was killed midway.
    while read -r pid; do
      kill -KILL "$pid" 2>/dev/null || true
    done < <(ps -o pid= -u "$podman_user")
    for wait in 1 2 3 4 5 6 7 8 9 10; do
      ! userdel "$podman_user" 2>/dev/null || break
      sleep 0.2
    done
  fi
  while read -r mount; do
    umount --lazy "$mount"
  done < <(awk -v state="$engine_state/" -v data="$(podman_data)/" \
    'index($2, state) == 1 || index($2 "/", data) == 1 { print $2 }' /proc/mounts | tac)
  rm -rf "$(podman_data)" "$engine_state"/{run,tmp,u,docker.sock,containers.conf,storage.conf,registries.conf}
  [[ ! -e $(engine_network) ]] || ip netns del "harpoon-engine-$engine_name"
}
