package io.tidegate.sim.board;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.model.Model;
import io.tidegate.sim.sensor.Gauge;
import io.tidegate.sim.sensor.Sensor;
import io.tidegate.sim.sensor.SensorKind;
import io.tidegate.sim.setting.Settings;
import io.tidegate.sim.signal.Signal;
import io.tidegate.sim.text.TextKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

/// Boards speak as their firmware does, whatever the language of the machine that they run on.
class LanguageTest {
  private static final long SECOND = 1_000_000_000L;

  private static Model model() {
    SplittableRandom random = new SplittableRandom(1);
    List<Sensor> sensors = new ArrayList<>();
    sensors.add(Gauge.of("voltage", 3, Signal.steady(1234567.891)));
    for (SensorKind kind : List.of(SensorKind.DHT22, SensorKind.RAIN, SensorKind.DOOR)) {
      List<Signal> signals = new ArrayList<>();
      kind.inputs().forEach(_ -> signals.add(Signal.steady(20.5)));
      sensors.add(kind.make(signals, Settings.of(kind.settings(), Map.of()), random));
    }
    return new Model(sensors, SECOND, _ -> {});
  }

  /// Everything that boards of each kind print, with a crash of each sort.
  private static List<String> printed() {
    StringBuilder all = new StringBuilder();
    for (TextKind kind : TextKind.values()) {
      Firmware firmware =
          new PlainFirmware(model(), kind.make("esp-1", Settings.of(kind.settings(), Map.of())));
      Microcontroller chip = new Microcontroller("esp-1", 7, Chip.ESP8266, Quirks.NONE, firmware);
      Board.Outside out =
          new Board.Outside() {
            @Override
            public void transmit(byte[] bytes, int length) {
              all.append(new String(bytes, 0, length, UTF_8));
            }

            @Override
            public void pin(int pin, int level) {}
          };
      chip.pin(Board.POWER, 1, 0);
      long nanos = run(chip, 0, 70 * SECOND, out);
      chip.crash(28, nanos);
      nanos = run(chip, nanos, nanos + 5 * SECOND, out);
      chip.reset(ResetCause.SOFTWARE_WATCHDOG, nanos);
      run(chip, nanos, nanos + 5 * SECOND, out);
      all.append(chip.identity());
    }
    return all.toString().lines().toList();
  }

  private static long run(Microcontroller chip, long from, long until, Board.Outside out) {
    long now = from;
    for (long due = chip.run(now, out); due <= until; due = chip.run(now, out)) {
      now = Math.max(now, due);
    }
    return until;
  }

  @Test
  void languageAndTimeZoneOfTheMachineChangeNothing() {
    List<String> usual = printed();
    assertTrue(usual.stream().anyMatch(each -> each.contains("\"COUNTER\":{")), usual::toString);
    Locale language = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      for (String other : List.of("fa-IR", "tr-TR", "de-DE", "th-TH-u-nu-thai")) {
        Locale.setDefault(Locale.forLanguageTag(other));
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
        List<String> there = printed();
        assertEquals(usual.size(), there.size(), other);
        for (int i = 0; i < usual.size(); i++) {
          assertEquals(usual.get(i), there.get(i), other);
        }
      }
    } finally {
      Locale.setDefault(language);
      TimeZone.setDefault(zone);
    }
  }
}
