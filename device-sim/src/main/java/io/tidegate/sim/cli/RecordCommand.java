package io.tidegate.sim.cli;

import io.tidegate.sim.record.Baud;
import io.tidegate.sim.record.Recorder;
import io.tidegate.terminal.Complaint;
import io.tidegate.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "record",
    description = {
      "Writes down what a serial port says, and when, until Ctrl-C.",
      "`tidegate-sim replay` plays it. A port that goes away is waited for. The file is text, a"
          + " record a line, complete at any moment.",
      "",
      "With --through LINK a program works with the board meanwhile: it opens LINK, and what it"
          + " sends is passed on to the board and written down too.",
      ""
    },
    optionListHeading = "Options:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:stopped: by Ctrl-C, the time was over, or the file is full",
      "1:it could not be done; the words say why",
      "2:no such option or port, or a file that cannot be written"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  tidegate-sim record /dev/ttyUSB0 --to kitchen.tgrec",
      "  tidegate-sim record /dev/ttyUSB0 --baud 74880 --to boot.tgrec --seconds 10",
      "  tidegate-sim record /dev/ttyUSB0 --to both.tgrec --through /tmp/kitchen"
    })
final class RecordCommand implements Callable<Integer> {
  private static final long END_MILLIS = 3_000;
  private static final long SHOW_NANOS = 1_000_000_000L;
  private static final long SECOND_NANOS = 1_000_000_000L;

  @Spec private CommandSpec spec;
  @Mixin private Help help;

  @Parameters(paramLabel = "PORT", description = "The serial port: /dev/ttyUSB0.")
  private Path port;

  @Option(
      names = "--baud",
      paramLabel = "N",
      defaultValue = "115200",
      description =
          "Its speed, any that the adapter can do; an ESP8266 boots at 74880. Default:"
              + " ${DEFAULT-VALUE}.")
  private int baud;

  @Option(names = "--to", paramLabel = "FILE", required = true, description = "The file.")
  private Path file;

  @Option(names = "--replace", description = "The file may be there already: it is replaced.")
  private boolean replace;

  @Option(
      names = "--limit",
      paramLabel = "SIZE",
      defaultValue = "64M",
      converter = Sizes.class,
      description = "The file's largest size: 500k, 64M, 2G; default ${DEFAULT-VALUE}.")
  private long limit;

  @Option(
      names = "--through",
      paramLabel = "LINK",
      description = "A port that a program may open in the place of PORT.")
  private Path through;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "Stops after so many seconds. Default: runs until Ctrl-C.")
  private Long seconds;

  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean stopping;
  private volatile int code = TidegateSim.FAILED;
  private long beganNanos;
  private long shownNanos;

  @Override
  public Integer call() throws IOException {
    TidegateSim.demand(spec, Baud.fits(baud), "--baud: expected " + Baud.WORDS, baud);
    TidegateSim.demand(
        spec, seconds == null || seconds >= 1, "--seconds: expected 1 or more", seconds);
    TidegateSim.demand(
        spec,
        limit >= Recorder.Plan.LEAST_BYTES,
        "--limit: expected " + Recorder.Plan.LEAST_BYTES + " bytes or more",
        limit);
    Recorder.Plan plan =
        new Recorder.Plan(
            port, baud, file, replace, limit, through == null ? null : through.toAbsolutePath());
    try (Recorder recorder = opened(plan)) {
      TidegateSim.whenEnding(this::stop);
      run(recorder);
      code = TidegateSim.OK;
    } finally {
      ended.countDown();
    }
    return code;
  }

  /// Nothing is left when the port or the file is not to be had.
  private Recorder opened(Recorder.Plan plan) {
    try {
      return new Recorder(plan, Instant.now());
    } catch (IOException e) {
      throw new ParameterException(spec.commandLine(), Complaint.of(e));
    }
  }

  private void run(Recorder recorder) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("Recording %s at %d baud to %s%s%n", port, baud, file, stopWords());
    if (through != null) {
      out.printf("A program may open %s meanwhile.%n", through);
    }
    out.flush();
    beganNanos = System.nanoTime();
    boolean drawing = Terminal.isCapable();
    recorder.run(() -> why(recorder, drawing ? out : null));
    Recorder.Counts counts = recorder.counts();
    out.println((drawing ? "\r" : "") + words(counts));
    if (recorder.isFull()) {
      out.println("Stopped because the file has its largest size (--limit).");
    }
    if (counts.heardBytes() == 0) {
      out.println("Nothing was heard: is the board running, and does it send at this speed?");
    }
    out.flush();
  }

  private String stopWords() {
    return seconds == null ? "; Ctrl-C stops." : " for " + seconds + " s.";
  }

  /// Why to stop; empty to go on.
  private String why(Recorder recorder, PrintWriter screen) {
    long nowNanos = System.nanoTime();
    if (screen != null && nowNanos - shownNanos >= SHOW_NANOS) {
      shownNanos = nowNanos;
      screen.print("\r" + words(recorder.counts()));
      screen.flush();
    }
    if (stopping) {
      return "stopped";
    }
    boolean over = seconds != null && nowNanos - beganNanos >= seconds * SECOND_NANOS;
    return over ? "its time was over" : "";
  }

  private String words(Recorder.Counts counts) {
    return String.format(
        Locale.ROOT,
        "%,d bytes heard in %,d reads, %,d sent, in %.1f s%s",
        counts.heardBytes(),
        counts.heardReads(),
        counts.sentBytes(),
        (System.nanoTime() - beganNanos) / 1e9,
        counts.losses() == 0 ? "" : "; the port was gone " + times(counts.losses()));
  }

  private static String times(int count) {
    return count == 1 ? "once" : count + " times";
  }

  /// Ctrl-C: the last note is written before the process ends.
  private int stop() {
    stopping = true;
    try {
      return ended.await(END_MILLIS, TimeUnit.MILLISECONDS) ? code : TidegateSim.FAILED;
    } catch (InterruptedException _) {
      return TidegateSim.FAILED;
    }
  }
}
