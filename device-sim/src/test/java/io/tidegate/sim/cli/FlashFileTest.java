package io.tidegate.sim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.lx106.chip.Flash;
import io.tidegate.sim.lx106.image.Elf;
import io.tidegate.sim.lx106.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlashFileTest {
  private static final int SETTINGS = 0x200000;

  @TempDir private Path folder;
  private final List<String> told = new ArrayList<>();

  private static Image program(int number) {
    List<Elf.Segment> parts =
        List.of(
            new Elf.Segment(0x40201010, new byte[] {(byte) number, 2, 3, 4}),
            new Elf.Segment(0x40100000, new byte[8]));
    return Image.of(new Elf(0x40100000, parts, List.of()));
  }

  private FlashFile open(Image image, Image... updates) throws IOException {
    told.clear();
    return FlashFile.open(folder.resolve("one.flash"), image, List.of(updates), told::add);
  }

  /// The program from the first start on, and something that it has kept.
  private void begun(Image image) throws IOException {
    FlashFile file = open(image);
    assertTrue(image.isIn(file.flash()));
    assertEquals(4 << 20, file.flash().size());
    file.flash().program(SETTINGS, new byte[] {7});
    file.save();
  }

  @Test
  void theSameProgramFindsWhatItKept() throws IOException {
    begun(program(1));
    Flash flash = open(program(1)).flash();
    assertEquals(7, flash.read(SETTINGS));
    assertEquals(List.of(), told);
  }

  @Test
  void anotherProgramIsFlashedAndTheRestStays() throws IOException {
    begun(program(1));
    Flash flash = open(program(2)).flash();
    assertTrue(program(2).isIn(flash));
    assertEquals(7, flash.read(SETTINGS));
    assertTrue(
        told.getFirst().endsWith("had another program: it is replaced; all else in it stays"));
  }

  @Test
  void whatCameOverTheNetworkStaysUntilAnotherProgramIsFlashed() throws IOException {
    begun(program(1));
    FlashFile file = open(program(1));
    program(3).flash(file.flash());
    file.save();
    FlashFile again = open(program(1));
    assertTrue(program(3).isIn(again.flash()));
    assertTrue(told.getFirst().endsWith("came over the network: that begins"), told::toString);
    again.save();
    assertTrue(program(2).isIn(open(program(2), program(3)).flash()));
  }

  @Test
  void aFlashOfWhichNobodyNotedTheProgramKeepsOneThatIsGiven() throws IOException {
    begun(program(3));
    Files.delete(folder.resolve("one.flash.program"));
    assertTrue(program(3).isIn(open(program(1), program(3)).flash()));
    assertTrue(program(1).isIn(open(program(1)).flash()));
  }

  @Test
  void aFileThatIsNoFlashIsRefusedInWords() throws IOException {
    Files.write(folder.resolve("one.flash"), new byte[1000]);
    IOException refused = assertThrows(IOException.class, () -> open(program(1)));
    assertTrue(refused.getMessage().contains("expected a power of two"), refused.getMessage());
  }
}
