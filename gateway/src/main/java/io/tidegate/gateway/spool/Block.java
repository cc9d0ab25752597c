package io.tidegate.gateway.spool;

import java.util.ArrayList;
import java.util.List;

/// A commit block: what was written and synced together, and what is recovered together or not at
/// all. After the header come the released ranges (u64 first, u64 next each), the records, the
/// marks (see MarkFormat), and a CRC32C over everything before it but the
/// header's CRC.
record Block(BlockHeader header, Ranges released, List<StoredRecord> records, List<Mark> marks) {

  /// The most that u16 counts and a sensible block allow.
  static final int RANGES_MAX = 256;

  static final int MARKS_MAX = 1024;

  /// Appends the block to `out`. Records are in ascending order of their positions.
  static void write(ByteWriter out, BlockHeader shape, Block content) {
    int from = out.size();
    ByteWriter body = new ByteWriter(1024);
    for (int i = 0; i < content.released.size(); i++) {
      body.u64(content.released.from(i)).u64(content.released.to(i));
    }
    content.records.forEach(each -> RecordFormat.write(body, each.position(), each.message()));
    MarkFormat.write(body, content.marks);
    BlockHeader header =
        new BlockHeader(
            BlockHeader.BYTES + body.size() + 4,
            shape.storeId(),
            shape.number(),
            shape.first(),
            shape.next(),
            shape.recordsBefore(),
            shape.wallMillis(),
            content.records.size(),
            shape.chain(),
            content.released.size(),
            content.marks.size(),
            MarkFormat.tellsHeld(content.marks));
    header.write(out);
    out.bytes(body.toBytes()).sealed(from, BlockHeader.BYTES);
  }

  /// Null when no intact block stands here.
  static Block read(byte[] bytes, int at) {
    BlockHeader header = BlockHeader.read(bytes, at);
    if (header == null || header.lengthBytes() > bytes.length - at) {
      return null;
    }
    int crcAt = at + header.lengthBytes() - 4;
    int crc = new ByteReader(bytes, crcAt, crcAt + 4).u32();
    int sealedBytes = header.lengthBytes() - 4;
    if (crc != ByteWriter.sealOf(bytes, at, sealedBytes, BlockHeader.BYTES)) {
      return null;
    }
    return readBody(header, new ByteReader(bytes, at + BlockHeader.BYTES, crcAt), crcAt);
  }

  /// A body that passed its CRC is still not believed blindly.
  private static Block readBody(BlockHeader header, ByteReader in, int end) {
    Ranges released = new Ranges();
    for (int i = 0; i < header.ranges(); i++) {
      released.add(in.u64(), in.u64());
    }
    List<StoredRecord> records = new ArrayList<>(Math.min(header.records(), 4096));
    for (int i = 0; i < header.records() && !in.failed(); i++) {
      StoredRecord each = RecordFormat.read(in, header.chain());
      if (each != null && (each.position() < header.first() || each.position() >= header.next())) {
        return null;
      }
      records.add(each);
    }
    List<Mark> marks = MarkFormat.read(in, header.marks(), header.held());
    boolean whole = !in.failed() && in.position() == end;
    return whole ? new Block(header, released, records, marks) : null;
  }
}
