#!/usr/bin/env bash
# Runs a command beside a private PostgreSQL: scripts/postgres.sh [--durable] [--home FOLDER] COMMAND...
#
# The cluster lives in a temporary folder, listens on a free port of 127.0.0.1 with a password of its own, and is gone
# when the command ends; with --home it lives in that folder, made where it is not, and stays there. The command finds
# it in CAMKET_TEST_POSTGRES; when that is set already, it is used as it is. Without --durable nothing is synced to
# disk: right for tests, wrong for a bench. Exit 69: no server can be had here.
set -euo pipefail

durable=0
home=""
while true; do
  case "${1:-}" in
    --durable) durable=1; shift ;;
    --home) home="${2:?--home FOLDER}"; shift 2 ;;
    *) break ;;
  esac
done
[ "$#" -gt 0 ] || { echo "usage: scripts/postgres.sh [--durable] [--home FOLDER] COMMAND..." >&2; exit 64; }

if [ -n "${CAMKET_TEST_POSTGRES:-}" ]; then
  exec "$@"
fi

unavailable() {
  echo "postgres: $1" >&2
  exit 69
}

bin=""
for candidate in $(command -v initdb || true) $(ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -rV); do
  folder="$(dirname "$(readlink -f "$candidate")")"
  if [ -x "$folder/postgres" ] && [ -x "$folder/pg_ctl" ]; then
    bin="$folder"
    break
  fi
done
[ -n "$bin" ] || unavailable "no PostgreSQL server programs (initdb, postgres) on this machine"
python="$(command -v .venv/bin/python || command -v python3)" || unavailable "no Python to find a free port with"

# PostgreSQL refuses to run as root.
as_owner=()
if [ "$(id -u)" -eq 0 ]; then
  id postgres >/dev/null 2>&1 || unavailable "run as root, and there is no user postgres to run the server as"
  as_owner=(runuser -u postgres --)
fi

kept=1
[ -n "$home" ] || { kept=0; home="$(mktemp -d)"; }
mkdir -p "$home"
home="$(cd "$home" && pwd)"
stop() {
  if [ "$kept" -eq 1 ]; then
    "${as_owner[@]}" "$bin/pg_ctl" -D "$home/cluster" -m fast -w stop >/dev/null 2>&1 || true
  else
    "${as_owner[@]}" "$bin/pg_ctl" -D "$home/cluster" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$home"
  fi
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

[ -s "$home/password" ] || (umask 077; "$python" -c 'import secrets; print(secrets.token_hex(16))' >"$home/password")
password="$(cat "$home/password")"
port="$("$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')"
[ "${#as_owner[@]}" -eq 0 ] || chown -R postgres "$home"

cd "$home"
if [ ! -s "$home/cluster/PG_VERSION" ]; then
  "${as_owner[@]}" "$bin/initdb" -D "$home/cluster" -U camket --pwfile="$home/password" \
    --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 >"$home/initdb.out" 2>&1 \
    || { cat "$home/initdb.out" >&2; unavailable "initdb failed"; }
fi
options="-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories= -c max_connections=60"
[ "$durable" -eq 1 ] || options="$options -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
"${as_owner[@]}" "$bin/pg_ctl" -D "$home/cluster" -l "$home/cluster.out" -o "$options" -w -t 60 start >/dev/null 2>&1 \
  || { cat "$home/cluster.out" >&2; unavailable "the server did not start"; }
cd "$OLDPWD"

CAMKET_TEST_POSTGRES="postgresql://camket:$password@127.0.0.1:$port/postgres" "$@"
