# shellcheck shell=bash
# What deploy/up, deploy/check and deploy/stet share: talk, steps with their time, other users, the data folder.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
readonly ROOT

# One locale for every program started from here: sorting, messages that are parsed, and perl's complaints depend on it.
export LC_ALL=C.UTF-8
umask 022
# A PGHOST or PGSERVICE left over in somebody's profile would send psql to another server.
for variable in "${!PG@}"; do unset "$variable"; done
unset variable

# Exit codes, the same as those of the program itself.
# shellcheck disable=SC2034 # not every script uses every one
readonly USAGE=64 UNAVAILABLE=69 NOT_PERMITTED=77 BAD_CONFIGURATION=78

say() { printf '%s\n' "$*" >&2; }

# fail CODE MESSAGE…: the message says what to do next.
fail() {
    local code=$1
    shift
    printf 'deploy/%s: %s\n' "${0##*/}" "$*" >&2
    exit "$code"
}

# --- Steps -------------------------------------------------------------------------------------------------------

STEP_STATUS=0  # exit code of the last step
STEP_PID=      # the running step, a process group of its own
STEP_NOTE=     # file in which a step leaves one line about what it found
STEP_SECONDS=0 # how long the last step took, "1.3"
LOGS=$ROOT/.build/deploy

now_ms() { printf '%s' "$((${EPOCHREALTIME/[.,]/} / 1000))"; }
tenths() { printf '%d.%d' "$(($1 / 1000))" "$(($1 % 1000 / 100))"; }

# note TEXT: what a step wants to see behind its time.
note() { [[ -z $STEP_NOTE ]] || printf '%s' "$*" >"$STEP_NOTE"; }

# step NAME COMMAND…: runs the command with its output in a log, shows progress, prints one line with the time.
# The outcome is in STEP_STATUS and never the function's own status: bash switches `set -e` off inside everything
# that a condition calls, and a step must stop at its first error.
step() {
    local name=$1 log=$LOGS/$1.log started
    shift
    mkdir -p "$LOGS"
    STEP_NOTE=$LOGS/$name.note
    rm -f "$STEP_NOTE"
    started=$(now_ms)
    # Job control gives the step its own process group: Ctrl-C then reaches this script alone, which ends the step
    # with everything that it started; without it bash would start the step with SIGINT ignored for good.
    set -m
    (set -euo pipefail && "$@") >"$log" 2>&1 </dev/null &
    STEP_PID=$!
    set +m
    show_progress "$name" "$log" "$started"
    STEP_STATUS=0
    wait "$STEP_PID" || STEP_STATUS=$?
    STEP_PID=
    STEP_SECONDS=$(tenths $(($(now_ms) - started)))
    report_step "$name" "$log"
}

# A moving line on a terminal; elsewhere a sign of life every half minute, so that a log shows where time goes.
show_progress() {
    local name=$1 log=$2 started=$3 elapsed last reported=0
    while kill -0 "$STEP_PID" 2>/dev/null; do
        elapsed=$((($(now_ms) - started) / 1000))
        if [[ -t 2 ]] && ((elapsed >= 1)); then
            last=$(tail -n 1 "$log" | tr -d '\r' | cut -c "1-$((${COLUMNS:-80} - 24))")
            printf '\r\033[K%-10s %5d s  %s' "$name" "$elapsed" "$last" >&2
        elif [[ ! -t 2 ]] && ((elapsed >= reported + 30)); then
            reported=$elapsed
            say "$name … $elapsed s: $(tail -n 1 "$log" | cut -c 1-100)"
        fi
        sleep 0.1
    done
    [[ ! -t 2 ]] || printf '\r\033[K' >&2
}

report_step() {
    local name=$1 log=$2 text=""
    [[ ! -s $STEP_NOTE ]] || text=$(<"$STEP_NOTE")
    rm -f "$STEP_NOTE"
    if ((STEP_STATUS == 0)); then
        printf '%-10s %7s s  %s\n' "$name" "$STEP_SECONDS" "$text"
        return
    fi
    printf '%-10s %7s s  failed (exit %d)\n' "$name" "$STEP_SECONDS" "$STEP_STATUS"
    { tail -n "${STEP_TAIL:-25}" "$log" | sed 's/^/    /' && printf '    log: %s\n' "$log"; } >&2
}

# must NAME COMMAND…: a step without which nothing that follows makes sense.
must() {
    step "$@"
    ((STEP_STATUS == 0)) || exit "$STEP_STATUS"
}

# Ends the running step with everything that it started, and waits for the last of it (initdb tidies up).
stop_step() {
    local group=$STEP_PID
    [[ -n $group ]] || return 0
    [[ ! -t 2 ]] || printf '\n' >&2
    kill -TERM -- "-$group" 2>/dev/null || true
    wait "$group" 2>/dev/null || true
    wait_until 10 group_is_gone "$group" || kill -KILL -- "-$group" 2>/dev/null || true
    STEP_PID=
}

group_is_gone() { ! kill -0 -- "-$1" 2>/dev/null; }

# wait_until SECONDS COMMAND…: asks every 50 ms.
wait_until() {
    local end=$(($(now_ms) + $1 * 1000))
    shift
    until "$@"; do
        (($(now_ms) < end)) || return 1
        sleep 0.05
    done
}

# --- Other users -------------------------------------------------------------------------------------------------

readonly DATABASE_USER=postgres # made by Debian's package; neither initdb nor postgres runs as root

is_root() { ((EUID == 0)); }
me() { id -un; }

as_root() {
    if is_root; then "$@"; else sudo -n -- "$@"; fi
}

