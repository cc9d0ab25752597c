package io.tidegate.gateway.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/// Paths in the file begin at the file's own folder; those it does not name are where systemd, or
/// else the user's session, wants them.
final class Paths {
  private static final String NAME = "tidegate";

  private final Path folder;
  private final UnaryOperator<String> environment;

  Paths(Path file, UnaryOperator<String> environment) {
    Path parent = file.toAbsolutePath().normalize().getParent();
    this.folder = parent == null ? Path.of("/") : parent;
    this.environment = environment;
  }

  /// Null when the text is no path.
  Path of(String text) {
    try {
      return folder.resolve(text).normalize();
    } catch (InvalidPathException _) {
      return null;
    }
  }

  /// Null when the environment names no place.
  Path spool() {
    Path state = variable("STATE_DIRECTORY");
    if (state != null) {
      return state.resolve("spool");
    }
    Path home = variable("HOME");
    Path session = variable("XDG_STATE_HOME");
    if (session == null && home != null) {
      session = home.resolve(".local/state");
    }
    return session == null ? null : session.resolve(NAME).resolve("spool");
  }

  Path runtime(Path spool) {
    Path runtime = variable("RUNTIME_DIRECTORY");
    if (runtime != null) {
      return runtime;
    }
    Path session = variable("XDG_RUNTIME_DIR");
    return session != null ? session.resolve(NAME) : spool.resolveSibling("run");
  }

  /// The first of a list with colons, as systemd gives it; null unless it is an absolute path.
  private Path variable(String name) {
    String value = environment.apply(name);
    if (value == null || !value.startsWith("/")) {
      return null;
    }
    try {
      return Path.of(value.split(":", 2)[0]);
    } catch (InvalidPathException _) {
      return null;
    }
  }
}
