package io.tidegate.gateway.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Somebody who opens files: by the numbers that the kernel goes by.
record User(String name, int uid, Set<Integer> gids) {
  /// The user of the service, as the package makes it.
  static final String SERVICE = "tidegate";

  private static final String UNIT = "tidegate.service";
  private static final String GROUPS = "SupplementaryGroups=";

  private static final int READ = 4;
  private static final int READ_WRITE = 6;

  User {
    gids = Set.copyOf(gids);
  }

  boolean isRoot() {
    return uid == 0;
  }

  /// May it read and write? The first class that fits decides, as in the kernel; access lists
  /// beside the mode are not looked at.
  boolean mayUse(Machine.Owner file) {
    return may(READ_WRITE, file);
  }

  boolean mayRead(Machine.Owner file) {
    return may(READ, file);
  }

  private boolean may(int wanted, Machine.Owner file) {
    int shift = uid == file.uid() ? 6 : gids.contains(file.gid()) ? 3 : 0;
    return isRoot() || (file.mode() >> shift & wanted) == wanted;
  }

  /// Who runs this: with the groups of this login.
  static User present(Machine machine) {
    int uid = 0;
    Set<Integer> gids = new TreeSet<>();
    for (String line : machine.lines("/proc/self/status")) {
      String[] parts = line.split("\\s+");
      switch (parts[0]) {
        case "Uid:" -> uid = Integer.parseInt(parts[2]);
        case "Gid:" -> gids.add(Integer.parseInt(parts[2]));
        case "Groups:" -> {
          for (int i = 1; i < parts.length; i++) {
            gids.add(Integer.parseInt(parts[i]));
          }
        }
        default -> {}
      }
    }
    return new User(name(machine, uid), uid, gids);
  }

  /// The same user with the groups that a new login gets.
  User afterLogin(Machine machine) {
    Set<Integer> all = new TreeSet<>(gids);
    all.addAll(listed(machine, name));
    return new User(name, uid, all);
  }

  /// The service's user with its groups and those of the unit; null where there is none.
  static User service(Machine machine) {
    for (String line : machine.lines("/etc/passwd")) {
      String[] parts = line.split(":");
      if (parts.length > 3 && parts[0].equals(SERVICE)) {
        Set<Integer> gids = new TreeSet<>(listed(machine, SERVICE));
        gids.add(Integer.parseInt(parts[3]));
        unitGroups(machine).forEach(group -> gids.addAll(numbers(machine, group)));
        return new User(SERVICE, Integer.parseInt(parts[2]), gids);
      }
    }
    return null;
  }

  /// Who runs, or would run, the gateway of this configuration: the service for the one in `/etc`
  /// where it is installed, else whoever asks.
  static User ofGateway(Machine machine, Path configuration) {
    User service = service(machine);
    return service != null && isServices(configuration) ? service : present(machine);
  }

  static boolean isServices(Path configuration) {
    return configuration != null
        && configuration.toAbsolutePath().normalize().startsWith("/etc/tidegate");
  }

  private static List<String> unitGroups(Machine machine) {
    List<String> files = new ArrayList<>();
    for (String folder : List.of("/usr/lib/systemd/system/", "/etc/systemd/system/")) {
      files.add(folder + UNIT);
    }
    String more = "/etc/systemd/system/" + UNIT + ".d";
    machine.names(more).forEach(name -> files.add(more + "/" + name));
    return files.stream()
        .flatMap(file -> machine.lines(file).stream())
        .filter(line -> line.startsWith(GROUPS))
        .flatMap(line -> List.of(line.substring(GROUPS.length()).split("\\s+")).stream())
        .toList();
  }

  private static List<Integer> numbers(Machine machine, String group) {
    return machine.lines("/etc/group").stream()
        .map(line -> line.split(":"))
        .filter(parts -> parts.length > 2 && parts[0].equals(group))
        .map(parts -> Integer.valueOf(parts[2]))
        .toList();
  }

  /// Groups that `/etc/group` lists this user in.
  private static Set<Integer> listed(Machine machine, String user) {
    Set<Integer> gids = new TreeSet<>();
    for (String line : machine.lines("/etc/group")) {
      String[] parts = line.split(":");
      if (parts.length > 3 && List.of(parts[3].split(",")).contains(user)) {
        gids.add(Integer.valueOf(parts[2]));
      }
    }
    return gids;
  }

  /// The number itself where no file names it.
  static String groupName(Machine machine, int gid) {
    return named(machine.lines("/etc/group"), gid);
  }

  private static String name(Machine machine, int uid) {
    return named(machine.lines("/etc/passwd"), uid);
  }

  private static String named(List<String> lines, int number) {
    String wanted = Integer.toString(number);
    for (String line : lines) {
      String[] parts = line.split(":");
      if (parts.length > 2 && parts[2].equals(wanted)) {
        return parts[0];
      }
    }
    return wanted;
  }
}
