package io.tidegate.gateway.gpio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Finding sensors, whatever state they are in.
@Timeout(180)
class SensorScanTest {
  @TempDir Path folder;

  @Test
  void aReadThatHangsIsLeftBehind() throws Exception {
    SensorTree tree = new SensorTree(folder).w1("28-000000000002", 10_000);
    Path hanging = tree.w1File(SensorTree.ID);
    SensorTree.hanging(hanging);
    try {
      List<FoundSensor> found = new SensorScan(folder, Duration.ofMillis(300)).sensors();
      assertEquals(2, found.size());
      assertTrue(found.get(0).outcome() instanceof Outcome.Value, found.toString());
      assertTrue(
          found.get(1).outcome() instanceof Fault fault && fault.kind() == Fault.Kind.HANGS,
          found.toString());
    } finally {
      SensorTree.free(hanging);
    }
  }

  @Test
  void proposedNamesFitTheLinkAndAreNobodyElses() throws Exception {
    new SensorTree(folder)
        .w1("28-00000000baa1", 1_000)
        .w1("28-00000001baa1", 1_000)
        .iio(0, "bmp280", "in_temp_input", "1", "in_humidityrelative_input", "1", "in_x_event", "")
        .iio(1, "bmp280", "in_temp_input", "1", "in_concentration_ethanol_raw", "1");
    assertEquals(
        List.of(
            "t-baa1: {w1: 28-00000000baa1}",
            "t-baa1-2: {w1: 28-00000001baa1}",
            "humidityrelative: {iio: \"iio:device0\", channel: humidityrelative}",
            "temp: {iio: \"iio:device0\", channel: temp}",
            "concentration_et: {iio: \"iio:device1\", channel: concentration_ethanol}",
            "temp-2: {iio: \"iio:device1\", channel: temp}"),
        new SensorScan(folder).sensors().stream().map(FoundSensor::proposal).toList());
  }
}
