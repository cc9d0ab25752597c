package io.tidegate.terminal;

import java.io.File;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// Single keys from the terminal, without Enter and without showing them. Where `stty` does not
/// work, keys need Enter; the rest goes on as well.
public final class Keyboard implements AutoCloseable {
  private static final File TERMINAL = new File("/dev/tty");
  private static final int LIMIT_SECONDS = 2;

  private final BlockingQueue<Character> keys;
  private final String before;

  /// Every key goes to `keys`.
  public Keyboard(BlockingQueue<Character> keys) {
    this.keys = keys;
    this.before = stty("-g").strip();
    if (!before.isEmpty()) {
      stty("-icanon", "-echo", "min", "1", "time", "0");
    }
    Thread.ofPlatform().name("keys").daemon(true).start(this::read);
  }

  /// The terminal as it was.
  @Override
  public void close() {
    if (!before.isEmpty()) {
      stty(before);
    }
  }

  private void read() {
    try {
      for (int key = System.in.read(); key >= 0; key = System.in.read()) {
        if (!keys.offer((char) key)) {
          return;
        }
      }
    } catch (IOException _) {
      // no more keys then
    }
  }

  /// What it printed; empty when it failed.
  private static String stty(String... arguments) {
    try {
      Process process =
          new ProcessBuilder(concat("stty", arguments))
              .redirectInput(TERMINAL)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said = new String(process.getInputStream().readAllBytes());
      return process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0
          ? said
          : "";
    } catch (IOException _) {
      return "";
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private static String[] concat(String first, String... others) {
    String[] all = new String[others.length + 1];
    all[0] = first;
    System.arraycopy(others, 0, all, 1, others.length);
    return all;
  }
}
