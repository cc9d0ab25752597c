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
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The C++ that comes with us: what stands for the chip's core, and libraries. It lies in our own
/// jar and is unpacked into the cache.
record HostCore(Path folder) {
  private static final String PLACE = "io/tidegate/sim/host-core/";

  /// `ours`: the jar, or the folder of its contents. Whether it is there already is seen by the
  /// jar's checksums: most starts read nothing of it.
  static HostCore unpacked(BuildCache cache, Path ours) throws IOException {
    Contents contents = new Contents();
    checksums(ours).forEach((name, sum) -> contents.add(name).add(sum));
    String name = contents.name();
    if (!cache.has("core", name)) {
      Path making = cache.workshop();
      for (Map.Entry<String, byte[]> each : files(ours).entrySet()) {
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

  /// Size and CRC-32 of each, the same from a jar and from a folder.
  private static SortedMap<String, String> checksums(Path ours) throws IOException {
    SortedMap<String, String> sums = new TreeMap<>();
    if (Files.isDirectory(ours)) {
      files(ours)
          .forEach(
              (name, bytes) -> {
                CRC32 crc = new CRC32();
                crc.update(bytes);
                sums.put(name, bytes.length + " " + crc.getValue());
              });
    } else {
      try (ZipFile zip = new ZipFile(ours.toFile())) {
        for (ZipEntry each : entries(zip)) {
          sums.put(name(each), each.getSize() + " " + each.getCrc());
        }
      }
    }
    if (sums.isEmpty()) {
      throw new IOException("the host core is missing in " + ours + ": it was not packed");
    }
    return sums;
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
      try (ZipFile zip = new ZipFile(ours.toFile())) {
        for (ZipEntry each : entries(zip)) {
          files.put(name(each), zip.getInputStream(each).readAllBytes());
        }
      }
    }
    return files;
  }

  private static List<ZipEntry> entries(ZipFile zip) {
    List<ZipEntry> found = new ArrayList<>();
    Enumeration<? extends ZipEntry> entries = zip.entries();
    while (entries.hasMoreElements()) {
      ZipEntry entry = entries.nextElement();
      if (entry.getName().startsWith(PLACE) && !entry.isDirectory()) {
        found.add(entry);
      }
    }
    return found;
  }

  private static String name(ZipEntry entry) {
    return entry.getName().substring(PLACE.length());
  }
}
