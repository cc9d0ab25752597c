package io.tidegate.sim.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// Runs a class of tests as somebody else's build would, and tells what came of it.
final class Ran implements TestExecutionListener {
  final List<String> passed = new ArrayList<>();
  final Map<String, Throwable> failed = new TreeMap<>();
  final Map<String, String> reported = new TreeMap<>();

  private Ran() {}

  /// With the tests side by side, or one after the other.
  static Ran of(Class<?> tests, boolean parallel) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectClass(tests))
            .configurationParameter(
                "junit.jupiter.execution.parallel.enabled", Boolean.toString(parallel))
            .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
            .build();
    Ran ran = new Ran();
    LauncherFactory.create().execute(request, ran);
    return ran;
  }

  @Override
  public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getThrowable().isPresent()) {
      failed.put(test.getDisplayName(), result.getThrowable().get());
    } else if (test.isTest()) {
      passed.add(test.getDisplayName());
    }
  }

  @Override
  public synchronized void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
    reported.putAll(entry.getKeyValuePairs());
  }
}
