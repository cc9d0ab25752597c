package io.tidegate.sim.sketch.build;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The C++ that comes with us: what stands for the chip's core, and libraries. It lies in our own
/// jar and is unpacked into the cache.
record HostCore(Path folder) {
  private static final String PLACE = "io/tidegate/sim/host-core/";

  /// `ours`: the jar, or the folder of its contents.
  static HostCore unpacked(BuildCache cache, Path ours) throws IOException {
    SortedMap<String, byte[]> files = files(ours);
    Contents contents = new Contents();
    files.forEach((name, bytes) -> contents.add(name).add(bytes));
    String name = contents.name();
    if (!cache.has("core", name)) {
      Path making = cache.workshop();
      for (Map.Entry<String, byte[]> each : files.entrySet()) {
        Path file = making.resolve(each.getKey());
        Files.createDirectories(file.getParent());
        Files.write(file, each.getValue());
      }
      cache.keep(making, "core", name);
    }
    return new HostCore(cache.entry("core", name));
  }

  String name() {
    return folder.getFileName().toString();
  }

  /// Include folders of everything that is built for this chip.
  List<Path> includes(Target target) {
    List<Path> includes = new ArrayList<>();
    for (Path each : parts(target)) {
      if (Files.isDirectory(each)) {
        includes.add(each);
      }
    }
    return includes;
  }

  /// What each program has in it.
  List<Path> sources(Target target) throws IOException {
    List<Path> sources = new ArrayList<>();
    for (Path each : parts(target)) {
      sources.addAll(Sources.below(each).stream().filter(Sources::isCompiled).toList());
    }
    return sources;
  }

  /// What it wants of the linker.
  List<String> linkerFlags() throws IOException {
    Path flags = folder.resolve("runtime/linker.flags");
    return Files.exists(flags) ? Files.readAllLines(flags) : List.of();
  }

  Path libraries() {
    return folder.resolve("libraries");
  }

  private List<Path> parts(Target target) {
    Path cores = folder.resolve("cores");
    return List.of(
        cores.resolve(target.architecture()), cores.resolve("common"), folder.resolve("runtime"));
  }

  /// Where this class is from.
  static Path ours() {
    try {
      return Path.of(HostCore.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("expected classes from a file", e);
    }
  }

  /// By their names below the place.
  private static SortedMap<String, byte[]> files(Path ours) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    if (Files.isDirectory(ours)) {
      Path place = ours.resolve(PLACE);
      for (Path each : Sources.below(place)) {
        files.put(place.relativize(each).toString(), Files.readAllBytes(each));
      }
    } else {
      readJar(ours, files);
    }
    if (files.isEmpty()) {
      throw new IOException("the host core is missing in " + ours + ": it was not packed");
    }
    return files;
  }

  private static void readJar(Path jar, SortedMap<String, byte[]> files) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (entry.getName().startsWith(PLACE) && !entry.isDirectory()) {
          files.put(
              entry.getName().substring(PLACE.length()), zip.getInputStream(entry).readAllBytes());
        }
      }
    }
  }
}
