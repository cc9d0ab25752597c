package io.tidegate.gateway.house;

import java.io.File;
import java.util.Date;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;

/// Breaks the rules, so that [HouseTest] can show that they are seen. Never run.
final class Sinner {
  private Sinner() {}

  static String sin() throws InterruptedException {
    Thread.sleep(1);
    try {
      Assumptions.assumeTrue(new File("a file").exists());
      System.out.println(Math.random() + System.nanoTime() + UUID.randomUUID().toString());
    } catch (RuntimeException e) {
      e.printStackTrace();
    }
    if (new Date().getTime() == 0) {
      System.exit(1);
    }
    return "I".toLowerCase();
  }
}
