package io.tidegate.gateway.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.core.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolChecksTest {
  private static final String PORT = "ports: [{path: /dev/ttyUSB0}]";
  private static final String FOLDER = "spool: {folder: /var/spool/gate}";
  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;
  private static final long MILLI_NANOS = 1_000_000;

  @TempDir Path folder;
  private Tree tree;

  @BeforeEach
  void machine() throws IOException {
    tree = new Tree(folder);
    Files.createDirectories(tree.path("/var/spool/gate"));
  }

  private Finding only(Id id) {
    return Tree.only(id, tree.with(PORT, FOLDER), SpoolChecks::find);
  }

  @Test
  void aFolderThatTheUserMayNotWriteToIsGivenToHim() throws IOException {
    tree.mode("/var/spool/gate", "rwx------").user(1000, "");
    if (Files.getAttribute(tree.path("/var/spool/gate"), "unix:uid").equals(1000)) {
      tree.user(1001, "");
    }
    Finding finding = only(Id.SPOOL_FOLDER);
    assertEquals(State.ERROR, finding.state());
    assertTrue(
        finding.command().matches("sudo install -d -m 700 -o (pi|1001) /var/spool/gate"),
        finding.command());
    tree.mode("/var/spool/gate", "rwxrwxrwx");
    assertEquals(State.OK, only(Id.SPOOL_FOLDER).state());
  }

  @Test
  void aFolderThatIsNotThereYetIsMadeInTheOneAboveIt() throws IOException {
    Files.delete(tree.path("/var/spool/gate"));
    tree.mode("/var/spool", "rwxrwxrwx");
    assertEquals(State.OK, only(Id.SPOOL_FOLDER).state());
    assertTrue(Files.notExists(tree.path("/var/spool/gate")), "the doctor makes nothing");
  }

  @Test
  void theFolderOfTheRunningGatewayIsWell() throws IOException {
    tree.mode("/var/spool/gate", "---------");
    tree.running = new Running.Yes(Map.of(), 1, 0, 0, 0);
    assertEquals("/var/spool/gate is in use by the running gateway", only(Id.SPOOL_FOLDER).words());
  }

  @Test
  void aReadOnlyFileSystemIsToldAndNothingElse() throws IOException {
    tree.write(
        "/proc/self/mounts",
        "/dev/mmcblk0p2 / ext4 rw,noatime 0 0",
        "/dev/sda1 /var/spool ext4 ro,errors=remount-ro 0 0");
    List<Finding> all = SpoolChecks.find(tree.with(PORT, FOLDER));
    assertEquals(1, all.size(), all.toString());
    assertEquals(Id.SPOOL_READ_ONLY, all.getFirst().id());
    assertEquals("sudo mount -o remount,rw /var/spool", all.getFirst().command());
  }

  @Test
  void aFolderInMemoryIsNotDurable() throws IOException {
    assertEquals(State.OK, only(Id.SPOOL_DURABLE).state());
    for (String type : List.of("tmpfs", "overlay", "ramfs")) {
      tree.write(
          "/proc/self/mounts", "/dev/sda1 / ext4 rw 0 0", "x /var/spool " + type + " rw 0 0");
      Finding finding = only(Id.SPOOL_DURABLE);
      assertEquals(State.ERROR, finding.state());
      assertTrue(finding.words().contains("/var/spool/gate is on " + type), finding.words());
    }
  }

  @Test
  void aMountWhoseNameOnlyBeginsAlikeIsAnother() throws IOException {
    tree.write("/proc/self/mounts", "/dev/sda1 / ext4 rw 0 0", "x /var/spool/ga tmpfs rw 0 0");
    assertEquals(State.OK, only(Id.SPOOL_DURABLE).state());
  }

  @Test
  void roomForLessThanTheLimitIsAWarningAndLessThanTheFloorAnError() {
    Settings.Store store = store(500 * MILLI_NANOS);
    assertEquals(State.OK, SpoolChecks.space(store, 400 * MIB, 0).state());
    assertEquals(
        "300.0 MiB free: room for 236.0 MiB of spool.limit (256 MiB), 64 MiB being left to others",
        SpoolChecks.space(store, 300 * MIB, 0).words());
    assertEquals(State.WARNING, SpoolChecks.space(store, 300 * MIB, 0).state());
    assertEquals(
        State.OK, SpoolChecks.space(store, 300 * MIB, 30 * MIB).state(), "what it has counts");
    assertEquals(State.ERROR, SpoolChecks.space(store, 63 * MIB, 250 * MIB).state());
    assertTrue(only(Id.SPOOL_SPACE).words().contains(" free"), "the disk itself is asked");
  }

  /// A day of half seconds, 16 KiB each: 2.6 GiB; 500 times 16 GiB bear 3,034 such days.
  @Test
  void theEstimateIsAFigureWithItsFormula() {
    Finding usual = SpoolChecks.estimated(500 * MILLI_NANOS, 16 * GIB, "f");
    assertEquals(State.OK, usual.state());
    assertEquals(
        "at most 172800 syncs and 2.6 GiB on a day without a broker"
            + " (a day / spool.commit_delay x 16 KiB)",
        usual.words());
    Finding quick = SpoolChecks.estimated(20 * MILLI_NANOS, 8 * GIB, "/etc/t.yaml");
    assertEquals(State.WARNING, quick.state());
    assertTrue(quick.words().contains("500 times the 8.0 GiB there last 60 such days"));
    assertEquals("sudoedit /etc/t.yaml", quick.command());
    assertEquals(State.WARNING, SpoolChecks.estimated(0, 64 * GIB, "f").state());
  }

  @Test
  void aRunningGatewayIsJudgedByWhatItWrote() {
    Running.Yes quiet = new Running.Yes(Map.of(), 86_400_000, 1_000, 88 * MIB, 0);
    assertEquals(
        "1000 syncs and 99.7 MiB a day as measured (written_bytes + syncs x 12 KiB, by uptime)",
        SpoolChecks.measured(quiet, 16 * GIB, "f").words());
    Running.Yes busy = new Running.Yes(Map.of(), 86_400_000 / 2, 80_000, 2 * GIB, 0);
    assertEquals(State.WARNING, SpoolChecks.measured(busy, 8 * GIB, "f").state());
    tree.running = new Running.Yes(Map.of(), 7_200_000, 0, 0, 0);
    assertTrue(only(Id.FLASH_BUDGET).words().contains("as measured"));
    tree.running = new Running.Yes(Map.of(), 60_000, 0, 0, 0);
    assertTrue(only(Id.FLASH_BUDGET).words().contains("at most"), "a minute says nothing");
  }

  private static Settings.Store store(long commitDelayNanos) {
    return new Settings.Store(
        commitDelayNanos, 64 << 10, 1 << 20, 256 * MIB, 0, 64 * MIB, 8 * MIB, true);
  }
}
