# Finds a JDK and builds a module when sources have changed; for scripts that start Java.
# To be sourced, with the root of the checkout in $root. Sets $jdk.

OLDEST_JDK=21

state=$root/.tracefold

say() { printf '%s\n' "$*" >&2; }

# The major version of the JDK in a folder, or 0 where there is none that can compile.
jdk_version() {
  if [ -x "$1/bin/javac" ] && [ -r "$1/release" ]; then
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
    echo "${version:-0}"
  else
    echo 0
  fi
}

find_jdk() {
  on_path=
  javac=$(command -v javac || true)
  if [ -n "$javac" ]; then
    javac=$(readlink -f "$javac" 2>/dev/null || echo "$javac")
    on_path=$(dirname "$(dirname "$javac")")
  fi
  for home in "${TRACEFOLD_JAVA_HOME:-}" "${JAVA_HOME:-}" "$on_path" \
    /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/java/* /opt/jdk*; do
    if [ -n "$home" ] && [ "$(jdk_version "$home")" -ge "$OLDEST_JDK" ]; then
      echo "$home"
      return
    fi
  done
}

jdk=$(find_jdk)
if [ -z "$jdk" ]; then
  say "tracefold needs a JDK $OLDEST_JDK or newer and finds none: install one (such as Temurin 25)" \
    "or set TRACEFOLD_JAVA_HOME to it."
  exit 1
fi

# The class path to start a module with.
class_path() {
  echo "$root/$1/target/tracefold-$1-0.1.0-SNAPSHOT.jar:$(cat "$root/$1/target/classpath.txt")"
}

# Anything newer than the last build? Folders count too: they change when a file goes away.
is_stale() {
  [ ! -f "$state/$1.built" ] || [ ! -f "$root/$1/target/classpath.txt" ] ||
    [ ! -f "$root/$1/target/tracefold-$1-0.1.0-SNAPSHOT.jar" ] || [ -n "$(
      find "$root/pom.xml" "$root/shared" "$root/functions" "$root/local" "$root/$1" \
        \( -name target -o -name test -o -name '*.md' \) -prune -o \
        \( -name pom.xml -o -path '*/src/main/*' \) -newer "$state/$1.built" -print | head -n 1
    )" ]
}

# Builds a module, and the modules that it needs.
build() {
  mkdir -p "$state"
  started=$state/$1.building
  log=$state/$1.build.log
  : >"$started"
  if [ -f "$state/$1.built" ]; then
    say "Sources have changed: building (log: $log) ..."
  else
    say "First use: building, which fetches libraries and takes some minutes" \
      "(log: $log) ..."
  fi
  done=$state/$1.build.done # a status would not get out of the pipe below
  rm -f "$state/$1.built" "$done"
  (
    cd "$root"
    if JAVA_HOME=$jdk ./mvnw --batch-mode --no-transfer-progress -DskipTests \
      -Dspotless.check.skip=true --projects "$1" --also-make package 2>&1; then
      : >"$done"
    fi
  ) | {
    # One line a module, rather than Maven's hundreds.
    while IFS= read -r line; do
      printf '%s\n' "$line"
      case $line in
        *'] Building Tracefold'*) say "  ${line#*Building }" ;;
      esac
    done
  } >"$log"
  if [ ! -f "$done" ]; then
    say "The build failed; the last lines of $log:"
    tail -n 20 "$log" >&2
    exit 1
  fi
  mv "$started" "$state/$1.built"
}

if_stale_build() {
  if is_stale "$1"; then
    build "$1"
  fi
}
