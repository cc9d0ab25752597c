package io.tidegate.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidegate.bridge.FlatJson.Mode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonWriterTest {

  @Test
  void membersAreAddedBehindTheUntouchedText() {
    JsonWriter writer = new JsonWriter(parsed("{ \"t\": 22.50 }"));
    writer.add("device_id", "esp-1").add("timestamp", 1_764_000_000L).add("late", true);
    assertEquals(
        "{ \"t\": 22.50 ,\"device_id\":\"esp-1\",\"timestamp\":1764000000,\"late\":true}",
        writer.toString());
  }

  @Test
  void anEmptyObjectTakesItsFirstMemberWithoutComma() {
    assertEquals("{ \"a\":1.5}", new JsonWriter(parsed("{ }")).add("a", 1.5).toString());
    assertEquals("{\"a\":null}", new JsonWriter().addNull("a").toString());
    assertEquals("{}", new JsonWriter().toString());
  }

  @Test
  void aNameThatStandsThereAlreadyIsAMistakeOfTheCaller() {
    JsonWriter writer = new JsonWriter(parsed("{\"\\u0061\":1}"));
    assertThrows(IllegalArgumentException.class, () -> writer.add("a", 2));
    assertEquals("{\"\\u0061\":1}", writer.toString());
    assertEquals(true, writer.has("a"));
  }

  @Test
  void whatJsonCannotHoldIsEscapedOrRefused() {
    assertEquals(
        "{\"a\":\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001/\\uD83D\"}",
        new JsonWriter().add("a", "\"\\\b\f\n\r\t\1/\ud83d").toString());
    assertThrows(IllegalArgumentException.class, () -> new JsonWriter().add("a", Double.NaN));
  }

  @Test
  void aLoneSurrogateInATextIsRefusedAtItsPlace() {
    assertEquals(
        new FlatJson.Refused("invalid UTF-8", 6), FlatJson.parse("{\"a\":\"\ud83d\"}", Mode.FLAT));
    assertEquals(
        new FlatJson.Refused("invalid UTF-8", 6), FlatJson.parse("{\"a\":\"\ude00\"}", Mode.FLAT));
  }

  @Test
  void bytesAreUtf8() {
    assertEquals(
        "{\"u\":\"°C\"}",
        new String(new JsonWriter().add("u", "°C").toUtf8(), StandardCharsets.UTF_8));
  }

  @Test
  void aMemberGivesOnlyWhatItIs() {
    FlatJson json = parsed("{\"n\":1,\"s\":\"x\"}");
    assertThrows(IllegalStateException.class, () -> json.get("n").orElseThrow().string());
    assertThrows(IllegalStateException.class, () -> json.get("s").orElseThrow().number());
    assertThrows(IllegalStateException.class, () -> json.get("s").orElseThrow().isTrue());
    assertEquals(true, json.get("absent").isEmpty());
  }

  private static FlatJson parsed(String text) {
    return assertInstanceOf(FlatJson.Parsed.class, FlatJson.parse(text, Mode.OBJECT)).json();
  }

  @Test
  void otherNumbersTakeTheirPlacesAndTheRestKeepsItsText() {
    FlatJson before =
        ((FlatJson.Parsed)
                FlatJson.parse(
                    "{ \"a\\\"b\": 22.50, \"t\": 1e3, \"s\":\"k\\u00fc\" }", FlatJson.Mode.FLAT))
            .json();
    FlatJson after = before.withNumbers(Map.of("t", "-0.5", "absent", "7"));
    assertEquals("{\"a\\\"b\":22.50,\"t\":-0.5,\"s\":\"k\\u00fc\"}", after.raw());
    assertEquals(after, ((FlatJson.Parsed) FlatJson.parse(after.raw(), FlatJson.Mode.FLAT)).json());
    assertEquals(-0.5, after.get("t").orElseThrow().number());
    assertEquals(before, before.withNumbers(Map.of()));
  }
}
