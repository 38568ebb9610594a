# Sourced by engine-life.sh: the engines that engine-fetch.sh unpacks. Each has a network of its own, so that its bridge,
# its firewall rules and its ports are nobody else's.
# shellcheck shell=bash
# shellcheck disable=SC2154  # What common.sh and engine-life.sh set.

# Short, as a socket's path may have 108 bytes; and on a disk, unlike /run.
fetched_data() { echo "/var/lib/harpoon-engine-$engine_version"; }

fetched_network() { echo "/run/netns/harpoon-engine-$engine_version"; }

start_fetched_engine() {
  local folder=$artifacts/engines/$engine_version network=harpoon-engine-$engine_version needs=()
  has ip || needs+=(iproute2)
  has iptables || needs+=(iptables)
  # The host's: those of later Debians want a newer libc.
  has runc || needs+=(runc)
  ((${#needs[@]} == 0)) || install_packages "${needs[@]}" || return 1
  "$root/eng/engine-fetch.sh" "$engine_version" || return 1

  clear_fetched_engine
  ip netns add "$network" && ip -n "$network" link set lo up || return 1
  launch_engine nsenter "--net=$(fetched_network)" env "PATH=$folder/usr/bin:$folder/usr/sbin:$PATH" \
    dockerd --data-root "$(fetched_data)" --exec-root "$engine_state/exec"
}

# What is left of one that ended, however it ended: mounts, files and the network.
clear_fetched_engine() {
  local mount network=harpoon-engine-$engine_version
  while read -r mount; do
    umount --lazy "$mount"
  done < <(awk -v state="$engine_state/" -v data="$(fetched_data)" \
    'index($2, state) == 1 || index($2 "/", data "/") == 1 { print $2 }' /proc/mounts | tac)
  rm -rf "$(fetched_data)" "$engine_state/exec" "${DOCKER_HOST#unix://}"
  [[ ! -e $(fetched_network) ]] || ip netns del "$network"
}
