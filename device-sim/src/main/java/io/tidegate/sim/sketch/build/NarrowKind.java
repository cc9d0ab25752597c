package io.tidegate.sim.sketch.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// One way to programs of 32 bits.
///
/// - `compiler`: its name; null for the one that compiles for this machine
/// - `flags`: what makes its programs as much like the chip's as can be
/// - `emulators`: what runs them elsewhere, by the names Debian has for it
/// - `install`: the Debian package with all that is to be compiled with
/// - `loader`: what begins a program, where it does not lie where the program expects it, or null
record NarrowKind(
    String compiler, List<String> flags, List<String> emulators, String install, String loader) {
  /// Structures are laid out as on the chip, and numbers rounded to what they are kept in.
  private static final NarrowKind PC =
      new NarrowKind(
          null,
          List.of("-m32", "-malign-double", "-msse2", "-mfpmath=sse"),
          List.of("qemu-i386", "qemu-i386-static"),
          "g++-multilib",
          null);

  private static final NarrowKind ARM =
      new NarrowKind(
          "arm-linux-gnueabihf-g++",
          List.of("-Wno-psabi"),
          List.of("qemu-arm", "qemu-arm-static"),
          "g++-arm-linux-gnueabihf",
          "ld-linux-armhf.so.3");

  /// A time of day of 64 bits, as on the chip.
  private static final List<String> WIDE_TIME =
      List.of("-D_TIME_BITS=64", "-D_FILE_OFFSET_BITS=64");

  NarrowKind {
    emulators = List.copyOf(emulators);
    flags = List.copyOf(flags);
  }

  /// The ways from a machine with this processor, by Java's name; the best first.
  static List<NarrowKind> on(String processor) {
    return switch (processor) {
      case "amd64", "x86_64" -> List.of(PC, ARM);
      case "aarch64" -> List.of(ARM);
      default -> List.of();
    };
  }

  /// What a machine with this processor makes anyway, if it has 32 bits itself; else null.
  static NarrowKind of(String processor) {
    return switch (processor) {
      case "x86", "i386", "i686" -> PC;
      case "arm" -> new NarrowKind(null, ARM.flags(), List.of(), "g++", null);
      default -> null;
    };
  }

  List<String> allFlags() {
    return Stream.concat(flags.stream(), WIDE_TIME.stream()).toList();
  }

  /// So that a program finds what belongs to it, and that finds more, where the compiler has it.
  List<String> linkerFlags(Compiler with, Path folder) throws IOException {
    if (loader == null) {
      return List.of();
    }
    String said = with.run(List.of("-print-file-name=" + loader), folder).words().strip();
    Path place = Path.of(said).normalize();
    return place.isAbsolute()
        ? List.of(
            "-Wl,--dynamic-linker=" + place, "-Wl,--disable-new-dtags,-rpath=" + place.getParent())
        : List.of();
  }
}
