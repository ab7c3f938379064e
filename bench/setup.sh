# shellcheck shell=bash
# What ./parley bench makes ready besides the build: the benchmarks' own classes and their class path.

bench_folder="$PARLEY_HOME/bench"

bench_ready() {
    local stamp profiles=bench tests=-Dmaven.test.skip=true
    command -v python3 >/dev/null || die "the benchmarks need Python 3.9 or newer: install it"
    # Listing them needs nothing built, and one that there is not is refused first.
    [ $# -gt 0 ] || return 0
    python3 "$bench_folder/src/main/python/bench.py" --known "$1" || exit 1
    need_java
    # The comparison with Spark's own estimators needs Spark's jars to compile; nothing else asks for them.
    if [ "$1" = spark ]; then
        profiles=bench,spark tests=-DskipTests
    fi
    stamp=$({ build_stamp; echo "$profiles"; find "$bench_folder/pom.xml" "$bench_folder/src/main/java" -type f -exec cat {} +; } | hash_of_stdin)
    if [ "$(cat "$private/$profiles.stamp" 2>/dev/null)" != "$stamp" ]; then
        say "building the benchmarks"
        mkdir -p "$private"
        (cd "$PARLEY_HOME" && ./mvnw -B -P$profiles -pl bench -am $tests package) >"$private/bench.log" 2>&1 || {
            ! network_failed "$private/bench.log" \
                || die "the build could not fetch its libraries: the first build needs the network (Maven's central repository); see $private/bench.log"
            grep -vE '^\[INFO\]|^$' "$private/bench.log" | head -n 40 >&2
            die "the build of the benchmarks failed; see $private/bench.log"
        }
        printf '%s\n' "$stamp" >"$private/$profiles.stamp"
    fi
    export PARLEY_BENCH_CLASSES="$bench_folder/target/classes:$(cat "$bench_folder/target/classpath.txt")"
}
