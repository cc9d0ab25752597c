package io.tidegate.gateway.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.config.Document;
import io.tidegate.strict.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
  @TempDir Path folder;

  @Test
  void readmeAndProgramAgreeAboutFindings() throws IOException {
    List<List<String>> written =
        Document.rows("Findings of the doctor").stream()
            .filter(row -> row.size() == 4)
            .map(row -> row.stream().map(Document::bare).toList())
            .toList();
    assertEquals(
        Arrays.stream(Id.values())
            .map(id -> List.of(id.label(), id.words, id.why, id.command))
            .toList(),
        written);
  }

  @Test
  void whatACommandIsFilledInWithIsOneWordForAShell() {
    Finding finding =
        Id.SPOOL_FOLDER.error("s", "w", "user", "pi", "folder", "/a b/it's; rm -rf /");
    assertEquals("sudo install -d -m 700 -o pi '/a b/it'\\''s; rm -rf /'", finding.command());
    assertThrows(IllegalArgumentException.class, () -> Id.SPOOL_FOLDER.error("s", "w"));
  }

  @Test
  void aCheckThatHangsIsToldAndTheOthersGoOn() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    List<Doctor.Check> checks =
        List.of(
            new Doctor.Check("stuck", 200, _ -> awaited(never)),
            new Doctor.Check("clock", 10_000, ClockChecks::find));
    List<Finding> found = Doctor.examine(new Tree(folder).bare(), checks);
    assertEquals(
        List.of(Id.HANG, Id.CLOCK), found.stream().map(Finding::id).toList(), found.toString());
    assertEquals("stuck", found.getFirst().subject());
    never.countDown();
  }

  private static List<Finding> awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return List.of();
  }

  @Test
  void aCheckThatFailsIsToldWithItsReason() throws IOException {
    List<Doctor.Check> checks =
        List.of(
            new Doctor.Check(
                "odd",
                10_000,
                _ -> {
                  throw new IllegalStateException("odd files");
                }));
    Finding found = Doctor.examine(new Tree(folder).bare(), checks).getFirst();
    assertEquals(Id.HANG, found.id());
    assertTrue(found.words().contains("odd files"), found.words());
  }

  @Test
  void everyProblemAndWarningOfTheConfigurationIsAFinding() throws IOException {
    Situation good = new Tree(folder).with("ports: [{path: /dev/ttyUSB0}]");
    assertEquals(State.OK, Tree.only(Id.CONFIGURATION, good, GatewayChecks::find).state());
    Situation bad =
        new Situation(
            good.machine(),
            good.file(),
            null,
            List.of(new Problem("t.yaml", 3, "ports", "is empty")),
            List.of(new Problem("t.yaml", 4, "mqtt", "is odd")),
            new Running.No(),
            Tree.NOW,
            true,
            KernelClock.UNKNOWN,
            _ -> null);
    List<Finding> found = GatewayChecks.find(bad);
    assertEquals(
        List.of(State.ERROR, State.WARNING),
        found.stream().filter(each -> each.id() == Id.CONFIGURATION).map(Finding::state).toList());
    assertEquals("tidegate check /home/pi/tidegate.yaml", found.getFirst().command());
  }

  @Test
  void withoutAConfigurationOnlyTheMachineIsLookedAt() throws IOException {
    Situation bare = new Tree(folder).bare();
    assertEquals(State.NOTE, Tree.only(Id.CONFIGURATION, bare, GatewayChecks::find).state());
    assertEquals(List.of(), SpoolChecks.find(bare));
    assertEquals(List.of(), UartChecks.find(bare));
  }

  @Test
  void filesThatTheServiceMayNotReadAreToldAlsoWhenRootAsks() throws IOException {
    Tree tree = new Tree(folder);
    tree.user(0, "").file = Path.of("/etc/tidegate/tidegate.yaml");
    tree.device("/etc/tidegate/tidegate.yaml", "r--r-----");
    tree.device("/etc/tidegate/secret", "rw-------");
    int gid = tree.gid("/etc/tidegate/secret");
    tree.write("/etc/passwd", "tidegate:x:990:" + gid + "::/:/bin/false");
    Situation at =
        tree.with("ports: [{path: /dev/ttyUSB0}]", "mqtt: {username: u, password_file: secret}");
    Finding finding = Tree.only(Id.FILE_PERMISSION, at, GatewayChecks::find);
    assertEquals(State.ERROR, finding.state());
    assertEquals("may not read /etc/tidegate/secret", finding.words());
    assertEquals(
        "sudo chgrp tidegate /etc/tidegate/secret && sudo chmod g+r /etc/tidegate/secret",
        finding.command());
    tree.mode("/etc/tidegate/secret", "rw-r-----");
    assertTrue(Tree.none(Id.FILE_PERMISSION, at, GatewayChecks::find));
  }

  @Test
  void theGatewayIsToldAsItIs() throws IOException {
    Tree tree = new Tree(folder);
    String port = "ports: [{path: /dev/ttyUSB0}]";
    assertEquals(
        "tidegate run /home/pi/tidegate.yaml",
        Tree.only(Id.GATEWAY, tree.with(port), GatewayChecks::find).command());
    tree.file = Path.of("/etc/tidegate/tidegate.yaml");
    assertEquals(
        "sudo systemctl start tidegate",
        Tree.only(Id.GATEWAY, tree.with(port), GatewayChecks::find).command());
    tree.running = new Running.Yes(Map.of(), 5_000, 0, 0, 0);
    assertEquals(
        "runs since 5 s, and answers",
        Tree.only(Id.GATEWAY, tree.with(port), GatewayChecks::find).words());
    tree.running = new Running.Unknown("pi may not use it");
    assertEquals(
        State.UNCHECKED, Tree.only(Id.GATEWAY, tree.with(port), GatewayChecks::find).state());
  }

  @Test
  void theServicesFoldersAreThoseOfItsUnit() throws IOException {
    Tree tree = new Tree(folder);
    Machine machine = new Machine(tree.root);
    Path services = Path.of("/etc/tidegate/tidegate.yaml");
    assertEquals("mine", machine.environmentOf(services, _ -> "mine").apply("STATE_DIRECTORY"));
    tree.write("/etc/passwd", "tidegate:x:990:990::/:/bin/false");
    assertEquals(
        "/var/lib/tidegate", machine.environmentOf(services, _ -> "mine").apply("STATE_DIRECTORY"));
    assertEquals("mine", machine.environmentOf(services, _ -> "mine").apply("HOME"));
    assertEquals(
        "mine",
        machine.environmentOf(Path.of("/home/pi/t.yaml"), _ -> "mine").apply("STATE_DIRECTORY"));
  }

  @Test
  void idsAreUnique() {
    List<String> labels = Arrays.stream(Id.values()).map(Id::label).toList();
    assertEquals(labels.size(), new HashSet<>(labels).size());
    assertTrue(labels.stream().allMatch(each -> each.matches("[a-z-]+")));
  }
}
