package io.tidegate.sim.sketch.build;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A compiler for programs of one width. `flags`: for whatever it is called. `linkerFlags`:
/// besides, when a program is made of objects.
record Machine(Compiler compiler, List<String> flags, List<String> linkerFlags, Width width) {
  Machine {
    flags = List.copyOf(flags);
    linkerFlags = List.copyOf(linkerFlags);
  }

  List<String> compilerFlags(BuildOptions options) {
    return Stream.concat(options.compilerFlags().stream(), flags.stream()).toList();
  }

  /// To begin the call with that makes a program.
  List<String> linkerFlags(BuildOptions options) {
    List<String> all = new ArrayList<>(options.linkerFlags());
    all.addAll(flags);
    all.addAll(linkerFlags);
    return all;
  }
}
