package io.tidegate.sim.scenario;

import io.tidegate.sim.check.Accounts;
import io.tidegate.sim.check.Expectation;

/// What a scenario expects; each run makes an expectation of its own from it.
@FunctionalInterface
public interface Wish {
  Expectation of(Accounts accounts);
}
