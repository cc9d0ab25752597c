package io.tidegate.gateway.spool;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/// What goes to the quarantine: bytes that recovery cut off, and messages that no broker takes. A
/// message counts as released once it is there; bytes are given up after a few attempts.
final class Aside {
  private static final int ATTEMPTS = 3;
  private static final int PER_BATCH = 4;

  private static final class Item {
    final String name;
    final byte[] bytes;
    final Entry entry;
    int failures;

    Item(String name, byte[] bytes, Entry entry) {
      this.name = name;
      this.bytes = bytes;
      this.entry = entry;
    }
  }

  private final ArrayDeque<Item> items = new ArrayDeque<>();
  private int messages;

  void cut(String name, byte[] bytes) {
    items.addLast(new Item(name, bytes, null));
  }

  void message(Entry entry) {
    messages++;
    items.addLast(new Item("message-" + entry.token + ".txt", text(entry.message), entry));
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  /// A message that is not kept yet is neither here nor there.
  boolean holdsMessage() {
    return messages > 0;
  }

  /// `kept` is told of each message that is in the quarantine now.
  void plan(Batch batch, Consumer<Entry> kept) {
    for (int i = 0; i < PER_BATCH && !items.isEmpty(); i++) {
      Item item = items.removeFirst();
      batch.step(new DiskStep.Quarantine(item.name, item.bytes));
      batch.part(new KeepPart(item, kept));
    }
  }

  private final class KeepPart implements Batch.Part {
    private final Item item;
    private final Consumer<Entry> kept;

    KeepPart(Item item, Consumer<Entry> kept) {
      this.item = item;
      this.kept = kept;
    }

    @Override
    public void done(byte[] loaded, long nowNanos) {
      if (item.entry != null) {
        messages--;
        kept.accept(item.entry);
      }
    }

    @Override
    public void failed(boolean attempted, DiskResult.Failed why, long nowNanos) {
      item.failures += attempted ? 1 : 0;
      if (item.entry != null || item.failures < ATTEMPTS) {
        items.addFirst(item);
      }
    }
  }

  /// For a person: what it was and where it should have gone, an empty line, the payload as it is.
  private static byte[] text(Message message) {
    String head =
        "topic "
            + message.topic()
            + "\nboard "
            + message.lane()
            + "\nkey "
            + message.key().tag()
            + "\nqos "
            + message.qos()
            + (message.retain() ? " retained" : "")
            + "\n\n";
    return new ByteWriter(256)
        .bytes(head.getBytes(StandardCharsets.UTF_8))
        .bytes(message.payload())
        .toBytes();
  }
}
