package io.tidegate.gateway.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.service.Receiver;
import io.tidegate.sim.pty.Pty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The package as somebody gets it: unpacked into a folder with a space in its name.
class PackageIT {
  private static final Set<String> LICENCES =
      Set.of(
          "Apache-2.0", "Apache-2.0 or LGPL-3.0", "EPL-2.0 or EDL-1.0", "LGPL-2.1-or-later", "MIT");

  @TempDir private static Path folder;
  private static String version;
  private static Path unpacked;

  @BeforeAll
  static void unpack() throws Exception {
    Matcher pom = Pattern.compile("<version>([^<]+)</version>").matcher(Tree.text("pom.xml"));
    assertTrue(pom.find());
    version = pom.group(1);
    Path target = Files.createDirectories(folder.resolve("a folder"));
    Path archive = Tree.root().resolve("gateway/target/tidegate-" + version + ".tar.gz");
    Ran tar = Ran.command(folder, "tar", "xzf", archive.toString(), "-C", target.toString());
    assertEquals(0, tar.exit(), tar::output);
    unpacked = target.resolve("tidegate-" + version);
  }

  @Test
  void noticeNamesEveryJarAndLibraryThatShips() throws IOException {
    Pattern line = Pattern.compile("^(lib/\\S+) {2,}(\\S.*?) {2,}(\\S.*?) {2,}(\\S.*)$");
    Set<String> named = new TreeSet<>();
    for (String text : Files.readAllLines(unpacked.resolve("NOTICE"))) {
      Matcher matcher = line.matcher(text);
      if (matcher.matches()) {
        named.add(matcher.group(1));
        assertTrue(
            LICENCES.contains(matcher.group(3)),
            () -> "is that licence one that Tidegate may ship? Then name it here: " + text);
      }
    }
    assertEquals(named, shipped(), "NOTICE (left) and the package (right) must name the same");
  }

  @Test
  void theSimulatorStaysBehind() throws IOException {
    for (String file : shipped()) {
      assertFalse(
          file.matches(".*(device-sim|moquette|netty|junit|jqwik|mock).*"),
          () -> file + " is packaged: exclude it in gateway/src/main/assembly/package.xml");
    }
  }

  @Test
  void theDemoStaysBehindToo() throws IOException {
    try (JarFile jar =
        new JarFile(unpacked.resolve("lib/gateway-%s.jar".formatted(version)).toFile())) {
      assertTrue(jar.stream().anyMatch(entry -> entry.getName().contains("/gateway/cli/")));
      assertTrue(
          jar.stream().noneMatch(entry -> entry.getName().contains("/gateway/lab/")),
          "the package lab needs device-sim: exclude it in gateway/pom.xml");
    }
  }

  @Test
  void everythingThatIsPromisedIsInIt() {
    for (String file :
        List.of(
            "bin/tidegate",
            "lib/native/x86_64/libjSerialComm.so",
            "lib/native/armv8_64/libjSerialComm.so",
            "lib/native/armv8_64/libgpiod.so",
            "tidegate.example.yaml",
            "README.md",
            "doc/README.md",
            "LICENSE",
            "NOTICE",
            "systemd/tidegate.service",
            "systemd/tidegate.sysusers",
            "systemd/tidegate.modules-load",
            "systemd/70-tidegate.rules",
            "systemd/README.md")) {
      assertTrue(
          Files.isRegularFile(unpacked.resolve(file)),
          () -> file + " is not in the package: see gateway/src/main/assembly/package.xml");
    }
  }

  @Test
  void runsWhereItIsUnpackedAlsoThroughALinkFromAnotherFolder() throws Exception {
    Path link =
        Files.createSymbolicLink(folder.resolve("tg"), unpacked.resolve("bin").resolve("tidegate"));
    for (Path launcher : List.of(unpacked.resolve("bin/tidegate"), link)) {
      Ran ran = Ran.command(folder, launcher.toString(), "version");
      assertEquals(0, ran.exit(), ran::output);
      assertTrue(ran.output().contains(version), ran::output);
    }
  }

