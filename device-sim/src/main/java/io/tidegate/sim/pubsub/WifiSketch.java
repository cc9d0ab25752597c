package io.tidegate.sim.pubsub;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.sim.board.Board;
import io.tidegate.sim.board.ChipClock;
import io.tidegate.sim.board.Firmware;
import io.tidegate.sim.board.Microcontroller;
import io.tidegate.sim.model.Model;
import io.tidegate.sim.net.Station;

/// What sketches with WiFi have in common: statements that are run one after another, some of which
/// take time. While a call of the library lasts, or a delay(), nothing else happens.
abstract class WifiSketch implements Firmware {
  final Station station;
  final Login login;
  final PubSubClient client;
  final Model model;

  private ChipClock clock;

  // since the board began to run
  private Board.Outside out;
  private long delayedUntilNanos;
  private long restingUntilNanos;

  WifiSketch(Station station, SketchPlan plan, Login login, Model model) {
    if (login.bufferBytes() > PubSubClient.BUFFER_BYTES) {
      throw new IllegalArgumentException(
          "client_id: expected a CONNECT of at most %d bytes, as the library has it; got %d"
              .formatted(PubSubClient.BUFFER_BYTES, login.bufferBytes()));
    }
    this.station = station;
    this.login = login;
    this.model = model;
    this.client =
        new PubSubClient(station, plan.host(), plan.port(), station::tellChanged, this::arrived);
  }

  /// setup(): from here on the first statement is due.
  abstract void begin();

  /// Runs the next statement; when it has begun a call of the library, the one after it sees what
  /// the call returned.
  abstract void step(long nowNanos);

  /// A message has come.
  abstract void arrived(String topic, byte[] payload);

  @Override
  public final void attach(Microcontroller chip) {
    clock = chip.clock();
  }

  @Override
  public final void start(long nowNanos, Board.Outside outside) {
    station.reset();
    client.vanish();
    out = outside;
    delayedUntilNanos = nowNanos;
    restingUntilNanos = nowNanos;
    model.start(nowNanos);
    begin();
  }

  @Override
  public final void losePower() {
    station.reset();
    client.vanish();
    model.losePower();
  }

  @Override
  public final long loop(byte[] bytes, int length, long nowNanos, Board.Outside outside) {
    out = outside;
    restingUntilNanos = nowNanos;
    int nowMillis = millis(nowNanos);
    while (true) {
      if (!client.run(nowMillis)) {
        return after(nowNanos, client.idleMillis(nowMillis));
      }
      if (nowNanos < delayedUntilNanos || nowNanos < restingUntilNanos) {
        return Math.max(delayedUntilNanos, restingUntilNanos);
      }
      step(nowNanos);
    }
  }

  final int millis(long nowNanos) {
    return clock.millis(nowNanos);
  }

  /// delay(): not even something that has come is looked at before it is over.
  final void delay(long nowNanos, int millis) {
    delayedUntilNanos = after(nowNanos, millis);
  }

  /// Turns of loop() in which there is nothing to do, for so long at most: something that comes
  /// ends it.
  final void rest(long nowNanos, int millis) {
    restingUntilNanos = after(nowNanos, millis);
  }

  final void print(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    out.transmit(bytes, bytes.length);
  }

  final void println(String line) {
    print(line + "\r\n");
  }

  private long after(long nowNanos, int idleMillis) {
    return idleMillis == Integer.MAX_VALUE
        ? Long.MAX_VALUE
        : clock.whenMillisPassed(nowNanos, idleMillis);
  }
}
