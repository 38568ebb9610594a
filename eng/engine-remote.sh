# Sourced by engine-life.sh: the engines 'tls' and 'ssh', which are reached over their own network. The setup
# uses their sockets.
# shellcheck shell=bash
# shellcheck disable=SC2154  # What common.sh and engine-kinds.sh set.

tls_options=(-H tcp://127.0.0.1:2376 --tlsverify)
for part in ca cert key; do
  tls_options+=("--tls${part/ca/cacert}" "/run/harpoon-engine-tls/server/$part.pem")
done
ssh_port=2222
ssh_host=harpoon-engine   # an alias, as in a user's ~/.ssh/config

# reach_engine: lets the tests connect to the engine as its users do.
reach_engine() {
  case $engine_name in
    tls) export DOCKER_HOST=tcp://127.0.0.1:2376 DOCKER_TLS_VERIFY=1 DOCKER_CERT_PATH=$engine_state/client ;;
    # ssh reads only the configuration in the user's home folder, whatever HOME is: so it is set explicitly.
    ssh) export DOCKER_HOST=ssh://$ssh_host "PATH=$engine_state/bin:$PATH" ;;
  esac
}

# An authority, and a server and a client certificate from it.
make_certificates() {
  has openssl || install_packages openssl || return 1
  local name purpose
  rm -rf "$engine_state"/{server,client}
  mkdir -m 700 "$engine_state"/{server,client}
  (
    set -e
    cd "$engine_state"
    openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj "/CN=harpoon's test authority" \
      -addext basicConstraints=critical,CA:TRUE -keyout authority.pem -out server/ca.pem
    cp server/ca.pem client
    for name in server client; do
      openssl req -newkey rsa:2048 -nodes -subj "/CN=$name" -keyout "$name/key.pem" -out request.pem
      purpose="extendedKeyUsage=${name}Auth"
      openssl x509 -req -in request.pem -days 30 -CA server/ca.pem -CAkey authority.pem -CAcreateserial -out "$name/cert.pem" \
        -extfile <(printf '%s\n' "$purpose" "subjectAltName=IP:127.0.0.1,DNS:localhost")
    done
    rm -f authority.pem request.pem
  ) 2>"$engine_state/openssl.log"
}

# An ssh server in the engine's network, with the docker CLI for its logins. Their home folder has no startup
# files of this machine's shells, which would delay each connection.
start_ssh_server() {
  local folder=$engine_state/sshd program name
  has ssh-keygen || install_packages openssh-client || return 1
  program=$("$root/eng/sshd.sh") || return 1
  rm -rf "$folder"
  mkdir -p "$folder" "$engine_state/bin"
  chmod 700 "$folder"
  for name in host user; do
    ssh-keygen -q -t ed25519 -N '' -C "harpoon's test $name" -f "$folder/$name" </dev/null || return 1
  done
  echo "[127.0.0.1]:$ssh_port $(cat "$folder/host.pub")" >"$folder/known_hosts"
  cat >"$folder/server.conf" <<CONF
ListenAddress 127.0.0.1:$ssh_port
HostKey $folder/host
PidFile $folder/pid
AuthorizedKeysFile $folder/user.pub
StrictModes no
UsePAM no
PermitRootLogin prohibit-password
PasswordAuthentication no
MaxSessions 200
MaxStartups 200
SetEnv HOME=$folder DOCKER_HOST=unix://$engine_state/docker.sock PATH=$artifacts/engines/$engine_docker/usr/bin:/usr/local/bin:/usr/bin:/bin
CONF
  cat >"$folder/client.conf" <<CONF
Host $ssh_host
  HostName 127.0.0.1
  Port $ssh_port
  User root
  IdentityFile $folder/user
  IdentitiesOnly yes
  UserKnownHostsFile $folder/known_hosts
CONF
  printf '#!/bin/sh\nexec %s -F %s "$@"\n' "$(PATH=/usr/local/bin:/usr/bin:/bin command -v ssh)" "$folder/client.conf" >"$engine_state/bin/ssh"
  chmod +x "$engine_state/bin/ssh"
  nsenter "--net=$(engine_network)" "$program" -f "$folder/server.conf" -E "$folder/log" 8>&- 9>&-
}

stop_ssh_server() {
  local pid
  pid=$(cat "$engine_state/sshd/pid" 2>/dev/null) || return 0
  [[ $(cat "/proc/$pid/comm" 2>/dev/null) != sshd ]] || kill "$pid"
}
