package io.tidegate.gateway.uplink;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;

/// The messages that were published on the present connection and are not yet acknowledged, in the
/// order of publishing.
public final class Window {
  private final int limit;
  private final SequencedMap<Long, Long> sentNanosByPosition = LinkedHashMap.newLinkedHashMap(128);
  private boolean alone;

  public Window(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("a window of " + limit + " can send nothing");
    }
    this.limit = limit;
  }

  public void sent(long position, long nowNanos) {
    if (!hasRoom()) {
      throw new IllegalStateException("the window of " + limit() + " is full");
    }
    sentNanosByPosition.put(position, nowNanos);
  }

  /// False when this position is not under way: a repeated or late acknowledgement.
  public boolean acknowledged(long position) {
    return sentNanosByPosition.remove(position) != null;
  }

  /// The connection ended: nothing is under way any more.
  public void clear() {
    sentNanosByPosition.clear();
  }

  /// While a message is suspected it travels alone, so that it alone can be blamed.
  public void alone(boolean alone) {
    this.alone = alone;
  }

  public boolean hasRoom() {
    return sentNanosByPosition.size() < limit();
  }

  public boolean isEmpty() {
    return sentNanosByPosition.isEmpty();
  }

  public int size() {
    return sentNanosByPosition.size();
  }

  public int limit() {
    return alone ? 1 : limit;
  }

  /// All that are under way; a view.
  public Set<Long> positions() {
    return Collections.unmodifiableSet(sentNanosByPosition.keySet());
  }

  /// The position that has waited longest, or -1.
  public long oldest() {
    return isEmpty() ? -1 : sentNanosByPosition.firstEntry().getKey();
  }

  /// When the oldest was sent; only while not empty.
  public long oldestSentNanos() {
    return sentNanosByPosition.firstEntry().getValue();
  }
}
