package io.tidegate.strict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
  private static final List<String> KNOWN = List.of("boards", "record", "replay", "run");

  @Test
  void onlyWhatIsNearIsMeant() {
    for (String typed : List.of("baords", "board", "boardss", "bpards", "Boards")) {
      assertEquals("boards", Nearest.of(typed, KNOWN), typed);
    }
    assertEquals("replay", Nearest.of("relpay", KNOWN));
    assertEquals("run", Nearest.of("rum", KNOWN));
    assertNull(Nearest.of("pigeon", KNOWN));
    assertEquals("", Nearest.hint("pigeon", KNOWN));
    assertEquals("; did you mean \"run\"?", Nearest.hint("runn", KNOWN));
  }
}
