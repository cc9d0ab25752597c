package io.tidegate.tool;

import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/// Counts the tests that [ToolCondition] left out and prints them as the last block of a module's
/// run: `not run: mosquitto (12 tests)`.
///
/// A test with many rows is known to have them only once it runs, so here it counts as one.
public final class NotRun implements TestExecutionListener {
  private final Map<String, Long> countByTag = new TreeMap<>();
  private TestPlan plan;

  @Override
  public void testPlanExecutionStarted(TestPlan testPlan) {
    plan = testPlan;
    countByTag.clear();
  }

  @Override
  public void executionSkipped(TestIdentifier skipped, String reason) {
    if (reason.equals(ToolCondition.LONG) || Tool.of(reason).isPresent()) {
      countByTag.merge(reason, tests(skipped), Long::sum);
    }
  }

  @Override
  public void testPlanExecutionFinished(TestPlan testPlan) {
    countByTag.forEach(
        (tag, count) ->
            System.out.println("not run: %s (%s)%s".formatted(tag, plural(count), remedy(tag))));
  }

  private long tests(TestIdentifier skipped) {
    long leaves =
        plan.getDescendants(skipped).stream()
            .filter(one -> plan.getChildren(one).isEmpty())
            .count();
    return Math.max(1, leaves);
  }

  private static String plural(long count) {
    return count == 1 ? "1 test" : count + " tests";
  }

  private static String remedy(String tag) {
    return Tool.of(tag).map(tool -> ": " + tool.install).orElse(": -Dtidegate.long=true");
  }
}
