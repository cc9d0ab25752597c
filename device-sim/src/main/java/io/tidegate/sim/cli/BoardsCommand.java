package io.tidegate.sim.cli;

import io.tidegate.sim.line.LineFaults;
import io.tidegate.sim.pty.Place;
import io.tidegate.sim.pty.PortPlan;
import io.tidegate.sim.pty.PortRoom;
import io.tidegate.sim.pty.Rack;
import io.tidegate.sim.scenario.BoardPlan;
import io.tidegate.sim.scenario.Built;
import io.tidegate.sim.scenario.ChipKind;
import io.tidegate.sim.scenario.FirmwareKind;
import io.tidegate.sim.setting.Named;
import io.tidegate.sim.world.World;
import io.tidegate.strict.Unit;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
    name = "boards",
    description = {
      "Puts boards on ports that any program opens, until Ctrl-C.",
      "Each port is a pseudo-terminal with a link whose name stays the same; open it like"
          + " /dev/ttyUSB0, at any speed.",
      ""
    },
    optionListHeading = "Options:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:stopped, by Ctrl-C or because the time was over",
      "1:it could not be done; the words say why",
      "2:no such option, or a value that cannot be"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  tidegate-sim boards",
      "  tidegate-sim boards --count 2 --kind json --every 200ms",
      "  tidegate-sim boards --kind tasmota,esphome,csv --chip esp8266",
      "  tidegate-sim boards --kind link --reset-on-open --noise 2000",
      "  cat $XDG_RUNTIME_DIR/tidegate-sim/board2      (in another window)"
    })
final class BoardsCommand implements Callable<Integer> {
  private static final int MOST_BOARDS = 500;

  @Spec private CommandSpec spec;
  @Mixin private Help help;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "4",
      description = "How many boards, 1 to " + MOST_BOARDS + "; default ${DEFAULT-VALUE}.")
  private int count;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      split = ",",
      defaultValue = "link,json,plotter,csv",
      converter = Kinds.class,
      description = "What they run; several take turns. Default: ${DEFAULT-VALUE}.")
  private List<FirmwareKind> kinds;

  @Option(
      names = "--chip",
      paramLabel = "CHIP",
      converter = Chips.class,
      description = {
        "What they run on: esp8266, uno or nano. Default: uno for key_value, plotter and csv, from"
            + " which nobody can tell the text of a ROM; else esp8266."
      })
  private ChipKind chip;

  @Option(
      names = "--every",
      paramLabel = "TIME",
      defaultValue = "1s",
      converter = Durations.class,
      description = "How often each measures: 100ms, 1s, 5m; default ${DEFAULT-VALUE}.")
  private Duration every;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Chance begins here: same seed, same measurements; default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--reset-on-open",
      description = "Opening a port resets its board, as DTR does on most real ones.")
  private boolean resetOnOpen;

  @Option(
      names = "--noise",
      paramLabel = "BYTES",
      description = {
        "A fault on the line about every so many bytes: bits turned, bytes missing, twice, or of"
            + " something else, pauses. Default: none."
      })
  private Long noise;

  @Option(
      names = "--link-dir",
      paramLabel = "FOLDER",
      description = {
        "Where the links are made: board1, board2, ... Default:"
            + " $$XDG_RUNTIME_DIR/tidegate-sim, else tidegate-sim-USER in the folder for"
            + " temporary files."
      })
  private Path linkFolder;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "Stops after so many seconds. Default: runs until Ctrl-C.")
  private Long seconds;

  @Override
  public Integer call() throws Exception {
    check();
    PortRoom.make(count);
    Path where = linkFolder == null ? LinkFolder.usual() : linkFolder.toAbsolutePath();
    LinkFolder folder = LinkFolder.open(where);
    Rack rack = new Rack(new World(seed));
    CountDownLatch stop = new CountDownLatch(1);
    try {
      show(rack, folder);
    } catch (IOException e) {
      folder.end(rack);
      throw e;
    }
    TidegateSim.whenEnding(
        () -> {
          folder.end(rack);
          return TidegateSim.OK;
        });
    if (seconds == null) {
      stop.await();
    } else {
      stop.await(seconds, TimeUnit.SECONDS);
    }
    return TidegateSim.OK;
  }

  private void check() {
    TidegateSim.demand(
        spec, count >= 1 && count <= MOST_BOARDS, "--count: expected 1 to " + MOST_BOARDS, count);
    TidegateSim.demand(
        spec,
        every.toMillis() >= 1,
        "--every: expected 1ms or more",
        Unit.TIME.shown(every.toNanos()));
    TidegateSim.demand(spec, noise == null || noise >= 1, "--noise: expected 1 or more", noise);
    TidegateSim.demand(
        spec, seconds == null || seconds >= 1, "--seconds: expected 1 or more", seconds);
  }

  private void show(Rack rack, LinkFolder folder) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    for (int i = 0; i < count; i++) {
      FirmwareKind kind = kinds.get(i % kinds.size());
      ChipKind runsOn = chip == null ? kind.usualChip() : chip;
      Built board =
          BoardPlan.of("board" + (i + 1), kind, runsOn, every.toNanos()).build(seed, _ -> {});
      PortPlan plan =
          PortPlan.of(folder.link(board.name()), runsOn.chip())
              .withResetOnOpen(resetOnOpen)
              .withFaults(noise == null ? LineFaults.NONE : LineFaults.all(noise));
      Place place = rack.add(board.board(), plan);
      out.printf(
          "%-9s %-9s %-7s %s%n", board.name(), kind.wireName(), runsOn.wireName(), place.path());
    }
    out.println(seconds == null ? "Running; Ctrl-C stops." : "Running for " + seconds + " s.");
    out.flush();
  }

  /// The usage of this command lists the kinds, in words of their own.
  static void listKinds(CommandLine boards) {
    Map<String, String> kinds = new LinkedHashMap<>();
    for (FirmwareKind kind : FirmwareKind.onPorts()) {
      kinds.put("  " + kind.wireName(), kind.words());
    }
    List<String> sections = new ArrayList<>(boards.getHelpSectionKeys());
    sections.add(sections.indexOf(UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING), "kinds");
    boards.setHelpSectionKeys(sections);
    boards
        .getHelpSectionMap()
        .put("kinds", help -> "Kinds:%n%s%n".formatted(help.createTextTable(kinds)));
  }

  private static final class Kinds implements ITypeConverter<FirmwareKind> {
    @Override
    public FirmwareKind convert(String text) {
      return named(FirmwareKind.onPorts(), text);
    }
  }

  private static final class Chips implements ITypeConverter<ChipKind> {
    @Override
    public ChipKind convert(String text) {
      return named(List.of(ChipKind.values()), text);
    }
  }

  private static <E extends Named> E named(List<E> all, String text) {
    try {
      return Named.find(all, text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
