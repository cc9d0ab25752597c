package io.tidegate.gateway.spool;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What has been released, how far each chain has come, and the marks. Two files take turns; the
/// intact one with the higher generation counts.
/// ```
///  0 header (see FileHeader); flag 1: the run ended in order, its marks are complete
/// 32 u64 segments up to this id have been recovered: what is damaged in them was counted
/// 40 u64 the next segment's id
/// 48 for normal, critical, latest: u64 next block number, u64 next position, u64 records written,
///    u16 released ranges, and each of them (u64 first, u64 next)
///    u16 marks, and each of them (see MarkFormat)
///    u32 CRC32C of everything before it but the header's CRC
/// ```
record Cursor(
    long storeId,
    long generation,
    boolean orderlyEnd,
    long recoveredThrough,
    long nextSegment,
    Map<Message.Chain, Place> places,
    List<Mark> marks) {
  private static final int ORDERLY_END = 1;

  /// Marks tell what was held back.
  private static final int HELD = 2;

  /// How far a chain has come, and what of it is released.
  record Place(long nextBlock, long nextPosition, long records, Ranges released) {}

  byte[] toBytes() {
    ByteWriter body = new ByteWriter(1024);
    body.u64(recoveredThrough).u64(nextSegment);
    for (Message.Chain chain : Message.Chain.values()) {
      Place place = places.get(chain);
      body.u64(place.nextBlock).u64(place.nextPosition).u64(place.records);
      body.u16(place.released.size());
      for (int i = 0; i < place.released.size(); i++) {
        body.u64(place.released.from(i)).u64(place.released.to(i));
      }
    }
    body.u16(marks.size());
    MarkFormat.write(body, marks);
    ByteWriter out = new ByteWriter(FileHeader.BYTES + body.size() + 4);
    new FileHeader(
            FileHeader.CURSOR_MAGIC,
            FileHeader.VERSION,
            0,
            (orderlyEnd ? ORDERLY_END : 0) | (MarkFormat.tellsHeld(marks) ? HELD : 0),
            storeId,
            generation,
            FileHeader.BYTES + body.size() + 4)
        .write(out);
    return out.bytes(body.toBytes()).sealed(0, FileHeader.BYTES).toBytes();
  }

  int slot() {
    return (int) (generation & 1);
  }

  /// Null when this is no intact cursor of this version.
  static Cursor read(byte[] bytes) {
    FileHeader header = bytes == null ? null : FileHeader.read(bytes, FileHeader.CURSOR_MAGIC);
    if (header == null || header.version() != FileHeader.VERSION) {
      return null;
    }
    int length = header.lengthBytes();
    if (length < FileHeader.BYTES + 4 || length > bytes.length) {
      return null;
    }
    int crc = new ByteReader(bytes, length - 4, length).u32();
    if (crc != ByteWriter.sealOf(bytes, 0, length - 4, FileHeader.BYTES)) {
      return null;
    }
    return readBody(header, new ByteReader(bytes, FileHeader.BYTES, length - 4));
  }

  private static Cursor readBody(FileHeader header, ByteReader in) {
    long recoveredThrough = in.u64();
    long nextSegment = in.u64();
    Map<Message.Chain, Place> places = new EnumMap<>(Message.Chain.class);
    for (Message.Chain chain : Message.Chain.values()) {
      places.put(chain, readPlace(in));
    }
    List<Mark> marks = MarkFormat.read(in, in.u16(), (header.flags() & HELD) != 0);
    boolean orderlyEnd = (header.flags() & ORDERLY_END) != 0;
    return in.failed()
        ? null
        : new Cursor(
            header.storeId(),
            header.id(),
            orderlyEnd,
            recoveredThrough,
            nextSegment,
            places,
            marks);
  }

  private static Place readPlace(ByteReader in) {
    long nextBlock = in.u64();
    long nextPosition = in.u64();
    long records = in.u64();
    Ranges released = new Ranges();
    for (int left = in.u16(); left > 0 && !in.failed(); left--) {
      released.add(in.u64(), in.u64());
    }
    return new Place(nextBlock, nextPosition, records, released);
  }
}
