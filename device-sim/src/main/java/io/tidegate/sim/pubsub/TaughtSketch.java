package io.tidegate.sim.pubsub;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.sim.model.Measurement;
import io.tidegate.sim.model.Model;
import io.tidegate.sim.net.Station;
import io.tidegate.sim.net.WifiStatus;

/// The getting-started sketch, as it is taught: setup() waits for the WiFi, connects and subscribes
/// once; loop() connects when it is not connected, handles one packet, measures, publishes with QoS
/// 0 and sleeps.
///
/// What is wrong with it, and wanted here: it does not subscribe again after a lost connection and
/// looks neither at the WiFi again nor at what publish() returned; it has the client id that
/// everybody has, handles one packet a turn however many come, and hears its own messages.
public final class TaughtSketch extends WifiSketch {
  private static final int DOT_MILLIS = 500;

  private enum Statement {
    BEGIN_WIFI,
    WAIT_FOR_WIFI,
    PRINT_DOT,
    FIRST_CONNECT,
    SUBSCRIBE,
    LOOP,
    CLIENT_LOOP,
    PUBLISH,
    DELAY
  }

  private final SketchPlan plan;
  private Statement next = Statement.BEGIN_WIFI;
  private String published = "";

  public TaughtSketch(Station station, SketchPlan plan, Model model) {
    super(station, plan, plan.login(), model);
    this.plan = plan;
  }

  @Override
  void begin() {
    next = Statement.BEGIN_WIFI;
  }

  @Override
  void step(long nowNanos) {
    int nowMillis = millis(nowNanos);
    next =
        switch (next) {
          case BEGIN_WIFI -> {
            println("");
            println("Connecting to " + plan.ssid());
            station.begin(plan.ssid(), plan.wifiPassword());
            yield Statement.WAIT_FOR_WIFI;
          }
          case WAIT_FOR_WIFI -> {
            if (station.status() == WifiStatus.CONNECTED) {
              println("");
              println("WiFi connected, address " + station.address());
              yield Statement.FIRST_CONNECT;
            }
            delay(nowNanos, DOT_MILLIS);
            yield Statement.PRINT_DOT;
          }
          case PRINT_DOT -> {
            print(".");
            yield Statement.WAIT_FOR_WIFI;
          }
          case FIRST_CONNECT -> {
            client.connect(login, nowMillis);
            yield Statement.SUBSCRIBE;
          }
          case SUBSCRIBE -> {
            if (client.result()) {
              println("MQTT connected");
              client.subscribe(plan.filter(), 0, nowMillis);
            } else {
              println("MQTT failed, rc=" + client.state());
            }
            yield Statement.LOOP;
          }
          case LOOP -> {
            if (!client.connected()) {
              client.connect(login, nowMillis);
            }
            yield Statement.CLIENT_LOOP;
          }
          case CLIENT_LOOP -> {
            client.loop(nowMillis);
            yield Statement.PUBLISH;
          }
          case PUBLISH -> {
            Measurement measured = model.measure(nowNanos);
            if (measured == null) {
              delay(nowNanos, plan.everyMillis());
              yield Statement.LOOP;
            }
            published = plan.payload().apply(measured);
            client.publish(plan.topic(), published.getBytes(UTF_8), false, nowMillis);
            yield Statement.DELAY;
          }
          case DELAY -> {
            println("Published: " + published);
            delay(nowNanos, plan.everyMillis());
            yield Statement.LOOP;
          }
        };
  }

  @Override
  void arrived(String topic, byte[] payload) {
    println("Message on " + topic + ": " + new String(payload, UTF_8));
  }
}
