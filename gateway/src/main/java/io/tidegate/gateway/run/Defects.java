package io.tidegate.gateway.run;

import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.core.Journal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HexFormat;

/// What to do when a step throws: keep the input with its stack trace for whoever mends it, and go
/// on. The third within a minute ends the process, for systemd to start it anew from what is on
/// disk.
final class Defects {
  static final int LIMIT = 3;
  static final long WITHIN_NANOS = 60_000_000_000L;
  static final int FILES_KEPT = 50;

  private final Path folder;
  private final Journal journal;
  private final Runnable endProcess;
  private final ArrayDeque<Long> metNanos = new ArrayDeque<>();
  private int files;

  Defects(Path folder, Journal journal, Runnable endProcess) {
    this.folder = folder;
    this.journal = journal;
    this.endProcess = endProcess;
  }

  void met(Input input, Throwable defect) {
    long nowNanos = System.nanoTime();
    journal.log(
        Journal.Level.ERROR,
        "defect",
        input.getClass().getSimpleName(),
        "a defect of the gateway met this input: "
            + defect
            + "; it is kept in "
            + keep(input, defect)
            + ", the rest goes on");
    metNanos.add(nowNanos);
    if (metNanos.size() > LIMIT) {
      metNanos.remove();
    }
    if (metNanos.size() == LIMIT && nowNanos - metNanos.getFirst() < WITHIN_NANOS) {
      journal.log(
          Journal.Level.ERROR,
          "defects",
          "gateway",
          LIMIT + " defects within a minute: ending, to start anew from what is on disk");
      endProcess.run();
    }
  }

  private String keep(Input input, Throwable defect) {
    if (files >= FILES_KEPT) {
      return "no file (" + FILES_KEPT + " are kept already)";
    }
    Path file = folder.resolve("defect-" + files++ + ".txt");
    StringWriter text = new StringWriter();
    text.write(describe(input) + "\n");
    defect.printStackTrace(new PrintWriter(text, true));
    try {
      Files.createDirectories(folder);
      Files.writeString(file, text.toString());
      return file.toString();
    } catch (IOException e) {
      return "no file (" + e.getMessage() + ")";
    }
  }

  private static String describe(Input input) {
    return switch (input) {
      case Input.PortBytes(int port, byte[] bytes) ->
          "PortBytes port " + port + " " + HexFormat.of().formatHex(bytes);
      case Input.Arrived arrived ->
          "Arrived " + arrived.topic() + " " + HexFormat.of().formatHex(arrived.payload());
      default -> input.toString();
    };
  }
}
