package io.tidegate.gateway.spool;

/// A message as it stands in a block.
/// ```
/// u32 length of what follows   u64 position   u8 kind   u8 flags   u64 number of the key
/// text lane   text device of the key   text session of the key   text topic
/// u32 length of the payload, payload
/// ```
/// A text is its length in UTF-8 as u16 and the bytes. Flags: bits 0-1 QoS, bit 2 retain, bit 3 the
/// key's device is the lane (then it is left out).
final class RecordFormat {
  /// The least a record can have.
  static final int MIN_BYTES = 34;

  private static final int RETAIN = 4;
  private static final int DEVICE_IS_LANE = 8;

  private RecordFormat() {}

  static void write(ByteWriter out, long position, Message message) {
    int at = out.size();
    boolean deviceIsLane = message.key().device().equals(message.lane());
    int flags =
        message.qos() | (message.retain() ? RETAIN : 0) | (deviceIsLane ? DEVICE_IS_LANE : 0);
    out.u32(0).u64(position).u8(message.kind().ordinal()).u8(flags).u64(message.key().number());
    out.text(message.lane()).text(deviceIsLane ? "" : message.key().device());
    out.text(message.key().session()).text(message.topic());
    out.u32(message.payload().length).bytes(message.payload());
    out.setU32(at, out.size() - at - 4);
  }

  /// Null when this is no record; then the reader has failed.
  static StoredRecord read(ByteReader in, Message.Chain chain) {
    int length = in.u32();
    int end = in.position() + length;
    long position = in.u64();
    int kind = in.u8();
    int flags = in.u8();
    long number = in.u64();
    String lane = in.text();
    String device = in.text();
    String session = in.text();
    String topic = in.text();
    byte[] payload = in.bytes(in.u32());
    if (in.failed() || in.position() != end || kind >= Message.Kind.values().length) {
      in.fail();
      return null;
    }
    Key key = new Key((flags & DEVICE_IS_LANE) != 0 ? lane : device, session, number);
    Message message =
        new Message(
            Message.Kind.values()[kind],
            chain,
            lane,
            key.equals(Key.NONE) ? Key.NONE : key,
            topic,
            payload,
            flags & 3,
            (flags & RETAIN) != 0);
    return new StoredRecord(position, message);
  }

  /// What a message takes on disk.
  static int sizeBytes(Message message) {
    return MIN_BYTES
        + message.payload().length
        + 3 * (message.lane().length() + message.topic().length())
        + 3 * (message.key().device().length() + message.key().session().length());
  }
}
