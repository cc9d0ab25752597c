package io.tidegate.gateway.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.model.Measurement;
import io.tidegate.sim.model.Model;
import io.tidegate.sim.sensor.Fault;
import io.tidegate.sim.sensor.Sensor;
import io.tidegate.sim.sensor.SensorKind;
import io.tidegate.sim.setting.Settings;
import io.tidegate.sim.signal.Signal;
import io.tidegate.sim.text.LineFormat;
import io.tidegate.sim.text.TextKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the decoders make of everything that simulated firmware prints: readings where it is meant
/// for them, nothing elsewhere.
class FirmwareTextTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int MEASUREMENTS = 20;
  private static final int FAILED = 4;

  private static Sensor sensor(SensorKind kind, String prefix, Signal... signals) {
    return kind.make(
        List.of(signals),
        Settings.of(kind.settings(), Map.of("prefix", prefix)),
        new SplittableRandom(1));
  }

  /// Everything such a board prints in twenty measurements, of which the sensors fail in four.
  private static List<String> printed(TextKind kind, Map<String, String> settings) {
    Sensor dht = sensor(SensorKind.DHT22, "", Signal.sine(20, 5, 60 * SECOND), Signal.steady(45));
    Sensor dallas = sensor(SensorKind.DS18B20, "pipe_", Signal.steady(55));
    dht.inject(Fault.CHECKSUM, 45 * SECOND, 85 * SECOND);
    dallas.inject(Fault.DISCONNECTED, 45 * SECOND, 85 * SECOND);
    Model model =
        new Model(
            List.of(
                dht,
                dallas,
                sensor(SensorKind.DOOR, "", Signal.ramp(0, 1, 30 * SECOND)),
                sensor(SensorKind.RAIN, "", Signal.steady(100)),
                sensor(SensorKind.ANALOG, "", Signal.steady(1))),
            10 * SECOND,
            _ -> {});
    LineFormat format = kind.make("esp-1", Settings.of(kind.settings(), settings));
    List<String> lines = new ArrayList<>(format.start(model.quantities()));
    model.start(0);
    for (int i = 0; i < MEASUREMENTS; i++) {
      Measurement measurement = model.take(model.dueNanos());
      lines.addAll(format.lines(measurement, measurement.nanos()));
    }
    return lines;
  }

  private static List<String> taken(Decoding decoding, List<String> lines) {
    Conversation talk = Conversation.on(decoding);
    lines.forEach(talk::hears);
    return talk.take(DeviceEffect.Taken.class).stream()
        .map(each -> each.reading().values().raw())
        .toList();
  }

  private static int refused(Decoding decoding, List<String> lines) {
    Conversation talk = Conversation.on(decoding);
    lines.forEach(talk::hears);
    return talk.take(DeviceEffect.Refused.class).size();
  }

  /// The words of device-sim's SCENARIOS.md for so many readings out of twenty.
  private static String words(int taken) {
    return switch (taken) {
      case 0 -> "nothing";
      case MEASUREMENTS -> "every reading";
      case MEASUREMENTS - FAILED -> "readings without `nan`";
      default -> taken + " of " + MEASUREMENTS + " readings";
    };
  }

  @Test
  void theDocumentSaysWhatEachDecoderMakesOfEachKind() throws IOException {
    List<String> written = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(Path.of("../device-sim/SCENARIOS.md"))) {
      inside = line.startsWith("|") && (inside || line.startsWith("| text |"));
      String[] cells = line.split(" ?\\| ?");
      if (inside && cells[1].startsWith("`")) {
        written.add("%s: %s, %s, %s".formatted(cells[1], cells[3], cells[4], cells[5]));
      }
    }
    List<String> real = new ArrayList<>();
    for (TextKind kind : TextKind.values()) {
      List<String> lines = printed(kind, Map.of());
      assertEquals(taken(Decoding.AUTO, lines), taken(Decoding.JSON, lines), kind::wireName);
      real.add(
          "`%s`: %s, %s, %s"
              .formatted(
                  kind.wireName(),
                  words(taken(Decoding.AUTO, lines).size()),
                  words(taken(Decoding.KEY_VALUE, lines).size()),
                  words(taken(Decoding.CSV, lines).size())));
    }
    assertEquals(String.join("\n", real), String.join("\n", written));
  }

  @ParameterizedTest
  @EnumSource(
      value = TextKind.class,
      names = {"ESPHOME", "TASMOTA", "TUTORIAL"})
  void logsThatAreMeantForPeopleArePublishedOnNoPort(TextKind kind) {
    List<Map<String, String>> variants = new ArrayList<>(List.of(Map.of()));
    if (kind == TextKind.ESPHOME) {
      variants.add(Map.of("colours", "false"));
    }
    for (Map<String, String> settings : variants) {
      List<String> lines = printed(kind, settings);
      assertTrue(lines.size() > MEASUREMENTS, kind::wireName);
      for (Decoding decoding : Decoding.values()) {
        assertEquals(List.of(), taken(decoding, lines), () -> kind.wireName() + " on " + decoding);
        assertEquals(0, refused(decoding, lines), () -> kind.wireName() + " on " + decoding);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "nan", "omit", "line"})
  void aValueThatIsNoNumberNeverBecomesOne(String missing) {
    Map<String, String> settings = new HashMap<>(Map.of("missing", missing));
    List<String> lines = printed(TextKind.JSON, settings);
    int whole = MEASUREMENTS - FAILED;
    boolean told = missing.equals("null") || missing.equals("omit");
    List<String> taken = taken(Decoding.AUTO, lines);
    assertEquals(told ? MEASUREMENTS : whole, taken.size());
    assertTrue(lines.containsAll(taken), "what is taken is what was printed");
    assertEquals(missing.equals("nan") ? FAILED : 0, refused(Decoding.AUTO, lines));
    if (missing.equals("null")) {
      return;
    }
    List<String> plotted = printed(TextKind.PLOTTER, settings);
    assertEquals(
        missing.equals("omit") ? MEASUREMENTS : whole, taken(Decoding.KEY_VALUE, plotted).size());
    assertEquals(missing.equals("nan") ? FAILED : 0, refused(Decoding.KEY_VALUE, plotted));
    List<String> columns = printed(TextKind.CSV, settings);
    assertEquals(
        missing.equals("omit") ? MEASUREMENTS : whole, taken(Decoding.CSV, columns).size());
    assertEquals(missing.equals("nan") ? FAILED : 0, refused(Decoding.CSV, columns));
  }

  @Test
  void columnsThatNobodyNamesAreTakenByNobody() {
    List<String> lines = printed(TextKind.CSV, Map.of("header", "false"));
    assertEquals(List.of(), taken(Decoding.CSV, lines));
  }
}
