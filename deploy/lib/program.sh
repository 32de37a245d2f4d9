# shellcheck shell=bash
# The built executable: building it, where it is run from, and the environment that it gets.

PROGRAM=       # the executable
PROGRAM_HOME=  # folder with Config/ and .assets/ beside which it runs
RUN=()         # the words that run it

# The scripts are tested with a stand-in for the program; nothing else sets this.
readonly BINARY=${STAND_IN_FOR_STET:-}

# --- Building ----------------------------------------------------------------------------------------------------

# Asking SwiftPM whether anything changed takes seconds; comparing one digest takes a tenth of one.
source_digest() {
    (
        cd "$ROOT" || exit
        swift --version 2>/dev/null
        find Package.swift Sources Plugins -type f -not -path '*/Tests/*' -print0 | sort -z | xargs -0 sha256sum
    ) | sha256sum | cut -d' ' -f1
}

build_release() {
    local digest stamp=$ROOT/.build/stet-release.digest
    if [[ -n $BINARY ]]; then
        note "uses $BINARY"
        return
    fi
    digest=$(source_digest)
    if [[ -x $ROOT/.build/release/stet && -f $stamp && $(<"$stamp") == "$digest" ]]; then
        note "no source changed"
        return
    fi
    rm -f "$stamp"
    (cd "$ROOT" && swift build -c release --product stet)
    printf '%s\n' "$digest" >"$stamp"
}

fetch_assets() {
    STET_ASSETS=$ROOT/.assets "$ROOT/deploy/fetch-assets" | tee /dev/stderr | tail -n 1 >"$STEP_NOTE"
}

# --- Where it runs -----------------------------------------------------------------------------------------------

# locate_program: sets PROGRAM, PROGRAM_HOME and RUN; in the checkout when the system users can read it.
locate_program() {
    PROGRAM=${BINARY:-$ROOT/.build/release/stet}
    PROGRAM_HOME=$ROOT
    RUN=("$PROGRAM")
    if [[ -z $DATA ]] || checkout_is_readable; then return; fi
    PROGRAM=$DATA/app/stet
    PROGRAM_HOME=$DATA/app
    RUN=("$PROGRAM")
    # Behind `env`, not in our environment: sudo drops LD_LIBRARY_PATH from what it hands on.
    [[ ! -d $DATA/app/lib ]] || RUN=(env "LD_LIBRARY_PATH=$DATA/app/lib" "$PROGRAM")
}

checkout_is_readable() {
    local user path
    for user in "$SERVER_USER" "$DATABASE_USER"; do
        for path in "$(realpath -m -- "$PROGRAM")" "$ROOT/Config" "$ROOT/.assets" $(unreadable_libraries_of "$PROGRAM"); do
            may_reach "$user" "$path" || return 1
        done
    done
}

# A toolchain in somebody's home (swiftly puts it there) holds the Swift libraries that the executable is linked to.
unreadable_libraries_of() {
    local library
    [[ -x $1 ]] || return 0
    while read -r library; do
        may_reach "$DATABASE_USER" "$library" || printf '%s\n' "$library"
    done < <(ldd "$1" 2>/dev/null | sed -n 's/.* => \(\/.*\) (0x.*/\1/p')
}

# install_copy: when the checkout lies below a folder that only its owner can enter, a copy of what runs goes into
# the data folder: executable, resource bundles, configuration, front-end files, libraries.
install_copy() {
    local source=${BINARY:-$ROOT/.build/release/stet} new=$DATA/app.new libraries
    [[ $PROGRAM_HOME == "$DATA/app" ]] || return 0
    if [[ -x $DATA/app/stet && ! $source -nt $DATA/app/stet && $(copied_digest) == "$(cat "$DATA/app/digest")" ]]; then
        return
    fi
    rm -rf -- "$new"
    mkdir -p -- "$new"
    cp -RL -- "$source" "$new/stet"
    find "$(dirname "$(realpath "$source")")" -maxdepth 1 -name '*.resources' -exec cp -RL -t "$new" -- {} +
    cp -RL -t "$new" -- "$ROOT/Config" "$ROOT/.assets"
    libraries=$(unreadable_libraries_of "$source")
    if [[ -n $libraries ]]; then
        mkdir -- "$new/lib"
        xargs -d '\n' cp -L -t "$new/lib" -- <<<"$libraries"
    fi
    copied_digest >"$new/digest"
    chmod -R u=rwX,go=rX -- "$new"
    rm -rf -- "$DATA/app"
    mv -- "$new" "$DATA/app"
    note "copied to $DATA/app, for other system users cannot read $ROOT"
}

copied_digest() {
    { cat "$ROOT/.build/stet-release.digest" 2>/dev/null || true
        find "$ROOT/Config" "$ROOT/.assets" -type f -print0 | sort -z | xargs -0 sha256sum; } | sha256sum | cut -d' ' -f1
}

# --- What it is told ---------------------------------------------------------------------------------------------

# export_settings: the environment of every command; a variable that the caller has set stays as it is where another
# value makes sense. Only commands that run as the database's user can use the owner's URL.
export_settings() {
    local demo_password=$DATA/demo-password
    [[ -z ${STET_DATABASE_URL:-} ]] || say "note: STET_DATABASE_URL is set and not used: this runs on the embedded database"
    STET_DATABASE_URL=$(database_url stet_console)
    STET_SITE_DATABASE_URL=$(database_url stet_site)
    STET_PREVIEW_DATABASE_URL=$(database_url stet_preview)
    STET_OWNER_DATABASE_URL=$(database_url stet_owner)
    STET_DATA=$DATA
    export STET_DATABASE_URL STET_SITE_DATABASE_URL STET_PREVIEW_DATABASE_URL STET_OWNER_DATABASE_URL STET_DATA
    export STET_SECRET_FILE=${STET_SECRET_FILE:-$DATA/secret}
    export STET_EVIDENCE_KEY_FILE=${STET_EVIDENCE_KEY_FILE:-$DATA/evidence-key}
    export STET_CONFIG=${STET_CONFIG:-$PROGRAM_HOME/Config/stet.yaml}
    export STET_ASSETS=${STET_ASSETS:-$PROGRAM_HOME/.assets}
    if [[ -z ${STET_PORT:-} && -r $DATA/port ]]; then
        STET_PORT=$(<"$DATA/port") # links that a command prints lead to the running system
        export STET_PORT
    fi
    if [[ -r $demo_password ]]; then
        STET_DEMO_PASSWORD=$(<"$demo_password")
        export STET_DEMO_PASSWORD
    fi
}

# run_program USER ARGS…
run_program() {
    local user=$1
    shift
    run_as "$user" "${RUN[@]}" "$@"
}