# authorize WHY: asks for sudo's password here, in the foreground, and never in the middle of a step.
authorize() {
    if is_root || sudo -n true 2>/dev/null; then return; fi
    command -v sudo >/dev/null || fail "$NOT_PERMITTED" "needs root to $1: run it as root, or install sudo"
    [[ -t 0 ]] || fail "$NOT_PERMITTED" "needs sudo to $1, and there is no terminal to ask for its password"
    say "sudo: to $1"
    sudo -v || fail "$NOT_PERMITTED" "needs sudo to $1"
}

# as USER: puts into AS the words before a command that run it as another user with the same STET_* environment.
# setpriv and sudo are executed in place of the caller after `exec "${AS[@]}"`, so a signal reaches the program.
as() {
    local user=$1 home names
    AS=()
    [[ $user != "$(me)" ]] || return 0
    if is_root; then
        home=$(getent passwd "$user" | cut -d: -f6)
        AS=(env "HOME=$home" "USER=$user" "LOGNAME=$user"
            setpriv --reuid "$user" --regid "$(id -g "$user")" --init-groups --)
    else
        # Handed over by name: as NAME=value the demo password would be readable in the process list.
        names=$(IFS=, && echo "${!STET_*}")
        AS=(sudo -n "--preserve-env=LC_ALL${names:+,$names}" -u "$user" --)
    fi
}

# run_as USER COMMAND…
run_as() {
    local AS
    as "$1"
    shift
    "${AS[@]}" "$@"
}

# may_reach USER PATH: whether another user can enter (a folder) or read (a file) it; judged from mode bits, so that
# no password is asked for. Groups and access lists are not looked at: what only they open counts as closed.
may_reach() {
    local user=$1 path entry
    path=$(realpath -m -- "$2")
    while [[ ! -e $path && $path != / ]]; do path=$(dirname "$path"); done
    if [[ $user == "$(me)" ]]; then
        if [[ -d $path ]]; then [[ -x $path ]]; else [[ -r $path ]]; fi
        return
    fi
    entry=$path
    while :; do
        opens_to "$user" "$entry" || return 1
        [[ $entry != / ]] || return 0
        entry=$(dirname "$entry")
    done
}

opens_to() {
    local user=$1 owner mode digit
    read -r owner mode < <(stat -c '%U %a' -- "$2")
    digit=${mode: -1}
    [[ $owner != "$user" ]] || digit=$((8#$mode >> 6 & 7))
    if [[ -d $2 ]]; then ((digit & 1)); else ((digit & 4)); fi
}

# --- The data folder ---------------------------------------------------------------------------------------------

DATA=        # where the embedded database, the secret and the files live
SERVER_USER= # the system user that the server runs as: never root, never the database's owner

# resolve_data WANTED: sets DATA and SERVER_USER. Both other users must be able to enter the folder. Below /root or a
# home of mode 0700 they cannot; then a folder under /var/lib/stet, always the same for the same wish, stands in.
resolve_data() {
    local wanted owner
    wanted=$(realpath -m -- "$1")
    DATA=$wanted
    if ! may_reach "$DATABASE_USER" "$wanted" || { is_root && ! may_reach stet "$wanted"; }; then
        DATA=/var/lib/stet/$(basename "$ROOT")-$(printf '%s' "$wanted" | sha256sum | cut -c 1-8)
    fi
    if is_root; then SERVER_USER=stet; else SERVER_USER=$(me); fi
    [[ -d $DATA/files ]] || return 0
    owner=$(stat -c %U "$DATA/files")
    if is_root; then
        SERVER_USER=$owner # a folder that an ordinary user made stays theirs
    elif [[ $owner != "$SERVER_USER" ]]; then
        fail "$NOT_PERMITTED" "$DATA belongs to the server's user '$owner': run this as root, or name another folder with --data"
    fi
}

# The folder itself, so that it can be locked; its parts follow when the system users exist.
make_data() {
    [[ ! -d $DATA ]] || return 0
    mkdir -p -- "$DATA" 2>/dev/null && return
    authorize "make $DATA"
    as_root install -d -m 0755 /var/lib/stet
    as_root install -d -m 0755 -o "$(me)" -- "$DATA"
}

# Run as a step after the packages: the server's user, its folder, its secret.
make_data_parts() {
    if is_root && ! getent passwd "$SERVER_USER" >/dev/null; then
        useradd --system --user-group --home-dir /var/lib/stet --no-create-home --shell /usr/sbin/nologin "$SERVER_USER"
        echo "made the system user $SERVER_USER"
    fi
    if [[ ! -d $DATA/files ]]; then
        mkdir -m 0700 -- "$DATA/files"
        give_to_server "$DATA/files"
    fi
    # 32 bytes each, never overwritten. A lost secret ends every session; without its key nobody opens stored evidence.
    make_private "$DATA/secret" 32
    make_private "$DATA/evidence-key" 32
}

# make_private FILE BYTES: random hexadecimal that only the server's user (and root) can read.
make_private() {
    [[ ! -s $1 ]] || return 0
    (umask 077 && od -An -v -tx1 -N "$2" /dev/urandom | tr -d ' \n' >"$1.new")
    give_to_server "$1.new"
    mv -- "$1.new" "$1"
}

give_to_server() {
    [[ $SERVER_USER == "$(me)" ]] || chown "$SERVER_USER:" -- "$@"
}

# --- Locks -------------------------------------------------------------------------------------------------------
# Two files in the data folder; bash cannot name descriptors for good, so the numbers are fixed:
#   8  up.lock        exclusive for as long as one deploy/up runs
#   9  database.lock  shared by everybody who uses the embedded database; see lib/postgres.sh. Beside it are
#                     database.lock.start (7), one start at a time, and database.lock.keeper, held by who stops it

# port_in_use PORT: whether something accepts connections there.
port_in_use() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
