package io.tidegate.sim.cli;

import io.tidegate.sim.pty.Place;
import io.tidegate.sim.pty.PortPlan;
import io.tidegate.sim.pty.PortRoom;
import io.tidegate.sim.pty.Rack;
import io.tidegate.sim.record.Direction;
import io.tidegate.sim.record.Recording;
import io.tidegate.sim.record.ReplayBoard;
import io.tidegate.sim.world.World;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "replay",
    description = {
      "Plays recordings, each on a port that says the same again.",
      "It speaks at the same distances in time. Its link has the file's name, without what comes"
          + " after the last dot.",
      "",
      "A board that is reset begins anew. What is sent to it, it does not hear.",
      ""
    },
    optionListHeading = "Options:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all was played, or stopped by Ctrl-C or because the time was over",
      "1:it could not be done; the words say why",
      "2:no such option or file, or a file that is no recording"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  tidegate-sim replay kitchen.tgrec --on-open",
      "  tidegate-sim replay --loop --speed 10 kitchen.tgrec cellar.tgrec"
    })
final class ReplayCommand implements Callable<Integer> {
  private static final int MOST_BOARDS = 500;
  private static final long LOOK_NANOS = 50_000_000;

  /// What a program has not read when its port vanishes, it never gets: the last bytes stay a
  /// while.
  private static final long LINGER_NANOS = 1_000_000_000L;

  private static final long SECOND_NANOS = 1_000_000_000L;

  @Spec private CommandSpec spec;
  @Mixin private Help help;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Recordings.")
  private List<Path> files;

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "1",
      description = "So many times as fast, 0.01 to 1000; default ${DEFAULT-VALUE}.")
  private double speed;

  @Option(names = "--loop", description = "Each begins anew at its end. Default: plays it once.")
  private boolean loop;

  @Option(
      names = "--on-open",
      description =
          "Opening a port resets its board, as DTR does on most real ones: it begins anew then.")
  private boolean onOpen;

  @Option(
      names = "--link-dir",
      paramLabel = "FOLDER",
      description = "Where the links are made; as for `tidegate-sim boards`.")
  private Path linkFolder;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description =
          "Stops after so many seconds. Default: when all was played; with --loop or --on-open at"
              + " Ctrl-C.")
  private Long seconds;

  private final List<ReplayBoard> boards = new ArrayList<>();
  private final List<Place> places = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    TidegateSim.demand(
        spec,
        speed >= ReplayBoard.SLOWEST && speed <= ReplayBoard.FASTEST,
        "--speed: expected 0.01 to 1000",
        speed);
    TidegateSim.demand(
        spec, seconds == null || seconds >= 1, "--seconds: expected 1 or more", seconds);
    TidegateSim.demand(
        spec,
        files.size() <= MOST_BOARDS,
        "expected at most " + MOST_BOARDS + " files",
        files.size());
    Map<String, Recording> recordings = read();
    PortRoom.make(recordings.size());
    Path where = linkFolder == null ? LinkFolder.usual() : linkFolder.toAbsolutePath();
    LinkFolder folder = LinkFolder.open(where);
    Rack rack = new Rack(new World(1));
    try {
      show(rack, folder, recordings);
    } catch (IOException e) {
      folder.end(rack);
      throw e;
    }
    TidegateSim.whenEnding(
        () -> {
          folder.end(rack);
          return TidegateSim.OK;
        });
    await(rack);
    summary();
    return TidegateSim.OK;
  }

  /// By the names of their links, in the order of the files.
  private Map<String, Recording> read() {
    Map<String, Recording> recordings = new LinkedHashMap<>();
    for (Path file : files) {
      if (!Files.isRegularFile(file)) {
        throw new ParameterException(spec.commandLine(), "there is no recording " + file);
      }
      try {
        Recording recording = Recording.read(file);
        if (!recording.torn().isEmpty()) {
          spec.commandLine().getErr().println("tidegate-sim: " + recording.torn());
        }
        String name = name(file);
        String free = name;
        for (int i = 2; recordings.containsKey(free); i++) {
          free = name + "-" + i;
        }
        recordings.put(free, recording);
      } catch (IOException e) {
        throw new ParameterException(spec.commandLine(), e.getMessage());
      }
    }
    spec.commandLine().getErr().flush();
    return recordings;
  }

  private static String name(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private void show(Rack rack, LinkFolder folder, Map<String, Recording> recordings)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    for (Map.Entry<String, Recording> each : recordings.entrySet()) {
      Recording recording = each.getValue();
      ReplayBoard board = new ReplayBoard(recording, speed, loop);
      PortPlan plan =
          PortPlan.of(folder.link(each.getKey()))
              .withBaud(ReplayBoard.LINE_BAUD)
              .withResetOnOpen(onOpen);
      Place place = rack.add(board, plan);
      boards.add(board);
      places.add(place);
      out.printf(
          Locale.ROOT,
          "%-9s %,d bytes in %.1f s, recorded from %s at %d baud  %s%n",
          each.getKey(),
          recording.byteCount(Direction.HEARD),
          recording.durationNanos() / 1e9 / speed,
          recording.port(),
          recording.baud(),
          place.path());
    }
    boolean endless = seconds == null && (loop || onOpen);
    out.println(endless ? "Playing; Ctrl-C stops." : "Playing.");
    out.flush();
  }

  private void await(Rack rack) throws IOException {
    long beganNanos = System.nanoTime();
    boolean endless = loop || onOpen;
    while (seconds == null || System.nanoTime() - beganNanos < seconds * SECOND_NANOS) {
      if (!endless && rack.ask(() -> boards.stream().allMatch(each -> each.rounds() > 0))) {
        LockSupport.parkNanos(this, LINGER_NANOS);
        return;
      }
      LockSupport.parkNanos(this, LOOK_NANOS);
    }
  }

  /// What nobody got.
  private void summary() {
    PrintWriter out = spec.commandLine().getOut();
    long unheard = places.stream().mapToLong(Place::unheardBytes).sum();
    long lost = places.stream().mapToLong(Place::lostBytes).sum();
    out.printf(
        Locale.ROOT,
        "Played. %,d bytes came while nobody had the port open, %,d were lost.%n",
        unheard,
        lost);
    out.flush();
  }
}
