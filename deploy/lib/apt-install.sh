# Read by `bash -s` as root (deploy/lib/install.sh): installs the packages named as arguments and starts no service.
# shellcheck shell=bash
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive

# Debian starts what it installs: a nginx on port 80, a PostgreSQL "main" on 5432. Stet wants neither, so two files
# forbid it for the length of the installation; both are taken away again, and one that was there before stays.
policy=/usr/sbin/policy-rc.d
cluster=/etc/postgresql-common/createcluster.d/stet.conf
made=()
clean_up() {
    ((${#made[@]} == 0)) || rm -f -- "${made[@]}"
    rmdir --ignore-fail-on-non-empty -- "$(dirname "$cluster")" 2>/dev/null || true
}
trap clean_up EXIT

if [[ ! -e $policy ]]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 0755 "$policy"
    made+=("$policy")
fi
if [[ ! -e $cluster ]]; then
    mkdir -p "$(dirname "$cluster")"
    echo 'create_main_cluster = false' >"$cluster"
    made+=("$cluster")
fi

# Lock-Timeout: a machine that has just started often runs its own updates for a minute.
apt-get -qq -o DPkg::Lock::Timeout=120 update </dev/null
apt-get -qq -o DPkg::Lock::Timeout=120 install --yes --no-install-recommends "$@" </dev/null
