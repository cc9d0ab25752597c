package io.tidegate.sim.sketch.build;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// One source to be compiled. `label` stands for it where its own place means nothing. `quoted`: a
/// folder for `#include "..."` alone, or null. `includes`: where all headers are looked for.
record Unit(Path source, String label, Path quoted, List<Path> includes) {
  Unit {
    includes = List.copyOf(includes);
  }

  Unit with(Library library) {
    List<Path> more = new ArrayList<>(includes);
    more.addAll(library.includes());
    return new Unit(source, label, quoted, more);
  }

  /// For the compiler.
  List<String> flags() {
    List<String> flags = new ArrayList<>();
    if (Sources.isC(source)) {
      flags.addAll(List.of("-x", "c", "-std=gnu17", "-w"));
    } else {
      flags.addAll(List.of("-std=gnu++17", "-fno-exceptions", "-fno-rtti"));
    }
    if (quoted != null) {
      flags.addAll(List.of("-iquote", quoted.toString()));
    }
    includes.forEach(each -> flags.add("-I" + each));
    return flags;
  }
}
