package io.tidegate.sim.sketch.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Builds sketches, each only once as long as nothing of it has changed.
public final class SketchBuild {
  private static final String PROGRAM = "program";

  /// What is around: where the cache is, the user's home, `PATH`, `CXX` or null, and the jar with
  /// the host core, or the folder of its contents.
  public record Surroundings(Path cache, Path home, String path, String compiler, Path ours) {
    /// Those of this process.
    public static Surroundings ofThisUser() {
      Path home = Path.of(System.getProperty("user.home"));
      return new Surroundings(
          BuildCache.usual(System.getenv("XDG_CACHE_HOME"), home),
          home,
          System.getenv("PATH"),
          System.getenv("CXX"),
          HostCore.ours());
    }
  }

  private final Surroundings around;

  public SketchBuild(Surroundings around) {
    this.around = around;
  }

  /// A program for this machine. What stands in the way is told in words for the sketch's author.
  public BuiltSketch build(Path folder, BuildOptions options) throws BuildFailed {
    Contents.getReady();
    Sketch sketch = Sketch.open(folder);
    Compiler compiler = Compiler.find(around.compiler(), around.path());
    try {
      BuildCache cache = new BuildCache(around.cache(), BuildCache.MOST_BYTES);
      HostCore core = HostCore.unpacked(cache, around.ours());
      Machine machine =
          new Machines(compiler, cache, Machines.Place.here(around.path())).find(options);
      ProgramKey key = ProgramKey.of(sketch, options, machine, core, around.home());
      BuiltSketch known = known(cache, key, sketch, options, machine);
      if (known != null) {
        return known;
      }
      try (BuildCache.Held _ = cache.lock()) {
        known = known(cache, key, sketch, options, machine);
        return known != null ? known : build(cache, key, sketch, options, machine, core);
      }
    } catch (IOException e) {
      throw new BuildFailed(folder + ": could not be built (" + e + ")");
    }
  }

  /// Null when it was not built before, or a library is not what it was.
  private static BuiltSketch known(
      BuildCache cache, ProgramKey key, Sketch sketch, BuildOptions options, Machine machine)
      throws IOException {
    if (!cache.has("unit", key.name())) {
      return null;
    }
    List<String> folders = Files.readAllLines(cache.entry("unit", key.name()), UTF_8);
    List<Path> libraries = folders.stream().filter(each -> !each.isEmpty()).map(Path::of).toList();
    String program = key.program(libraries);
    return cache.has(PROGRAM, program)
        ? new BuiltSketch(
            sketch,
            options.target(),
            file(cache.entry(PROGRAM, program), sketch),
            names(libraries),
            0,
            machine.width())
        : null;
  }

  private BuiltSketch build(
      BuildCache cache,
      ProgramKey key,
      Sketch sketch,
      BuildOptions options,
      Machine machine,
      HostCore core)
      throws IOException, BuildFailed {
    Path workshop = cache.workshop();
    try {
      Shelf shelf =
          Shelf.of(
              options.target(),
              options.libraries(),
              Shelf.usersFolders(around.home()),
              List.of(core.libraries()));
      UnitCompiler units =
          new UnitCompiler(
              machine.compiler(), cache, core, shelf, machine.compilerFlags(options), workshop);
      Assembly assembly = new Assembly(units, core, options.target(), sketch, workshop);
      List<String> arguments = machine.linkerFlags(options);
      assembly.objects().forEach(each -> arguments.add(each.toString()));
      arguments.addAll(core.linkerFlags());
      arguments.addAll(assembly.linkerFlags());
      Path made = Files.createDirectory(workshop.resolve(PROGRAM));
      arguments.addAll(List.of("-o", file(made, sketch).toString()));
      Compiler.Said said = machine.compiler().run(arguments, workshop);
      if (!said.isGood()) {
        throw new BuildFailed(said.words().strip() + leftOut(sketch, assembly));
      }
      List<Path> libraries = assembly.libraries().stream().map(Library::folder).toList();
      Path program = cache.keep(made, PROGRAM, key.program(libraries));
      Path note = workshop.resolve("libraries");
      Files.write(
          note,
          libraries.isEmpty() ? List.of("") : libraries.stream().map(Path::toString).toList());
      cache.keep(note, "unit", key.name());
      cache.prune(Instant.now());
      return new BuiltSketch(
          sketch,
          options.target(),
          file(program, sketch),
          names(libraries),
          units.made(),
          machine.width());
    } finally {
      BuildCache.remove(workshop);
    }
  }

  /// Why something may be missing: sources that only the chip's own assembler can read.
  private static String leftOut(Sketch sketch, Assembly assembly) throws IOException {
    List<Path> folders = new ArrayList<>(List.of(sketch.folder()));
    assembly.libraries().forEach(each -> folders.add(each.folder()));
    StringBuilder words = new StringBuilder();
    for (Path folder : folders) {
      Sources.below(folder).stream()
          .filter(Sources::isAssembly)
          .forEach(
              each -> words.append("\n").append(each).append(": not built: assembly of the chip"));
    }
    return words.toString();
  }

  private static Path file(Path folder, Sketch sketch) {
    return folder.resolve(sketch.name());
  }

  private static List<String> names(List<Path> libraries) {
    return libraries.stream().map(each -> each.getFileName().toString()).toList();
  }
}
