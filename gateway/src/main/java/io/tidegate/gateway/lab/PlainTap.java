package io.tidegate.gateway.lab;

import io.tidegate.sim.pty.PortPlan;
import io.tidegate.sim.scenario.FirmwareKind;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Listens at the end of a plain board's cable: a line counts as sent when every byte of it went
/// into an open port that the gateway said to be reading. A board that keeps nothing cannot be held
/// to more. Between opening a port and reading it lie its settings and a flush; a line of that time
/// counts when it arrived all the same.
final class PlainTap implements PortPlan.Tap {
  private static final int LONGEST_LINE = 1_000;

  private final Pattern number;
  private final BooleanSupplier reading;
  private final LongConsumer sent;
  private final LongConsumer perhaps;
  private final StringBuilder line = new StringBuilder();
  private boolean heard = true;

  PlainTap(FirmwareKind kind, BooleanSupplier reading, LongConsumer sent, LongConsumer perhaps) {
    this.number =
        switch (kind) {
          case JSON -> Pattern.compile("\\{.*\"n\":(\\d{1,9})[,}].*");
          case PLOTTER -> Pattern.compile("n:(\\d{1,9}),.*");
          case CSV -> Pattern.compile("(\\d{1,9}),.*");
          default -> throw new IllegalArgumentException("lines of " + kind + " are not counted");
        };
    this.reading = reading;
    this.sent = sent;
    this.perhaps = perhaps;
  }

  @Override
  public void sent(byte[] bytes, int length, int taken) {
    boolean read = reading.getAsBoolean();
    for (int i = 0; i < length; i++) {
      heard &= read && i < taken;
      if (bytes[i] == '\n') {
        finish();
      } else if (bytes[i] != '\r' && line.length() < LONGEST_LINE) {
        line.append((char) (bytes[i] & 0xFF));
      }
    }
  }

  @Override
  public void cut() {
    line.setLength(0);
    heard = true;
  }

  private void finish() {
    Matcher matcher = number.matcher(line);
    if (matcher.matches()) {
      (heard ? sent : perhaps).accept(Long.parseLong(matcher.group(1)));
    }
    cut();
  }
}
