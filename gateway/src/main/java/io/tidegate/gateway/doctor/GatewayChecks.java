package io.tidegate.gateway.doctor;

import io.tidegate.gateway.mqtt.Secret;
import io.tidegate.gateway.mqtt.TlsFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The configuration as it was read, and the gateway that runs with it.
final class GatewayChecks {
  private static final String SUBJECT = "gateway";

  private GatewayChecks() {}

  static List<Finding> find(Situation at) {
    List<Finding> found = new ArrayList<>();
    if (at.file() != null && Files.exists(at.file()) && !Files.isReadable(at.file())) {
      found.add(unreadable(at));
    } else {
      configuration(at, found);
    }
    files(at, found);
    found.add(gateway(at));
    return found;
  }

  /// Root and the one who edits it read more than the gateway's user. What is not there is told as
  /// a warning of the configuration.
  private static void files(Situation at, List<Finding> found) {
    if (at.configuration() == null) {
      return;
    }
    User user = at.user();
    List<Path> files = new ArrayList<>(List.of(at.file().toAbsolutePath()));
    if (at.configuration().mqtt().password() instanceof Secret.InFile(Path secret)) {
      files.add(secret);
    }
    TlsFiles tls = at.configuration().mqtt().tls();
    Stream.of(tls.authorities(), tls.certificate(), tls.key())
        .filter(Objects::nonNull)
        .forEach(files::add);
    for (Path file : files) {
      Machine.Owner owner = at.machine().owner(at.machine().at(file));
      if (owner != null && !user.mayRead(owner)) {
        found.add(
            Id.FILE_PERMISSION.error(
                user.name(), "may not read " + file, "user", user.name(), "file", file.toString()));
      }
    }
  }

  /// That of the service is not for everybody to read.
  private static Finding unreadable(Situation at) {
    String name = User.present(at.machine()).name();
    return Id.CONFIGURATION.unchecked(
        "configuration",
        name + " may not read " + at.fileShown() + ": only the machine is looked at",
        "sudo tidegate doctor " + Id.quoted(at.fileShown()));
  }

  private static void configuration(Situation at, List<Finding> found) {
    String file = at.fileShown();
    at.problems()
        .forEach(
            problem ->
                found.add(
                    Id.CONFIGURATION.error("configuration", problem.toString(), "file", file)));
    at.warnings()
        .forEach(
            warning ->
                found.add(
                    Id.CONFIGURATION.warning("configuration", warning.toString(), "file", file)));
    if (at.file() == null) {
      found.add(
          Id.CONFIGURATION
              .note("configuration", "there is none: only the machine is looked at", "file", file)
              .with("tidegate help run"));
    } else if (found.isEmpty()) {
      found.add(Id.CONFIGURATION.ok("configuration", file + " is good"));
    }
  }

  private static Finding gateway(Situation at) {
    return switch (at.running()) {
      case Running.Yes yes ->
          Id.GATEWAY.ok(SUBJECT, "runs since " + yes.upMillis() / 1_000 + " s, and answers");
      case Running.Unknown(String words) ->
          Id.GATEWAY.unchecked(SUBJECT, words, "sudo tidegate status");
      case Running.No() ->
          User.isServices(at.file()) || at.file() == null
              ? Id.GATEWAY.note(SUBJECT, "none runs now")
              : Id.GATEWAY
                  .note(SUBJECT, "none runs now")
                  .with("tidegate run " + Id.quoted(at.fileShown()));
    };
  }
}
