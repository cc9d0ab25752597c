package io.tidegate.gateway.core;

import io.tidegate.bridge.FlatJson;
import io.tidegate.bridge.JsonWriter;
import io.tidegate.gateway.device.DeviceEffect;
import io.tidegate.gateway.topic.Topics;
import java.nio.charset.StandardCharsets;

/// What the broker shows of us: `online` or `offline`, health, and each board's availability. When
/// somebody else writes there, it is written again; a living gateway with another run id means that
/// two use one id.
final class OwnState {
  private static final byte[] ONLINE = "online".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] OFFLINE = "offline".getBytes(StandardCharsets.US_ASCII);

  private final Topics topics;
  private final StateTopics stateTopics;
  private final Announcements announcements;
  private final String version;
  private final long healthEveryNanos;
  private final String run;
  private long healthDueNanos;
  private boolean offline;

  /// Which other run was heard, and whether it was told. One message may be late news of our own
  /// run before this one; a second is not.
  private String otherRun = "";

  private boolean saidTwin;

  OwnState(
      Topics topics,
      StateTopics stateTopics,
      Announcements announcements,
      String version,
      String run,
      long healthEveryNanos,
      long nowNanos) {
    this.topics = topics;
    this.stateTopics = stateTopics;
    this.announcements = announcements;
    this.version = version;
    this.run = run;
    this.healthEveryNanos = healthEveryNanos;
    stateTopics.set(topics.status(), ONLINE);
    this.healthDueNanos = nowNanos;
  }

  void presence(DeviceEffect.Presence presence) {
    stateTopics.set(topics.boardStatus(presence.device()), presence.available() ? ONLINE : OFFLINE);
  }

  /// The last word before the end.
  void offline() {
    offline = true;
    stateTopics.set(topics.status(), OFFLINE);
  }

  void tick(long nowNanos, WallTime wall, Portrait portrait) {
    if (!offline && nowNanos - healthDueNanos >= 0) {
      healthDueNanos = nowNanos + healthEveryNanos;
      stateTopics.set(topics.health(), health(portrait.take(nowNanos), wall, nowNanos));
    }
  }

  long dueNanos() {
    return offline ? Long.MAX_VALUE : healthDueNanos;
  }

  /// A message on one of our own state topics.
  void heard(Input.Arrived arrived, long nowNanos) {
    if (stateTopics.isOurs(arrived.topic(), arrived.payload())) {
      return;
    }
    if (arrived.topic().equals(topics.status()) && !offline) {
      stateTopics.again(topics.status());
    }
    String from = arrived.topic().equals(topics.health()) ? runOf(arrived) : run;
    if (!arrived.retained() && !from.equals(run)) {
      stateTopics.again(topics.health());
      boolean lives = from.equals(otherRun);
      otherRun = from;
      if (lives && !saidTwin) {
        saidTwin = true;
        announcements.alarm(
            "twin_gateway",
            "",
            "another gateway with another run id publishes health under our id; give each its own"
                + " `gateway` in the configuration",
            nowNanos);
      }
    }
  }

  /// Our own where it names none.
  private String runOf(Input.Arrived arrived) {
    byte[] payload = arrived.payload();
    return FlatJson.parse(payload, 0, payload.length, FlatJson.Mode.OBJECT)
            instanceof FlatJson.Parsed(FlatJson json)
        ? json.get("run")
            .filter(member -> member.kind() == FlatJson.Kind.STRING)
            .map(FlatJson.Member::string)
            .orElse(run)
        : run;
  }

  private byte[] health(State state, WallTime wall, long nowNanos) {
    JsonWriter counts = new JsonWriter();
    state.counters().forEach(counts::add);
    return new JsonWriter()
        .add("run", run)
        .add("version", version)
        .add("up_s", state.upMillis() / 1_000)
        .add("waiting", state.spool().waiting())
        .add("waiting_bytes", state.spool().waitingBytes())
        .add("on_disk_bytes", state.spool().onDiskBytes())
        .add("durable", state.spool().durable())
        .add("trouble", state.spool().trouble())
        .add("syncs", state.spool().syncs())
        .add("written_bytes", state.spool().writtenBytes())
        .addRaw("counters", counts.toString())
        .add("timestamp", wall.millis(nowNanos) / 1_000)
        .toUtf8();
  }
}
