package io.tidegate.sim.sketch.build;

import static java.nio.charset.StandardCharsets.UTF_8;

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
  private static final String CORES = "core";
  private static final String NOTES = "unit";
  private static final String PLACE = "io/tidegate/sim/host-core/";

  /// `ours`: the jar, or the folder of its contents. Whether it is there already is seen by the
  /// jar's checksums; which those were is noted by the jar's size and time, for to read a jar's
  /// table of contents takes longer than anything else of a start.
  static HostCore unpacked(BuildCache cache, Path ours) throws IOException {
    if (Files.isDirectory(ours)) {
      return unpacked(cache, ours, nameOf(ours));
    }
    String note = new Contents().add("core").add(Compiler.identity(ours)).name();
    if (cache.has(NOTES, note)) {
      String noted = Files.readString(cache.entry(NOTES, note), UTF_8);
      if (cache.has(CORES, noted)) {
        return new HostCore(cache.entry(CORES, noted));
      }
    }
    String name = nameOf(ours);
    Path written = cache.workshop().resolve("note");
    Files.writeString(written, name, UTF_8);
    cache.keep(written, NOTES, note);
    BuildCache.remove(written.getParent());
    return unpacked(cache, ours, name);
  }

  private static String nameOf(Path ours) throws IOException {
    Contents contents = new Contents();
    checksums(ours).forEach((name, sum) -> contents.add(name).add(sum));
    return contents.name();
  }

  private static HostCore unpacked(BuildCache cache, Path ours, String name) throws IOException {
    if (!cache.has(CORES, name)) {
      Path making = cache.workshop();
      for (Map.Entry<String, byte[]> each : files(ours).entrySet()) {
        Path file = making.resolve(each.getKey());
        Files.createDirectories(file.getParent());
        Files.write(file, each.getValue());
      }
      cache.keep(making, CORES, name);
    }
    return new HostCore(cache.entry(CORES, name));
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
