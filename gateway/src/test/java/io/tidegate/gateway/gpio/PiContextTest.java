package io.tidegate.gateway.gpio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pi4j.context.Context;
import com.pi4j.exception.InitializeException;
import com.pi4j.plugin.mock.provider.i2c.MockI2CProvider;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PiContextTest {
  @Test
  void aMachineThatIsNoPiIsToldSoAndThatTheRestWorks() {
    Unreadable refused = assertThrows(Unreadable.class, () -> PiContext.require("amd64"));
    assertEquals(Fault.Kind.ABSENT, refused.fault.kind());
    assertTrue(refused.fault.words().contains("no Raspberry Pi"), refused.fault::words);
    assertTrue(refused.fault.words().contains("everything else works"), refused.fault::words);
  }

  @Test
  void aPiWithA64BitSystemIsNotRefused() throws Unreadable {
    PiContext.require("aarch64");
  }

  /// Both plugins of the gateway and the mock are on the class path, and would all be found.
  @Test
  void onlyTheProvidersThatAreAskedForAreThere() {
    Context context = PiContext.build(Map.of(), MockI2CProvider.newInstance());
    try {
      assertEquals(
          List.of("mock-i2c"), List.copyOf(context.providers().all().keySet()), "and no other");
    } finally {
      context.shutdown();
    }
  }

  @Test
  void theDeepestReasonIsWhatIsSaidInOneLine() {
    RuntimeException failure =
        new InitializeException(
            new InitializeException("outer", new IllegalStateException("No gpio chip\n found")));
    Fault fault = PiContext.fault("Pi4J does not start", failure).fault;
    assertEquals(new Fault(Fault.Kind.FAILED, "Pi4J does not start: No gpio chip found"), fault);
  }

  @Test
  void aMissingPermissionIsToldFromOtherTrouble() {
    RuntimeException failure =
        new IllegalStateException("outer", new RuntimeException("open failed (Permission denied)"));
    assertEquals(Fault.Kind.DENIED, PiContext.fault("x", failure).fault.kind());
  }
}
