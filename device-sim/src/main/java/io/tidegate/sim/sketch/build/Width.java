package io.tidegate.sim.sketch.build;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How wide `long`, `size_t` and pointers of a built sketch are, and how it is run.
///
/// - `bits`: 32, as on the chip, or 64
/// - `launcher`: what stands before the program to run it: nothing, or an emulator
/// - `lack`: what cannot be seen with these, and what would help, for the user; null if nothing
public record Width(int bits, List<String> launcher, String lack) {
  public Width {
    launcher = List.copyOf(launcher);
  }

  /// As this machine has them by itself.
  static Width ofThisMachine(int bits, String lack) {
    return new Width(bits, List.of(), lack);
  }

  public boolean isEmulated() {
    return !launcher.isEmpty();
  }

  List<String> command(Path program) {
    List<String> command = new ArrayList<>(launcher);
    command.add(program.toString());
    return List.copyOf(command);
  }

  /// `32 bits`, `32 bits by qemu-i386`.
  @Override
  public String toString() {
    String by = isEmulated() ? " by " + Path.of(launcher.getFirst()).getFileName() : "";
    return bits + " bits" + by;
  }
}
