package io.tidegate.gateway.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Paths in the file begin at the file's own folder; those it does not name are where systemd, or
/// else the user's session, wants them.
public final class Paths {
  private static final String NAME = "tidegate";

  private final Path folder;
  private final UnaryOperator<String> environment;

  Paths(Path file, UnaryOperator<String> environment) {
    Path parent = file.toAbsolutePath().normalize().getParent();
    this.folder = parent == null ? Path.of("/") : parent;
    this.environment = environment;
  }

  /// Where a gateway whose file names no `runtime_folder` has it, most likely first.
  public static List<Path> runtimeFolders(UnaryOperator<String> environment) {
    Paths paths = new Paths(Path.of("/"), environment);
    List<Path> folders = new ArrayList<>();
    Path systemd = paths.variable("RUNTIME_DIRECTORY");
    if (systemd != null) {
      folders.add(systemd);
    }
    folders.add(Path.of("/run", NAME));
    Path session = paths.variable("XDG_RUNTIME_DIR");
    if (session != null) {
      folders.add(session.resolve(NAME));
    }
    Path spool = paths.spool();
    if (spool != null) {
      folders.add(besides(spool));
    }
    return folders;
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
    return session != null ? session.resolve(NAME) : besides(spool);
  }

  private static Path besides(Path spool) {
    return spool.resolveSibling("run");
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
