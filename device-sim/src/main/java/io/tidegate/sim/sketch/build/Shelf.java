package io.tidegate.sim.sketch.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// All libraries within reach.
final class Shelf {
  /// Folders of a library; none of them is one itself.
  private static final Set<String> PARTS =
      Set.of("src", "utility", "examples", "extras", "test", "tests", "docs");

  private final List<Library> libraries = new ArrayList<>();
  private final Target target;

  private Shelf(Target target) {
    this.target = target;
  }

  /// `named`: as the user gives them. `usual`: folders of libraries that need not be there. `ours`:
  /// those that come with us.
  static Shelf of(Target target, List<Path> named, List<Path> usual, List<Path> ours)
      throws IOException, BuildFailed {
    Shelf shelf = new Shelf(target);
    for (Path each : named) {
      if (!Files.isDirectory(each)) {
        throw new BuildFailed("--library " + each + ": there is no such folder");
      }
      if (!shelf.addNamed(each)) {
        throw new BuildFailed(
            "--library "
                + each
                + ": expected an Arduino library or a folder of some; there is no header");
      }
    }
    for (Path each : usual) {
      shelf.addAll(each, Library.Origin.USERS);
    }
    for (Path each : ours) {
      shelf.addAll(each, Library.Origin.OURS);
    }
    return shelf;
  }

  /// Where the Arduino IDE and its command line keep a user's libraries.
  static List<Path> usersFolders(Path home) {
    return Stream.of(
            "Arduino/libraries",
            "Documents/Arduino/libraries",
            "snap/arduino/current/Arduino/libraries",
            "snap/arduino-cli/current/Arduino/libraries")
        .map(home::resolve)
        .toList();
  }

  /// The best that has this header; null when none has.
  Library find(String header) {
    return libraries.stream()
        .filter(each -> each.has(header))
        .max(Comparator.comparingInt(each -> each.rank(header, target)))
        .orElse(null);
  }

  /// The names of all, so that it shows when one is added or taken away.
  List<String> contents() {
    return libraries.stream()
        .map(each -> each.folder() + " " + each.headers().stream().sorted().toList())
        .toList();
  }

  /// A library by itself, or a folder of some; it may be both: a header that was left lying beside
  /// libraries does not hide them.
  private boolean addNamed(Path folder) throws IOException {
    Library single = Library.read(folder, Library.Origin.NAMED);
    if (single == null) {
      return addAll(folder, Library.Origin.IN_NAMED_FOLDER);
    }
    boolean among = !Library.isDeclared(folder) && addAll(folder, Library.Origin.IN_NAMED_FOLDER);
    libraries.add(among ? Library.read(folder, Library.Origin.IN_NAMED_FOLDER) : single);
    return true;
  }

  private static boolean mayBeLibrary(Path child) {
    return Files.isDirectory(child) && !PARTS.contains(child.getFileName().toString());
  }

  private boolean addAll(Path folder, Library.Origin origin) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    List<Path> children;
    try (Stream<Path> all = Files.list(folder)) {
      children = all.filter(Shelf::mayBeLibrary).sorted().toList();
    }
    boolean found = false;
    for (Path child : children) {
      Library library = Library.read(child, origin);
      if (library != null) {
        libraries.add(library);
        found = true;
      }
    }
    return found;
  }
}
