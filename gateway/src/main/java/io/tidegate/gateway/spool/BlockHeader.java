package io.tidegate.gateway.spool;

/// The first 72 bytes of a commit block. They have a CRC of their own, so that a block whose rest
/// is damaged can still be counted.
/// ```
///  0 u32 magic "TGBK"        4 u32 length of the whole block in bytes
///  8 u64 store id           16 u64 block number, without gaps within a chain
/// 24 u64 first position     32 u64 next position: records lie from first to before next
/// 40 u64 records of this chain in all blocks before this one
/// 48 i64 wall time of the commit in ms, -1 when the clock was not known to be right
/// 56 u32 records   60 u8 chain   61 u8 bit 0: the marks tell what was held back
/// 62 u16 released ranges   64 u16 marks   66 u16 0
/// 68 u32 CRC32C of bytes 0 to 67
/// ```
record BlockHeader(
    int lengthBytes,
    long storeId,
    long number,
    long first,
    long next,
    long recordsBefore,
    long wallMillis,
    int records,
    Message.Chain chain,
    int ranges,
    int marks,
    boolean held) {
  static final int BYTES = 72;
  static final int MAGIC = 0x4B424754;
  static final int LENGTH_AT = 4;
  private static final int HELD = 1;

  /// Nothing longer is believed.
  static final int LIMIT_BYTES = 32 << 20;

  void write(ByteWriter out) {
    int from = out.size();
    out.u32(MAGIC).u32(lengthBytes).u64(storeId).u64(number).u64(first).u64(next);
    out.u64(recordsBefore).u64(wallMillis).u32(records).u8(chain.ordinal()).u8(held ? HELD : 0);
    out.u16(ranges).u16(marks).u16(0).crc(from);
  }

  /// Null when no intact header stands here.
  static BlockHeader read(byte[] bytes, int at) {
    ByteReader in = new ByteReader(bytes, at, at + BYTES);
    if (in.u32() != MAGIC) {
      return null;
    }
    int lengthBytes = in.u32();
    long storeId = in.u64();
    long number = in.u64();
    long first = in.u64();
    long next = in.u64();
    long recordsBefore = in.u64();
    long wallMillis = in.u64();
    int records = in.u32();
    int chain = in.u8();
    int flags = in.u8();
    int ranges = in.u16();
    int marks = in.u16();
    in.u16();
    int crc = in.u32();
    boolean intact = !in.failed() && crc == ByteWriter.crc32c(bytes, at, BYTES - 4);
    if (!intact || !plausible(lengthBytes, first, next, records, chain)) {
      return null;
    }
    Message.Chain known = Message.Chain.values()[chain];
    return new BlockHeader(
        lengthBytes,
        storeId,
        number,
        first,
        next,
        recordsBefore,
        wallMillis,
        records,
        known,
        ranges,
        marks,
        (flags & HELD) != 0);
  }

  private static boolean plausible(int length, long first, long next, int records, int chain) {
    return length >= BYTES + 4
        && length <= LIMIT_BYTES
        && first >= 0
        && next >= first
        && records >= 0
        && chain < Message.Chain.values().length;
  }
}
