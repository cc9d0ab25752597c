package io.tidegate.sim.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

/// What a person types, a line at a time, for a board's serial input.
final class TypedLines {
  /// Takes the bytes of a line, its end included.
  interface Sink {
    void take(byte[] line) throws IOException;
  }

  private TypedLines() {}

  /// From now on, as long as the program runs and there is somebody who types.
  static void to(Sink sink) {
    if (System.console() == null) {
      return;
    }
    Thread.ofPlatform().name("typed").daemon(true).start(() -> pass(sink));
  }

  private static void pass(Sink sink) {
    BufferedReader typed = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    try {
      for (String line = typed.readLine(); line != null; line = typed.readLine()) {
        sink.take((line + "\n").getBytes(UTF_8));
      }
    } catch (IOException _) {
      // the board is gone
    }
  }
}
