package io.tidegate.tool;

import java.io.PrintWriter;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/// Tagged tests for [ToolConditionTest], which starts this class as a program. Not named `...Test`,
/// so an ordinary run does not see them.
final class ToolSamples {
  private ToolSamples() {}

  public static void main(String[] arguments) {
    Class<?> sample =
        switch (arguments[0]) {
          case "tmux-sample" -> NeedsTmux.class;
          case "long-sample" -> TakesLong.class;
          case "typo-sample" -> Misspelt.class;
          default -> throw new IllegalArgumentException(arguments[0]);
        };
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    Launcher launcher = LauncherFactory.create();
    launcher.execute(
        LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectClass(sample))
            .build(),
        summary);
    PrintWriter out = new PrintWriter(System.out, true);
    summary.getSummary().printFailuresTo(out);
    out.println(summary.getSummary().getTestsSucceededCount() + " successful");
    out.println(summary.getSummary().getTotalFailureCount() + " failed");
  }

  static class NeedsTmux {
    @Test
    void needsNothing() {}

    @Test
    @Tag("tmux")
    void one() {}

    @Nested
    @Tag("tmux")
    class Inner {
      @Test
      void two() {}

      @Test
      void three() {}
    }
  }

  static class TakesLong {
    @Test
    @Tag("long")
    void hours() {}
  }

  static class Misspelt {
    @Test
    @Tag("mosquito")
    void buzzes() {}
  }
}
