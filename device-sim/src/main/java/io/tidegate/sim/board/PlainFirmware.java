package io.tidegate.sim.board;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.sim.model.Measurement;
import io.tidegate.sim.model.Model;
import io.tidegate.sim.text.LineFormat;

/// A sketch that prints each measurement, keeps nothing and reads nothing.
public final class PlainFirmware implements Firmware {
  private final Model model;
  private final LineFormat format;

  /// Sketches for an ESP8266 begin with an empty line, to be rid of what its ROM has said at
  /// another speed.
  private boolean beginsBlank;

  private ChipClock clock;

  public PlainFirmware(Model model, LineFormat format) {
    this.model = model;
    this.format = format;
  }

  @Override
  public void attach(Microcontroller chip) {
    beginsBlank = chip.chip().boot() instanceof Boot.Rom;
    clock = chip.clock();
    model.clock(clock::worldNanos);
  }

  @Override
  public void start(long nowNanos, Board.Outside out) {
    model.start(nowNanos);
    if (beginsBlank) {
      print("", out);
    }
    for (String line : format.start(model.quantities())) {
      print(line, out);
    }
  }

  @Override
  public void losePower() {
    model.losePower();
  }

  @Override
  public void sleep() {
    model.stop();
  }

  @Override
  public long loop(byte[] bytes, int length, long nowNanos, Board.Outside out) {
    Measurement measurement = model.take(nowNanos);
    if (measurement != null) {
      for (String line : format.lines(measurement, clock.upNanos(nowNanos))) {
        print(line, out);
      }
    }
    return model.dueNanos();
  }

  private static void print(String line, Board.Outside out) {
    byte[] bytes = (line + "\r\n").getBytes(UTF_8);
    out.transmit(bytes, bytes.length);
  }
}
