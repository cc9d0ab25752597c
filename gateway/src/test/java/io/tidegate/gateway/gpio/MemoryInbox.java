package io.tidegate.gateway.gpio;

import io.tidegate.bridge.Direction;
import io.tidegate.bridge.Frame;
import io.tidegate.bridge.Limits;
import io.tidegate.bridge.LineDecoder;
import io.tidegate.bridge.WireFault;
import io.tidegate.gateway.core.Inbox;
import io.tidegate.gateway.core.Input;
import java.util.ArrayList;
import java.util.List;

/// What came to the core, frames decoded.
final class MemoryInbox implements Inbox, LineDecoder.Sink {
  private final List<Object> all = new ArrayList<>();
  private final LineDecoder lines = new LineDecoder(Limits.TEXT_LINE_BYTES, Direction.UP);

  @Override
  public synchronized void control(Input input) {
    all.add(input);
  }

  @Override
  public synchronized boolean bytes(int port, byte[] bytes, int length) {
    lines.feed(bytes, 0, length, this);
    return true;
  }

  @Override
  public boolean command(Input.Arrived command) {
    throw new AssertionError(command);
  }

  @Override
  public void frame(Frame frame) {
    all.add(frame);
  }

  @Override
  public void text(byte[] buffer, int offset, int length) {
    throw new AssertionError("text from our own board");
  }

  @Override
  public void fault(WireFault fault) {
    throw new AssertionError(fault);
  }

  synchronized <T> List<T> all(Class<T> kind) {
    return all.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  synchronized List<Object> everything() {
    return List.copyOf(all);
  }
}
