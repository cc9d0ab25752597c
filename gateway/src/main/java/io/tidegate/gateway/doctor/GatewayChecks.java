package io.tidegate.gateway.doctor;

import java.util.ArrayList;
import java.util.List;

/// The configuration as it was read, and the gateway that runs with it.
final class GatewayChecks {
  private static final String SUBJECT = "gateway";

  private GatewayChecks() {}

  static List<Finding> find(Situation at) {
    List<Finding> found = new ArrayList<>();
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
          new Finding(
              Id.CONFIGURATION,
              State.NOTE,
              "configuration",
              "there is none: only the machine is looked at",
              "tidegate help run"));
    } else if (found.isEmpty()) {
      found.add(Id.CONFIGURATION.ok("configuration", file + " is good"));
    }
    found.add(gateway(at));
    return found;
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
              : new Finding(
                  Id.GATEWAY,
                  State.NOTE,
                  SUBJECT,
                  "none runs now",
                  "tidegate run " + Id.quoted(at.fileShown()));
    };
  }
}
