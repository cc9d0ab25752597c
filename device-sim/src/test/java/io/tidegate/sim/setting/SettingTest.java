package io.tidegate.sim.setting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingTest {
  private enum Colour implements Named.Constant {
    RED,
    GREEN;
  }

  private static final Setting<Double> SIZE = Setting.number("size", 0, 10, "how large");
  private static final Setting<Integer> BITS = Setting.whole("bits", 9, 12, "how fine").or("12");
  private static final Setting<Long> EVERY =
      Setting.duration("every", "1 ms", "1 h", "how often").or("1 s");
  private static final Setting<Boolean> AGAIN = Setting.flag("again", "once more").or("false");
  private static final Setting<Colour> COLOUR =
      Setting.word("colour", Colour.values(), "which").or("red");
  private static final Setting<String> NAME = Setting.name("name", "its name").or("x");
  private static final List<Setting<?>> ALL = List.of(SIZE, BITS, EVERY, AGAIN, COLOUR, NAME);

  private static String refused(Executable what) {
    return assertThrows(IllegalArgumentException.class, what).getMessage();
  }

  @Test
  void readsWhatFitsAndFillsInWhatIsNotGiven() {
    Settings settings =
        Settings.of(
            ALL, Map.of("size", "2.5", "every", "1.5 s", "again", "true", "colour", "green"));
    assertEquals(2.5, settings.get(SIZE));
    assertEquals(12, settings.get(BITS));
    assertEquals(1_500_000_000L, settings.get(EVERY));
    assertEquals(true, settings.get(AGAIN));
    assertEquals(Colour.GREEN, settings.get(COLOUR));
    assertEquals("x", settings.get(NAME));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "size|11|size: expected a number, 0 to 10; got \"11\"",
        "size|1e3|size: expected a number, 0 to 10; got \"1e3\"",
        "size|1,5|size: expected a number, 0 to 10; got \"1,5\"",
        "size|NaN|size: expected a number, 0 to 10; got \"NaN\"",
        "bits|8|bits: expected a whole number, 9 to 12; got \"8\"",
        "bits|9.5|bits: expected a whole number, 9 to 12; got \"9.5\"",
        "every|5|every: expected a duration, 1 ms to 1 h; got \"5\"",
        "every|2 h|every: expected a duration, 1 ms to 1 h; got \"2 h\"",
        "every|-1 s|every: expected a duration, 1 ms to 1 h; got \"-1 s\"",
        "again|yes|again: expected true or false; got \"yes\"",
        "colour|blue|colour: expected one of red, green; got \"blue\"",
        "name|a b|name: expected a text, a letter, then letters, digits and _, at most 32; got \"a b\"",
        "shape|1|shape: expected one of size, bits, every, again, colour, name; got this name"
      })
  void saysWhatWasExpectedAndWhatCame(String name, String text, String words) {
    Map<String, String> texts = new java.util.HashMap<>(Map.of("size", "1"));
    texts.put(name, text);
    assertEquals(words, refused(() -> Settings.of(ALL, texts)));
  }

  @Test
  void whatHasNoFallbackMustBeGiven() {
    assertEquals(
        "size: expected a number, 0 to 10; got nothing", refused(() -> Settings.of(ALL, Map.of())));
  }

  @Test
  void aValueThatComesFromCodeIsCheckedAlike() {
    assertEquals("size: expected a number, 0 to 10; got -1", refused(() -> SIZE.check(-1.0)));
    assertEquals(
        "size: expected a number, 0 to 10; got NaN", refused(() -> SIZE.check(Double.NaN)));
    assertEquals(
        "every: expected a duration, 1 ms to 1 h; got 2 h",
        refused(() -> EVERY.check(7_200_000_000_000L)));
    assertEquals("size: expected a number, 0 to 10; got nothing", refused(() -> SIZE.check(null)));
  }

  @Test
  void aFileIsReadByWhoeverMay() {
    Setting<TextFile> file = Setting.file("file", "a file");
    List<Setting<?>> known = List.of(file);
    Settings settings =
        Settings.of(known, Map.of("file", "a.csv"), path -> new TextFile(path, "text"));
    assertEquals(new TextFile("a.csv", "text"), settings.get(file));
    assertEquals(
        "expected no file here, got a.csv",
        refused(() -> Settings.of(known, Map.of("file", "a.csv"))));
  }
}
