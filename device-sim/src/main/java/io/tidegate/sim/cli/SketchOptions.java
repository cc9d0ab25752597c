package io.tidegate.sim.cli;

import io.tidegate.sim.scenario.ChipKind;
import io.tidegate.sim.scenario.SensorPlan;
import io.tidegate.sim.sketch.build.Bits;
import io.tidegate.sim.sketch.build.BuildOptions;
import io.tidegate.sim.sketch.build.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What can be said about a sketch that is built and run.
final class SketchOptions {
  @Parameters(index = "0", paramLabel = "FOLDER", description = "The sketch: FOLDER/FOLDER.ino.")
  Path folder;

  @Option(
      names = "--library",
      paramLabel = "FOLDER",
      description = "A library, or a folder of some, before all others; may be given again.")
  List<Path> libraries = new ArrayList<>();

  @Option(
      names = "--target",
      paramLabel = "CHIP",
      defaultValue = "esp8266",
      description = "What it is built for: esp8266 or uno; default ${DEFAULT-VALUE}.")
  String target = "esp8266";

  @Option(
      names = "--bits",
      paramLabel = "N",
      defaultValue = "auto",
      description =
          "How many bits long, size_t and pointers have: 32, as on the chip, if need be by qemu-user;"
              + " 64; auto: 32 where the kernel runs such programs itself, else 64; default auto.")
  String bits = "auto";

  @Option(
      names = "--millis",
      paramLabel = "TIME",
      description = "What millis() gives at its first start, to 4294967s; default: 0s.",
      converter = Durations.class)
  Duration millis = Duration.ZERO;

  @Option(
      names = "--sanitize",
      description = "Looks for wrong use of memory and undefined behaviour; it is slower.")
  boolean sanitize;

  @Option(
      names = "--gdb",
      description = "Waits at each start for a debugger, and says how to give it one.")
  boolean gdb;

  @Option(
      names = "--flash",
      paramLabel = "FOLDER",
      description = "What its flash holds is kept here. Default: it is thrown away at the end.")
  Path flash;

  @Option(
      names = "--card",
      paramLabel = "FOLDER",
      description = "The memory card that is in it. Default: none, so SD.begin() fails.")
  Path card;

  @Mixin OneBoardOptions board = new OneBoardOptions();

  /// Throws with what was expected.
  void check() {
    board.check();
    OneBoardOptions.demand(
        millis.toMillis() < 1L << 32, "--millis: expected at most 4294967s", millis);
    OneBoardOptions.demand(
        card == null || Files.isDirectory(card), "--card: expected a folder that is there", card);
    build();
    wired();
  }

  /// The same.
  BuildOptions build() {
    return new BuildOptions(Target.of(target), libraries, sanitize, Bits.of(bits));
  }

  ChipKind chip() {
    return Target.of(target) == Target.ESP8266 ? ChipKind.ESP8266 : ChipKind.UNO;
  }

  List<SensorPlan> wired() {
    return board.wired(chip());
  }

  /// As far as `--virtual --seconds 10` a start like this one, which nobody sees.
  List<String> trial() {
    List<String> trial = new ArrayList<>(List.of("sketch", folder.toAbsolutePath().toString()));
    libraries.forEach(each -> trial.addAll(List.of("--library", each.toAbsolutePath().toString())));
    trial.addAll(List.of("--target", target, "--virtual", "--seconds", "10"));
    if (sanitize) {
      trial.add("--sanitize");
    }
    return trial;
  }
}
