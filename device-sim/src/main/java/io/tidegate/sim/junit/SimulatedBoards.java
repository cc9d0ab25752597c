package io.tidegate.sim.junit;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Makes the boards and, when a test fails, adds to the failure what its boards last said. JUnit's
/// store closes them.
final class SimulatedBoards implements ParameterResolver, AfterEachCallback {
  private static final Namespace SPACE = Namespace.create(SimulatedBoards.class);

  /// The boards of one test, or of one class; closes them.
  private static final class Boards implements AutoCloseable {
    final Set<SimulatedBoard> all = new LinkedHashSet<>();

    @Override
    public void close() {
      runAll(all.stream().<Runnable>map(board -> board::close).toList());
    }
  }

  /// What a constructor is given is its test's.
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.isAnnotated(Simulated.class)
        && parameter.getParameter().getType() == SimulatedBoard.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Simulated wanted = parameter.findAnnotation(Simulated.class).orElseThrow();
    Boards boards = made(context);
    String name = wanted.name().isEmpty() ? "board" + (boards.all.size() + 1) : wanted.name();
    try {
      SimulatedBoard board = SimulatedBoard.start(name, wanted);
      boards.all.add(board);
      return board;
    } catch (IOException | IllegalArgumentException e) {
      throw new ParameterResolutionException("no simulated board: " + e.getMessage(), e);
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    context.getExecutionException().ifPresent(failure -> tell(context, failure));
  }

  /// This context's own, not its parent's. JUnit works on one context in one thread.
  private static Boards made(ExtensionContext context) {
    Store store = context.getStore(SPACE);
    // what does both in one step has another name in each of the versions 5 and 6
    Boards boards = store.get(context.getUniqueId(), Boards.class);
    if (boards == null) {
      boards = new Boards();
      store.put(context.getUniqueId(), boards);
    }
    return boards;
  }

  private static void tell(ExtensionContext test, Throwable failure) {
    ExtensionContext context = test;
    while (context != null) {
      Boards boards = context.getStore(SPACE).get(context.getUniqueId(), Boards.class);
      if (boards != null) {
        for (SimulatedBoard board : boards.all) {
          String words = board.description() + ":\n" + board.transcript();
          test.publishReportEntry(board.name(), words);
          failure.addSuppressed(new LastWords(words));
        }
      }
      context = context.getParent().orElse(null);
    }
  }

  /// Every one of them, whatever becomes of the others; the first failure carries the later ones.
  static void runAll(List<Runnable> closes) {
    RuntimeException failure = null;
    for (Runnable close : closes) {
      try {
        close.run();
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /// Hangs on the failure of a test; it is no failure itself and comes from nowhere.
  static final class LastWords extends RuntimeException {
    private static final long serialVersionUID = 1;

    LastWords(String words) {
      super(words, null, false, false);
    }
  }
}
