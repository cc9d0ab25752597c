package io.tidegate.sim.lx106.debug;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/// Packets out of bytes and back: `$`, what is said, `#`, a checksum of two digits; `+` and `-` say
/// whether one came whole, until both sides do without.
final class Packets {
  /// What one packet may say.
  static final int LIMIT = 0x4000;

  private static final int INTERRUPT = 3;

  private enum State {
    BETWEEN,
    INSIDE,
    ESCAPED,
    FIRST_DIGIT,
    SECOND_DIGIT
  }

  private final Consumer<String> taken;
  private final Runnable interrupt;
  private final StringBuilder said = new StringBuilder();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private State state = State.BETWEEN;
  private int sum;
  private int expected;
  private boolean acknowledges = true;
  private byte[] last = {};

  /// `taken` gets what a packet says, a character for each byte; `interrupt` is the byte by which a
  /// debugger wants a running program to stop.
  Packets(Consumer<String> taken, Runnable interrupt) {
    this.taken = taken;
    this.interrupt = interrupt;
  }

  void receive(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      receive(bytes[i] & 0xff);
    }
  }

  private void receive(int value) {
    switch (state) {
      case BETWEEN -> between(value);
      case INSIDE, ESCAPED -> inside(value);
      case FIRST_DIGIT -> {
        expected = Character.digit(value, 16) << 4;
        state = State.SECOND_DIGIT;
      }
      case SECOND_DIGIT -> {
        state = State.BETWEEN;
        end(expected | Character.digit(value, 16));
      }
    }
  }

  private void between(int value) {
    switch (value) {
      case '$' -> begin();
      case '-' -> out.writeBytes(last);
      case INTERRUPT -> interrupt.run();
      default -> {}
    }
  }

  private void begin() {
    said.setLength(0);
    sum = 0;
    state = State.INSIDE;
  }

  private void inside(int value) {
    if (value == '$' && state == State.INSIDE) {
      begin();
      return;
    }
    if (value == '#' && state == State.INSIDE) {
      state = State.FIRST_DIGIT;
      return;
    }
    sum += value;
    if (value == '}' && state == State.INSIDE) {
      state = State.ESCAPED;
      return;
    }
    if (said.length() <= LIMIT) {
      said.append((char) (state == State.ESCAPED ? value ^ 0x20 : value));
    }
    state = State.INSIDE;
  }

  private void end(int checksum) {
    boolean whole = checksum == (sum & 0xff) && said.length() <= LIMIT;
    if (acknowledges) {
      out.write(whole ? '+' : '-');
    }
    if (whole) {
      taken.accept(said.toString());
    }
  }

  /// No `+` and `-` from now on.
  void withoutAcknowledgement() {
    acknowledges = false;
  }

  /// As for a debugger that has just come.
  void reset() {
    state = State.BETWEEN;
    acknowledges = true;
    last = new byte[0];
    out.reset();
  }

  void send(String text) {
    int total = 0;
    for (int i = 0; i < text.length(); i++) {
      total += text.charAt(i);
    }
    last = "$%s#%02x".formatted(text, total & 0xff).getBytes(ISO_8859_1);
    out.writeBytes(last);
  }

  /// What is to go to the debugger; it is gone from here then.
  byte[] toSend() {
    byte[] bytes = out.toByteArray();
    out.reset();
    return bytes;
  }
}
