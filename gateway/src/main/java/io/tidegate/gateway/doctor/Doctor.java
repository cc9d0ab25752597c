package io.tidegate.gateway.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/// Runs all checks, each with a limit of its own.
public final class Doctor {
  private static final long LIMIT_MILLIS = 10_000;

  /// One theme.
  record Check(String name, long limitMillis, Function<Situation, List<Finding>> find) {}

  private static final List<Check> CHECKS =
      List.of(
          new Check("configuration", LIMIT_MILLIS, GatewayChecks::find),
          new Check("machine", LIMIT_MILLIS, MachineChecks::find),
          new Check("clock", LIMIT_MILLIS, ClockChecks::find),
          new Check("ports", LIMIT_MILLIS, PortChecks::find),
          new Check("devices", LIMIT_MILLIS, DeviceAccess::find),
          new Check("UARTs", LIMIT_MILLIS, UartChecks::find),
          new Check("spool", LIMIT_MILLIS, SpoolChecks::find),
          new Check("broker", BrokerChecks.LIMIT_MILLIS + LIMIT_MILLIS, BrokerChecks::find));

  private Doctor() {}

  public static List<Finding> examine(Situation situation) {
    return examine(situation, CHECKS);
  }

  static List<Finding> examine(Situation situation, List<Check> checks) {
    List<Finding> found = new ArrayList<>();
    for (Check check : checks) {
      try {
        found.addAll(Limited.within(check.limitMillis(), () -> check.find().apply(situation)));
      } catch (TimeoutException _) {
        found.add(
            Id.HANG.error(
                check.name(), "did not come to an end in " + check.limitMillis() / 1_000 + " s"));
      } catch (ExecutionException e) {
        found.add(Id.HANG.error(check.name(), "failed: " + e.getCause()));
      }
    }
    return found;
  }
}
