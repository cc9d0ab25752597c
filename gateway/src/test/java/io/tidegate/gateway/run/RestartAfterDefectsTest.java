package io.tidegate.gateway.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.gpio.SensorTree;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A start after a run that ended over its own defects.
@Timeout(180)
class RestartAfterDefectsTest {
  @TempDir Path folder;

  @Test
  void thePortWhoseBytesEndedTheLastRunIsLeftAloneAndTheOthersAreRead() throws Exception {
    try (Site site = new Site(folder)) {
      site.plain("guilty");
      site.plain("innocent");
      Path defects = Files.createDirectories(folder.resolve("spool/defects"));
      Path note = Files.writeString(defects.resolve("ports-set-aside"), "guilty\n");
      site.start(site.configuration(1));
      site.awaitLog("ERROR port-set-aside guilty: left alone for 10 minutes");
      site.awaitLog("port-up innocent");
      site.awaitLog("board-up innocent");
      assertTrue(site.log().stream().noneMatch(line -> line.contains("port-up guilty")));
      assertFalse(Files.exists(note), "the start after this one takes it again");
      site.ask("{\"ask\":\"take\",\"port\":\"guilty\"}");
      site.awaitLog("port-up guilty");
    }
  }

  @Test
  void theMachinesOwnBoardIsLeftAloneToo() throws Exception {
    new SensorTree(folder.resolve("sys")).w1(SensorTree.ID, 20_000);
    try (Site site = new Site(folder)) {
      site.plain("innocent");
      Path defects = Files.createDirectories(folder.resolve("spool/defects"));
      Files.writeString(defects.resolve("ports-set-aside"), "gpio\n");
      String sensors = "gpio: {sysfs: %s, sensors: {t: {w1: %s}}}";
      site.start(site.configuration(1, sensors.formatted(folder.resolve("sys"), SensorTree.ID)));
      site.awaitLog("ERROR port-set-aside gpio: left alone for 10 minutes");
      site.awaitLog("board-up innocent");
      assertTrue(site.log().stream().noneMatch(line -> line.contains("port-up gpio")));
    }
  }
}
