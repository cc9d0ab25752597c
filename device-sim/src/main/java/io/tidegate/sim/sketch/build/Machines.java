package io.tidegate.sim.sketch.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What sketches can be compiled with and run on here, by the width that is wanted. That it can be
/// done is tried with a small program, once for each compiler and kernel.
final class Machines {
  /// `path`: where programs are looked for. `processor`, `kernel`: of this machine, by Java's
  // names.
  record Place(String path, String processor, String kernel) {
    static Place here(String path) {
      return new Place(path, System.getProperty("os.arch"), System.getProperty("os.version"));
    }
  }

  /// A way that was tried; the worst first.
  private enum State {
    NO_COMPILER,
    RUNS_NOT,
    EMULATED,
    DIRECT
  }

  private record Tried(NarrowKind kind, State state, Path emulator, Machine machine) {}

  private static final String DIRECTLY = "directly";
  private static final String NOT = "not";
  private static final int NARROW = 32;
  private static final int WIDE = 64;

  private final Compiler usual;
  private final BuildCache cache;
  private final Place place;

  /// `usual`: what compiles for this machine.
  Machines(Compiler usual, BuildCache cache, Place place) {
    this.usual = usual;
    this.cache = cache;
    this.place = place;
  }

  Machine find(BuildOptions options) throws IOException, BuildFailed {
    NarrowKind own = NarrowKind.of(place.processor());
    if (own != null) {
      if (options.bits() == Bits.PC) {
        throw new BuildFailed("64 bits: a processor " + place.processor() + " has 32");
      }
      Width width = Width.ofThisMachine(NARROW, null);
      return new Machine(usual, own.allFlags(), List.of(), width);
    }
    if (options.bits() == Bits.PC) {
      return wide(null);
    }
    Tried best = best(options);
    if (best != null && best.state() == State.DIRECT) {
      return best.machine();
    }
    return options.bits() == Bits.AUTO ? wide(lack(best)) : emulated(best);
  }

  private Machine wide(String lack) {
    return new Machine(usual, List.of(), List.of(), Width.ofThisMachine(WIDE, lack));
  }

  /// Null where no way is known from this processor.
  private Tried best(BuildOptions options) throws IOException, BuildFailed {
    List<Tried> all = new ArrayList<>();
    for (NarrowKind kind : NarrowKind.on(place.processor())) {
      Tried tried = attempt(kind, options);
      if (tried.state() == State.DIRECT) {
        return tried;
      }
      all.add(tried);
    }
    // of those that are as good the first
    return all.stream().max(Comparator.comparing(Tried::state)).orElse(null);
  }

  private static Machine emulated(Tried best) throws BuildFailed {
    if (best == null || best.state() != State.EMULATED) {
      throw new BuildFailed("32 bits: " + missing(best));
    }
    return best.machine();
  }

  private static String lack(Tried best) {
    return "long, size_t and pointers have 64 bits here, 32 on the chip: what overflows there,"
        + " such as millis() after 49.7 days, is not seen. "
        + (best != null && best.state() == State.EMULATED
            ? "--bits 32 (in a scenario bits: 32) shows it, in an emulator and some ten times slower"
            : "For 32 bits: " + missing(best));
  }

  /// Why there are no 32 bits, and what would give them.
  private static String missing(Tried best) {
    if (best == null) {
      return "no way to them is known from this processor";
    }
    if (best.state() == State.NO_COMPILER) {
      return "there is no compiler for them (sudo apt install "
          + best.kind().install()
          + "; qemu-user too where the kernel runs no such programs)";
    }
    return best.emulator() == null
        ? "this kernel does not run such programs (sudo apt install qemu-user emulates them, some"
            + " ten times slower)"
        : "neither this kernel nor " + best.emulator() + " runs such programs";
  }

  private Tried attempt(NarrowKind kind, BuildOptions options) throws IOException, BuildFailed {
    Compiler compiler =
        kind.compiler() == null ? usual : Compiler.look(kind.compiler(), place.path());
    if (compiler == null) {
      return new Tried(kind, State.NO_COMPILER, null, null);
    }
    Path emulator = emulator(kind);
    String key =
        new Contents()
            .add("runs")
            .add(compiler.identity())
            .add(kind.allFlags())
            .add(options.checks())
            .add(place.kernel())
            .add(emulator == null ? "" : Compiler.identity(emulator))
            .name();
    List<String> known = known(key);
    if (known.isEmpty()) {
      known = learn(kind, compiler, emulator, options, key);
    }
    return known.isEmpty()
        ? new Tried(kind, State.NO_COMPILER, null, null)
        : tried(kind, compiler, emulator, known);
  }

  private static Tried tried(
      NarrowKind kind, Compiler compiler, Path emulator, List<String> known) {
    State state =
        switch (known.getFirst()) {
          case DIRECTLY -> State.DIRECT;
          case NOT -> State.RUNS_NOT;
          default -> State.EMULATED;
        };
    List<String> launcher = state == State.EMULATED ? List.of(emulator.toString()) : List.of();
    Machine machine =
        new Machine(
            compiler,
            kind.allFlags(),
            known.subList(1, known.size()),
            new Width(NARROW, launcher, null));
    return new Tried(kind, state, emulator, machine);
  }

  private List<String> known(String key) throws IOException {
    return cache.has("unit", key) ? Files.readAllLines(cache.entry("unit", key), UTF_8) : List.of();
  }

  /// How its programs run, and the linker's flags. Empty where none can be made; that is looked at
  /// again the next time, as what is missing is no part of the compiler.
  private List<String> learn(
      NarrowKind kind, Compiler compiler, Path emulator, BuildOptions options, String key)
      throws IOException {
    Path workshop = cache.workshop();
    try {
      List<String> linkerFlags = kind.linkerFlags(compiler, workshop);
      List<String> flags = new ArrayList<>(kind.allFlags());
      flags.addAll(options.checks());
      flags.addAll(linkerFlags);
      Path program = Trial.make(compiler, flags, workshop);
      if (program == null) {
        return List.of();
      }
      List<String> found = new ArrayList<>();
      if (Trial.runs(List.of(), program)) {
        found.add(DIRECTLY);
      } else if (emulator != null && Trial.runs(List.of(emulator.toString()), program)) {
        found.add("emulated");
      } else {
        found.add(NOT);
      }
      found.addAll(linkerFlags);
      Path note = workshop.resolve("note");
      Files.write(note, found, UTF_8);
      cache.keep(note, "unit", key);
      return found;
    } finally {
      BuildCache.remove(workshop);
    }
  }

  private Path emulator(NarrowKind kind) {
    for (String name : kind.emulators()) {
      Path program = Compiler.onPath(name, place.path());
      if (program != null) {
        return program;
      }
    }
    return null;
  }
}
