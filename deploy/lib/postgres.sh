# shellcheck shell=bash
# The embedded PostgreSQL: one cluster in the data folder, on a Unix socket only, with peer authentication only.

readonly PGPORT_IN_SOCKET=5432 # part of the socket's file name; nothing listens on TCP
CLUSTER=                       # folder of the cluster
CLUSTER_OWNER=                 # system user that it runs as
SOCKET=                        # folder of the socket
DATABASE_LOCK=                 # see "Locks" in common.sh

postgres_bin() {
    local bin
    bin=$(pg_config --bindir 2>/dev/null || true)
    # pg_config belongs to libpq-dev, which may be newer than the server beside it.
    [[ -x $bin/initdb ]] || bin=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
    [[ -x $bin/initdb ]] || fail "$UNAVAILABLE" "found no PostgreSQL server: run deploy/up, which installs it"
    printf '%s' "$bin"
}

# embedded_cluster: names the parts of the cluster in DATA.
embedded_cluster() {
    CLUSTER=$DATA/postgres
    CLUSTER_OWNER="$DATABASE_USER"
    DATABASE_LOCK=$DATA/database.lock
    SOCKET=$DATA/socket
    # The kernel allows 107 bytes for DIR/.s.PGSQL.5432; the path also stands in configuration and in a URL.
    local LC_ALL=C
    if ((${#SOCKET} > 93)) || [[ $SOCKET == *[!A-Za-z0-9/._-]* ]]; then
        SOCKET=/run/stet-$(printf '%s' "$DATA" | sha256sum | cut -c 1-8)
    fi
}

# --- Making it ---------------------------------------------------------------------------------------------------

make_cluster() {
    local bin
    if [[ ! -d $CLUSTER ]]; then
        bin=$(postgres_bin)
        as_root rm -rf -- "$CLUSTER.new"
        as_root install -d -m 0700 -o "$CLUSTER_OWNER" -g "$CLUSTER_OWNER" -- "$CLUSTER.new"
        # C.UTF-8: the order of names must not change with the next glibc, which would break every index.
        (cd / && run_as "$CLUSTER_OWNER" "$bin/initdb" --pgdata="$CLUSTER.new" --username=postgres --encoding=UTF8 \
            --locale=C.UTF-8 --auth-local=peer --auth-host=reject --data-checksums)
        # A folder of that name is a whole cluster, whenever the machine stopped.
        as_root mv -- "$CLUSTER.new" "$CLUSTER"
    fi
    [[ -d $SOCKET ]] || as_root install -d -m 0755 -o "$CLUSTER_OWNER" -g "$CLUSTER_OWNER" -- "$SOCKET"
}

# The three files are written anew at every start from the templates in deploy/postgres.
configure_cluster() {
    local name text
    for name in postgresql.conf pg_hba.conf pg_ident.conf; do
        text=$(<"$ROOT/deploy/postgres/$name")
        text=${text//@SOCKET@/"$SOCKET"}
        text=${text//@PORT@/"$PGPORT_IN_SOCKET"}
        text=${text//@SERVER_USER@/"\"$SERVER_USER\""}
        text=${text//@DATABASE_USER@/"$DATABASE_USER"}
        printf '%s\n' "$text" | run_as "$CLUSTER_OWNER" tee "$CLUSTER/$name" >/dev/null
    done
}

# --- Using it ----------------------------------------------------------------------------------------------------

database_answers() { [[ -S $SOCKET/.s.PGSQL.$PGPORT_IN_SOCKET ]] && pg_isready -q -h "$SOCKET" -p "$PGPORT_IN_SOCKET"; }
database_is_down() { [[ ! -e $SOCKET/.s.PGSQL.$PGPORT_IN_SOCKET ]]; }

# Locks are taken on descriptors opened for reading, so that root and the owner of the folder can share a file.
make_lock_file() { [[ -e $1 ]] || : >>"$1"; }

# hold_database: from now on the cluster may not go away under this script. Waits while it is being stopped.
hold_database() {
    make_lock_file "$DATABASE_LOCK"
    make_lock_file "$DATABASE_LOCK.keeper"
    exec 9<"$DATABASE_LOCK"
    flock --shared 9
}

# start_database: brings the cluster up unless somebody else did; needs hold_database before.
start_database() {
    if database_answers; then
        note "is running already"
        return
    fi
    # Two commands that start at the same moment: the second finds it running.
    make_lock_file "$DATABASE_LOCK.start"
    exec 7<"$DATABASE_LOCK.start"
    flock --exclusive 7
    if ! database_answers; then launch_cluster; fi
    exec 7<&-
}

launch_cluster() {
    local bin log keeper AS
    bin=$(postgres_bin)
    log=$(mktemp)
    as "$CLUSTER_OWNER"
    if [[ $CLUSTER == "$DATA/postgres" ]]; then configure_cluster; fi
    # A session of its own, out of reach of Ctrl-C, and without our locks, which it would hold for ever. Until then a
    # process group of its own: a sudo in ours would take over the terminal.
    set -m
    (cd / && exec "${AS[@]}" setsid --wait bash -s -- "$bin" "$CLUSTER" "$DATABASE_LOCK" \
        <"$ROOT/deploy/lib/keep-postgres.sh" >"$log" 2>&1 7<&- 8<&- 9<&-) &
    keeper=$!
    set +m
    if ! wait_until 60 database_started_or_gone "$keeper" || ! database_answers; then
        say "the database did not start:"
        { cat "$log"; run_as "$CLUSTER_OWNER" tail -n 20 "$CLUSTER/start.log" 2>/dev/null; } >&2 || true
        rm -f "$log"
        return "$UNAVAILABLE"
    fi
    rm -f "$log"
}

database_started_or_gone() { database_answers || ! kill -0 "$1" 2>/dev/null; }

# release_database: ends our use and, when we were the last, waits until the cluster is down.
release_database() {
    { : <&9; } 2>/dev/null || return 0
    local last=yes
    if ! flock --exclusive --nonblock 9; then
        # Either another command uses it, or it is being stopped this moment: only the first shares the lock.
        if flock --shared --nonblock 9; then last=no; fi
    fi
    exec 9<&-
    [[ $last == yes ]] || return 0
    if ! wait_until 60 database_is_down || ! flock --exclusive --timeout 60 "$DATABASE_LOCK.keeper" true; then
        say "the database in $CLUSTER did not stop within a minute"
    fi
}

# superuser_psql DATABASE ARGS…: psql as the superuser of the cluster.
superuser_psql() {
    local database=$1
    shift
    (cd / && run_as "$CLUSTER_OWNER" psql -X -q -v ON_ERROR_STOP=1 -h "$SOCKET" -p "$PGPORT_IN_SOCKET" -U postgres \
        -d "$database" "$@")
}

# The database `stet` and the four roles; safe to repeat.
make_database() {
    if [[ $(superuser_psql postgres -At -c "SELECT count(*) FROM pg_database WHERE datname = 'stet'") == 0 ]]; then
        superuser_psql postgres -c 'CREATE DATABASE stet TEMPLATE template0' </dev/null
    fi
    superuser_psql stet --single-transaction <"$ROOT/Sources/Kernel/Bootstrap/roles.sql"
}

database_url() { printf 'postgres://%s@/stet?host=%s&port=%s' "$1" "$SOCKET" "$PGPORT_IN_SOCKET"; }

# --- A cluster for tests -----------------------------------------------------------------------------------------

# start_test_cluster FOLDER: a throwaway cluster that anyone who can enter the folder (0700) may use without a
# password; nothing in it survives a crash, which makes it fast. Exports STET_TEST_DATABASE_URL.
start_test_cluster() {
    local bin
    name_test_cluster "$1"
    bin=$(postgres_bin)
    mkdir -m 0700 -- "$CLUSTER" "$SOCKET"
    if is_root; then chown -R "$CLUSTER_OWNER:" -- "$1"; fi
    (cd / && run_as "$CLUSTER_OWNER" "$bin/initdb" --pgdata="$CLUSTER" --username=postgres --encoding=UTF8 \
        --locale=C.UTF-8 --auth-local=trust --auth-host=reject --no-sync)
    run_as "$CLUSTER_OWNER" tee -a "$CLUSTER/postgresql.conf" >/dev/null <<SETTINGS
listen_addresses = ''
unix_socket_directories = '$SOCKET'
port = $PGPORT_IN_SOCKET
max_connections = 400
shared_buffers = 256MB
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = 4GB
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
SETTINGS
    start_database
}

# Root hands the cluster to the database's user; an ordinary user runs it, having nobody to keep out.
name_test_cluster() {
    CLUSTER=$1/cluster
    SOCKET=$1/socket
    DATABASE_LOCK=$1/database.lock
    if is_root; then CLUSTER_OWNER="$DATABASE_USER"; else CLUSTER_OWNER=$(me); fi
    export STET_TEST_DATABASE_URL="postgres://postgres@/postgres?host=$SOCKET&port=$PGPORT_IN_SOCKET"
}
