package io.tidegate.gateway.run;

import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.core.Journal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/// What to do when a step throws: keep the input with its stack trace for whoever mends it, and go
/// on. The third within a minute ends the process, for systemd to start it anew from what is on
/// disk. The next start then leaves alone for a while the ports whose bytes met a defect, or the
/// same bytes would end it again and again. (Messages and commands were set aside for good by
/// [io.tidegate.gateway.core.Core#setAside].)
final class Defects {
  static final int LIMIT = 3;
  static final long WITHIN_NANOS = 60_000_000_000L;
  static final int FILES_KEPT = 50;
  private static final String PORTS_FILE = "ports-set-aside";

  private final Path folder;
  private final IntFunction<String> labels;
  private final Journal journal;
  private final LongSupplier nowNanos;
  private final Runnable endProcess;
  private final ArrayDeque<Long> metNanos = new ArrayDeque<>();
  private final Set<String> ports = new TreeSet<>();
  private boolean ending;

  Defects(
      Path folder,
      IntFunction<String> labels,
      Journal journal,
      LongSupplier nowNanos,
      Runnable endProcess) {
    this.folder = folder;
    this.labels = labels;
    this.journal = journal;
    this.nowNanos = nowNanos;
    this.endProcess = endProcess;
  }

  /// The labels of ports to leave alone for a while, when the run before was ended by defects.
  /// Asked once: the start after this one takes them again.
  List<String> portsOfLastRun() {
    Path file = folder.resolve(PORTS_FILE);
    try {
      List<String> labels = Files.readAllLines(file);
      Files.delete(file);
      return labels;
    } catch (IOException _) {
      return List.of();
    }
  }

  void met(Input input, Throwable defect) {
    journal.log(
        Journal.Level.ERROR,
        "defect",
        input.getClass().getSimpleName(),
        "a defect of the gateway met this input: "
            + defect
            + "; it is kept in "
            + keep(input, defect)
            + ", the rest goes on");
    if (input instanceof Input.PortBytes(int port, _)) {
      ports.add(labels.apply(port));
    }
    long now = nowNanos.getAsLong();
    metNanos.add(now);
    if (metNanos.size() > LIMIT) {
      metNanos.remove();
    }
    if (!ending && metNanos.size() == LIMIT && now - metNanos.getFirst() < WITHIN_NANOS) {
      ending = true;
      end();
    }
  }

  private void end() {
    journal.log(
        Journal.Level.ERROR,
        "defects",
        "gateway",
        LIMIT + " defects within a minute: ending, to start anew from what is on disk");
    try {
      if (!ports.isEmpty()) {
        Files.write(folder.resolve(PORTS_FILE), ports);
      }
    } catch (IOException e) {
      journal.log(Journal.Level.WARNING, "defects", "gateway", "cannot note the ports: " + e);
    }
    endProcess.run();
  }

  private String keep(Input input, Throwable defect) {
    StringWriter text = new StringWriter();
    text.write(describe(input) + "\n");
    defect.printStackTrace(new PrintWriter(text, true));
    try {
      Files.createDirectories(folder);
      for (int n = 0; n < FILES_KEPT; n++) {
        Path file = folder.resolve("defect-" + n + ".txt");
        if (!Files.exists(file)) {
          Files.writeString(file, text.toString(), StandardOpenOption.CREATE_NEW);
          return file.toString();
        }
      }
      return "no file (" + folder + " holds " + FILES_KEPT + " already)";
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
