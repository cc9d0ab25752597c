package io.tidegate.sim.sketch.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Compiles one source at a time, unless that has been done before: an object is known by its
/// source, all headers it took and how it was compiled. A header that is missing brings its library
/// along.
final class UnitCompiler {
  /// An object, and the libraries that its source has asked for.
  record Compiled(Path object, List<Library> libraries) {}

  /// Changes when objects of before must not be taken any more.
  private static final String VERSION = "2";

  // what is noted of a source: the header it lacks, or that it lacks none and takes those that
  // follow
  private static final String MISSING = "missing ";
  private static final String WHOLE = "whole";
  private static final String CORE = "$CORE";

  private final Compiler compiler;
  private final BuildCache cache;
  private final HostCore core;
  private final Shelf shelf;
  private final List<String> flags;
  private final Path workshop;
  private final AtomicInteger made = new AtomicInteger();
  private final Map<Path, String> hashes = new ConcurrentHashMap<>();

  UnitCompiler(
      Compiler compiler,
      BuildCache cache,
      HostCore core,
      Shelf shelf,
      List<String> flags,
      Path workshop) {
    this.compiler = compiler;
    this.cache = cache;
    this.core = core;
    this.shelf = shelf;
    this.flags = flags;
    this.workshop = workshop;
  }

  /// How many had to be compiled.
  int made() {
    return made.get();
  }

  Compiled compile(Unit wanted) throws IOException, BuildFailed {
    Unit unit = wanted;
    List<Library> libraries = new ArrayList<>();
    while (true) {
      String key = key(unit);
      List<String> known = known(key);
      Library library = null;
      if (!known.isEmpty() && known.getFirst().startsWith(MISSING)) {
        library = shelf.find(known.getFirst().substring(MISSING.length()));
      } else if (!known.isEmpty()) {
        Path object = object(key, known.subList(1, known.size()));
        if (object != null) {
          return new Compiled(object, libraries);
        }
      }
      if (library == null) {
        Made result = make(unit, key);
        if (result.object() != null) {
          return new Compiled(result.object(), libraries);
        }
        library = bringing(result.missing(), unit.includes());
      }
      libraries.add(library);
      unit = unit.with(library);
    }
  }

  /// The library with the header that is missing.
  Library bringing(Compiler.Missing missing, List<Path> includes) throws BuildFailed {
    Library library = shelf.find(missing.header());
    String where = missing.file() + ":" + missing.line() + ": ";
    if (library == null) {
      throw new BuildFailed(
          where
              + "no library has "
              + missing.header()
              + ": "
              + Hints.howToGet(missing.header(), Path.of(missing.file()).getParent()));
    }
    if (includes.containsAll(library.includes())) {
      throw new BuildFailed(
          where + missing.header() + " is not found, though it lies in " + library.folder());
    }
    return library;
  }

  /// Preprocesses without expanding macros; what it lacks is in what it says.
  Compiler.Said preprocess(Unit unit, Path into) throws IOException {
    List<String> arguments = new ArrayList<>(flags);
    arguments.addAll(unit.flags());
    arguments.addAll(
        List.of("-E", "-fdirectives-only", unit.source().toString(), "-o", into.toString()));
    return compiler.run(arguments, workshop);
  }

  private record Made(Path object, Compiler.Missing missing) {}

  private Made make(Unit unit, String key) throws IOException, BuildFailed {
    String number = Integer.toString(made.incrementAndGet());
    Path object = workshop.resolve(number + ".o");
    Path taken = workshop.resolve(number + ".d");
    List<String> arguments = new ArrayList<>(flags);
    arguments.addAll(unit.flags());
    arguments.addAll(List.of("-MMD", "-MF", taken.toString(), "-MT", "x"));
    arguments.addAll(List.of("-c", unit.source().toString(), "-o", object.toString()));
    Compiler.Said said = compiler.run(arguments, workshop);
    Compiler.Missing missing = said.missing();
    if (missing != null) {
      note(key, List.of(MISSING + missing.header()));
      return new Made(null, missing);
    }
    if (!said.isGood()) {
      throw new BuildFailed(Complaints.errors(said.words()));
    }
    return new Made(cache.keep(object, "object", noted(key, taken, unit.source())), null);
  }

  /// The name of an object that took these headers.
  private String noted(String key, Path taken, Path source) throws IOException {
    List<String> headers = headers(Files.readString(taken, UTF_8), source);
    List<String> lines = new ArrayList<>(List.of(WHOLE));
    lines.addAll(headers);
    note(key, lines);
    return objectName(key, headers);
  }

  /// Null where it is not there any more.
  private Path object(String key, List<String> headers) throws IOException {
    for (String each : headers) {
      if (!Files.isRegularFile(unmapped(each))) {
        return null;
      }
    }
    String name = objectName(key, headers);
    return cache.has("object", name) ? cache.entry("object", name) : null;
  }

  private String key(Unit unit) throws IOException {
    return new Contents()
        .add(VERSION)
        .add(compiler.identity())
        .add(flags)
        .add(
            unit.flags().stream()
                .map(each -> each.replace(core.folder().toString(), CORE))
                .toList())
        .add(mapped(unit.label()))
        .add(hash(unit.source()))
        .name();
  }

  private String objectName(String key, List<String> headers) throws IOException {
    Contents contents = new Contents().add(key);
    for (String each : headers) {
      contents.add(each).add(hash(unmapped(each)));
    }
    return contents.name();
  }

  /// Each file is read once in a build.
  private String hash(Path file) throws IOException {
    String known = hashes.get(file);
    if (known == null) {
      known = new Contents().addFile(file).name();
      hashes.put(file, known);
    }
    return known;
  }

  private List<String> known(String key) throws IOException {
    return cache.has("unit", key) ? Files.readAllLines(cache.entry("unit", key), UTF_8) : List.of();
  }

  private void note(String key, List<String> lines) throws IOException {
    Path note = Files.createTempFile(workshop, "note", "");
    Files.write(note, lines, UTF_8);
    cache.keep(note, "unit", key);
  }

  /// From a rule of make: `x: a.cpp b.h \` and so on; a blank in a name has a backslash before it.
  private List<String> headers(String rule, Path source) {
    String names = rule.substring(rule.indexOf(':') + 1).replace("\\\n", " ").strip();
    return Arrays.stream(names.split("(?<!\\\\)\\s+"))
        .map(each -> each.replace("\\ ", " ").replace("\\#", "#").replace("$$", "$"))
        .filter(each -> !each.isEmpty() && !each.equals(source.toString()))
        .map(this::mapped)
        .sorted()
        .toList();
  }

  /// The core's own place has its contents in its name, and would spoil what is kept for each file.
  private String mapped(String path) {
    String place = core.folder() + "/";
    return path.startsWith(place) ? CORE + path.substring(place.length() - 1) : path;
  }

  private Path unmapped(String path) {
    return path.startsWith(CORE + "/")
        ? core.folder().resolve(path.substring(CORE.length() + 1))
        : Path.of(path);
  }
}
