package io.tidegate.gateway.ops;

import io.tidegate.gateway.core.Desk;
import io.tidegate.gateway.core.Inbox;
import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.core.Question;
import io.tidegate.gateway.core.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A core for the control socket's tests: answers at once what it is asked, unless told to be
/// silent, and remembers who monitors.
final class FakeCore implements Inbox {
  static final State STATE =
      new State(
          "gw",
          "1.2.3",
          "run1",
          61_000,
          new State.Broker(
              true, "tcp://broker:1883", "connected to tcp://broker:1883", 60_000, 1, 64),
          new State.Spool(7, 700, 4_096, 1 << 20, true, "", 2_000, 0, 3, 9_000),
          List.of(new State.Port(0, "garden", true, "open", 1_234, 2)),
          List.of(
              new State.Board("b1", 0, true, 150, "{\"t\":21.50}", 42, 1.5, 3, 1, 7, "", 0),
              new State.Board("b2", -1, false, -1, "", 0, 0, 0, 0, 0, "b2-client", 12)),
          Map.of("readings", 42L, "evicted", 5L));

  Desk desk;
  volatile boolean silent;
  private final List<Input.Asked> asked = new ArrayList<>();

  @Override
  public synchronized void control(Input input) {
    Input.Asked question = (Input.Asked) input;
    asked.add(question);
    if (silent) {
      return;
    }
    switch (question.question()) {
      case Question.State() -> desk.state(question.ticket(), STATE);
      case Question.Command command ->
          desk.result(
              question.ticket(),
              command.device().equals("b1") ? "ok" : "refused",
              command.channel() + "=" + command.value() + " within " + command.ttlMillis());
      case Question.Monitor _, Question.MonitorEnd() -> {}
    }
  }

  synchronized List<Input.Asked> asked() {
    return new ArrayList<>(asked);
  }

  /// The tickets of monitors that have not ended.
  synchronized List<Long> monitors() {
    List<Long> tickets = new ArrayList<>();
    for (Input.Asked each : asked) {
      if (each.question() instanceof Question.Monitor) {
        tickets.add(each.ticket());
      } else if (each.question() instanceof Question.MonitorEnd) {
        tickets.remove(each.ticket());
      }
    }
    return tickets;
  }

  @Override
  public boolean bytes(int port, byte[] bytes, int length) {
    throw new AssertionError("the control socket has no bytes of ports");
  }

  @Override
  public boolean command(Input.Arrived command) {
    throw new AssertionError("commands of the control socket are questions");
  }
}
