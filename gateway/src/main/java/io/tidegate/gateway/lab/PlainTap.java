package io.tidegate.gateway.lab;

import io.tidegate.sim.fleet.Kind;
import io.tidegate.sim.pty.PortPlan;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Listens at the end of a plain board's cable: a line counts as sent when every byte of it went to
/// a program that had the port open. A board that keeps nothing cannot be held to more.
final class PlainTap implements PortPlan.Tap {
  private static final int LONGEST_LINE = 1_000;

  private final Pattern number;
  private final LongConsumer sent;
  private final StringBuilder line = new StringBuilder();
  private boolean heard = true;
  private long unheard;

  PlainTap(Kind kind, LongConsumer sent) {
    this.number =
        switch (kind) {
          case JSON -> Pattern.compile("\\{.*\"n\":(\\d{1,9})[,}].*");
          case KEYVALUE -> Pattern.compile("n:(\\d{1,9}),.*");
          case CSV -> Pattern.compile("(\\d{1,9}),.*");
          case LINK -> throw new IllegalArgumentException("the link keeps its readings itself");
        };
    this.sent = sent;
  }

  @Override
  public void sent(byte[] bytes, int length, int taken) {
    for (int i = 0; i < length; i++) {
      heard &= i < taken;
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

  /// Readings printed while nobody had the port open.
  long unheard() {
    return unheard;
  }

  private void finish() {
    Matcher matcher = number.matcher(line);
    if (matcher.matches()) {
      if (heard) {
        sent.accept(Long.parseLong(matcher.group(1)));
      } else {
        unheard++;
      }
    }
    cut();
  }
}
