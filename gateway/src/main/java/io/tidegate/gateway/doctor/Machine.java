package io.tidegate.gateway.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The machine as its files tell: `/proc`, `/sys`, `/etc`, `/dev`, `/run`, `/boot` below one root.
/// Nothing is written, and no program is started. What is not there, or may not be read, is empty.
public final class Machine {
  /// `/proc/mounts` of a machine with many containers is the largest.
  private static final int LIMIT_BYTES = 1 << 20;

  private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

  private final Path root;

  public Machine(Path root) {
    this.root = root;
  }

  public static Machine ofSystem() {
    return new Machine(Path.of("/"));
  }

  /// Room on the file system under a path; both 0 when it cannot be told.
  record Room(long usableBytes, long totalBytes) {}

  /// One line of `/proc/mounts`.
  record Mount(String point, String type, boolean readOnly) {}

  /// Who may do what with a file.
  record Owner(int uid, int gid, int mode) {}

  /// What the gateway of this configuration finds in its environment: for the service's what
  /// systemd gives it, as the unit says; else what is given.
  public UnaryOperator<String> environmentOf(Path configuration, UnaryOperator<String> given) {
    if (!User.isServices(configuration) || User.service(this) == null) {
      return given;
    }
    Map<String, String> units =
        Map.of(
            "STATE_DIRECTORY", "/var/lib/tidegate",
            "RUNTIME_DIRECTORY", "/run/tidegate",
            "CREDENTIALS_DIRECTORY", "/run/credentials/tidegate.service");
    return name -> units.getOrDefault(name, given.apply(name));
  }

  Path at(String path) {
    return root.resolve(path.substring(1));
  }

  Path at(Path path) {
    return at(path.toString());
  }

  /// As a person calls it: without our root.
  String shown(Path path) {
    return path.startsWith(root) ? "/" + root.relativize(path) : path.toString();
  }

  boolean has(String path) {
    return Files.exists(at(path));
  }

  String text(String path) {
    try (InputStream in = Files.newInputStream(at(path))) {
      // the devicetree ends its texts with NUL
      return new String(in.readNBytes(LIMIT_BYTES), StandardCharsets.UTF_8)
          .replace("\0", "")
          .strip();
    } catch (IOException _) {
      return "";
    }
  }

  List<String> lines(String path) {
    return text(path).lines().toList();
  }

  /// The names in a folder, sorted.
  List<String> names(String folder) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(at(folder))) {
      entries.forEach(entry -> names.add(entry.getFileName().toString()));
    } catch (IOException _) {
      return List.of();
    }
    Collections.sort(names);
    return names;
  }

  /// By the name the kernel shows, which is cut after 15 characters.
  boolean runs(String program) {
    return names("/proc").stream()
        .filter(name -> Character.isDigit(name.charAt(0)))
        .anyMatch(process -> text("/proc/" + process + "/comm").equals(program));
  }

  /// Null when it cannot be told.
  Owner owner(Path path) {
    try {
      return new Owner(number(path, "uid"), number(path, "gid"), number(path, "mode"));
    } catch (IOException | UnsupportedOperationException _) {
      return null;
    }
  }

  private static int number(Path path, String name) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:" + name, new LinkOption[0]);
  }

  /// The folder, or the nearest one above it that is there.
  Path existing(Path folder) {
    Path path = at(folder);
    while (path.getParent() != null && !path.equals(root) && !Files.exists(path)) {
      path = path.getParent();
    }
    return path;
  }

  Room room(Path existing) {
    try {
      FileStore store = Files.getFileStore(existing);
      return new Room(store.getUsableSpace(), store.getTotalSpace());
    } catch (IOException _) {
      return new Room(0, 0);
    }
  }

  /// Sizes of the files in a folder; 0 when it may not be read.
  long bytesIn(Path folder) {
    long bytes = 0;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(at(folder))) {
      for (Path entry : entries) {
        bytes += Files.isRegularFile(entry) ? Files.size(entry) : 0;
      }
    } catch (IOException _) {
      return 0;
    }
    return bytes;
  }

  /// The mount that a path lies on; the last of those with the longest point hides the others. Null
  /// when the kernel lists none.
  Mount mount(Path path) {
    Mount found = null;
    for (String line : lines("/proc/self/mounts")) {
      String[] parts = line.split(" ");
      if (parts.length < 4) {
        continue;
      }
      String point = unescaped(parts[1]);
      boolean over = path.startsWith(point);
      if (over && (found == null || point.length() >= found.point().length())) {
        boolean readOnly = List.of(parts[3].split(",")).contains("ro");
        found = new Mount(point, parts[2], readOnly);
      }
    }
    return found;
  }

  /// A space in a path is `\040` there.
  private static String unescaped(String text) {
    return OCTAL
        .matcher(text)
        .replaceAll(
            octal ->
                Matcher.quoteReplacement(Character.toString(Integer.parseInt(octal.group(1), 8))));
  }

  /// What the Pi calls itself; empty on any other machine.
  String raspberryPi() {
    String model = text("/proc/device-tree/model");
    return model.startsWith("Raspberry Pi") ? model : "";
  }

  /// The firmware's settings of a Pi, where this system has them.
  String firmwareConfig() {
    return has("/boot/firmware") ? "/boot/firmware/config.txt" : "/boot/config.txt";
  }
}
