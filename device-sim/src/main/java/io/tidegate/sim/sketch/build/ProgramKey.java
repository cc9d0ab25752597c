package io.tidegate.sim.sketch.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// By what a built sketch is known. `name` holds all that is read anyway; the libraries it uses,
/// which may be large, are looked at by the times of their files; those below `ours` are in the
/// name.
record ProgramKey(String name, Path ours) {
  static ProgramKey of(
      Sketch sketch, BuildOptions options, Machine machine, HostCore core, Path home)
      throws IOException {
    Contents contents =
        new Contents()
            .add(machine.compiler().identity())
            .add(core.name())
            .add(machine.compilerFlags(options))
            .add(machine.linkerFlags(options))
            .add(sketch.folder().toString());
    for (Path file : Sources.below(sketch.folder())) {
      if (Sources.isCode(file)) {
        contents.add(file.toString()).addFile(file);
      }
    }
    List<Path> shelves = new ArrayList<>(options.libraries());
    shelves.addAll(Shelf.usersFolders(home));
    for (Path shelf : shelves) {
      contents.add(shelf.toString()).add(folders(shelf));
    }
    return new ProgramKey("program-" + contents.name(), core.folder());
  }

  /// The program with these libraries as they are now.
  String program(List<Path> libraries) throws IOException {
    Contents contents = new Contents().add(name);
    for (Path library : libraries) {
      contents.add(library.toString());
      if (library.startsWith(ours)) {
        continue;
      }
      for (Path file : Sources.below(library)) {
        contents.add(
            file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis());
      }
    }
    return contents.name();
  }

  /// What lies in a folder of libraries; a new one changes it, and so does a new file in one.
  private static List<String> folders(Path shelf) throws IOException {
    if (!Files.isDirectory(shelf)) {
      return List.of();
    }
    List<Path> all;
    try (Stream<Path> files = Files.list(shelf)) {
      all = files.sorted().toList();
    }
    List<String> names = new ArrayList<>();
    for (Path each : all) {
      names.add(each.getFileName() + " " + Files.getLastModifiedTime(each).toMillis());
    }
    return names;
  }
}
