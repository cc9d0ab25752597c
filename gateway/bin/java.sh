# shellcheck shell=sh disable=SC2154,SC2034
# Sourced: finds a Java that is new enough, and runs Maven also where no home folder can be used. POSIX sh.
# Needs: $name (who speaks).

needed=25
jvm_dir=${TIDEGATE_JVM_DIR:-/usr/lib/jvm}

say() { printf '%s\n' "$*" >&2; }
fail() { say "$name: $1"; exit 2; }
writable() { mkdir -p -- "$1" 2>/dev/null && [ -w "$1" ]; }

# The feature release of the Java in folder $1, or nothing, in $release. No other program is asked where the
# folder says it itself: this runs at every start.
release_of() {
  release=
  [ -x "$1/bin/java" ] || return 0
  if [ -f "$1/release" ]; then
    while IFS= read -r line; do
      case $line in
        JAVA_VERSION=\"*)
          line=${line#*\"}
          release=${line%%[!0-9]*}
          break
          ;;
      esac
    done <"$1/release"
  else
    release=$("$1/bin/java" -version 2>&1 | sed -n '1s/.*version "\([0-9]*\).*/\1/p')
  fi
}

# Is the Java in folder $1 new enough, and does it have the program $2?
suits() {
  release_of "$1"
  [ "${release:-0}" -ge "$needed" ] && [ -x "$1/bin/$2" ]
}

# The first Java that is new enough and has the program $1, in $java_found: JAVA_HOME, PATH, then the usual folder.
look_for_java() {
  java_found=
  if [ -n "${JAVA_HOME:-}" ] && suits "$JAVA_HOME" "$1"; then
    java_found=$JAVA_HOME
    return
  fi
  on_path=$(command -v java 2>/dev/null) && on_path=$(readlink -f -- "$on_path")
  if [ -n "${on_path:-}" ] && suits "${on_path%/bin/java}" "$1"; then
    java_found=${on_path%/bin/java}
    return
  fi
  for candidate in "$jvm_dir"/*; do
    if suits "$candidate" "$1"; then
      java_found=$candidate
      return
    fi
  done
}

# The same, printed.
find_java() {
  look_for_java "$1"
  printf '%s' "$java_found"
}

where_to_get() {
  say "  Debian 13, Raspberry Pi OS (64 bit): apt install openjdk-25-$1-headless"
  say "  Debian 12 has no Java 25: unpack a Temurin JDK 25 under /usr/lib/jvm."
  exit 2
}

# Waits until nobody else builds in the checkout $1: two builds at once break each other's packages. The lock is
# this process's until it ends or closes 9; what it starts with TIDEGATE_BUILDS does not wait for it.
wait_for_builds() {
  [ "${TIDEGATE_BUILDS:-}" != "$1" ] || return 0
  command -v flock >/dev/null 2>&1 && writable "$1/target" || return 0
  exec 9>"$1/target/build.lock"
  flock -n 9 || {
    say "$name: somebody else builds in $1; waiting for that to end ..."
    flock 9
  }
  export TIDEGATE_BUILDS="$1"
}

# Maven on the JDK $1 in the checkout $2, with the other arguments. It keeps its libraries in the home
# folder that the user database names; where HOME is another one, or cannot be used, it has to be told.
maven() (
  java=$1 checkout=$2
  cd -- "$checkout" || exit
  shift 2
  wait_for_builds "$checkout"
  known=$(getent passwd "$(id -u)" 2>/dev/null | cut -d: -f6)
  home=${HOME:-$known}
  if [ -z "$home" ] || ! writable "$home/.m2"; then home=$checkout/target/home; fi
  if [ "$home" = "$known" ]; then
    JAVA_HOME=$java ./mvnw "$@" 9>&-
  else
    JAVA_HOME=$java MAVEN_USER_HOME=$home/.m2 \
      ./mvnw -Duser.home="$home" -Dmaven.repo.local="$home/.m2/repository" "$@" 9>&-
  fi
)
