package io.tidegate.gateway.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.config.Configuration;
import io.tidegate.sim.check.Report;
import io.tidegate.sim.scenario.Run;
import io.tidegate.sim.scenario.Scenario;
import io.tidegate.sim.scenario.ScenarioReader;
import io.tidegate.strict.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// TidegateLink, compiled for the ESP8266's processor, in an emulated chip on the gateway's cable.
@Tag("lx106")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EmulatedBoardTest {
  private static final Path GUESTS = Path.of("../device-sim/src/test/lx106");
  private static final Path LIBRARY = Path.of("../firmware-bridge/arduino/TidegateLink/src");
  private static final Path TOOLS = Path.of("/usr/lib/xtensa-lx106-elf");

  @TempDir private static Path folder;

  @BeforeAll
  static void compile() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("xtensa-lx106-elf-g++", "-std=gnu++17", "-Os"));
    command.addAll(List.of("-Wall", "-Wextra", "-Werror", "-mlongcalls", "-ffreestanding"));
    command.addAll(List.of("-fno-exceptions", "-fno-rtti", "-fno-threadsafe-statics"));
    command.addAll(List.of("-mtext-section-literals", "-nostdlib", "-Wl,--gc-sections"));
    command.add("-Wl,-Ttext=0x40101000,--section-start=.vectors=0x40100000,-e_start");
    command.add("-Wl,--section-start=.rodata=0x3ffe8000,-Tdata=0x3ffea000,-Tbss=0x3ffeb000");
    command.add("-Wl,--section-start=.noinit=0x3fff4000");
    // in the chip's ROM, at the addresses of its public linker script
    command.add("-Wl,--defsym=__udivsi3=0x4000e21c,--defsym=__umodsi3=0x4000e268");
    command.addAll(List.of("-isystem", TOOLS.resolve("include").toString(), "-I" + LIBRARY));
    command.add(GUESTS.resolve("chip/start.S").toString());
    command.add(GUESTS.resolve("link/link.cpp").toString());
    command.addAll(List.of("-L" + TOOLS.resolve("lib"), "-lc", "-lgcc"));
    command.addAll(List.of("-o", folder.resolve("link.elf").toString()));
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertEquals(0, process.waitFor(), () -> read(said));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void nothingIsLostWhateverBefallsTheCableTheChipTheBrokerAndTheGateway() throws IOException {
    Path file = folder.resolve("bare.yaml");
    Files.writeString(
        file,
        """
        scenario: an emulated chip on the gateway's cable
        lasts: 3 min
        boards:
          bare: {firmware: image, image: link.elf, wifi: false}
        faults:
          - {fault: unplug, board: bare, at: 20 s, for: 10 s}
          - {fault: reset, board: bare, cause: external, at: 45 s}
          - {fault: refuse, at: 60 s, for: 30 s}
          - {fault: gateway_kill, at: 75 s, for: 10 s}
          - {fault: hang, board: bare, how: interrupts_off, at: 110 s}
          - {fault: reset, board: bare, cause: external, at: 112 s}
          - {fault: flip, board: bare, at: 130 s}
        expect:
          - {board: bare, lost: 0, doubled: 0, strange: 0, disordered: 0, arrived: 160..}
        """);
    Scenario scenario = ready(ScenarioReader.read(file));
    Configuration configuration = ready(LabSettings.of(scenario));
    LabStage stage = new LabStage(scenario, configuration, Transcript.NONE);
    Run run = new Run(scenario, stage, (_, _) -> {});
    stage.play(run, _ -> {});
    Report report = run.report(List.of(), "again");
    assertTrue(report.passed(), () -> String.join("\n", report.lines()));
  }

  private static <T> T ready(Result<T> result) {
    assertTrue(result instanceof Result.Ready<T>, result::toString);
    return ((Result.Ready<T>) result).value();
  }
}
