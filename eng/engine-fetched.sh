# Sourced by engine-life.sh: the engines that engine-fetch.sh unpacks. Each has its own network, so that its bridge,
# its firewall rules and its ports are separate.
# shellcheck shell=bash
# shellcheck disable=SC2154  # What common.sh and engine-kinds.sh set.

# Short, because a socket's path may have at most 108 bytes; and on a disk, unlike /run.
fetched_data() { echo "/var/lib/harpoon-engine-$engine_name"; }

install_fetched_engine() {
  local needs=()
  has ip || needs+=(iproute2)
  has iptables || needs+=(iptables)
  # The host's: those of later Debians require a newer libc.
  has runc || needs+=(runc)
  ((${#needs[@]} == 0)) || install_packages "${needs[@]}" || return 1
  "$root/eng/engine-fetch.sh" "$engine_docker"
}

start_fetched_engine() {
  local folder=$artifacts/engines/$engine_docker network=harpoon-engine-$engine_name
  install_fetched_engine || return 1
  clear_fetched_engine
  ip netns add "$network" && ip -n "$network" link set lo up || return 1
  local variables=("PATH=$folder/usr/bin:$folder/usr/sbin:$PATH")
  # Instead of Docker 29, which refuses older versions of the API.
  [[ $engine_name != 28-floor ]] || variables+=(DOCKER_MIN_API_VERSION=1.44)
  local options=()
  case $engine_name in
    28-containerd)
      echo '{ "features": { "containerd-snapshotter": true } }' >"$engine_state/daemon.json"
      options+=(--config-file "$engine_state/daemon.json")
      ;;
    tls) make_certificates && options+=("${tls_options[@]}") || return 1 ;;
  esac
  launch_engine nsenter "--net=$(engine_network)" env "${variables[@]}" \
    dockerd --data-root "$(fetched_data)" --exec-root "$engine_state/exec" "${options[@]}" || return 1
  [[ $engine_name != ssh ]] || start_ssh_server
}

# Removes the leftovers of an engine that has stopped in any way: mounts, files and the network.
clear_fetched_engine() {
  local mount network=harpoon-engine-$engine_name
  stop_ssh_server
  while read -r mount; do
    umount --lazy "$mount"
  done < <(awk -v state="$engine_state/" -v data="$(fetched_data)" \
    'index($2, state) == 1 || index($2 "/", data "/") == 1 { print $2 }' /proc/mounts | tac)
  rm -rf "$(fetched_data)" "$engine_state/exec" "${DOCKER_HOST#unix://}"
  [[ ! -e $(engine_network) ]] || ip netns del "$network"
}
