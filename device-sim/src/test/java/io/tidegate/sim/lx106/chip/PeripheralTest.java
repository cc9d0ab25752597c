package io.tidegate.sim.lx106.chip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Programs of our own (src/test/lx106/chip), one for each peripheral.
@Tag("lx106")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PeripheralTest {
  @TempDir Path folder;

  private void says(GuestChip guest, String... lines) {
    guest.until(lines[lines.length - 1]);
    assertEquals(String.join("\n", lines) + "\n", whole(guest));
  }

  /// What it printed, up to the end of the last line that it began.
  private static String whole(GuestChip guest) {
    guest.until("\n");
    guest.chip.run(guest.chip.cycles() + GuestChip.SECOND / 100);
    return guest.printed.toString();
  }

  @Test
  void anOpenDrainOnlyPullsLowAndAResistorDoesTheRest() throws IOException {
    GuestChip guest = new GuestChip();
    guest.load(folder, "wires");
    guest.until("clock low 10\n");
    guest.chip.pin(4, false);
    guest.until("held by another 0\n");
    guest.chip.free(4);
    guest.until("sixteen 1\n");
    guest.chip.pin(16, false);
    says(
        guest,
        "free 30",
        "both low 0",
        "both let go 30",
        "clock low 10",
        "held by another 0",
        "sixteen 1",
        "sixteen 0");
    assertEquals(
        List.of("4 low", "5 low", "4 free", "5 free", "5 low", "5 free", "16 high", "16 free"),
        guest.pins);
  }

  @Test
  void theConverterGivesWhatTheInputIsAt() throws IOException {
    List<Integer> inputs = new ArrayList<>(List.of(0, 300, 777, 1023));
    GuestChip guest =
        new GuestChip() {
          @Override
          public int adc() {
            return inputs.removeFirst();
          }

          @Override
          public int supplyMillivolts() {
            return 3_000;
          }
        };
    guest.load(folder, "analog");
    says(guest, "analog 0", "analog 12c", "analog 309", "analog 3ff", "supply c00");
  }

  @Test
  void theWatchdogWarnsAndThenResets() throws IOException {
    List<String> told = new ArrayList<>();
    GuestChip guest =
        new GuestChip() {
          @Override
          public void restart(ResetReason reason) {
            told.add(reason + " after " + chip.cycles() / (SECOND / 1000));
          }
        };
    guest.load(folder, "watchdog");
    says(guest, "fed 0", "without a clock 0", "warned 1");
    guest.chip.run(GuestChip.SECOND / 5);
    // 50 ms of food and 50 without a clock; then 12.8 and 25.6
    assertEquals(List.of("WATCHDOG after 138"), told);
  }

  @Test
  void anInterruptThatNobodyMasksComesThroughAndTheRadiosClockHasAnAlarm() throws IOException {
    GuestChip guest = new GuestChip();
    guest.load(folder, "clocks");
    says(guest, "unmasked 3", "alarm 1");
  }

  @Test
  void bytesGoBothWaysOverHspi() throws IOException {
    List<String> wire = new ArrayList<>();
    GuestChip guest =
        new GuestChip() {
          @Override
          public byte[] spi(byte[] out, long cycles) {
            wire.add(Arrays.toString(out));
            return out[0] == 1 ? new byte[] {0x11, 0x22, 0x33} : new byte[] {0, (byte) 0x80, 0x40};
          }

          @Override
          public void spiSelect(boolean selected, long cycles) {
            wire.add(selected ? "selected" : "let go");
          }
        };
    guest.load(folder, "bus");
    guest.until("answer 201\n");
    String[] lines = whole(guest).split("\n");
    assertEquals("heard 332211", lines[1]);
    int took = Integer.parseInt(lines[0].substring("took ".length()), 16);
    assertEquals(24, took, 2, "24 bits at 1 MHz");
    assertEquals(
        List.of("selected", "[1, 2, 3]", "let go", "selected", "[-97, 0, 0]", "let go"), wire);
  }

  @Test
  void wordsGoOutOverI2sAsFastAsItsClockHasThem() throws IOException {
    List<String> words = new ArrayList<>();
    GuestChip guest =
        new GuestChip() {
          @Override
          public void i2s(byte[] sent, long cycles) {
            words.add(sent.length + " of " + sent[3]);
          }
        };
    guest.load(folder, "sound");
    guest.until("after");
    String[] lines = whole(guest).split("\n");
    assertEquals("of the second 1", lines[1]);
    int took = Integer.parseInt(lines[2].substring("after ".length()), 16);
    assertEquals(1_600, took, 10, "ten buffers of 512 bits, at 3.2 million bits a second");
    assertEquals(List.of("64 of 1", "64 of 2", "64 of 1"), words.subList(0, 3));
    int sent = words.size();
    guest.chip.run(guest.chip.cycles() + GuestChip.SECOND / 10);
    assertEquals(sent, words.size(), "stopped");
  }

  @Test
  void theFlashIsProgrammedErasedAndSeenThroughTheWindow() throws IOException {
    GuestChip guest = new GuestChip();
    guest.flash.program(1 << 20, new byte[] {(byte) 0xab, 0, 0, 0});
    guest.load(folder, "flash");
    says(
        guest,
        "id 1540ef",
        "programmed 11223344",
        "cleared further f000f00",
        "erased ffffffff",
        "id 1540ef",
        "second ab");
    byte[] sector = Arrays.copyOfRange(guest.flash.bytes(), 0x41000, 0x42000);
    byte[] erased = new byte[0x1000];
    Arrays.fill(erased, (byte) 0xff);
    assertArrayEquals(erased, sector);
  }

  @Test
  void aProgramCountsItsStartsOverDeepSleeps() throws IOException {
    List<Long> slept = new ArrayList<>();
    GuestChip guest =
        new GuestChip() {
          @Override
          public void asleep(long cycles) {
            slept.add(cycles / (SECOND / 1000));
          }

          @Override
          public void restart(ResetReason reason) {
            begin(reason);
          }
        };
    guest.load(folder, "sleep");
    says(guest, "start 1", "reason 1", "start 2", "reason 2", "start 3", "reason 2", "awake");
    assertEquals(List.of(1L, 1L), slept, "333 ticks of 6 us: two milliseconds, not quite");
    assertEquals(List.of("16 low", "16 free", "16 low", "16 free"), guest.pins);
  }
}