  @Test
  void loadsTheSerialLibraryThatItShips() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    try (Pty port = new Pty(folder.resolve("a-port"))) {
      port.plug();
      Ran ran =
          Ran.with(
              Map.of("TIDEGATE_JAVA_OPTS", "-Xlog:library=info -Djava.io.tmpdir=" + temporary),
              folder,
              unpacked.resolve("bin/tidegate").toString(),
              "monitor",
              "--for=1s",
              port.path().toString());
      assertEquals(0, ran.exit(), ran::output);
      assertTrue(
          ran.output()
              .lines()
              .anyMatch(
                  line ->
                      line.contains("Loaded library " + unpacked.resolve("lib/native"))
                          && line.contains("libjSerialComm.so")),
          ran::output);
    }
    try (Stream<Path> left = Files.list(temporary)) {
      assertEquals(List.of(), left.toList(), "nothing may be unpacked at run time");
    }
  }

  @Test
  void itsExampleIsAValidConfiguration() throws Exception {
    Ran ran =
        Ran.command(
            folder,
            unpacked.resolve("bin/tidegate").toString(),
            "check",
            unpacked.resolve("tidegate.example.yaml").toString());
    assertTrue(ran.exit() == 0, ran::output);
  }

  @Test
  void theDemoSaysThatItNeedsACheckout() throws Exception {
    Ran ran =
        Ran.command(folder, unpacked.resolve("bin/tidegate").toString(), "demo", "--seconds", "5");
    assertEquals(1, ran.exit(), ran::output);
    assertTrue(ran.output().contains("checkout"), ran::output);
    assertFalse(ran.output().contains("\tat "), ran::output);
  }

  @Test
  @Tag("systemd")
  void systemdUnderstandsTheUnit() throws Exception {
    String unit = Files.readString(unpacked.resolve("systemd/tidegate.service"));
    // here it is not installed: any program that exists
    Path copy = folder.resolve("tidegate.service");
    Files.writeString(copy, unit.replaceAll("(?m)^(Exec\\w+)=/usr/bin/tidegate", "$1=/bin/sh"));
    Ran ran = Ran.command(folder, "systemd-analyze", "verify", "--man=no", copy.toString());
    assertEquals(0, ran.exit(), ran::output);
    String said = ran.output();
    if (systemdVersion() < 254) {
      said = said.replaceAll("(?m)^.*'(RestartSteps|RestartMaxDelaySec)'.*, ignoring\\.$", "");
    }
    assertFalse(said.contains("tidegate.service"), ran::output);
  }

  private static int systemdVersion() throws Exception {
    Ran ran = Ran.command(folder, "systemd-analyze", "--version");
    Matcher version = Pattern.compile("^systemd (\\d+)").matcher(ran.output());
    assertTrue(version.find(), ran::output);
    return Integer.parseInt(version.group(1));
  }

  /// systemd believes the main process only, which is the launcher: it has to become Java.
  @Test
  void theLauncherBecomesTheProcessThatReports() throws Exception {
    Path site = Files.createDirectory(folder.resolve("site"));
    Path yaml =
        Files.writeString(
            site.resolve("t.yaml"),
            "broker: tcp://127.0.0.1:1\nports: [{path: none}]\nruntime_folder: run\nspool: {folder: spool}\n");
    ProcessBuilder builder =
        new ProcessBuilder(unpacked.resolve("bin/tidegate").toString(), "run", yaml.toString())
            .redirectErrorStream(true)
            .redirectOutput(site.resolve("log").toFile());
    Path socket = site.resolve("notify");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("NOTIFY_SOCKET", socket.toString());
    try (Receiver systemd = Receiver.listening(socket.toString())) {
      Process process = builder.start();
      try {
        assertEquals(process.pid(), systemd.await("READY=1", 60_000).pid());
        process.toHandle().destroy();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it does not end");
        assertEquals(0, process.exitValue(), Files.readString(site.resolve("log")));
        assertEquals(process.pid(), systemd.await("STOPPING=1", 60_000).pid());
        assertFalse(Files.readString(site.resolve("log")).contains("native access"));
      } finally {
        process.destroyForcibly();
      }
    }
  }

  @Test
  @Tag("systemd")
  void theUnitIsExposedByOneAndAHalfAtMost() throws Exception {
    Ran ran =
        Ran.command(
            unpacked.resolve("systemd"),
            "systemd-analyze",
            "security",
            "--offline=true",
            "--threshold=15",
            "./tidegate.service");
    assertEquals(0, ran.exit(), ran::output);
  }

  @Test
  void theUnitLeavesSerialPortsAndTheCompilerAlone() throws IOException {
    List<String> unit = unit();
    for (String setting :
        List.of("PrivateDevices", "PrivateUsers", "ProcSubset", "MemoryDenyWriteExecute")) {
      assertTrue(
          unit.stream().noneMatch(line -> line.startsWith(setting + "=")),
          () -> setting + " takes away what the gateway needs: see the unit's comment");
    }
    for (Map.Entry<String, String> needed :
        Map.of(
                "ExecStart", "/usr/bin/tidegate run /etc/tidegate/tidegate.yaml",
                "User", "tidegate",
                "SupplementaryGroups", "dialout gpio i2c",
                "StateDirectory", "tidegate",
                "RuntimeDirectory", "tidegate",
                "Restart", "always",
                "Type", "notify",
                "NotifyAccess", "main",
                "WatchdogSec", "60",
                "DevicePolicy", "closed")
            .entrySet()) {
      assertTrue(unit.contains(needed.getKey() + "=" + needed.getValue()), needed::toString);
    }
  }

  /// A class of devices is looked up when the service starts: its driver has to be there by then.
  @Test
  void theDriversOfPortsThatMayBeOpenedAreLoadedFirst() throws IOException {
    List<String> drivers = Files.readAllLines(unpacked.resolve("systemd/tidegate.modules-load"));
    Map<String, String> driverOfClass =
        Map.of("ttyUSB", "usbserial", "ttyACM", "cdc_acm", "i2c", "i2c-dev");
    // always in the kernel
    Set<String> builtIn = Set.of("ttyAMA", "ttyS", "gpiochip");
    Set<String> allowed = new TreeSet<>();
    for (String line : unit()) {
      if (line.startsWith("DeviceAllow=")) {
        assertTrue(line.matches("DeviceAllow=char-\\w+ rw"), line);
        allowed.add(line.substring("DeviceAllow=char-".length(), line.indexOf(' ')));
      }
    }
    Set<String> known = new TreeSet<>(builtIn);
    known.addAll(driverOfClass.keySet());
    assertEquals(known, allowed);
    for (String driver : driverOfClass.values()) {
      assertTrue(drivers.contains(driver), driver);
    }
    assertTrue(unit().contains("After=systemd-modules-load.service"));
  }

  /// The unit does not start when a group that it names is missing.
  @Test
  void theGroupsThatTheUnitNamesAreMade() throws IOException {
    String made = Files.readString(unpacked.resolve("systemd/tidegate.sysusers"));
    for (String line : unit()) {
      if (line.startsWith("SupplementaryGroups=")) {
        for (String group : line.substring(line.indexOf('=') + 1).split(" ")) {
          assertTrue(Pattern.compile("(?m)^g " + group + " ").matcher(made).find(), group);
        }
      }
    }
    assertTrue(Pattern.compile("(?m)^u tidegate ").matcher(made).find(), made);
  }

  private static List<String> unit() throws IOException {
    return Files.readAllLines(unpacked.resolve("systemd/tidegate.service"));
  }

  private static Set<String> shipped() throws IOException {
    try (Stream<Path> files = Files.walk(unpacked.resolve("lib"))) {
      List<String> names = new ArrayList<>();
      files.filter(Files::isRegularFile).forEach(f -> names.add(unpacked.relativize(f).toString()));
      return new TreeSet<>(names);
    }
  }
}
