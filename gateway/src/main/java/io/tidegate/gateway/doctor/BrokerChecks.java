package io.tidegate.gateway.doctor;

import io.tidegate.gateway.core.DisconnectCause;
import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.doctor.BrokerTrial.Outcome;
import io.tidegate.gateway.mqtt.ConnectFailure;
import io.tidegate.gateway.mqtt.Secret;
import io.tidegate.gateway.mqtt.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The way to each address of the broker, step by step as far as it goes: name, port, TLS, login,
/// and what this user may read and write there.
final class BrokerChecks {
  /// For all addresses together.
  static final long LIMIT_MILLIS = 60_000;

  private static final Duration SOON = Duration.ofDays(30);

  private BrokerChecks() {}

  static List<Finding> find(Situation at) {
    List<Finding> found = new ArrayList<>();
    if (at.configuration() == null) {
      return found;
    }
    long endNanos = System.nanoTime() + LIMIT_MILLIS * 1_000_000;
    List<Finding> failures = new ArrayList<>();
    boolean reached = false;
    for (Server server : at.configuration().mqtt().servers()) {
      if (System.nanoTime() - endNanos >= 0) {
        String words = "no time was left for it";
        found.add(Id.BROKER_CONNECTION.unchecked(server.toString(), words, again(at)));
        continue;
      }
      BrokerTrial trial = new BrokerTrial(at, server, endNanos);
      Input.BrokerDown down = trial.login();
      if (down == null) {
        reached = true;
        visit(at, server, trial, found);
      } else {
        failures.add(failure(at, server, down.cause(), down.words()));
      }
    }
    boolean elsewhere = reached;
    failures.forEach(each -> found.add(elsewhere ? lesser(each) : each));
    return found;
  }

  /// All addresses are one broker: while one of them works, messages are delivered.
  private static Finding lesser(Finding failure) {
    return failure.state() == State.ERROR ? failure.as(State.WARNING) : failure;
  }

  private static void visit(Situation at, Server server, BrokerTrial trial, List<Finding> found) {
    if (server.tls()) {
      found.add(certificate(at, server, trial));
    }
    found.add(Id.BROKER_LOGIN.ok(server.toString(), who(at) + " may log in"));
    subscriptions(at, trial, found);
    List<Finding> leftOut = new ArrayList<>();
    trial
        .outcomes(Probe.of(at.configuration(), leftOut))
        .forEach((probe, outcome) -> found.add(written(at, probe, outcome)));
    found.addAll(leftOut);
  }

  /// Each cause asks for another remedy.
  static Finding failure(Situation at, Server server, DisconnectCause cause, String said) {
    String name = server.toString();
    // a finding names it already
    String words = said.replaceFirst("^" + Pattern.quote(name) + ":? ", "");
    String address = address(server);
    return switch (cause) {
      case UNKNOWN_HOST -> Id.BROKER_NAME.error(name, words, "host", server.host());
      case REFUSED, UNREACHABLE ->
          Id.BROKER_CONNECTION.error(name, words, "port", Integer.toString(server.port()));
      case NO_ANSWER, PROTOCOL_REFUSED, SERVER_UNAVAILABLE, LOST, STOPPED ->
          Id.BROKER_ANSWER.error(name, words);
      case STALLED -> Id.HANG.error(name, words);
      case TLS_FAILED -> Id.BROKER_TLS.error(name, words, "address", address);
      case CERTIFICATE_UNTRUSTED -> Id.CERTIFICATE_TRUST.error(name, words, "address", address);
      case CERTIFICATE_NAME -> Id.CERTIFICATE_NAME.error(name, words, "address", address);
      case CERTIFICATE_EXPIRED -> Id.CERTIFICATE_EXPIRY.error(name, words, "address", address);
      case BAD_CREDENTIALS, NOT_AUTHORISED -> login(at, name, words);
      case CLIENT_ID_REFUSED ->
          Id.BROKER_LOGIN.unchecked(
              name, words + "; the doctor does not take the gateway's, which would end it", "");
      case SECRET_UNREADABLE -> secret(at, name, words);
    };
  }

  private static Finding login(Situation at, String name, String words) {
    String user = user(at);
    return user.isEmpty()
        ? Id.BROKER_LOGIN
            .error(
                name, words + "; mqtt.username and mqtt.password_file say who we are", "user", "")
            .with("sudoedit " + Id.quoted(at.fileShown()))
        : Id.BROKER_LOGIN.error(name, words, "user", user);
  }

