package io.tidegate.gateway.doctor;

import io.tidegate.bridge.JsonWriter;
import io.tidegate.gateway.core.DisconnectCause;
import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.mqtt.MqttSettings;
import io.tidegate.gateway.mqtt.Server;
import io.tidegate.gateway.mqtt.Tls;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Tries out one server with real connections, as long as there is time: what came of it are facts,
/// [BrokerChecks] judges them.
final class BrokerTrial {
  /// What became of a probe.
  enum Outcome {
    BACK,
    /// The broker took it, and it did not come back.
    SILENT,
    /// The broker does not let this user read there, so it could not come back.
    UNREADABLE,
    /// The broker ended the connection over it.
    ENDED,
    /// The time was over.
    UNTRIED
  }

  private static final int LIMIT_SECONDS = 5;

  /// Name, connection, TLS and answer may each take their limit.
  private static final int CONNECT_STEPS = 4;

  private static final long BACK_LIMIT_MILLIS = 5_000;

  private final Situation at;
  private final Server server;
  private final long endNanos;
  private final String nonce;

  BrokerTrial(Situation at, Server server, long endNanos) {
    this.at = at;
    this.server = server;
    this.endNanos = endNanos;
    this.nonce = HexFormat.of().toHexDigits(RandomGenerator.getDefault().nextLong(), 6);
  }

  /// 22 characters: every broker has to take 23.
  String clientId() {
    return "tidegate-doctor-" + nonce;
  }

  /// Null when the broker lets us in.
  Input.BrokerDown login() {
    try (BrokerVisit visit = visit(List.of())) {
      return connect(visit);
    }
  }

  Instant certificateEnd() throws IOException {
    return Tls.validUntil(server, mqtt().tls(), limitSeconds() * 1_000);
  }

  /// The filters that the broker refuses; all are tried at once first.
  List<String> refused(List<String> filters) {
    return isRefused(filters)
        ? filters.stream().filter(each -> isRefused(List.of(each))).toList()
        : List.of();
  }

  private boolean isRefused(List<String> filters) {
    try (BrokerVisit visit = visit(filters)) {
      Input.BrokerDown down = connect(visit);
      return down != null && down.cause() == DisconnectCause.NOT_AUTHORISED;
    }
  }

  /// All at once; each alone when the broker refuses one, or hangs up over it.
  Map<Probe, Outcome> outcomes(List<Probe> probes) {
    Map<Probe, Outcome> outcomes = together(probes);
    boolean doubtful =
        outcomes.containsValue(Outcome.UNREADABLE) || outcomes.containsValue(Outcome.ENDED);
    if (doubtful && probes.size() > 1) {
      outcomes = new LinkedHashMap<>();
      for (Probe probe : probes) {
        outcomes.putAll(together(List.of(probe)));
      }
    }
    return outcomes;
  }

  private Map<Probe, Outcome> together(List<Probe> probes) {
    List<String> filters =
        probes.stream().flatMap(probe -> probe.filters().stream()).distinct().toList();
    if (leftMillis() == 0) {
      return all(probes, Outcome.UNTRIED);
    }
    try (BrokerVisit visit = visit(filters)) {
      Input.BrokerDown down = connect(visit);
      if (down != null) {
        boolean refused = down.cause() == DisconnectCause.NOT_AUTHORISED;
        return all(probes, refused ? Outcome.UNREADABLE : Outcome.ENDED);
      }
      probes.forEach(probe -> visit.publish(probe.target(), payload()));
      visit.await(
          Math.min(BACK_LIMIT_MILLIS, leftMillis()),
          () ->
              visit.hasEnded() || probes.stream().allMatch(probe -> isBack(probe, visit.heard())));
      if (visit.hasEnded()) {
        return all(probes, Outcome.ENDED);
      }
      Map<Probe, Outcome> outcomes = new LinkedHashMap<>();
      for (Probe probe : probes) {
        outcomes.put(probe, isBack(probe, visit.heard()) ? Outcome.BACK : Outcome.SILENT);
      }
      return outcomes;
    }
  }

  private static Map<Probe, Outcome> all(List<Probe> probes, Outcome outcome) {
    Map<Probe, Outcome> outcomes = new LinkedHashMap<>();
    probes.forEach(probe -> outcomes.put(probe, outcome));
    return outcomes;
  }

  /// Somebody else's message on the probe's topic is none of ours.
  private boolean isBack(Probe probe, List<Input.Arrived> heard) {
    return heard.stream()
        .anyMatch(
            each ->
                each.topic().equals(probe.target()) && Arrays.equals(each.payload(), payload())
                    || probe.below() && each.topic().equals(probe.topic()));
  }

  /// What a consumer may see of the doctor.
  byte[] payload() {
    return new JsonWriter()
        .add("device_id", Probe.BOARD)
        .add("timestamp", at.now().getEpochSecond())
        .add("probe", nonce)
        .toUtf8();
  }

  private BrokerVisit visit(List<String> filters) {
    return new BrokerVisit(
        mqtt().visitor(server, clientId(), limitSeconds(), filters), at.environment());
  }

  private Input.BrokerDown connect(BrokerVisit visit) {
    return visit.connect(Math.min(CONNECT_STEPS * 1_000L * limitSeconds(), leftMillis()));
  }

  private MqttSettings mqtt() {
    return at.configuration().mqtt();
  }

  private int limitSeconds() {
    return Math.min(LIMIT_SECONDS, mqtt().connectLimitSeconds());
  }

  private long leftMillis() {
    return Math.max(0, (endNanos - System.nanoTime()) / 1_000_000);
  }
}
