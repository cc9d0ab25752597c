package io.tidegate.gateway.core;

import io.tidegate.bridge.Frame;
import io.tidegate.bridge.FrameEncoder;
import io.tidegate.bridge.WireFault;
import io.tidegate.gateway.device.PortRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The ports as the core sees them: up or down, how many bytes and faults, and the way to write.
final class Ports {
  private static final class Port {
    final String label;
    boolean gone;
    boolean up;
    boolean everUp;
    String words = State.Port.UNTRIED;
    long bytes;
    long faults;

    Port(String label) {
      this.label = label;
    }
  }

  private final Map<Integer, Port> portsByNumber = new TreeMap<>();
  private final Wires wires;
  private final Counters counters;
  private final Journal journal;
  private boolean ending;
  private boolean brokerUp;

  Ports(List<PortRule> rules, Wires wires, Counters counters, Journal journal) {
    use(rules);
    this.wires = wires;
    this.counters = counters;
    this.journal = journal;
  }

  /// What is still said of a port that is no longer among them is late, and taken.
  void use(List<PortRule> rules) {
    portsByNumber.values().forEach(port -> port.gone = true);
    for (PortRule rule : rules) {
      portsByNumber.computeIfAbsent(rule.port(), _ -> new Port(rule.label())).gone = false;
    }
  }

  String label(int port) {
    return portsByNumber.get(port).label;
  }

  void up(int number) {
    Port port = portsByNumber.get(number);
    port.up = true;
    port.everUp = true;
    port.words = "open";
    journal.log(Journal.Level.NOTICE, "port-up", port.label, "open, reading");
  }

  void down(int number, Input.PortDown.Why why, String words) {
    Port port = portsByNumber.get(number);
    ending |= why == Input.PortDown.Why.ENDING;
    if (port.up || !port.words.equals(words)) {
      journal.log(level(port, why), "port-down", port.label, words);
    }
    port.up = false;
    port.words = words;
  }

  /// What a person wanted is no trouble; and that a port which was lost is not there says nothing
  /// new.
  private static Journal.Level level(Port port, Input.PortDown.Why why) {
    return switch (why) {
      case LOST, REFUSED -> Journal.Level.WARNING;
      case ABSENT -> port.everUp ? Journal.Level.INFO : Journal.Level.WARNING;
      case WANTED -> Journal.Level.NOTICE;
      case ENDING -> Journal.Level.INFO;
    };
  }

  /// True when the process ends: ports are closed for that reason.
  boolean ending() {
    return ending;
  }

  void read(int number, int length) {
    portsByNumber.get(number).bytes += length;
  }

  void fault(int number, WireFault fault) {
    Port port = portsByNumber.get(number);
    port.faults++;
    counters.add(Counter.WIRE_FAULTS);
    journal.log(
        Journal.Level.DEBUG, "wire-fault", port.label, "a line was dropped: " + fault.wireName());
  }

  void send(int number, Frame frame) {
    if (!wires.send(number, FrameEncoder.encode(frame))) {
      counters.add(Counter.FRAMES_NOT_WRITTEN);
    }
  }

  void reopen(int number, boolean reset) {
    wires.reopen(number, reset);
  }

  void broker(boolean up) {
    if (up != brokerUp) {
      brokerUp = up;
      wires.broker(up);
    }
  }

  List<State.Port> state() {
    List<State.Port> state = new ArrayList<>();
    portsByNumber.forEach(
        (number, port) -> {
          if (!port.gone) {
            state.add(
                new State.Port(number, port.label, port.up, port.words, port.bytes, port.faults));
          }
        });
    return state;
  }
}