  /// Whether the gateway's user may read it, is another question when another one asks; and what
  /// systemd gives the service is there only while it runs.
  private static Finding secret(Situation at, String name, String words) {
    User present = User.present(at.machine());
    String again = "sudo tidegate doctor " + Id.quoted(at.fileShown());
    if (!present.isRoot() && !present.name().equals(at.user().name())) {
      return Id.BROKER_SECRET.unchecked(name, words, again);
    }
    return switch (at.configuration().mqtt().password()) {
      case Secret.InCredential _ ->
          Id.BROKER_SECRET.unchecked(
              name, words + " while it runs", "sudo systemctl start tidegate && " + again);
      case Secret.InEnvironment(String variable) ->
          Id.BROKER_SECRET.unchecked(
              name, words, "read -rs " + variable + " && export " + variable);
      case Secret.InFile(Path file) -> Id.BROKER_SECRET.error(name, words, "file", file.toString());
      case Secret.None() -> Id.BROKER_SECRET.error(name, words, "file", at.fileShown());
    };
  }

  private static Finding certificate(Situation at, Server server, BrokerTrial trial) {
    try {
      return certificate(at.now(), server, trial.certificateEnd());
    } catch (ConnectFailure e) {
      return failure(at, server, e.reason, e.getMessage());
    } catch (IOException e) {
      return failure(at, server, DisconnectCause.LOST, e.getMessage());
    }
  }

  static Finding certificate(Instant now, Server server, Instant end) {
    String words = "trusted, valid until " + end;
    return Duration.between(now, end).compareTo(SOON) > 0
        ? Id.CERTIFICATE_EXPIRY.ok(server.toString(), words)
        : Id.CERTIFICATE_EXPIRY.warning(server.toString(), words, "address", address(server));
  }

  /// Without its scheme.
  private static String address(Server server) {
    return server.toString().split("://", 2)[1];
  }

  /// Those that the gateway makes when it connects; it gives up where one is refused.
  private static void subscriptions(Situation at, BrokerTrial trial, List<Finding> found) {
    List<String> filters = at.configuration().mqtt().subscriptions();
    List<String> refused = trial.refused(filters);
    for (String filter : refused) {
      found.add(
          granting(
              at,
              Id.TOPIC_SUBSCRIBE.error(
                  filter, who(at) + " may not subscribe", "user", user(at), "filter", filter),
              "read",
              filter));
    }
    if (refused.isEmpty()) {
      found.add(
          Id.TOPIC_SUBSCRIBE.ok(
              "commands and own state",
              "all "
                  + filters.size()
                  + " subscriptions granted; some brokers grant what they will never serve: a"
                  + " command that comes through shows it"));
    }
  }

  static Finding written(Situation at, Probe probe, Outcome outcome) {
    String key = probe.key();
    String topic = probe.target();
    return switch (outcome) {
      case BACK -> Id.TOPIC_WRITE.ok(key, "the probe on " + topic + " came back");
      case UNTRIED -> Id.TOPIC_WRITE.unchecked(key, "no time was left for it", again(at));
      case UNREADABLE ->
          Id.TOPIC_WRITE.unchecked(
              key,
              "the broker does not let "
                  + who(at)
                  + " read "
                  + topic
                  + ", which the gateway need not: a probe could not come back",
              "");
      case ENDED -> refused(at, probe, State.ERROR, "the broker hangs up over it");
      case SILENT ->
          probe.below()
              ? Id.TOPIC_WRITE.unchecked(
                  key,
                  "the probe on "
                      + topic
                      + " did not come back, and "
                      + probe.topic()
                      + " itself is not written to, since consumers believe what stands there",
                  "")
              : refused(
                  at,
                  probe,
                  State.WARNING,
                  "the broker took it and did not give it back: "
                      + who(at)
                      + " may not write there, or may only write, which is enough");
    };
  }

  private static Finding refused(Situation at, Probe probe, State state, String words) {
    String[] fills = {"user", user(at), "filter", probe.grant()};
    String text = "the probe on " + probe.target() + ": " + words;
    Finding finding =
        state == State.ERROR
            ? Id.TOPIC_WRITE.error(probe.key(), text, fills)
            : Id.TOPIC_WRITE.warning(probe.key(), text, fills);
    return granting(at, finding, "write", probe.grant());
  }

  /// In Mosquitto's list, what everybody may stands before the first user.
  private static Finding granting(Situation at, Finding finding, String right, String filter) {
    if (!user(at).isEmpty()) {
      return finding;
    }
    return finding.with(
        "sudo sed -i "
            + Id.quoted("1i topic " + right + " " + filter)
            + " /etc/mosquitto/acl && sudo systemctl reload mosquitto");
  }

  private static String user(Situation at) {
    return at.configuration().mqtt().username();
  }

  private static String who(Situation at) {
    return user(at).isEmpty() ? "a client without a name" : "user " + user(at);
  }

  private static String again(Situation at) {
    return "tidegate doctor " + Id.quoted(at.fileShown());
  }
}
