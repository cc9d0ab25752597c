package io.tidegate.gateway.gpio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the kernel's structures say, made byte by byte.
class ChipLinesTest {
  @TempDir Path sysfs;
  @TempDir Path dev;
  private int closed;
  private int lines = 3;

  @BeforeEach
  void make() throws IOException {
    Files.createFile(dev.resolve("gpiochip0"));
    Path chips = Files.createDirectories(sysfs.resolve("bus/gpio/devices"));
    Files.createDirectory(chips.resolve("gpiochip0"));
    Files.createDirectory(chips.resolve("gpio-mux"));
  }

  /// A kernel with one chip: a used input, a used output, a free line.
  private final class Kernel implements ChipLines.Device {
    @Override
    public void ask(long request, byte[] structure) throws Unreadable {
      ByteBuffer bytes = ByteBuffer.wrap(structure).order(ByteOrder.nativeOrder());
      if (request == 0x8044B401L && structure.length == 68) {
        text(structure, 0, "gpiochip0");
        text(structure, 32, "pinctrl-bcm2711");
        bytes.putInt(64, lines);
        return;
      }
      assertEquals(0xC100B405L, request);
      assertEquals(256, structure.length);
      switch (bytes.getInt(64)) {
        case 0 -> {
          text(structure, 0, "GPIO0");
          text(structure, 32, "onewire@0");
          bytes.putLong(72, 1 | 4);
        }
        case 1 -> {
          text(structure, 0, "a name that fills all 32 of them");
          text(structure, 32, "tidegate");
          bytes.putLong(72, 1 | 8 | 1L << 40);
        }
        case 2 -> bytes.putLong(72, 4);
        default -> throw new Unreadable(Fault.Kind.FAILED, "no such line");
      }
    }

    private void text(byte[] structure, int at, String text) {
      byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(ascii, 0, structure, at, ascii.length);
    }

    @Override
    public void close() {
      closed++;
    }
  }

  private List<FoundChip> chips() {
    return new ChipLines(sysfs, dev, _ -> new Kernel()).chips();
  }

  @Test
  void theStructuresBecomeChipsLinesAndTheirUsers() {
    assertEquals(
        List.of(
            new FoundChip(
                "gpiochip0",
                "pinctrl-bcm2711",
                List.of(
                    new FoundChip.Line(0, "GPIO0", true, false, "onewire@0"),
                    new FoundChip.Line(
                        1, "a name that fills all 32 of them", true, true, "tidegate"),
                    new FoundChip.Line(2, "", false, false, "")),
                "")),
        chips());
    assertEquals(1, closed);
  }

  @Test
  void whatWasToldBeforeAFailureIsShownWithIt() {
    lines = 5;
    FoundChip chip = chips().getFirst();
    assertEquals(3, chip.lines().size());
    assertEquals("no such line", chip.fault());
    assertEquals(1, closed);
  }

  @Test
  void noMoreLinesAreAskedForThanThereIsRoomFor() {
    lines = -1;
    assertEquals(List.of(), chips().getFirst().lines());
  }

  @Test
  void aChipThatMayNotBeOpenedSaysHowToMendIt() {
    List<FoundChip> chips =
        new ChipLines(
                sysfs,
                dev,
                path -> {
                  throw DeviceFile.fault(path, "open", 13);
                })
            .chips();
    String fault = chips.getFirst().fault();
    assertTrue(fault.contains("sudo usermod -aG gpio $USER"), fault);
  }

  @Test
  void aFileThatIsNoChipIsNone() {
    String fault = new ChipLines(sysfs, dev).chips().getFirst().fault();
    assertEquals(dev.resolve("gpiochip0") + " is no GPIO chip", fault);
  }
}
