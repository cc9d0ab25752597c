package io.tidegate.sim.cli;

import io.tidegate.sim.lx106.chip.Flash;
import io.tidegate.sim.lx106.image.BadImage;
import io.tidegate.sim.lx106.image.Image;
import io.tidegate.sim.scenario.BoardPlan;
import io.tidegate.sim.scenario.ChipKind;
import io.tidegate.sim.scenario.Flashed;
import io.tidegate.sim.scenario.ImageFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "firmware",
    description = {
      "Runs the file that is flashed into an ESP8266, as it is.",
      "The chip is emulated. Its serial line is on a port that any program opens, and is shown here; what is typed goes"
          + " to it. Its WiFi finds one access point, and connections to port 1883 of any name lead"
          + " to the broker.",
      "",
      "The file is the linker's: .elf, which has the symbols; or what is made of it for the flash,"
          + " .bin, and its --map. The Arduino IDE leaves them in its build folder.",
      ""
    },
    optionListHeading = "Options:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:stopped, by Ctrl-C or because the time was over",
      "1:it could not be read or run; the words say why",
      "2:no such option, or a value that cannot be"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  tidegate-sim firmware Weather.ino.elf --broker localhost",
      "  tidegate-sim firmware Weather.ino.elf --sensor dht22@D4=21.5,humidity=48",
      "  tidegate-sim firmware Weather.ino.elf --virtual --seconds 3600",
      "  tidegate-sim firmware Weather.ino.elf --flash weather.flash --trace weather.vcd",
      "  tidegate-sim firmware WebServer.ino.elf --door 80",
      "  tidegate-sim firmware Weather.ino.elf --gdb 3333",
      "  tidegate-sim firmware Weather.ino.elf --virtual --seconds 60 --measure"
    })
final class FirmwareCommand implements Callable<Integer> {
  private static final Duration MOST_PASS = Duration.ofMillis(100);
  private static final List<String> ENDINGS = List.of(".elf", ".bin", ".ino");

  @Spec private CommandSpec spec;
  @Mixin private Help help;

  @Parameters(index = "0", paramLabel = "FILE", description = "The image: .elf or .bin.")
  private Path file;

  @Option(
      names = "--map",
      paramLabel = "FILE",
      description = "The linker's map, which has the symbols of a .bin.")
  private Path map;

  @Option(
      names = "--flash",
      paramLabel = "FILE",
      description =
          "What its flash holds is kept here: file systems, settings, the program that came over"
              + " the network. Another image than the last time is flashed anew. Default: thrown"
              + " away at the end.")
  private Path flashFile;

  @Option(
      names = "--update",
      paramLabel = "FILE",
      description =
          "A program that may come over the network later, .elf: its names are known then, too. May"
              + " be given again.")
  private List<Path> updateFiles = List.of();

  @Option(
      names = "--door",
      paramLabel = "PORT",
      description = {
        "A TCP port at which the program waits: it is found on this machine, at a place that is"
            + " told. Into a network that the program opens itself somebody comes for it. May be"
            + " given again."
      })
  private Set<Integer> doors = Set.of();

  @Option(names = "--udp-door", paramLabel = "PORT", description = "The same for UDP.")
  private Set<Integer> udpDoors = Set.of();

  @Option(
      names = "--pass",
      paramLabel = "TIME",
      description =
          "What a turn of a loop that never waits takes, to 100ms; 0s: as long as its instructions;"
              + " default: 100us.",
      converter = Durations.class)
  private Duration pass = Duration.ofNanos(Flashed.USUAL_PASS_NANOS);

  @Mixin private OneBoardOptions board;
  @Mixin private BenchOptions bench;

  @Override
  public Integer call() throws Exception {
    try {
      board.check();
      bench.check(board.virtual);
      board.wired(ChipKind.ESP8266);
      Flashed.doors(doors, udpDoors);
      OneBoardOptions.demand(
          pass.compareTo(MOST_PASS) <= 0, "--pass: expected at most 100ms", pass);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
    PrintWriter err = spec.commandLine().getErr();
    Image image;
    List<Image> updates = new ArrayList<>();
    try {
      image = ImageFile.read(file, map);
      for (Path each : updateFiles) {
        updates.add(ImageFile.read(each, null));
      }
    } catch (BadImage e) {
      OneBoard.say(err, e.getMessage());
      return TidegateSim.FAILED;
    }
    StartCache.keep(trial());
    FlashFile kept =
        flashFile == null
            ? null
            : FlashFile.open(flashFile, image, updates, words -> OneBoard.say(err, words));
    Flash flash = kept == null ? null : kept.flash();
    BoardPlan plan =
        BoardPlan.running(
            name(),
            new Flashed(
                image, updates, true, flash, Flashed.doors(doors, udpDoors), pass.toNanos()),
            ChipKind.ESP8266,
            board.wired(ChipKind.ESP8266));
    return new OneBoard(board, plan, spec.commandLine().getOut(), err)
        .whenBuilt((built, rack) -> bench.begin(built, rack, words -> OneBoard.say(err, words)))
        .whenOver(
            () -> {
              bench.end(words -> OneBoard.say(err, words));
              keep(kept, err);
            })
        .run();
  }

  /// A start that ends by itself and reaches nobody.
  private List<String> trial() {
    List<String> trial = new ArrayList<>(List.of("firmware", file.toAbsolutePath().toString()));
    if (map != null) {
      trial.addAll(List.of("--map", map.toAbsolutePath().toString()));
    }
    trial.addAll(List.of("--virtual", "--seconds", "10"));
    return trial;
  }

  private String name() {
    String name = file.getFileName().toString();
    for (String ending : ENDINGS) {
      if (name.length() > ending.length() && name.endsWith(ending)) {
        name = name.substring(0, name.length() - ending.length());
      }
    }
    return name;
  }

  private static void keep(FlashFile kept, PrintWriter err) {
    try {
      if (kept != null) {
        kept.save();
      }
    } catch (IOException e) {
      OneBoard.say(err, "the flash could not be kept: " + e.getMessage());
    }
  }
}
