package io.tidegate.gateway.ops;

import io.tidegate.gateway.core.Desk;
import io.tidegate.gateway.core.State;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Who waits for which answer of the core. The core's thread only completes a future or offers to a
/// bounded queue.
final class Tickets implements Desk {
  /// The end of a command.
  record Result(String code, String text) {}

  private final AtomicLong next = new AtomicLong(1);
  private final Map<Long, CompletableFuture<State>> states = new ConcurrentHashMap<>();
  private final Map<Long, CompletableFuture<Result>> results = new ConcurrentHashMap<>();
  private final Map<Long, MonitorLines> monitors = new ConcurrentHashMap<>();

  long draw() {
    return next.getAndIncrement();
  }

  CompletableFuture<State> expectState(long ticket) {
    return states.computeIfAbsent(ticket, _ -> new CompletableFuture<>());
  }

  CompletableFuture<Result> expectResult(long ticket) {
    return results.computeIfAbsent(ticket, _ -> new CompletableFuture<>());
  }

  void expectLines(long ticket, MonitorLines lines) {
    monitors.put(ticket, lines);
  }

  /// Nobody waits for it any more.
  void forget(long ticket) {
    states.remove(ticket);
    results.remove(ticket);
    monitors.remove(ticket);
  }

  @Override
  public void state(long ticket, State state) {
    CompletableFuture<State> waiting = states.remove(ticket);
    if (waiting != null) {
      waiting.complete(state);
    }
  }

  @Override
  public boolean line(long ticket, int port, Heard heard, byte[] bytes) {
    MonitorLines lines = monitors.get(ticket);
    return lines != null && lines.offer(new MonitorLines.Line(port, heard, bytes));
  }

  @Override
  public void result(long ticket, String code, String text) {
    CompletableFuture<Result> waiting = results.remove(ticket);
    if (waiting != null) {
      waiting.complete(new Result(code, text));
    }
  }
}
