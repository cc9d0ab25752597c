package io.tidegate.gateway.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tidegate.sim.pty.Pty;

/// A board's side of a pseudo-terminal, in the hands of a test.
public final class Typing {
  private static final long LIMIT_MILLIS = 60_000;

  private Typing() {}

  /// Writes to the gateway's side, waiting for room.
  public static void into(Pty pty, String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    int[] written = {0};
    Eventually.await(
        LIMIT_MILLIS,
        () -> {
          written[0] += pty.write(bytes, written[0], bytes.length - written[0]);
          return written[0] == bytes.length;
        },
        () -> "the port took " + written[0] + " of " + bytes.length + " bytes");
  }
}
