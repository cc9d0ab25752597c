package io.tidegate.gateway.cli;

import io.tidegate.bridge.Direction;
import io.tidegate.bridge.FlatJson;
import io.tidegate.bridge.Frame;
import io.tidegate.bridge.Limits;
import io.tidegate.bridge.LineDecoder;
import io.tidegate.bridge.WireFault;
import io.tidegate.gateway.core.Inbox;
import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.core.Journal;
import io.tidegate.gateway.serial.SerialPortSettings;
import io.tidegate.gateway.serial.SerialPorts;
import io.tidegate.gateway.serial.SerialScan;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/// Listens to a port while no gateway runs. Nothing is written to it: a link board keeps what it
/// tells here and tells the gateway again.
final class DirectMonitor implements Inbox, LineDecoder.Sink, AutoCloseable {
  private final String label;
  private final MonitorPrinter printer;
  private final Consumer<String> notes;
  private final boolean raw;
  private final LineDecoder lines = new LineDecoder(Limits.TEXT_LINE_BYTES, Direction.UP);
  private final SerialPorts ports;

  /// `notes` are for standard error: what becomes of the port.
  DirectMonitor(
      SerialPortSettings settings,
      SerialScan scan,
      MonitorPrinter printer,
      boolean raw,
      Consumer<String> notes) {
    this.label = settings.label();
    this.printer = printer;
    this.raw = raw;
    this.notes = notes;
    Journal journal = (_, _, subject, words) -> notes.accept(subject + ": " + words);
    this.ports = new SerialPorts(List.of(settings), scan, this, journal);
  }

  void start() {
    ports.start();
  }

  @Override
  public void close() {
    ports.close();
  }

  @Override
  public void control(Input input) {
    switch (input) {
      case Input.PortUp _ -> {
        lines.reset();
        notes.accept(label + " is open");
      }
      case Input.PortDown(_, Input.PortDown.Why why, String words) -> {
        if (why != Input.PortDown.Why.ENDING) {
          notes.accept(label + ": " + words);
        }
      }
      default -> {}
    }
  }

  /// Only the port's reader calls this.
  @Override
  public boolean bytes(int port, byte[] bytes, int length) {
    if (raw) {
      printer.raw(label, bytes, length);
    } else {
      lines.feed(bytes, 0, length, this);
    }
    return true;
  }

  @Override
  public boolean command(Input.Arrived command) {
    return false;
  }

  @Override
  public void frame(Frame frame) {
    switch (frame) {
      case Frame.Reading reading -> printer.reading(label, reading.json());
      case Frame.LogLine(var level, String text) -> printer.text(label, level + ": " + text);
      default -> printer.text(label, frame.toString());
    }
  }

  @Override
  public void text(byte[] buffer, int offset, int length) {
    String line = new String(buffer, offset, length, StandardCharsets.UTF_8);
    boolean object =
        FlatJson.parse(buffer, offset, length, FlatJson.Mode.OBJECT) instanceof FlatJson.Parsed;
    if (object) {
      printer.reading(label, line);
    } else {
      printer.text(label, line);
    }
  }

  @Override
  public void fault(WireFault fault) {
    printer.fault(label, fault.wireName());
  }
}
