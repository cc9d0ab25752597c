package io.tidegate.sim.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
  private static final Template.Values VALUES =
      new Template.Values("b-7", 7, 3, 1_700_000_000, 21.5);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plain | plain",
        "/sensors/{id} | /sensors/b-7",
        "{i}{n}{t} | 731700000000",
        "{\"a\":{value},\"b\":{}} | {\"a\":21.50,\"b\":{}}",
        "{\"id\":\"{id}\"} | {\"id\":\"b-7\"}",
        "{ {id | { {id",
        "{1} | {1}"
      })
  void placesAreFilledAndOtherBracesStay(String source, String filled) {
    assertEquals(filled, Template.of(source).fill(VALUES));
    assertEquals(source, Template.of(source).toString());
  }

  @Test
  void aPlaceThatDoesNotExistIsRefusedWithThoseThatDo() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> Template.of("/sensors/{idd}"));
    assertEquals("expected {id}, {i}, {n}, {t}, {value}; got {idd}", refusal.getMessage());
  }
}
