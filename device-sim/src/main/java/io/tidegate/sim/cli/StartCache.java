package io.tidegate.sim.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What Java has to load and link for a start of `sketch` or of `firmware`, kept in a file from
/// which the next starts take it (Java calls it an AOT cache). The launcher says where it is to be;
/// it is made in the background, once for each version of the program and of Java, by a start that
/// nobody sees.
final class StartCache {
  /// Where it is to be; not set where nobody wants one.
  static final String PLACE = "tidegate.start.cache";

  /// Who has not come to an end by then, has been killed.
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private static final List<String> NOT_FOR_IT =
      List.of("-XX:AOT", "-XX:OnError", "-Xlog", "-D" + PLACE);

  // whatever became of it, it is not tried again for the same program
  private static final String MAKE =
      "made=$1; file=$2; shift 2; \"$@\" >/dev/null 2>&1;"
          + " [ ! -s \"$made\" ] || mv -f -- \"$made\" \"$file\";"
          + " mv -f -- \"$made.of\" \"$file.of\"";

  private StartCache() {}

  /// Begins to make it with this start, unless it is there. That it cannot be made is no trouble.
  static void keep(List<String> arguments) {
    String place = System.getProperty(PLACE, "");
    if (!place.isEmpty()) {
      try {
        keep(Path.of(place), arguments);
      } catch (IOException _) {
        // starts go on taking as long as this one
      }
    }
  }

  private static void keep(Path file, List<String> arguments) throws IOException {
    Path of = beside(file, ".of");
    String identity = identity();
    if (Files.exists(of) && Files.readString(of, UTF_8).equals(identity)) {
      return;
    }
    Path made = beside(file, ".making");
    Path madeOf = beside(made, ".of");
    if (Files.exists(madeOf)
        && Files.getLastModifiedTime(madeOf).toInstant().isAfter(Instant.now().minus(LONGEST))) {
      return; // another start is at it
    }
    Files.deleteIfExists(made);
    Files.createDirectories(file.getParent());
    Files.writeString(madeOf, identity, UTF_8);
    List<String> command = new ArrayList<>(List.of("nice", "-n", "10", "sh", "-c", MAKE, "sh"));
    command.addAll(List.of(made.toString(), file.toString()));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (NOT_FOR_IT.stream().noneMatch(flag::startsWith)) {
        command.add(flag);
      }
    }
    command.addAll(List.of("-XX:AOTCacheOutput=" + made, "-cp"));
    command.addAll(List.of(System.getProperty("java.class.path"), TidegateSim.class.getName()));
    command.addAll(arguments);
    new ProcessBuilder(command)
        .redirectInput(new File("/dev/null"))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /// Another after each change of the program or of Java.
  private static String identity() throws IOException {
    StringBuilder all = new StringBuilder();
    all.append(System.getProperty("java.home")).append(' ');
    all.append(System.getProperty("java.vm.version")).append('\n');
    for (String each : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(each);
      all.append(path);
      if (Files.exists(path)) {
        all.append(' ').append(Files.size(path));
        all.append(' ').append(Files.getLastModifiedTime(path).toMillis());
      }
      all.append('\n');
    }
    return all.toString();
  }

  private static Path beside(Path file, String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }
}
