package io.tidegate.sim.sketch.build;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How a sketch is to be built. `libraries`: each a library, or a folder of them, before all that
/// is found elsewhere. `sanitize`: with checks for memory and undefined behaviour.
public record BuildOptions(Target target, List<Path> libraries, boolean sanitize, Bits bits) {
  private static final String SANITIZE = "-fsanitize=address,undefined";

  public BuildOptions {
    libraries = libraries.stream().map(each -> each.toAbsolutePath().normalize()).toList();
  }

  /// With 64 bits: the same on all machines.
  public static BuildOptions of(Target target) {
    return new BuildOptions(target, List.of(), false, Bits.PC);
  }

  public BuildOptions withLibraries(List<Path> wanted) {
    return new BuildOptions(target, wanted, sanitize, bits);
  }

  public BuildOptions withBits(Bits wanted) {
    return new BuildOptions(target, libraries, sanitize, wanted);
  }

  /// What a program needs so that it is checked while it runs.
  List<String> checks() {
    return sanitize ? List.of(SANITIZE) : List.of();
  }

  /// Of all that make a program quick enough, -Og compiles fastest; and a debugger can follow.
  List<String> compilerFlags() {
    List<String> flags = new ArrayList<>(target.flags());
    // of version 5 the linker takes the file from the wrong place when it tells where something is
    // missing
    flags.addAll(List.of("-gdwarf-4", "-pthread", "-ffunction-sections", "-fdata-sections"));
    flags.add("-fno-strict-aliasing");
    if (sanitize) {
      flags.addAll(List.of("-O1", SANITIZE, "-fno-omit-frame-pointer"));
    } else {
      flags.add("-Og");
    }
    return flags;
  }

  List<String> linkerFlags() {
    List<String> flags = new ArrayList<>(List.of("-pthread", "-Wl,--gc-sections"));
    flags.addAll(checks());
    return flags;
  }
}
