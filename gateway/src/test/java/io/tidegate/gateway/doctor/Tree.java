package io.tidegate.gateway.doctor;

import io.tidegate.gateway.config.Configuration;
import io.tidegate.gateway.config.ConfigurationReader;
import io.tidegate.gateway.config.HostFacts;
import io.tidegate.gateway.serial.SysTree;
import io.tidegate.strict.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A machine made of files below a folder, for checks. Nobody but `pi` (1000, groups pi and video)
/// is on it.
final class Tree {
  static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  final Path root;
  final SysTree sys;
  Running running = new Running.No();
  boolean clockPlausible = true;
  KernelClock kernelClock = KernelClock.UNKNOWN;
  Path file = Path.of("/home/pi/tidegate.yaml");

  Tree(Path folder) throws IOException {
    this.root = folder.resolve("machine").toAbsolutePath();
    this.sys = new SysTree(root);
    user(1000, "1000 44");
    write("/etc/passwd", "root:x:0:0::/root:/bin/sh", "pi:x:1000:1000::/home/pi:/bin/sh");
    write("/etc/group", "pi:x:1000:", "video:x:44:pi");
    write("/proc/self/mounts", "/dev/mmcblk0p2 / ext4 rw,noatime 0 0");
  }

  Tree write(String path, String... lines) throws IOException {
    Path at = path(path);
    Files.createDirectories(at.getParent());
    Files.writeString(at, String.join("\n", lines) + "\n");
    return this;
  }

  Path path(String path) {
    return root.resolve(path.substring(1));
  }

  Tree user(int uid, String groups) throws IOException {
    return write(
        "/proc/self/status",
        "Name:\tjava",
        "Uid:\t" + uid + "\t" + uid + "\t" + uid + "\t" + uid,
        "Gid:\t" + uid + "\t" + uid + "\t" + uid + "\t" + uid,
        "Groups:\t" + groups);
  }

  Tree pi(String model) throws IOException {
    write("/boot/firmware/config.txt", "");
    return write("/proc/device-tree/model", model);
  }

  Tree process(int number, String name) throws IOException {
    return write("/proc/" + number + "/comm", name);
  }

  /// An adapter on USB.
  Tree usb(String name) throws IOException {
    sys.usb("1-1.2", name, "ch341-uart", "1a86", "7523", "", "", "USB Serial");
    return device("/dev/" + name, "---rw----");
  }

  /// A device file of a group that is not root's.
  Tree device(String path, String permissions) throws IOException {
    if (Files.notExists(path(path))) {
      write(path);
    }
    if (gid(path) == 0) {
      Files.setAttribute(path(path), "unix:gid", 20);
    }
    return mode(path, permissions);
  }

  Tree mode(String path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path(path), PosixFilePermissions.fromString(permissions));
    return this;
  }

  /// The group of a file by this name; it is whatever group the test itself has.
  Tree group(String path, String name, String... members) throws IOException {
    Object gid = Files.getAttribute(path(path), "unix:gid");
    return write(
        "/etc/group",
        "pi:x:1000:",
        "video:x:44:pi",
        name + ":x:" + gid + ":" + String.join(",", members));
  }

  int gid(String path) throws IOException {
    return (Integer) Files.getAttribute(path(path), "unix:gid");
  }

  /// With this configuration, from [#file].
  Situation with(String... yaml) {
    return withBroker("tcp://b", yaml);
  }

  Situation withBroker(String address, String... yaml) {
    ConfigurationReader reader =
        new ConfigurationReader(Map.of("HOME", "/home/pi")::get, new HostFacts("host", "", "1"));
    Result<Configuration> result =
        reader.parse("broker: " + address + "\n" + String.join("\n", yaml) + "\n", file);
    if (!(result instanceof Result.Ready<Configuration> ready)) {
      throw new AssertionError(result.toString());
    }
    return situation(ready.value(), file);
  }

  Situation bare() {
    return situation(null, null);
  }

  private Situation situation(Configuration configuration, Path from) {
    return new Situation(
        new Machine(root),
        from,
        configuration,
        List.of(),
        List.of(),
        running,
        NOW,
        clockPlausible,
        kernelClock,
        _ -> null);
  }

  /// The one finding with this id.
  static Finding only(Id id, Situation at, Function<Situation, List<Finding>> check) {
    List<Finding> all = check.apply(at);
    List<Finding> found = all.stream().filter(each -> each.id() == id).toList();
    if (found.size() != 1) {
      throw new AssertionError("expected one " + id + ", found " + all);
    }
    return found.getFirst();
  }

  static boolean none(Id id, Situation at, Function<Situation, List<Finding>> check) {
    return check.apply(at).stream().noneMatch(each -> each.id() == id);
  }
}
