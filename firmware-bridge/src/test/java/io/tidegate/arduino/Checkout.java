package io.tidegate.arduino;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where things lie in the checkout, wherever the tests were started.
public final class Checkout {
  public static final Path ROOT = root();
  public static final Path LIBRARY = ROOT.resolve("firmware-bridge/arduino/TidegateLink");
  public static final Path TESTS = LIBRARY.resolve("extras/test");
  public static final Path SKETCHES = ROOT.resolve("arduino-sketches");

  private Checkout() {}

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("these tests run inside the checkout");
      }
    }
    return folder;
  }
}
