package io.tidegate.sim.sketch.build;

import io.tidegate.sim.setting.Named;
import java.util.List;
import java.util.stream.Stream;

/// What a sketch is built for, with the macros by which sketches and libraries tell.
public enum Target implements Named.Constant {
  ESP8266(
      "esp8266",
      List.of(
          "-DESP8266",
          "-DARDUINO_ARCH_ESP8266",
          "-DARDUINO_ESP8266_NODEMCU_ESP12E",
          "-DARDUINO_BOARD=\"ESP8266_NODEMCU_ESP12E\"",
          "-DARDUINO_BOARD_ID=\"nodemcuv2\"",
          "-DF_CPU=80000000L",
          "-D__ets__",
          "-DICACHE_FLASH",
          // as on its compiler
          "-funsigned-char",
          // and as its core wants it: who gets no value goes on somewhere in the program
          "-Werror=return-type")),
  UNO(
      "avr",
      List.of(
          "-DARDUINO_AVR_UNO",
          "-DARDUINO_ARCH_AVR",
          "-D__AVR__",
          "-D__AVR_ATmega328P__",
          "-DF_CPU=16000000L",
          "-w"));

  private static final List<String> ALL = List.of("-DARDUINO=10819", "-DTIDEGATE_SIM");

  private final String architecture;
  private final List<String> macros;

  Target(String architecture, List<String> macros) {
    this.architecture = architecture;
    this.macros = macros;
  }

  /// The target of this name; throws with the names there are.
  public static Target of(String wireName) {
    return Named.find(values(), wireName);
  }

  /// As library.properties have it, and the folder of its core is called.
  String architecture() {
    return architecture;
  }

  /// For the compiler.
  List<String> flags() {
    return Stream.concat(ALL.stream(), macros.stream()).toList();
  }
}
