package io.tidegate.sim.sketch.build;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// All objects of a sketch: its own, those of the core, and those of the libraries that one of them
/// asks for. As many are compiled at a time as there are processors.
final class Assembly {
  private final UnitCompiler compiler;
  private final HostCore core;
  private final Sketch sketch;
  private final Path workshop;
  private final List<Path> coreIncludes;
  private final Set<Library> libraries = new LinkedHashSet<>();
  private final List<Path> objects = new ArrayList<>();

  /// Compiles what has to be.
  Assembly(UnitCompiler compiler, HostCore core, Target target, Sketch sketch, Path workshop)
      throws IOException, BuildFailed {
    this.compiler = compiler;
    this.sketch = sketch;
    this.workshop = workshop;
    this.core = core;
    this.coreIncludes = core.includes(target);
    int processors = Runtime.getRuntime().availableProcessors();
    try (ExecutorService pool = Executors.newFixedThreadPool(processors)) {
      try {
        List<Future<UnitCompiler.Compiled>> ofCore = new ArrayList<>();
        for (Unit unit : together(target.architecture(), core.sources(target), coreIncludes)) {
          ofCore.add(submit(pool, unit));
        }
        // what the sketch's author has done wrong is told before all else
        collect(pool, ofSketch(pool));
        collect(pool, ofCore);
      } finally {
        pool.shutdownNow();
      }
    }
  }

  List<Path> objects() {
    return objects;
  }

  Set<Library> libraries() {
    return libraries;
  }

  List<String> linkerFlags() {
    return libraries.stream().flatMap(each -> each.linkerFlags().stream()).toList();
  }

  private List<Future<UnitCompiler.Compiled>> ofSketch(ExecutorService pool)
      throws IOException, BuildFailed {
    List<Library> asked = new ArrayList<>();
    Unit joined = joined(asked);
    List<Future<UnitCompiler.Compiled>> units = new ArrayList<>();
    units.add(submit(pool, joined));
    for (Path source : sketch.sources()) {
      units.add(submit(pool, unit(source, joined.includes())));
    }
    for (Library library : asked) {
      units.addAll(ofLibrary(pool, library));
    }
    return units;
  }

  /// The tabs as one source; `asked` gets the libraries that they include.
  private Unit joined(List<Library> asked) throws IOException, BuildFailed {
    Joined tabs = Joined.read(sketch.tabs());
    Path bare = workshop.resolve("bare.cpp");
    Path preprocessed = workshop.resolve("preprocessed.cpp");
    Files.writeString(bare, tabs.bare(), ISO_8859_1);
    Unit unit = new Unit(bare, "", sketch.folder(), coreIncludes);
    Compiler.Said said = compiler.preprocess(unit, preprocessed);
    for (Compiler.Missing lacks = said.missing(); lacks != null; lacks = said.missing()) {
      Library library = compiler.bringing(lacks, unit.includes());
      asked.add(library);
      unit = unit.with(library);
      said = compiler.preprocess(unit, preprocessed);
    }
    // if something else is wrong, the compiler says it again
    String seen = said.isGood() ? Files.readString(preprocessed, ISO_8859_1) : "";
    Path whole = workshop.resolve(sketch.name() + ".ino.cpp");
    Files.writeString(whole, tabs.complete(seen), ISO_8859_1);
    return new Unit(whole, "tabs of " + sketch.folder(), sketch.folder(), unit.includes());
  }

  private List<Future<UnitCompiler.Compiled>> ofLibrary(ExecutorService pool, Library library)
      throws IOException {
    if (!libraries.add(library)) {
      return List.of();
    }
    List<Path> includes = new ArrayList<>(coreIncludes);
    includes.addAll(library.includes());
    List<Unit> units =
        library.origin() == Library.Origin.OURS
            ? together(library.name(), library.sources(), includes)
            : library.sources().stream().map(each -> unit(each, includes)).toList();
    return units.stream().map(each -> submit(pool, each)).toList();
  }

  /// Our own sources are written so that those in C++ can be compiled as one, which takes a quarter
  /// of the time: nearly all that the compiler does is reading headers.
  private List<Unit> together(String name, List<Path> sources, List<Path> includes)
      throws IOException {
    List<Unit> units = new ArrayList<>();
    StringBuilder all = new StringBuilder();
    for (Path source : sources) {
      if (Sources.isC(source)) {
        units.add(unit(source, includes));
      } else {
        all.append("#include \"").append(core.folder().relativize(source)).append("\"\n");
      }
    }
    if (!all.isEmpty()) {
      Path one = Files.writeString(workshop.resolve("all-of-" + name + ".cpp"), all);
      units.add(new Unit(one, "all of " + name, core.folder(), includes));
    }
    return units;
  }

  /// Waits for all, and for those of the libraries that they ask for.
  private void collect(ExecutorService pool, List<Future<UnitCompiler.Compiled>> units)
      throws IOException, BuildFailed {
    List<Future<UnitCompiler.Compiled>> waiting = new ArrayList<>(units);
    for (int i = 0; i < waiting.size(); i++) {
      UnitCompiler.Compiled compiled = result(waiting.get(i));
      objects.add(compiled.object());
      for (Library library : compiled.libraries()) {
        waiting.addAll(ofLibrary(pool, library));
      }
    }
  }

  private Future<UnitCompiler.Compiled> submit(ExecutorService pool, Unit unit) {
    return pool.submit(() -> compiler.compile(unit));
  }

  private static Unit unit(Path source, List<Path> includes) {
    return new Unit(source, source.toString(), null, includes);
  }

  private static UnitCompiler.Compiled result(Future<UnitCompiler.Compiled> unit)
      throws IOException, BuildFailed {
    try {
      return unit.get();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a sketch was built");
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case BuildFailed failed -> throw failed;
        case IOException failed -> throw failed;
        default -> throw new IllegalStateException(e.getCause());
      }
    }
  }
}
