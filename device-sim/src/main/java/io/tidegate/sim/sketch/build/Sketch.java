package io.tidegate.sim.sketch.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A sketch's folder as the Arduino IDE sees it: the main tab has the folder's name and comes
/// first, the other tabs in the order of their names; sources in the folder and below `src` are
/// compiled by themselves.
public record Sketch(Path folder, String name, List<Path> tabs, List<Path> sources) {
  public Sketch {
    tabs = List.copyOf(tabs);
    sources = List.copyOf(sources);
  }

  /// From the folder, or from its main tab.
  public static Sketch open(Path given) throws BuildFailed {
    Path absolute = given.toAbsolutePath().normalize();
    boolean isTab = Files.isRegularFile(absolute) && Sources.isSketch(absolute);
    Path folder = isTab ? absolute.getParent() : absolute;
    if (!Files.isDirectory(folder)) {
      throw new BuildFailed(given + ": expected a sketch's folder, and there is no such folder");
    }
    try {
      return read(folder);
    } catch (IOException e) {
      throw new BuildFailed(folder + ": cannot be read (" + e + ")");
    }
  }

  private static Sketch read(Path folder) throws IOException, BuildFailed {
    String name = folder.getFileName().toString();
    List<Path> files = Sources.in(folder);
    List<Path> tabs = new ArrayList<>(files.stream().filter(Sources::isSketch).toList());
    Path main = main(folder, name, tabs);
    tabs.remove(main);
    tabs.sort(Comparator.comparing(each -> each.getFileName().toString()));
    tabs.addFirst(main);
    List<Path> sources = new ArrayList<>(files.stream().filter(Sources::isCompiled).toList());
    sources.addAll(
        Sources.below(folder.resolve("src")).stream().filter(Sources::isCompiled).toList());
    return new Sketch(folder, name, tabs, sources);
  }

  private static Path main(Path folder, String name, List<Path> tabs) throws BuildFailed {
    for (Path tab : tabs) {
      if (Sources.stem(tab).equals(name)) {
        return tab;
      }
    }
    String wanted = folder + ": expected " + name + ".ino in it, as the Arduino IDE does; ";
    throw new BuildFailed(
        tabs.isEmpty()
            ? wanted + "there is no .ino file at all" + below(folder)
            : wanted
                + "there is only "
                + tabs.stream()
                    .map(each -> each.getFileName().toString())
                    .collect(Collectors.joining(", "))
                + ": the folder must have the name of the main one");
  }

  /// A folder of sketches was taken for one: which there are, a few of them.
  private static String below(Path folder) throws BuildFailed {
    try (Stream<Path> folders = Files.list(folder)) {
      List<String> sketches =
          folders
              .filter(each -> Files.exists(each.resolve(each.getFileName() + ".ino")))
              .map(Path::toString)
              .sorted()
              .limit(5)
              .toList();
      return sketches.isEmpty() ? "" : "; name a sketch in it: " + String.join(", ", sketches);
    } catch (IOException e) {
      throw new BuildFailed(folder + ": cannot be read (" + e + ")");
    }
  }
}
