package io.tidegate.sim.pubsub;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.sim.model.Measurement;
import io.tidegate.sim.model.Model;
import io.tidegate.sim.net.Station;
import io.tidegate.sim.net.WifiStatus;
import java.util.random.RandomGenerator;

/// The same board done right: loop() never waits but for the library's own calls, looks at the WiFi
/// before it connects, waits longer after each failure, says `online` and lets the broker say
/// `offline` for it, subscribes after every connection, and counts what it could not publish.
///
/// What stays: QoS 0. A message that was written into a connection which is dead is lost, and the
/// sketch cannot know.
public final class RightSketch extends WifiSketch {
  private static final int LEAST_BACK_OFF_MILLIS = 1_000;
  private static final int MOST_BACK_OFF_MILLIS = 60_000;
  private static final byte[] ONLINE = "online".getBytes(UTF_8);
  private static final String OFFLINE = "offline";

  private enum Statement {
    BEGIN_WIFI,
    LOOK,
    CONNECTED_OR_NOT,
    SUBSCRIBE,
    CLIENT_LOOP,
    PUBLISH,
    PUBLISHED,
    REST
  }

  private final SketchPlan plan;
  private final RandomGenerator random;
  private Statement next = Statement.BEGIN_WIFI;
  private WifiStatus shown = WifiStatus.IDLE;
  private int backOffMillis;
  private long retryNanos;
  private long unpublished;

  public RightSketch(Station station, SketchPlan plan, Model model, RandomGenerator random) {
    super(station, plan, plan.login().withWill(statusTopic(plan), 1, true, OFFLINE), model);
    this.plan = plan;
    this.random = random;
  }

  /// Where it says whether it is there.
  public String statusTopic() {
    return statusTopic(plan);
  }

  private static String statusTopic(SketchPlan plan) {
    return "devices/" + plan.clientId() + "/status";
  }

  /// Measurements it had no connection for.
  public long unpublished() {
    return unpublished;
  }

  @Override
  void begin() {
    next = Statement.BEGIN_WIFI;
    shown = WifiStatus.IDLE;
    backOffMillis = LEAST_BACK_OFF_MILLIS;
    retryNanos = 0;
  }

  @Override
  void step(long nowNanos) {
    int nowMillis = millis(nowNanos);
    next =
        switch (next) {
          case BEGIN_WIFI -> {
            station.begin(plan.ssid(), plan.wifiPassword());
            yield Statement.LOOK;
          }
          case LOOK -> look(nowNanos, nowMillis);
          case CONNECTED_OR_NOT -> connectedOrNot(nowNanos, nowMillis);
          case SUBSCRIBE -> {
            if (!plan.filter().isEmpty()) {
              client.subscribe(plan.filter(), 1, nowMillis);
            }
            yield Statement.PUBLISH;
          }
          case CLIENT_LOOP -> {
            client.loop(nowMillis);
            yield Statement.PUBLISH;
          }
          case PUBLISH -> publish(nowNanos, nowMillis);
          case PUBLISHED -> {
            if (!client.result()) {
              missed();
            }
            yield Statement.REST;
          }
          case REST -> {
            rest(nowNanos, idleMillis(nowNanos, nowMillis));
            yield Statement.LOOK;
          }
        };
  }

  @Override
  void arrived(String topic, byte[] payload) {
    println("command " + new String(payload, UTF_8));
  }

  private Statement look(long nowNanos, int nowMillis) {
    if (station.status() != shown) {
      shown = station.status();
      println(
          "wifi " + shown.code() + (shown == WifiStatus.CONNECTED ? " " + station.address() : ""));
    }
    if (client.connected()) {
      return Statement.CLIENT_LOOP;
    }
    if (shown != WifiStatus.CONNECTED || nowNanos < retryNanos) {
      return Statement.PUBLISH;
    }
    client.connect(login, nowMillis);
    return Statement.CONNECTED_OR_NOT;
  }

  private Statement connectedOrNot(long nowNanos, int nowMillis) {
    if (!client.result()) {
      println("mqtt " + client.state());
      retryNanos = nowNanos + (backOffMillis / 2 + random.nextInt(backOffMillis / 2)) * 1_000_000L;
      backOffMillis = Math.min(MOST_BACK_OFF_MILLIS, 2 * backOffMillis);
      return Statement.PUBLISH;
    }
    backOffMillis = LEAST_BACK_OFF_MILLIS;
    println("mqtt connected");
    client.publish(statusTopic(), ONLINE, true, nowMillis);
    return Statement.SUBSCRIBE;
  }

  private Statement publish(long nowNanos, int nowMillis) {
    Measurement measured = model.take(nowNanos);
    if (measured == null) {
      return Statement.REST;
    }
    if (!client.connected()) {
      missed();
      return Statement.REST;
    }
    client.publish(plan.topic(), plan.payload().apply(measured).getBytes(UTF_8), false, nowMillis);
    return Statement.PUBLISHED;
  }

  private void missed() {
    unpublished++;
    println("not published: " + unpublished);
  }

  private int idleMillis(long nowNanos, int nowMillis) {
    long dueNanos = Math.min(model.dueNanos(), retryNanos > nowNanos ? retryNanos : Long.MAX_VALUE);
    long untilMillis =
        dueNanos == Long.MAX_VALUE
            ? Integer.MAX_VALUE
            : (dueNanos - nowNanos + 999_999) / 1_000_000;
    return (int) Math.min(untilMillis, client.idleMillis(nowMillis));
  }
}
