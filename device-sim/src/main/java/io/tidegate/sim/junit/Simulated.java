package io.tidegate.sim.junit;

import io.tidegate.sim.scenario.FirmwareKind;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// At a parameter of type [SimulatedBoard], of a test, of its class's constructor or of a method
/// that runs before tests: gives it a board.
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SimulatedBoards.class)
public @interface Simulated {
  /// What it runs, on an Arduino Uno where that is pairs or columns, else on an ESP8266.
  FirmwareKind kind() default FirmwareKind.JSON;

  /// How often it measures and says so.
  int everyMillis() default 100;

  /// Same seed and name, same measurements.
  long seed() default 1;

  /// Its `device_id` and the name of its link: letters, digits, `_`, `.` and `-`, at most 64.
  /// Empty: `board1`, `board2` and so on, within one test.
  String name() default "";

  /// Opening the port resets the board, as DTR does on most real ones.
  boolean resetOnOpen() default false;

  /// It says nothing but what the test has it say.
  boolean silent() default false;

  /// The path of a recording that it plays, from its power and from each reset on; empty for none.
  String recording() default "";

  /// The recording is played so many times as fast.
  double speed() default 1;

  /// The recording is played again and again.
  boolean loop() default false;
}
