# shellcheck shell=sh disable=SC2154
# Sourced by the launchers: finds a Java 25, builds what is missing in a checkout, starts the program.
# POSIX sh, and of programs only what every Debian has. Needs: $bin (this file's folder),
# $name, $module, $version, $main, $heap. Ends with exec.

# shellcheck source-path=SCRIPTDIR source=java.sh
. "$bin/java.sh"

# True when nothing has been built, or a source is newer than the package, which is built last.
build_needed() {
  [ -f "$root/$module/target/$module-$version.jar" ] && [ -f "$built" ] || return 0
  set -- "$root/pom.xml"
  for part in firmware-bridge device-sim gateway; do
    # the simulator has nothing of the gateway
    [ "$part" = gateway ] && [ "$module" != gateway ] && continue
    set -- "$@" "$root/$part/pom.xml" "$root/$part/src/main"
  done
  [ -n "$(find "$@" "$root/device-sim/host-core" "$root/firmware-bridge/arduino" -newer "$built" -print -quit 2>/dev/null)" ]
}

# Ends with what is missing before anything is written.
need_what_building_needs() {
  jdk=$(find_java javac)
  if [ -z "$jdk" ]; then
    say "$name: has to be built first, and that needs a JDK $needed; ${java_home:-no folder} has no compiler."
    where_to_get jdk
  fi
  for folder in "$root/firmware-bridge/target" "$root/device-sim/target" "$root/gateway/target"; do
    writable "$folder" ||
      fail "has to be built first, but $(id -un) may not write $folder. Build it as its owner, or copy the checkout."
  done
}

build() {
  say "$name: building (the first time this fetches libraries and takes a minute or two) ..."
  started=$(date +%s)
  log=$root/gateway/target/build.log
  # jars of an earlier version would stay on the class path
  rm -rf -- "$root/gateway/target/dependency" "$root/device-sim/target/dependency"
  trap 'say "$name: the build was interrupted"; exit 130' INT
  maven "$jdk" "$root" -q -ntp -DskipTests -Dspotless.check.skip=true package </dev/null >"$log" 2>&1 || {
    tail -n 20 -- "$log" >&2
    fail "the build failed; all that it said is in $log"
  }
  trap - INT
  say "$name: built in $(($(date +%s) - started)) s"
}

# Two starts at once build once: the second waits for the first.
build_alone() {
  need_what_building_needs
  wait_for_builds "$root"
  if build_needed; then build; fi
  unset TIDEGATE_BUILDS
  exec 9>&-
}

# The Java raises its own limit of open files to the hard one; a hard one this low is worth a word.
# shellcheck disable=SC3045
open_files=$(ulimit -H -n)
if [ "$open_files" != unlimited ] && [ "$open_files" -lt 512 ]; then
  say "$name: only $open_files open files are allowed here (ulimit -H -n); the gateway wants 512."
fi

home=
look_for_java java
java_home=$java_found
if [ -z "$java_home" ]; then
  say "$name: needs Java $needed or newer; found none in JAVA_HOME${JAVA_HOME:+ ($JAVA_HOME)}, PATH or $jvm_dir."
  where_to_get jdk
fi

if [ -f "$bin/../lib/$module-$version.jar" ]; then
  home=$(CDPATH='' cd -- "$bin/.." && pwd)
  # in one order, whatever the file system's: the cache below is for this class path only
  class_path=
  for jar in "$home"/lib/*.jar; do class_path=${class_path:+$class_path:}$jar; done
  native="$home/lib/native"
else
  root=$(CDPATH='' cd -- "$bin/../.." && pwd)
  built="$root/gateway/target/tidegate-$version.tar.gz"
  if build_needed; then build_alone; fi
  # the gateway's demo is a jar of its own
  jar="$root/$module/target/$module-$version"
  class_path="$jar.jar:$jar-lab.jar:$root/$module/target/dependency/*"
  native="$root/gateway/target/native/Linux"
fi

# What make-cache has left shortens the start of the service (only: other commands would not gain). Java leaves alone
# what was made for another Java, or what has been cut, and says so; but a file that a bad card has changed in
# the middle kills it. Then a mark is left, and every later start does without, until the cache is made anew.
file=${home:+$home/cache/run.aot} mark=${STATE_DIRECTORY:-}/cache-kills-java
cache='' on_error='' make_cache=''
if [ "${1:-}" = run ] && [ -n "${STATE_DIRECTORY:-}" ] && [ -f "$file" ] && [ -z "$(find "$mark" -newer "$file" 2>/dev/null)" ]; then
  cache=-XX:AOTCache=$file on_error="-XX:OnError=touch $mark"
elif { [ "$name ${1:-}" = "tidegate-sim sketch" ] || [ "$name ${1:-}" = "tidegate-sim firmware" ]; } &&
  [ -n "${XDG_CACHE_HOME:-${HOME:-}}" ]; then
  # A program for a board is started again and again. The cache is the user's own, one for each of these commands and
  # for each place that the simulator lies in, and made by the first start (StartCache); what kills Java is thrown
  # away, and the next start makes it anew.
  place='' left=${home:-$root}/
  while [ -n "$left" ]; do
    place=$place${left%%/*}-
    left=${left#*/}
  done
  file=${XDG_CACHE_HOME:-$HOME/.cache}/tidegate-sim/start-$1$place$version.aot
  # a shell of Java's own reads the name again
  case $file in *[\'%]*) ;; *) make_cache=-Dtidegate.start.cache=$file ;; esac
  if [ -n "$make_cache" ] && [ -f "$file" ]; then
    # shellcheck disable=SC2089
    cache=-XX:AOTCache=$file on_error="-XX:OnError=rm -f '$file' '$file.of'"
  fi
fi

# A small heap and the simple collector: see $heap in the launcher. Only the first compiler: the second costs
# memory, and time at the start, that a program that does little gets back late. TIDEGATE_TIER=4 has both;
# .ci/bench measures what is set here. No UsePerfData: it is a file in /tmp that changes all the time, and /tmp
# may be on the card.
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"
# shellcheck disable=SC2086,SC2090
exec "$java_home/bin/java" -XX:+UseSerialGC "-Xmx${TIDEGATE_HEAP:-$heap}" -Xmn8m -Xss512k \
  "-XX:TieredStopAtLevel=${TIDEGATE_TIER:-1}" -XX:-UsePerfData ${cache:+"$cache"} ${on_error:+"$on_error"} ${make_cache:+"-Xlog:aot*=off,cds*=off" "$make_cache"} --enable-native-access=ALL-UNNAMED \
  -Dfile.encoding=UTF-8 "-DjSerialComm.library.path=$native" "-Dpi4j.library.path=$native/armv8_64" ${TIDEGATE_JAVA_OPTS:-} \
  -cp "$class_path" "$main" "$@"
