package io.tidegate.gateway.gpio;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.pin.PinRule.Pull;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Through Pi4J to a simulated chip, and to a kernel's PWM files.
class PiLinesTest {
  @TempDir Path sysfs;
  private final SimulatedChip chip = new SimulatedChip();
  private final List<String> edges = new CopyOnWriteArrayList<>();
  private Lines lines;

  @BeforeEach
  void open() {
    lines = chip.lines(sysfs);
  }

  @AfterEach
  void close() {
    lines.close();
  }

  private boolean read(int line, Pull pull) throws Unreadable {
    return lines.read(
        line,
        pull,
        (high, atNanos) -> {
          assertTrue(System.nanoTime() - atNanos >= 0, "an edge of the future");
          edges.add(line + (high ? " up" : " down"));
        });
  }

  @Test
  void anOpenInputFollowsItsPullAndEachEdgeIsTold() throws Unreadable {
    assertTrue(read(17, Pull.UP));
    assertFalse(read(27, Pull.DOWN));
    assertFalse(read(22, Pull.NONE));
    for (boolean high : new boolean[] {false, true, false}) {
      chip.set(17, high);
    }
    chip.set(27, true);
    assertEquals(List.of("17 down", "17 up", "17 down", "27 up"), edges);
    assertFalse(read(17, Pull.UP), "read anew, not remembered");
  }

  @Test
  void anOutputIsWhatItIsToBeFromItsFirstMoment() throws Unreadable {
    lines.drive(22, true);
    assertEquals(true, chip.driven(22));
    lines.drive(22, false);
    assertEquals(false, chip.driven(22));
    lines.close();
    assertNull(chip.driven(22), "given back");
  }

  @Test
  void aLineThatSomethingElseHasIsNamedAndTakenWhenItIsFree() throws Unreadable {
    chip.busy(22, true);
    chip.busy(17, true);
    Fault output = assertThrows(Unreadable.class, () -> lines.drive(22, true)).fault;
    assertEquals(Fault.Kind.BUSY, output.kind());
    assertEquals(
        "GPIO 22: request failed! (Device or resource busy): something else has this line",
        output.words());
    assertEquals(
        Fault.Kind.BUSY, assertThrows(Unreadable.class, () -> read(17, Pull.UP)).fault.kind());
    chip.busy(22, false);
    chip.busy(17, false);
    lines.drive(22, true);
    assertEquals(true, chip.driven(22));
    assertTrue(read(17, Pull.UP));
  }

  @Test
  void aLineThatFailsIsTakenAnew() throws Unreadable {
    lines.drive(22, true);
    read(17, Pull.UP);
    chip.failing(22, true);
    chip.failing(17, true);
    Fault fault = assertThrows(Unreadable.class, () -> lines.drive(22, false)).fault;
    assertEquals("GPIO 22: c_gpiod_line_set_value failed! (Input/output error)", fault.words());
    assertThrows(Unreadable.class, () -> read(17, Pull.UP));
    chip.failing(22, false);
    chip.failing(17, false);
    lines.drive(22, false);
    assertEquals(false, chip.driven(22));
    assertTrue(read(17, Pull.UP));
    chip.set(17, false);
    assertEquals(List.of("17 down"), edges, "one listener, however often it was opened");
  }

  @Test
  void onAMachineThatIsNoPiEachCallSaysSo() {
    try (Lines none = SimulatedChip.ofAnotherMachine(sysfs)) {
      for (int time = 0; time < 2; time++) {
        Fault fault = assertThrows(Unreadable.class, () -> none.drive(22, true)).fault;
        assertEquals(Fault.Kind.ABSENT, fault.kind());
        assertTrue(fault.words().contains("no Raspberry Pi"), fault::words);
      }
    }
  }

  private Path pwm(Path chipFolder, int channel) throws IOException {
    Path folder = Files.createDirectories(chipFolder.resolve("pwm" + channel));
    Files.writeString(chipFolder.resolve("npwm"), "4\n", US_ASCII);
    for (String file : List.of("period", "duty_cycle", "enable")) {
      Files.writeString(folder.resolve(file), "0\n", US_ASCII);
    }
    Files.writeString(folder.resolve("polarity"), "normal\n", US_ASCII);
    return folder;
  }

  private static String shown(Path pwm) throws IOException {
    return Files.readString(pwm.resolve("period")).strip()
        + " "
        + Files.readString(pwm.resolve("duty_cycle")).strip()
        + " "
        + Files.readString(pwm.resolve("enable")).strip();
  }

  @Test
  void aPwmIsSetInNanosecondsOnTheChannelOfItsLine() throws Exception {
    Path chipFolder = Files.createDirectories(sysfs.resolve("class/pwm/pwmchip0"));
    Path one = pwm(chipFolder, 1);
    lines.pulse(13, 25_000, 40);
    assertEquals("40000 16000 1", shown(one));
    lines.pulse(13, 25_000, 0);
    assertEquals("40000 0 1", shown(one), "low all the time, and not just switched off");
    lines.pulse(13, 25_000, 100);
    assertEquals("40000 40000 1", shown(one));
  }

  @Test
  void aPwmGoesOnAsItWasSetLastAndIsTakenOverByTheNextRun() throws Exception {
    Path chipFolder = Files.createDirectories(sysfs.resolve("class/pwm/pwmchip0"));
    Path zero = pwm(chipFolder, 0);
    lines.pulse(18, 1_000, 30);
    lines.close();
    assertEquals("1000000 300000 1", shown(zero));
    assertFalse(Files.exists(chipFolder.resolve("unexport")), "given back, and so stopped");
    lines = chip.lines(sysfs);
    lines.pulse(18, 1_000, 40);
    assertEquals("1000000 400000 1", shown(zero));
  }

  @Test
  void onAPi5EachLineHasAChannelOfItsOwn() throws Exception {
    Path device = sysfs.resolve("devices/1f00098000.pwm/pwm/pwmchip3");
    Path two = pwm(Files.createDirectories(device), 2);
    Path folder = Files.createDirectories(sysfs.resolve("class/pwm"));
    Files.createDirectory(folder.resolve("pwmchip0"));
    Files.createSymbolicLink(folder.resolve("pwmchip3"), device);
    lines.pulse(18, 1_000, 50);
    assertEquals("1000000 500000 1", shown(two));
  }

  @Test
  void withoutAPwmTheLineForConfigTxtIsSaid() {
    Fault fault = assertThrows(Unreadable.class, () -> lines.pulse(18, 1_000, 50)).fault;
    assertEquals(Fault.Kind.ABSENT, fault.kind());
    assertTrue(fault.words().contains("dtoverlay=pwm-2chan"), fault::words);
  }

  /// A Pi before the fifth has two channels for four lines.
  @Test
  void twoLinesOnOneChannelAreRefusedNotShared() throws Exception {
    pwm(Files.createDirectories(sysfs.resolve("class/pwm/pwmchip0")), 0);
    lines.pulse(12, 1_000, 50);
    Fault fault = assertThrows(Unreadable.class, () -> lines.pulse(18, 1_000, 50)).fault;
    assertEquals(Fault.Kind.BUSY, fault.kind(), fault::words);
  }
}
