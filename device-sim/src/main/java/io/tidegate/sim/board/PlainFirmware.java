package io.tidegate.sim.board;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tidegate.sim.model.Measurement;
import io.tidegate.sim.model.Model;

/// A sketch that prints each measurement as a line, keeps nothing and reads nothing.
public final class PlainFirmware implements Firmware {
  private final Model model;
  private final LineFormat format;

  public PlainFirmware(Model model, LineFormat format) {
    this.model = model;
    this.format = format;
  }

  @Override
  public void start(long nowNanos, Board.Outside out) {
    model.start(nowNanos);
    String header = format.header(model.names());
    if (!header.isEmpty()) {
      print(header, out);
    }
  }

  @Override
  public void losePower() {}

  @Override
  public long loop(byte[] bytes, int length, long nowNanos, Board.Outside out) {
    Measurement measurement = model.take(nowNanos);
    if (measurement != null) {
      print(format.line(measurement), out);
    }
    return model.dueNanos();
  }

  private static void print(String line, Board.Outside out) {
    byte[] bytes = (line + "\r\n").getBytes(ISO_8859_1);
    out.transmit(bytes, bytes.length);
  }
}
