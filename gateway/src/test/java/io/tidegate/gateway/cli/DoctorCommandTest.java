package io.tidegate.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.doctor.Machine;
import io.tidegate.gateway.run.Site;
import io.tidegate.gateway.system.JavaProcess;
import io.tidegate.gateway.system.MosquittoProcess;
import io.tidegate.gateway.system.Onlooker;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The command as it is called, on a machine made of files, and on this one.
@Timeout(180)
class DoctorCommandTest {
  @TempDir Path folder;

  private Called doctor(String... arguments) {
    return Called.with(
        new CommandLine(new DoctorCommand(new Machine(folder.resolve("machine")))), arguments);
  }

  private Path write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Path pi() throws IOException {
    write("machine/proc/device-tree/model", "Raspberry Pi 3 Model B Rev 1.2\0");
    write("machine/proc/self/status", "Uid:\t0\t0\t0\t0\nGid:\t0\t0\t0\t0\nGroups:\t0\n");
    write("machine/proc/self/mounts", "tmpfs / tmpfs rw 0 0\n");
    write("machine/run/systemd/timesync/synchronized", "");
    return write(
        "t.yaml",
        "broker: tcp://127.0.0.1:9\nspool: {folder: /spool}\nruntime_folder: run\n"
            + "ports: [{path: /dev/ttyUSB0, name: garden}]\n");
  }

  @Test
  void eachFindingIsALineWithWhyAndWhatToRun() throws IOException {
    Called called = doctor(pi().toString());
    assertTrue(
        called
            .out()
            .startsWith(
                "ok           configuration      configuration: " + folder + "/t.yaml is good\n"),
        called.toString());
    assertTrue(
        called
            .out()
            .contains(
                """
                warning      port-present       garden: /dev/ttyUSB0 is not there
                    why  nothing is read from it until it is plugged in
                    run  tidegate ports
                """),
        called.out());
    assertTrue(called.out().contains("\nok           clock "), called.out());
    assertTrue(
        called.out().contains("\nok           raspberry-pi       machine: Raspberry Pi 3 "),
        called.out());
  }

  @Test
  void anErrorIsTheExitCodeAndAWarningIsNot() throws IOException {
    Called unwell = doctor(pi().toString());
    assertTrue(unwell.out().contains("error        spool-durable "), unwell.out());
    assertEquals(ExitCode.UNWELL.code, unwell.exit());
    Path nothing = write("empty/x", "").getParent();
    Called bare = Called.with(new CommandLine(new DoctorCommand(new Machine(nothing))), "--json");
    assertTrue(bare.out().contains("\"state\":\"warning\""), bare.out());
    assertEquals(ExitCode.OK.code, bare.exit(), bare.out());
  }

  @Test
  void programsGetAnArrayOfObjectsWithStableIds() throws IOException {
    String json = doctor("--json", pi().toString()).out();
    assertTrue(json.startsWith("[{\"id\":\"configuration\",\"state\":\"ok\",\"subject\":"), json);
    assertTrue(json.endsWith("}]\n"), json);
    assertTrue(
        json.contains(
            "{\"id\":\"port-present\",\"state\":\"warning\",\"subject\":\"garden\",\"words\":"
                + "\"/dev/ttyUSB0 is not there\",\"why\":\"nothing is read from it"
                + " until it is plugged in\",\"command\":\"tidegate ports\"}"),
        json);
  }

  @Test
  void aConfigurationThatCannotBeUsedIsAFindingAndTheMachineIsLookedAtAllTheSame()
      throws IOException {
    pi();
    Called called = doctor(write("bad.yaml", "broker: tcp://b\nprots: []\n").toString());
    assertTrue(
        called.out().contains("bad.yaml:2: prots: unknown key; did you mean \"ports\"?"),
        called.out());
    assertTrue(called.out().contains("    run  tidegate check "), called.out());
    assertTrue(called.out().contains("raspberry-pi"), called.out());
    assertEquals(ExitCode.UNWELL.code, called.exit());
    assertEquals(ExitCode.UNWELL.code, doctor(folder.resolve("none.yaml").toString()).exit());
  }

  @Test
  void theRunningGatewayKeepsItsPortsAndItsSpool() throws Exception {
    try (Site site = new Site(folder.resolve("site"))) {
      Files.createDirectories(site.folder);
      site.plain("plain");
      Path file = write("run.yaml", site.yaml(9));
      site.start(site.read(site.yaml(9)));
      site.awaitLog("board-up plain");
      Called called = Called.with(new CommandLine(new DoctorCommand()), file.toString());
      for (String well :
          List.of(
              "gateway: runs since ",
              "plain: in use by the running gateway as plain",
              "spool is in use by the running gateway")) {
        assertTrue(called.out().contains(well), called.out());
      }
      assertEquals(1, site.log().stream().filter(line -> line.contains("port-up")).count());
      assertTrue(site.log().stream().noneMatch(line -> line.contains("port-down")));
    }
  }

  @Test
  void aGatewayThatDoesNotAnswerIsNotWaitedForLong() throws IOException {
    Path file = pi();
    Path socket = Files.createDirectories(folder.resolve("run")).resolve("control.sock");
    try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      silent.bind(UnixDomainSocketAddress.of(socket));
      String out = doctor(file.toString()).out();
      assertTrue(out.contains("not checked  gateway            gateway: a gateway has "), out);
      assertTrue(out.contains("does not answer within 5 s"), out);
    }
  }

  /// A user without rights, in a process of his own: root may read everything and proves nothing.
  @Test
  void aConfigurationForOthersIsLeftToRootAndTheMachineIsLookedAt() throws IOException {
    Path file = write("secret.yaml", "broker: tcp://b\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    try (JavaProcess child =
        JavaProcess.startUnprivileged(
            folder, Tidegate.class.getName(), "doctor", file.toString())) {
      child.awaitLine("not checked  configuration ", 60_000);
      child.awaitLine("run  sudo tidegate doctor " + file, 60_000);
      child.awaitExit(60_000);
      assertTrue(
          child.lines().stream().noneMatch(line -> line.matches("error +(port|device|conf).*")),
          child.output());
    }
  }

  @Test
  @Tag("mosquitto")
  void aRunningGatewayThatTakesCommandsNoticesNothing() throws Exception {
    try (Site site = new Site(folder.resolve("site"));
        MosquittoProcess broker = MosquittoProcess.open(folder);
        Onlooker onlooker = Onlooker.at(broker.port())) {
      Files.createDirectories(site.folder);
      site.link("relay");
      String yaml = site.yaml(broker.port(), "commands: {allow: all}");
      Path file = write("run.yaml", yaml);
      site.start(site.read(yaml));
      site.awaitLog("board-up relay");
      site.awaitLog("broker-up");
      onlooker.subscribe("tidegate/#", 1);
      Called called = Called.with(new CommandLine(new DoctorCommand()), "--json", file.toString());
      assertTrue(
          called.out().contains("the probe on /sensors/tidegate-doctor came back"), called.out());
      assertTrue(called.out().contains("\"id\":\"topic-subscribe\",\"state\":\"ok\""));
      site.awaitLog("board-up relay");
      assertTrue(
          site.log().stream()
              .noneMatch(line -> line.matches(".* (broker-down|port-down|alarm-.*|command.*) .*")),
          site.log().toString());
      assertTrue(site.ask("{\"ask\":\"status\"}").contains("\"commands_refused\":0"));
      assertTrue(
          onlooker.all().stream()
              .filter(seen -> seen.topic().endsWith("/result"))
              .allMatch(seen -> seen.text().contains("tidegate-doctor")),
          "no command was answered");
    }
  }
}
