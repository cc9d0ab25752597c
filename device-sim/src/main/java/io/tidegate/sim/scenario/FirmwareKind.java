package io.tidegate.sim.scenario;

import io.tidegate.sim.pubsub.SketchKind;
import io.tidegate.sim.setting.Named;
import io.tidegate.sim.setting.Setting;
import io.tidegate.sim.text.TextKind;
import java.util.List;
import java.util.stream.Stream;

/// What boards run.
public enum FirmwareKind implements Named.Constant {
  LINK,
  JSON(TextKind.JSON),
  KEY_VALUE(TextKind.KEY_VALUE),
  PLOTTER(TextKind.PLOTTER),
  CSV(TextKind.CSV),
  ESPHOME(TextKind.ESPHOME),
  TASMOTA(TextKind.TASMOTA),
  TUTORIAL(TextKind.TUTORIAL),
  WIFI_TAUGHT(SketchKind.TAUGHT),
  WIFI_RIGHT(SketchKind.RIGHT),
  /// A real one, built for this machine.
  SKETCH,
  /// The file that is flashed into a chip, in an emulated one.
  IMAGE;

  private final TextKind text;
  private final SketchKind sketch;

  FirmwareKind() {
    this.text = null;
    this.sketch = null;
  }

  FirmwareKind(TextKind text) {
    this.text = text;
    this.sketch = null;
  }

  FirmwareKind(SketchKind sketch) {
    this.text = null;
    this.sketch = sketch;
  }

  /// For a person.
  public String words() {
    if (hasWifi()) {
      return sketch.words();
    }
    if (this == SKETCH) {
      return "an Arduino sketch, built for this machine";
    }
    if (this == IMAGE) {
      return "the file that is flashed into an ESP8266, in an emulated one";
    }
    return text == null
        ? "the link of PROTOCOL.md: kept until safe, obeys commands for its channel `relay`"
        : text.words();
  }

  /// Where nothing is said: a board whose ROM says something first only where what follows is told
  /// from noise; from columns and pairs nobody can tell it.
  public ChipKind usualChip() {
    return switch (this) {
      case KEY_VALUE, PLOTTER, CSV -> ChipKind.UNO;
      default -> ChipKind.ESP8266;
    };
  }

  public List<Setting<?>> settings() {
    if (hasWifi()) {
      return sketch.settings();
    }
    return text == null ? List.of() : text.settings();
  }

  /// Those that need nothing but a port.
  public static List<FirmwareKind> onPorts() {
    return Stream.of(values()).filter(each -> !each.hasWifi() && !each.isProgram()).toList();
  }

  /// It is somebody's program, which is not here but in a file of its own.
  public boolean isProgram() {
    return this == SKETCH || this == IMAGE;
  }

  /// It talks to the broker itself, and needs no gateway. Of a program its plan knows it.
  public boolean hasWifi() {
    return sketch != null;
  }

  /// What runs on a board with WiFi; null for others.
  SketchKind sketch() {
    return sketch;
  }

  /// How it prints; null for the link, which has frames, and for boards with WiFi.
  TextKind text() {
    return text;
  }
}
